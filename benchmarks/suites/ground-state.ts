import { solveGroundState } from "@ansatz/chemistry";
import type { ComputePool } from "@ansatz/simulator";
import { fastest, type Row } from "../lib/report.ts";
import { hydrogenChain, nitrogen, toXyz, type Atoms } from "../lib/molecules.ts";
import { runPeer } from "../lib/peers.ts";

interface PeerAnswer {
  readonly energy: number;
  readonly exact: number;
  readonly seconds: number;
  readonly optimisationSeconds: number;
}

const workloads: readonly {
  name: string;
  atoms: Atoms;
  goalSeconds: number | null;
  goal: string;
  repeats: number;
  peer: boolean;
}[] = [
  {
    name: "H8 chain 1.0 Å, 16 qubits",
    atoms: hydrogenChain(8, 1),
    goalSeconds: 1,
    goal: "1 s",
    repeats: 3,
    peer: true,
  },
  { name: "N2 1.0977 Å, 20 qubits", atoms: nitrogen, goalSeconds: 5, goal: "5 s", repeats: 3, peer: true },
  {
    name: "H12 chain 1.0 Å, 24 qubits",
    atoms: hydrogenChain(12, 1),
    goalSeconds: null,
    goal: "ends within 2 GiB",
    repeats: 1,
    peer: false,
  },
];

/** Whole UCCSD-VQE in STO-3G with all electrons, from geometry to verdict, against TenCirChem's civector engine. */
export async function groundStateSuite(
  pool: ComputePool,
  options: { readonly large: boolean },
): Promise<Row[]> {
  const setupStart = performance.now();
  await solveGroundState(requestFor(hydrogenChain(2, 0.74)), { pool });
  const setupSeconds = (performance.now() - setupStart) / 1000;
  const rows: Row[] = [];
  for (const { name, atoms, goalSeconds, goal, repeats, peer } of workloads) {
    if (goalSeconds === null && !options.large) continue;
    const { seconds, result } = await fastest(repeats, () => solveGroundState(requestFor(atoms), { pool }));
    const answer = peer
      ? (runPeer("uccsd_tencirchem.py", { atoms }, pool.threads) as PeerAnswer | null)
      : null;
    const exact = result.references.find(({ method }) => method === "casci")?.energy ?? Number.NaN;
    const vqeSeconds = result.timings.find(({ stage }) => stage === "vqe")?.seconds ?? Number.NaN;
    const peakGib = process.resourceUsage().maxRSS / 2 ** 20;
    const ownNote = `error ${(((result.energy ?? Number.NaN) - exact) * 1000).toFixed(3)} mHa, ${String(result.evaluations)} evaluations, VQE alone ${vqeSeconds.toFixed(2)} s, peak memory ${peakGib.toFixed(2)} GiB`;
    rows.push({
      workload: `UCCSD-VQE ${name}`,
      setupSeconds,
      seconds,
      goal,
      met: goalSeconds === null ? peakGib < 2 : seconds < goalSeconds,
      ...(answer ? { peer: { name: "TenCirChem", seconds: answer.seconds } } : {}),
      note: answer
        ? `${ownNote}; peer's error ${((answer.energy - answer.exact) * 1000).toFixed(3)} mHa, optimisation alone ${answer.optimisationSeconds.toFixed(2)} s`
        : ownNote,
    });
  }
  return rows;
}

function requestFor(atoms: Atoms): Parameters<typeof solveGroundState>[0] {
  return {
    molecule: { xyz: toXyz(atoms) },
    basis: "sto-3g",
    activeSpace: { kind: "full" },
    ansatz: "uccsd",
    optimizer: "l-bfgs",
    energyTolerance: 1e-8,
    seed: 42,
  };
}
