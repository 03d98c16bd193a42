import { describe, expect, it } from "vitest";
import { checkBondScanRequest, checkGroundStateRequest } from "./check-request.ts";
import { solveGroundState } from "./solve-ground-state.ts";
import type { GroundStateRequest } from "./types.ts";

const active = (electrons: number, orbitals: number) => ({ kind: "active", electrons, orbitals }) as const;

const refused: readonly (readonly [string, GroundStateRequest])[] = [
  ["a ring left open", { molecule: { smiles: "C1CC" } }],
  ["an unknown library name", { molecule: { library: "unobtainium" } }],
  ["a short XYZ line", { molecule: { xyz: "H 0 0" } }],
  ["atoms on top of each other", { molecule: { xyz: "H 0 0 0\nH 0 0 0.01" } }],
  ["an element outside the basis set", { molecule: { smiles: "[Fe]" } }],
  ["an unknown basis set", { molecule: { smiles: "O" }, basis: "aug-cc-pv7z" }],
  ["a multiplicity of the wrong parity", { molecule: { smiles: "O" }, multiplicity: 2 }],
  ["a charge that leaves no electrons", { molecule: { smiles: "[H][H]" }, charge: 2 }],
  ["an active space with too many orbitals", { molecule: { smiles: "O" }, activeSpace: active(4, 9) }],
  ["a full space that no memory holds", { molecule: { smiles: "c1ccccc1" }, activeSpace: { kind: "full" } }],
];

async function messageOf(work: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error: unknown = await work.then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  return { code: (error as { code?: unknown }).code, message: (error as Error).message };
}

describe("the check before a request is queued", () => {
  it.each(refused)("refuses %s with the words of the calculation itself", async (_, request) => {
    const found = await messageOf(checkGroundStateRequest(request));
    expect(found.code).toEqual(expect.any(String));
    expect(found).toEqual(await messageOf(solveGroundState(request)));
  });

  it.each<GroundStateRequest>([
    { molecule: { smiles: "CC(=O)Oc1ccccc1C(=O)O" } },
    { molecule: { smiles: "[O][O]" }, multiplicity: 3 },
    { molecule: { library: "o2" }, activeSpace: active(8, 6) },
    { molecule: { smiles: "C[N+](C)(C)C" }, basis: "6-31G(d)" },
    { molecule: { xyz: "O 0 0 0" } },
  ])("lets %j pass", async (request) => {
    await expect(checkGroundStateRequest(request)).resolves.toBeUndefined();
  });

  it("refuses a scan from a length to the same length", async () => {
    const scan = { molecule: { library: "n2" }, bond: [1, 2], fromAngstrom: 1, toAngstrom: 1 } as const;
    await expect(checkBondScanRequest(scan)).rejects.toMatchObject({ code: "bond-scan" });
  });
});
