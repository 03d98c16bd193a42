import {
  createCircuit,
  createNoiseModel,
  createPauliSum,
  createStateVectorEngine,
  gate,
  measure,
  parameter,
  simulate,
  unitary,
} from "@ansatz/simulator";
import type { Circuit, ComputePool, GateName, NoiseModel, Operation, PauliSum } from "@ansatz/simulator";
import { fourierCircuit, layeredCircuit, randomLayers, volumeCircuit } from "../lib/circuits.ts";
import type { PeerCircuit } from "../lib/circuits.ts";
import { runPeer } from "../lib/peers.ts";
import { fastest } from "../lib/report.ts";
import { quantumCircuitSeconds } from "../peers/quantum-circuit.ts";

/** A workload with our seconds and those of every peer that could do it. */
export interface CircuitRow {
  readonly workload: string;
  readonly seconds: number;
  readonly singleSeconds: number | null;
  readonly setupSeconds: number;
  readonly native: Readonly<Record<string, number>>;
  readonly npm: number | null;
  /** The least that the best native peer's seconds over ours may be. */
  readonly goal: number;
  readonly note: string;
}

interface Workload {
  readonly name: string;
  readonly task: "state" | "latency" | "gradient" | "density" | "trajectories";
  readonly circuit: PeerCircuit;
  readonly goal: number;
  readonly npm?: boolean;
  readonly [more: string]: unknown;
}

const noise = { one: 0.001, two: 0.01 } as const;
const latencyRuns = 1000;
const trajectoryShots = 100;

/** What is measured, in the order of the table. */
function listWorkloads(isLarge: boolean): Workload[] {
  const state = (name: string, circuit: PeerCircuit, npm = false): Workload => ({
    name: `${name}, ${circuit.qubits} qubits`,
    task: "state",
    circuit,
    goal: 1,
    npm,
  });
  const sizes = (all: readonly number[]): readonly number[] => all.filter((size) => isLarge || size <= 20);
  const observable = [
    ...Array.from({ length: 15 }, (_, qubit) => [1, `Z ${qubit} Z ${qubit + 1}`]),
    ...Array.from({ length: 16 }, (_, qubit) => [0.5, `X ${qubit}`]),
  ];
  return [
    ...sizes([10, 16, 20, 24]).map((n) => state("layered RX/RZ/CNOT", layeredCircuit(n), n <= 16)),
    ...sizes([16, 20, 24]).map((n) => state("QFT", fourierCircuit(n), n <= 16)),
    ...[10, 16, 20].map((n) => state("quantum volume", volumeCircuit(n))),
    state("random, depth 20", randomLayers(20, 20)),
    {
      name: `${latencyRuns} runs of a bound circuit, 8 qubits`,
      task: "latency",
      circuit: layeredCircuit(8),
      goal: 10,
      npm: true,
      repeats: latencyRuns,
    },
    {
      name: "adjoint gradient, 16 qubits, 224 parameters",
      task: "gradient",
      circuit: gradientCircuit(16, 7),
      goal: 1,
      observable,
    },
    {
      name: "density matrix, depolarising, 10 qubits",
      task: "density",
      circuit: layeredCircuit(10, 3),
      goal: 1,
      noise,
    },
    {
      name: `${trajectoryShots} trajectories, depolarising, 16 qubits`,
      task: "trajectories",
      circuit: layeredCircuit(16, 3),
      goal: 1,
      noise,
      shots: trajectoryShots,
    },
  ];
}

/** Layers of RX and RZ on every qubit and a line of CNOTs; every angle is a parameter. */
function gradientCircuit(qubits: number, layers: number): PeerCircuit {
  const full = layeredCircuit(qubits, layers);
  const angles = full.gates.flatMap(([, , angle]) => (angle.length === 1 ? [angle] : []));
  const gates: PeerCircuit["gates"][number][] = [];
  for (let layer = 0; layer < layers; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) {
      const at = 2 * (layer * qubits + qubit);
      gates.push(["rx", [qubit], angles[at]], ["rz", [qubit], angles[at + 1]]);
    }
    for (let qubit = 0; qubit + 1 < qubits; qubit++) gates.push(["cx", [qubit, qubit + 1], []]);
  }
  return { qubits, gates };
}

