import { circuitLimits, type CircuitReference, type CircuitResult } from "@ansatz/contract";
import {
  circuitMetrics,
  simulate,
  type Circuit,
  type ComputePool,
  type SimulationOptions,
  type SimulationResult,
  type StateVector,
} from "@ansatz/simulator";
import type { TaskProgress } from "../definitions/job-definition.ts";
import { CircuitRequestError } from "../errors.ts";
import { circuitVerdict } from "./circuit-verdict.ts";
import {
  classicalFidelity,
  distributionOfState,
  expectedSamplingDistance,
  likeliest,
  listGreatest,
  sharesOf,
  toDistribution,
  totalVariationDistance,
  type Distribution,
} from "./distribution.ts";
import { simulateInParts, type ShotsCheckpoint } from "./run-in-parts.ts";
import { listedBits, planCircuit, type CircuitSettings, type PlannedCircuit } from "./plan-circuit.ts";

export interface RunCircuitOptions {
  readonly isJob: boolean;
  readonly pool?: ComputePool | undefined;
  readonly memoryLimitBytes?: number | undefined;
  readonly signal: AbortSignal;
  /** What `onCheckpoint` was given last by an earlier attempt. */
  readonly checkpoint?: unknown;
  /** With it, shots followed one by one are run in parts that a later attempt does not repeat. */
  readonly onCheckpoint?: (checkpoint: ShotsCheckpoint) => void;
  readonly onProgress: (progress: TaskProgress) => void;
}

/** A result whose state vector is still in arrays. */
export type CircuitRun = Omit<CircuitResult, "statevector"> & { readonly stateVector: StateVector | null };

/** What trajectories take on all threads where the machine has it. */
const usualTrajectoryBytes = 2 ** 33;
/** Qubits up to which the ideal circuit is run beside a noisy one. */
const idealQubits = 20;
/** Bitstrings with a probability that a run of one's own may list. */
const greatestOutcomes = 2 ** 20;

const messageOf = {
  "state-vector": "state vector",
  "density-matrix": "density matrix",
  trajectories: "shots",
  stabilizer: "stabiliser tableau",
};

function simulationOptions(
  { plan, observables, noise, isReadFromState, memoryLimitBytes }: PlannedCircuit,
  settings: CircuitSettings,
  { pool, signal, onProgress }: RunCircuitOptions,
): SimulationOptions {
  const { method, qubitCount, bitCount } = plan;
  const wantsProbabilities = settings.outputs.includes("probabilities");
  // The plan's own limit, so that a run takes what its plan says, or more where this machine has it.
  const limit =
    method === "trajectories"
      ? Math.max(plan.memoryBytes, Math.min(memoryLimitBytes, usualTrajectoryBytes))
      : memoryLimitBytes;
  return {
    method,
    precision: settings.precision,
    seed: settings.seed,
    memoryLimitBytes: limit,
    stateVector: method === "state-vector" && (settings.outputs.includes("statevector") || isReadFromState),
    ...(method === "stabilizer"
      ? // How many bitstrings have a probability is not known before the run.
        wantsProbabilities
        ? { probabilities: true }
        : {}
      : {
          probabilities:
            !plan.isSampled && (bitCount <= listedBits || (wantsProbabilities && !isReadFromState)),
        }),
    ...(plan.shots === undefined ? {} : { shots: plan.shots }),
    ...(noise === undefined ? {} : { noise }),
    ...(observables.length > 0 ? { observables } : {}),
    ...(pool ? { pool } : {}),
    signal,
    onProgress: (done) => {
      onProgress({
        stage: "simulate",
        message: `Simulating ${qubitCount} qubits: ${messageOf[method]}`,
        fraction: 0.05 + 0.9 * done,
      });
    },
  };
}

function exactDistribution(
  circuit: Circuit,
  { probabilities, stateVector }: SimulationResult,
  isWanted: boolean,
): Distribution | undefined {
  if (probabilities) return toDistribution(probabilities);
  if (!isWanted || !stateVector) return undefined;
  const distribution = distributionOfState(stateVector, circuit, greatestOutcomes);
  if (distribution) return distribution;
  throw new CircuitRequestError(
    `more than ${greatestOutcomes} bitstrings have a probability: ask for shots, or for the state vector`,
    { details: { field: "outputs" } },
  );
}

function compare(
  kind: CircuitReference["kind"],
  label: string,
  found: Distribution,
  reference: Distribution,
  seconds: number,
): CircuitReference {
  return {
    kind,
    label,
    totalVariationDistance: totalVariationDistance(found, reference),
    fidelity: classicalFidelity(found, reference),
    seconds,
  };
}

/** The same circuit without noise, where that is cheap to run exactly. */
async function idealReference(
  circuit: Circuit,
  found: Distribution,
  { pool, signal, onProgress }: RunCircuitOptions,
): Promise<CircuitReference | undefined> {
  if (circuit.qubitCount > idealQubits || (circuit.bitCount || circuit.qubitCount) > listedBits)
    return undefined;
  onProgress({ stage: "compare", message: "Running the ideal circuit beside it", fraction: 0.96 });
  const settings = { outputs: ["probabilities"] as const, seed: 0, parameters: {}, observables: [] };
  const { plan } = planCircuit(
    circuit,
    { ...settings, outputs: ["counts"], shots: 1, method: "auto", precision: "double" },
    { isJob: false },
  );
  if (plan.isSampled) return undefined;
  const ideal = await simulate(circuit, {
    method: plan.method,
    probabilities: true,
    stateVector: false,
    signal,
    ...(pool ? { pool } : {}),
  });
  return compare(
    "ideal",
    "the circuit without noise",
    found,
    toDistribution(ideal.probabilities!),
    ideal.seconds,
  );
}

