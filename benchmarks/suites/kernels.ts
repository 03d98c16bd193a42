import {
  createFeatureMatrix,
  fidelityKernel,
  hardwareEfficientMap,
  projectedKernel,
  zzMap,
} from "@ansatz/learning";
import type { FeatureMatrix, Kernel } from "@ansatz/learning";
import { createRandom, gramMemoryBytes } from "@ansatz/simulator";
import type { ComputePool } from "@ansatz/simulator";
import { runPeer } from "../lib/peers.ts";
import { fastest } from "../lib/report.ts";

/** A peer's seconds for a workload. */
export interface KernelPeer {
  readonly seconds: number;
  /** Of preparing states, where the peer tells. */
  readonly prepareSeconds: number | null;
  /** Whether the time of all pairs was calculated from some. */
  readonly isEstimated: boolean;
  /** What its seconds over ours are meant to be at least. */
  readonly goal: number;
}

export interface KernelRow {
  readonly workload: string;
  readonly setupSeconds: number;
  readonly seconds: number;
  readonly peers: Readonly<Record<string, KernelPeer>>;
  readonly note: string;
}

interface Workload {
  readonly name: string;
  readonly kernel: Kernel;
  readonly qubits: number;
  readonly left: FeatureMatrix;
  readonly right?: FeatureMatrix;
  /** Whether peers have it: the ZZ map at bandwidth 1. */
  readonly isShared: boolean;
  readonly repeats: number;
}

interface PeerAnswer {
  readonly version: string;
  readonly seconds: number;
  readonly prepareSeconds: number | null;
  readonly estimated?: boolean;
  readonly corner: readonly number[];
}

/** Kernels of a library, a circuit or a comparison for every pair: at least 20 times our seconds; states and NumPy: ours. */
const peerScripts = [
  { script: "kernels_lightning.py", goal: 1 },
  { script: "kernels_qulacs.py", goal: 1 },
  { script: "kernels_qiskit.py", goal: 20 },
  { script: "kernels_pennylane.py", goal: 20 },
] as const;

/** Agreement of elements with peers: phases of some hundred radians in double precision. */
const tolerance = 1e-9;
/** Seconds for repeats of a peer. */
const budgetSeconds = 20;

function randomRows(rowCount: number, columnCount: number, seed: number): FeatureMatrix {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: rowCount * columnCount }, () => 2 * random.uniform() - 1);
  return createFeatureMatrix(rowCount, columnCount, values);
}

function listWorkloads(isLarge: boolean): Workload[] {
  const zz = fidelityKernel(zzMap(), { bandwidths: [1] });
  const square = (rows: number, qubits: number, repeats: number): Workload => ({
    name: `ZZ fidelity, ${rows} rows, ${qubits} qubits`,
    kernel: zz,
    qubits,
    left: randomRows(rows, qubits, 1),
    isShared: true,
    repeats,
  });
  return [
    square(500, 10, 40),
    ...(isLarge ? [square(1000, 14, 5)] : []),
    {
      ...square(100, 10, 40),
      name: "ZZ fidelity, 100 × 400 rows, 10 qubits",
      right: randomRows(400, 10, 2),
    },
    {
      ...square(500, 10, 20),
      name: "ZZ projected, 500 rows, 10 qubits",
      kernel: projectedKernel(zzMap()),
      isShared: false,
    },
    {
      ...square(500, 10, 10),
      name: "hardware-efficient fidelity, 500 rows, 10 qubits",
      kernel: fidelityKernel(hardwareEfficientMap()),
      isShared: false,
    },
    {
      ...square(500, 10, 20),
      name: "ZZ without entanglement, 500 rows, 10 qubits",
      kernel: fidelityKernel(zzMap().withoutEntanglement()),
      isShared: false,
    },
  ];
}

const table = ({ rowCount, columnCount, values }: FeatureMatrix): number[][] =>
  Array.from({ length: rowCount }, (_, row) =>
    Array.from(values.subarray(row * columnCount, (row + 1) * columnCount)),
  );

/** Gram matrices beside Qiskit Machine Learning, PennyLane, and the states of Lightning and Qulacs multiplied by NumPy. */
export async function kernelSuite(
  pool: ComputePool,
  options: { readonly large: boolean },
): Promise<KernelRow[]> {
  const rows: KernelRow[] = [];
  for (const { name, kernel, qubits, left, right, isShared, repeats } of listWorkloads(options.large)) {
    const [settings] = kernel.grid;
    const run = (): ReturnType<Kernel["gram"]> => kernel.gram(left, right, settings, { pool });
    const started = performance.now();
    await run();
    const setupSeconds = (performance.now() - started) / 1000;
    const before = await fastest(repeats, run);
    const peers: Record<string, KernelPeer> = {};
    for (const { script, goal } of isShared ? peerScripts : []) {
      const workload = { qubits, left: table(left), right: right ? table(right) : null };
      const answer = runPeer(script, { workload, budget: budgetSeconds }, pool.threads) as PeerAnswer | null;
      if (!answer) continue;
      answer.corner.forEach((value, at) => {
        const own = before.result.values[Math.floor(at / 4) * before.result.columnCount + (at % 4)];
        if (Math.abs(value - own) > tolerance) {
          throw new Error(`${answer.version} differs in element ${at} of ${name}: ${value}, ours ${own}`);
        }
      });
      const { seconds, prepareSeconds, estimated = false } = answer;
      peers[answer.version] = { seconds, prepareSeconds, isEstimated: estimated, goal };
    }
    // Again after the peers, so that a change of the machine's pace shows.
    const after = await fastest(repeats, run);
    const seconds = Math.min(before.seconds, after.seconds);
    const bytes = gramMemoryBytes({
      qubitCount: qubits,
      rowCount: left.rowCount,
      ...(right ? { columnCount: right.rowCount } : {}),
    });
    const pairs = right ? left.rowCount * right.rowCount : (left.rowCount * (left.rowCount + 1)) / 2;
    const note = isShared
      ? `${(bytes / 1e6).toFixed(0)} MB, ${((seconds / pairs / 2 ** qubits) * 1e9).toFixed(3)} ns a pair and amplitude, preparation included`
      : "";
    rows.push({ workload: name, setupSeconds, seconds, peers, note });
    console.error(`  ${name}: ${seconds.toFixed(4)} s`);
  }
  return rows;
}

const duration = (seconds: number): string =>
  seconds < 1 ? `${(seconds * 1e3).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;

/** The rows as a Markdown table: peers' seconds over ours in brackets, ≈ where calculated from some pairs. */
export function formatKernelTable(rows: readonly KernelRow[]): string {
  const names = [...new Set(rows.flatMap(({ peers }) => Object.keys(peers)))];
  const heading = ["workload", "set-up", "ours", ...names, "goals", "note"];
  const lines = rows.map(({ workload, setupSeconds, seconds, peers, note }) => {
    const cells = names.map((name) => {
      if (!(name in peers)) return "–";
      const peer = peers[name];
      return `${peer.isEstimated ? "≈ " : ""}${duration(peer.seconds)} (${(peer.seconds / seconds).toPrecision(2)}×)`;
    });
    const all = Object.values(peers);
    const missed = all.filter((peer) => peer.seconds / seconds < peer.goal);
    const goals = all.length === 0 ? "–" : missed.length === 0 ? "met" : `${missed.length} missed`;
    return [workload, duration(setupSeconds), duration(seconds), ...cells, goals, note];
  });
  return [heading, heading.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