/** Our circuit of a peer's; with `symbols`, angles become parameters t0, t1, …. */
function toCircuit(
  { qubits, gates }: PeerCircuit,
  options: { symbols?: boolean; measured?: boolean } = {},
): Circuit {
  let count = 0;
  const operations = gates.map(([name, targets, rest]): Operation => {
    if (name === "unitary") {
      const [real, imaginary] = rest as readonly [readonly number[], readonly number[]];
      return unitary({ real, imaginary }, targets);
    }
    const angles = (rest as readonly number[]).map((angle) =>
      options.symbols ? parameter(`t${count++}`) : angle,
    );
    return gate(name as GateName, targets, angles);
  });
  if (!options.measured) return createCircuit(qubits, operations);
  const all = Array.from({ length: qubits }, (_, qubit) => qubit);
  return createCircuit(qubits, [...operations, measure(all, all)], { bitCount: qubits });
}

function toObservable(qubits: number): PauliSum {
  return createPauliSum(qubits, [
    ...Array.from({ length: qubits - 1 }, (_, qubit) => ({ x: 0, z: 3 << qubit, real: 1, imaginary: 0 })),
    ...Array.from({ length: qubits }, (_, qubit) => ({ x: 1 << qubit, z: 0, real: 0.5, imaginary: 0 })),
  ]);
}

function depolarising(): NoiseModel {
  return createNoiseModel({
    gates: [
      {
        qubitCount: 1,
        noise: [{ channel: { kind: "depolarizing", qubitCount: 1, probability: noise.one } }],
      },
      {
        qubitCount: 2,
        noise: [{ channel: { kind: "depolarizing", qubitCount: 2, probability: noise.two } }],
      },
    ],
  });
}

const repeatsFor = (qubits: number): number =>
  qubits <= 10 ? 200 : qubits <= 16 ? 20 : qubits <= 20 ? 6 : 2;

async function measureOurs(
  workload: Workload,
  pool: ComputePool,
): Promise<Pick<CircuitRow, "seconds" | "singleSeconds" | "setupSeconds" | "note">> {
  const { circuit: described, task } = workload;
  const { qubits } = described;
  const repeats = repeatsFor(qubits);
  const started = performance.now();
  const sinceStart = (): number => (performance.now() - started) / 1000;
  if (task === "density" || task === "trajectories") {
    const isDensity = task === "density";
    const circuit = toCircuit(described, { measured: !isDensity });
    const run = (): Promise<unknown> =>
      simulate(circuit, {
        noise: depolarising(),
        method: isDensity ? "density-matrix" : "trajectories",
        pool,
        ...(isDensity ? {} : { shots: workload["shots"] as number }),
        seed: 1,
      });
    await run();
    const setupSeconds = sinceStart();
    const { seconds } = await fastest(isDensity ? 5 : 3, run);
    return { seconds, singleSeconds: null, setupSeconds, note: `depolarising ${noise.one} and ${noise.two}` };
  }
  await using engine = await createStateVectorEngine({ qubitCount: qubits, pool });
  if (task === "gradient") {
    const circuit = toCircuit(described, { symbols: true });
    const angles = described.gates.flatMap(([, , rest]) => (rest.length === 1 ? [rest[0]] : []));
    const parameters = Object.fromEntries(angles.map((angle, index) => [`t${index}`, angle]));
    const observable = toObservable(qubits);
    await engine.expectationAndGradient(circuit, observable, { parameters });
    const setupSeconds = sinceStart();
    const { seconds } = await fastest(repeats, () =>
      engine.expectationAndGradient(circuit, observable, { parameters }),
    );
    const forward = await fastest(repeats, () => engine.runInPlace(circuit, { parameters }));
    const value = await fastest(repeats, () => engine.expectation(circuit, observable, { parameters }));
    const [overState, overValue] = [forward, value].map((other) => (seconds / other.seconds).toFixed(1));
    const note = `${angles.length} parameters; ${overState}× the state alone (goal 4×), ${overValue}× the expectation value`;
    return { seconds, singleSeconds: null, setupSeconds, note };
  }
  const circuit = toCircuit(described);
  const runs = task === "latency" ? latencyRuns : 1;
  const time = async (used: typeof engine): Promise<number> => {
    const { seconds } = await fastest(runs > 1 ? 10 : repeats, async () => {
      for (let run = 0; run < runs; run++) await used.runInPlace(circuit);
    });
    return seconds;
  };
  await engine.runInPlace(circuit);
  const setupSeconds = sinceStart();
  const seconds = await time(engine);
  const single = await createStateVectorEngine({ qubitCount: qubits, pool, precision: "single" });
  const { seconds: singleSeconds } = await fastest(runs > 1 ? 3 : repeats, async () => {
    for (let run = 0; run < runs; run++) await single.expectations(circuit, []);
  });
  await single[Symbol.asyncDispose]();
  const perGate = (seconds / runs / described.gates.length / 2 ** qubits) * 1e9;
  const { stageCount, bytesMoved } = engine.describe(circuit);
  const moved = `${stageCount} ${stageCount === 1 ? "pass" : "passes"} over the state, ${((runs * bytesMoved) / seconds / 1e9).toPrecision(2)} GB/s`;
  return {
    seconds,
    singleSeconds,
    setupSeconds,
    note: `${described.gates.length} gates, ${perGate.toFixed(3)} ns per gate and amplitude; ${moved}`,
  };
}