/** For example "Z0 Z1 - 0.5 X0". */
function observableText(terms: Readonly<Record<string, number>>): string {
  const texts = Object.entries(terms).map(([product, coefficient], index) => {
    const size = Math.abs(coefficient);
    const factor = size === 1 && product !== "" ? "" : `${size}${product === "" ? "" : " "}`;
    const sign = coefficient < 0 ? (index === 0 ? "-" : "- ") : index === 0 ? "" : "+ ";
    return `${sign}${factor}${product}`;
  });
  return texts.length === 0 ? "0" : texts.join(" ");
}

function noiseName(noise: CircuitSettings["noise"]): string | null {
  if (noise === undefined) return null;
  if (typeof noise === "string") return noise;
  return typeof noise.name === "string" && noise.name !== "" ? noise.name.slice(0, 100) : "custom";
}

/**
 * Simulates a circuit and puts its numbers beside those that they can be judged by: counts beside the exact distribution
 * they were drawn from, a noisy circuit beside the ideal one.
 *
 * @throws what {@link planCircuit} throws, and the signal's reason once it is aborted.
 */
export async function runCircuit(
  circuit: Circuit,
  settings: CircuitSettings,
  options: RunCircuitOptions,
): Promise<CircuitRun> {
  const started = performance.now();
  const { outputs, noise, precision } = settings;
  const planned = planCircuit(circuit, settings, options);
  const { plan } = planned;
  const how = simulationOptions(planned, settings, options);
  const result =
    plan.isSampled && options.onCheckpoint
      ? await simulateInParts(
          planned.circuit,
          { ...how, shots: plan.shots! },
          {
            checkpoint: options.checkpoint as ShotsCheckpoint | undefined,
            onCheckpoint: options.onCheckpoint,
          },
        )
      : await simulate(planned.circuit, how);
  options.signal.throwIfAborted();

  const wantsProbabilities = outputs.includes("probabilities");
  const exact = exactDistribution(planned.circuit, result, wantsProbabilities);
  const shots = result.counts ? plan.shots! : null;
  const shares = result.counts && shots !== null ? sharesOf(result.counts, shots) : undefined;
  const references: CircuitReference[] = [];
  let expectedDistance: number | null = null;
  if (shares && exact && shots !== null) {
    references.push(
      compare("exact", "the distribution that the shots were drawn from", shares, exact, result.seconds),
    );
    expectedDistance = expectedSamplingDistance(exact, shots);
  }
  const found = exact ?? shares;
  if (noise !== undefined && found) {
    const ideal = await idealReference(planned.circuit, found, options);
    if (ideal) references.push(ideal);
  }

  const limit = options.isJob ? circuitLimits.outcomes : greatestOutcomes;
  const counts = result.counts ? listGreatest(toMap(result.counts), limit) : undefined;
  const probabilities = wantsProbabilities && exact ? listGreatest(exact, limit) : undefined;
  const warnings = [counts, probabilities].flatMap((list, index) =>
    list && list.total > limit
      ? [
          `Of ${list.total.toLocaleString("en-US")} bitstrings ${index === 0 ? "counted" : "with a probability"} the ${limit.toLocaleString("en-US")} ${index === 0 ? "most frequent" : "likeliest"} are listed.`,
        ]
      : [],
  );
  if (result.expectations && noise === undefined && shots !== null && plan.isSampled) {
    warnings.push(
      "Expectation values are means over the shots' final states, before the final measurements.",
    );
  }
  const metrics = circuitMetrics(circuit);
  return {
    qubits: circuit.qubitCount,
    bits: plan.bitCount,
    operations: metrics.operationCount,
    depth: metrics.depth,
    twoQubitGates: metrics.twoQubitCount,
    method: plan.method,
    reason: plan.reason,
    precision,
    noise: noiseName(noise),
    shots,
    seed: settings.seed,
    counts: counts?.listed ?? null,
    countedOutcomes: counts?.total ?? null,
    probabilities: probabilities?.listed ?? null,
    possibleOutcomes: probabilities?.total ?? null,
    mostLikely:
      found && (wantsProbabilities || counts)
        ? likeliest(wantsProbabilities ? found : (shares ?? found))
        : null,
    stateVector: outputs.includes("statevector") ? (result.stateVector ?? null) : null,
    expectations: (result.expectations ?? []).map(({ value, standardError }, index) => ({
      observable: observableText(settings.observables[index]),
      value,
      standardError: Number.isFinite(standardError) ? standardError : null,
    })),
    references,
    verdict: circuitVerdict({
      plan,
      precision,
      shots,
      isNoisy: noise !== undefined,
      references,
      expectedDistance,
    }),
    warnings,
    memoryBytes: plan.memoryBytes,
    seconds: (performance.now() - started) / 1000,
    threads: options.pool?.threads ?? 1,
  };
}

const toMap = (counts: Readonly<Record<string, number>>): Distribution => new Map(Object.entries(counts));

/** Amplitudes by index as [real, imaginary]. */
export function amplitudePairs({ real, imaginary }: StateVector): [number, number][] {
  return Array.from(real, (value, index) => [value, imaginary[index]]);
}
