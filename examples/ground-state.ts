/**
 * The ground state of water, from its name to an audited energy.
 *
 *     node --conditions=@ansatz/source examples/ground-state.ts
 */
import { ok } from "node:assert/strict";
import { chemicalAccuracy, solveGroundState, type GroundStateResult } from "@ansatz/chemistry";
import { createComputePool } from "@ansatz/simulator/node";

/** Water at O–H 0.9578 Å and 104.48° in STO-3G: full CI by PySCF 2.7.0, hartree. */
const fullCi = -75.0125858;

export async function main(options: { readonly basis?: string } = {}): Promise<GroundStateResult> {
  await using pool = createComputePool();
  const result = await solveGroundState(
    { molecule: { library: "water" }, basis: options.basis ?? "sto-3g", activeSpace: { kind: "full" } },
    { pool },
  );
  if (result.basis === "sto-3g") {
    ok(result.energy !== null && Math.abs(result.energy - fullCi) < chemicalAccuracy);
  }
  return result;
}

if (import.meta.main) {
  const { energy, references, verdict } = await main();
  for (const { label, energy: reference } of references) console.log(label.padEnd(8), reference?.toFixed(6));
  console.log("UCCSD   ", energy?.toFixed(6));
  console.log(verdict.text);
}
