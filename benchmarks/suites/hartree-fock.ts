import { buildBasis, moleculeFromXyz, parseBasisName, solveHartreeFock } from "@ansatz/chemistry";
import type { ComputePool } from "@ansatz/simulator";
import { fastest, type Row } from "../lib/report.ts";
import { aspirin, benzene, toXyz, type Atoms } from "../lib/molecules.ts";
import { runPeer } from "../lib/peers.ts";

const workloads: readonly { name: string; atoms: Atoms; basis: string; goalSeconds: number | null }[] = [
  { name: "aspirin 6-31G", atoms: aspirin, basis: "6-31g", goalSeconds: 12 },
  { name: "aspirin STO-3G", atoms: aspirin, basis: "sto-3g", goalSeconds: null },
  { name: "benzene cc-pVDZ", atoms: benzene, basis: "cc-pvdz", goalSeconds: null },
];

/** Whole RHF, integrals included, against PySCF on the same number of threads. */
export async function hartreeFockSuite(pool: ComputePool): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, atoms, basis, goalSeconds } of workloads) {
    const molecule = moleculeFromXyz(toXyz(atoms));
    const { seconds, result } = await fastest(2, () =>
      solveHartreeFock(molecule, buildBasis(molecule, parseBasisName(basis)), { pool }),
    );
    const peer = runPeer("rhf_pyscf.py", { atoms, basis }, pool.threads) as {
      energy: number;
      seconds: number;
    } | null;
    rows.push({
      workload: `RHF ${name}, ${String(result.basis.functionCount)} functions`,
      setupSeconds: null,
      seconds,
      goal: goalSeconds === null ? "report" : `${String(goalSeconds)} s`,
      met: goalSeconds === null ? null : seconds < goalSeconds,
      ...(peer ? { peer: { name: "PySCF", seconds: peer.seconds } } : {}),
      note: `${result.energy.toFixed(8)} hartree, ${String(result.iterations.length)} iterations${peer ? `, peer ${peer.energy.toFixed(8)}` : ""}`,
    });
  }
  return rows;
}
