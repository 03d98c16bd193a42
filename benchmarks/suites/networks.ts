import { createFeatureMatrix, createNetworkEvaluator, reuploadingNetwork } from "@ansatz/learning";
import { createBatchEvaluator, createRandom } from "@ansatz/simulator";
import type { ComputePool } from "@ansatz/simulator";
import { runPeer } from "../lib/peers.ts";
import { fastest } from "../lib/report.ts";

interface Workload {
  readonly name: string;
  readonly qubits: number;
  readonly layers: number;
  readonly batch: number;
  readonly observables: number;
}

interface PeerAnswer {
  readonly version: string;
  readonly seconds: number;
  readonly values: readonly number[];
  readonly gradient: readonly number[];
}

export interface NetworkRow {
  readonly workload: string;
  readonly weights: number;
  readonly angles: number;
  readonly setupSeconds: number;
  /** Of a step on all threads, and on one. */
  readonly seconds: number;
  readonly alone: number;
  /** Seconds by peer. */
  readonly peers: Readonly<Record<string, number>>;
}

const workloads: readonly Workload[] = [
  { name: "re-uploading, 3 layers", qubits: 10, layers: 3, batch: 32, observables: 1 },
  { name: "re-uploading, 5 layers", qubits: 10, layers: 5, batch: 32, observables: 1 },
  { name: "re-uploading, 3 layers, 5 observables", qubits: 10, layers: 3, batch: 32, observables: 5 },
  { name: "re-uploading, 3 layers", qubits: 14, layers: 3, batch: 32, observables: 1 },
];

/** Agreement of values and derivatives of size 1 in double precision. */
const tolerance = 1e-10;
/** Seconds for repeats of a peer. */
const budgetSeconds = 10;
const repeats = 40;

/**
 * One step of training, loss and gradient by all weights on a batch, beside PennyLane Lightning's adjoint differentiation,
 * which gives the values and their derivatives by the gates' angles only.
 */
export async function networkSuite(pool: ComputePool): Promise<NetworkRow[]> {
  const rows: NetworkRow[] = [];
  for (const { name, qubits, layers, batch, observables } of workloads) {
    const network = reuploadingNetwork({
      qubitCount: qubits,
      featureCount: qubits,
      layers,
      outputs: observables,
    });
    const random = createRandom(7);
    const normals = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
    const features = createFeatureMatrix(batch, qubits, normals(batch * qubits));
    const weights = normals(network.weightCount + observables + 1);
    const targets = normals(batch);
    const samples = Int32Array.from({ length: batch }, (_, row) => row);
    const loss = (row: number, [output]: Float64Array): { value: number; slope: Float64Array } => ({
      value: (output - targets[row]) ** 2 / 2,
      slope: Float64Array.of(output - targets[row]),
    });
    await using shared = createNetworkEvaluator(network, 1, { pool });
    await using single = createNetworkEvaluator(network, 1);
    const step = (evaluator: typeof shared) => (): ReturnType<typeof shared.lossAndGradient> =>
      evaluator.lossAndGradient(features, samples, weights, loss);
    const started = performance.now();
    await step(shared)();
    const setupSeconds = (performance.now() - started) / 1000;
    const before = await fastest(repeats, step(shared));
    const alone = await fastest(repeats, step(single));

    // Peers get the angles themselves: how features and weights make them costs them nothing.
    const angles = normals(batch * network.angles.length);
    const workload = {
      qubits,
      layers,
      groups: network.observables.map(({ terms }) => terms.map(({ z }) => 31 - Math.clz32(z))),
      angles: Array.from({ length: batch }, (_, row) => [
        ...angles.subarray(row * network.angles.length, (row + 1) * network.angles.length),
      ]),
    };
    const lightning = [...new Set([1, pool.threads])].flatMap((threads) => {
      const answer = runPeer("networks_lightning.py", { workload, budget: budgetSeconds / 2 }, threads);
      return answer ? [answer as PeerAnswer] : [];
    });
    const qiskit =
      observables === 1 && qubits === 10
        ? (runPeer(
            "networks_qiskit.py",
            { workload, budget: budgetSeconds },
            pool.threads,
          ) as PeerAnswer | null)
        : null;
    const answers = [
      ...lightning.toSorted((x, y) => x.seconds - y.seconds).slice(0, 1),
      ...(qiskit ? [qiskit] : []),
    ];
    if (answers.length > 0) {
      await using evaluator = createBatchEvaluator(network.circuit, network.observables);
      const own = await evaluator.evaluate(angles, { withGradients: true });
      for (const { version, values, gradient } of answers) {
        for (const [kind, theirs, ours] of [
          ["value", values, own.values],
          ["derivative", gradient, own.gradients!],
        ] as const) {
          theirs.forEach((number, at) => {
            if (Math.abs(number - ours[at]) <= tolerance) return;
            throw new Error(`${version} differs in ${kind} ${at} of ${name}: ${number}, ours ${ours[at]}`);
          });
        }
      }
    }
    // Again after the peer, so that a change of the machine's pace shows.
    const after = await fastest(repeats, step(shared));
    rows.push({
      workload: `${name}, ${qubits} qubits, batch ${batch}`,
      weights: weights.length,
      angles: network.angles.length,
      setupSeconds,
      seconds: Math.min(before.seconds, after.seconds),
      alone: alone.seconds,
      peers: Object.fromEntries(answers.map(({ version, seconds }) => [version, seconds])),
    });
    console.error(`  ${name}, ${qubits} qubits: ${rows[rows.length - 1].seconds.toFixed(4)} s`);
  }
  return rows;
}

const duration = (seconds: number): string =>
  seconds < 1 ? `${(seconds * 1e3).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;

/** The rows as a Markdown table: the peer's seconds over ours in brackets. */
export function formatNetworkTable(rows: readonly NetworkRow[], threads: number): string {
  const names = [...new Set(rows.flatMap(({ peers }) => Object.keys(peers)))];
  const heading = [
    "step",
    "weights",
    "gates' angles",
    "set-up",
    `ours, ${threads} threads`,
    "ours, 1 thread",
    ...names,
    "goal",
  ];
  const lines = rows.map(({ workload, weights, angles, setupSeconds, seconds, alone, peers }) => {
    const best = Math.min(seconds, alone);
    const beside = names.map((name) =>
      name in peers ? `${duration(peers[name])} (${(peers[name] / best).toPrecision(2)}×)` : "–",
    );
    const quickest = Math.min(...Object.values(peers));
    const goal = Number.isFinite(quickest) ? `1×, ${quickest >= best ? "met" : "missed"}` : "1×";
    const own = [setupSeconds, seconds, alone].map(duration);
    return [workload, weights, angles, ...own, ...beside, goal].join(" | ");
  });
  return [
    `| ${heading.join(" | ")} |`,
    `|${" --- |".repeat(heading.length)}`,
    ...lines.map((line) => `| ${line} |`),
  ].join("\n");
}
