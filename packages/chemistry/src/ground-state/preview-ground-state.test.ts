import { describe, expect, it } from "vitest";
import { previewGroundState } from "./preview-ground-state.ts";
import { solveGroundState } from "./solve-ground-state.ts";

describe("preview of a ground state", () => {
  it.each([
    { molecule: { library: "h2o" } },
    { molecule: { smiles: "N" }, basis: "6-31g" },
    { molecule: { library: "o2" }, activeSpace: { kind: "active", electrons: 8, orbitals: 6 } as const },
  ])("of %o has the numbers of the calculation itself", async (request) => {
    const preview = await previewGroundState(request);
    const result = await solveGroundState(request);
    expect(preview.isProvisional).toBe(result.activeSpace.kind === "active" && !("activeSpace" in request));
    const { formula, basisFunctions, geometrySource, multiplicity } = result;
    expect(preview).toMatchObject({ formula, basisFunctions, geometrySource, multiplicity });
    expect(preview.atoms).toEqual(result.geometry);
    if (preview.isProvisional) return;
    const { qubits, determinants, activeSpace } = result;
    expect(preview).toMatchObject({ qubits, determinants, activeSpace });
  });

  it("tells the memory, which grows with the space", async () => {
    const [small, large] = [4, 10].map((count) => ({
      molecule: { library: `h${count}-chain` },
      activeSpace: { kind: "full" } as const,
    }));
    const [few, many] = [await previewGroundState(small), await previewGroundState(large)];
    expect(few.memoryBytes).toBeGreaterThan(1000);
    // 63,504 amplitudes of 8 bytes in at least ten vectors
    expect(many.memoryBytes - few.memoryBytes).toBeGreaterThan(63_504 * 8 * 10);
  });

  it("refuses what the calculation would refuse", async () => {
    const request = { molecule: { library: "benzene" }, activeSpace: { kind: "full" } as const };
    await expect(previewGroundState(request)).rejects.toThrow(/at most 30 orbitals/);
    const chain = { molecule: { library: "h16-chain" }, activeSpace: { kind: "full" } as const };
    await expect(previewGroundState(chain)).rejects.toThrow(/GiB may be used/);
  });
});
