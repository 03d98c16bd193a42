/**
 * The potential curve of a hydrogen molecule, its bond length and its vibration.
 *
 *     node --conditions=@ansatz/source examples/bond-scan.ts
 */
import { ok } from "node:assert/strict";
import { combineBondScan, planBondScan, solveGroundState, type BondScanResult } from "@ansatz/chemistry";

/** Experimental r_e of H2, Å (Huber and Herzberg, 1979). */
const experimentalLength = 0.7414;

export async function main(
  options: { readonly points?: number; readonly basis?: string } = {},
): Promise<BondScanResult> {
  const request = {
    molecule: { library: "h2" },
    basis: options.basis ?? "6-31g**",
    bond: [1, 2] as const,
    fromAngstrom: 0.5,
    toAngstrom: 1.1,
    points: options.points ?? 13,
  };
  const plan = await planBondScan(request);
  // The points do not depend on each other: any number of workers could take them.
  const results = await Promise.all(plan.points.map((point) => solveGroundState(point.request)));
  const scan = combineBondScan(request, results);
  ok(scan.equilibrium !== null);
  ok(Math.abs(scan.equilibrium.bondLengthAngstrom - experimentalLength) < 0.01);
  return scan;
}

if (import.meta.main) {
  const { points, equilibrium, verdict } = await main();
  for (const { bondLengthAngstrom, rhf, vqe } of points) {
    console.log(bondLengthAngstrom.toFixed(2), rhf?.toFixed(6), vqe?.toFixed(6));
  }
  console.log(equilibrium);
  console.log(verdict.text);
}