/** Bytes per second that one pass over a large array of doubles reads and writes, on one thread. */
export function copyBandwidth(): number {
  const from = new Float64Array(2 ** 25).fill(1);
  const to = new Float64Array(2 ** 25);
  let best = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < 5; repeat++) {
    const started = performance.now();
    to.set(from);
    best = Math.min(best, performance.now() - started);
  }
  return (2 * from.byteLength) / (best / 1000);
}

/** Circuits beside Qulacs, Qiskit Aer, PennyLane Lightning (where Python has them) and quantum-circuit (npm). */
export async function circuitSuite(
  pool: ComputePool,
  options: { readonly large: boolean },
): Promise<CircuitRow[]> {
  const workloads = listWorkloads(options.large);
  const native: Record<string, Readonly<Record<string, number>>> = {};
  for (const script of ["circuits_qulacs.py", "circuits_aer.py", "circuits_lightning.py"]) {
    // One process a workload: what one leaves behind does not slow the next.
    for (const workload of workloads) {
      const answer = runPeer(script, { workloads: [workload] }, pool.threads) as {
        version: string;
        seconds: Record<string, number>;
      } | null;
      if (answer) native[answer.version] = { ...native[answer.version], ...answer.seconds };
    }
    console.error(`  ${script} done`);
  }
  const rows: CircuitRow[] = [];
  for (const workload of workloads) {
    const ours = await measureOurs(workload, pool);
    const seconds = Object.entries(native).flatMap(([version, all]) =>
      workload.name in all ? [[version, all[workload.name]] as const] : [],
    );
    const npm = workload.npm
      ? quantumCircuitSeconds(workload.circuit, workload.task === "latency" ? latencyRuns : 1)
      : null;
    rows.push({
      workload: workload.name,
      ...ours,
      native: Object.fromEntries(seconds),
      npm,
      goal: workload.goal,
    });
    console.error(`  ${workload.name}: ${ours.seconds.toFixed(4)} s`);
  }
  return rows;
}

const duration = (seconds: number): string =>
  seconds < 0.001
    ? `${(seconds * 1e6).toFixed(0)} µs`
    : seconds < 1
      ? `${(seconds * 1e3).toPrecision(3)} ms`
      : `${seconds.toPrecision(3)} s`;

/** The rows as a Markdown table: peers' seconds over ours in brackets. */
export function formatCircuitTable(rows: readonly CircuitRow[]): string {
  const peers = [...new Set(rows.flatMap(({ native }) => Object.keys(native)))];
  const heading = [
    "workload",
    "set-up",
    "ours",
    "ours, f32",
    ...peers,
    "quantum-circuit (npm)",
    "best native ÷ ours",
    "note",
  ];
  const lines = rows.map((row) => {
    const beside = (seconds: number | null | undefined): string =>
      seconds === null || seconds === undefined
        ? "–"
        : `${duration(seconds)} (${(seconds / row.seconds).toPrecision(2)}×)`;
    const best = Math.min(...Object.values(row.native));
    const ratio = best / row.seconds;
    const verdict = Number.isFinite(ratio)
      ? `${ratio.toPrecision(2)}× (goal ${row.goal}×, ${ratio >= row.goal ? "met" : "missed"})`
      : "–";
    return [
      row.workload,
      duration(row.setupSeconds),
      duration(row.seconds),
      row.singleSeconds === null ? "–" : duration(row.singleSeconds),
      ...peers.map((peer) => beside(row.native[peer])),
      beside(row.npm),
      verdict,
      row.note,
    ];
  });
  return [heading, heading.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
