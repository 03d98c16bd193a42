import { bindParameters, withOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { densityMatrixExpectation } from "../density-matrix/density-matrix.ts";
import { createDensityMatrixEngine } from "../density-matrix/engine.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { addOutcomes, formatBits, readoutDistribution } from "../noise/readout-distribution.ts";
import { createAliasSampler } from "../results/alias-sampler.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import { probabilities } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { pick, sumUp } from "../trajectories/choices.ts";
import { runTrajectories } from "../trajectories/run-trajectories.ts";
import { keepsStateVector, planPrepared, prepareSimulation } from "./plan-simulation.ts";
import type { PreparedSimulation } from "./choose-method.ts";
import { runStabilizer } from "./run-stabilizer.ts";
import { sampleBasisStates } from "./sample-basis-states.ts";
import type { SimulationOptions, SimulationPlan, SimulationResult } from "./simulation.ts";

type Outcome = Omit<SimulationResult, keyof SimulationPlan | "seed" | "seconds">;

/** Measured bits up to which probabilities by bitstring are given unless asked otherwise. */
const greatestListedBits = 16;

const toRecord = (entries: Iterable<readonly [string, number]>): Readonly<Record<string, number>> =>
  Object.freeze(Object.fromEntries(entries));

function measuredBitCount({ program }: PreparedSimulation): number {
  return program.terminal.reduce((sum, { bits }) => sum + bits.length, 0);
}

/** The seeded counts of outcomes with known probabilities. */
function countOutcomes(
  outcomes: ReadonlyMap<string, number>,
  shots: number,
  seed: number,
): Map<string, number> {
  const texts = [...outcomes.keys()];
  const sampler = createAliasSampler([...outcomes.values()]);
  const random = createRandom(seed);
  const counts = new Map<string, number>();
  for (let shot = 0; shot < shots; shot++) {
    const text = texts[sampler.sample(random)];
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The seeded counts of final measurements of a state, readout errors drawn shot by shot. */
function countMeasurements(
  state: StateVector,
  { circuit, program }: PreparedSimulation,
  shots: number,
  seed: number,
): Map<string, number> {
  const random = createRandom(seed);
  const bits = new Uint8Array(circuit.bitCount);
  const counts = new Map<string, number>();
  const texts = new Map<number, string>();
  const hasConfusion = program.terminal.some(({ confusion }) => confusion !== undefined);
  sampleBasisStates(state, shots, random, (outcome) => {
    let text = hasConfusion ? undefined : texts.get(outcome);
    if (text === undefined) {
      for (const step of program.terminal) {
        const actual = step.qubits.reduce(
          (sum, qubit, k) => sum + (Math.floor(outcome / 2 ** qubit) % 2) * 2 ** k,
          0,
        );
        const read = step.confusion ? pick(sumUp(step.confusion[actual]), random.uniform()) : actual;
        step.bits.forEach((bit, k) => (bits[bit] = Math.floor(read / 2 ** k) % 2));
      }
      text = formatBits(bits);
      if (!hasConfusion) texts.set(outcome, text);
    }
    counts.set(text, (counts.get(text) ?? 0) + 1);
  });
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function runStateVector(
  prepared: PreparedSimulation,
  plan: SimulationPlan,
  options: SimulationOptions,
  seed: number,
): Promise<Outcome> {
  const { circuit, program } = prepared;
  const { qubitCount } = circuit;
  const { precision = "double", pool, observables = [], parameters = {}, signal, onProgress } = options;
  const unitary = withOperations(
    circuit,
    program.steps.flatMap((step) => (step.kind === "unitary" ? [step.operation] : [])),
  );
  await using engine = await createStateVectorEngine({ qubitCount, precision, ...(pool ? { pool } : {}) });
  const run = { parameters, ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  const isKept = keepsStateVector(qubitCount, options);
  const isCopied = isKept || precision === "single";
  const state = await (isCopied ? engine.run(unitary, run) : engine.runInPlace(unitary, run));
  signal?.throwIfAborted();
  const isListed = options.probabilities ?? measuredBitCount(prepared) <= greatestListedBits;
  const exact = new Map<string, number>();
  if (isListed) {
    addOutcomes(
      exact,
      new Uint8Array(circuit.bitCount),
      readoutDistribution(probabilities(state), program.terminal),
    );
  }
  const counts = plan.shots === undefined ? undefined : countMeasurements(state, prepared, plan.shots, seed);
  const values =
    observables.length > 0
      ? await engine.expectations(withOperations(circuit, []), observables, { initial: "current" })
      : [];
  return {
    ...(counts ? { counts: toRecord(counts) } : {}),
    ...(isListed ? { probabilities: toRecord([...exact].sort(([a], [b]) => (a < b ? -1 : 1))) } : {}),
    ...(isKept ? { stateVector: state } : {}),
    ...(observables.length > 0
      ? { expectations: Array.from(values, (value) => ({ value, standardError: 0 })) }
      : {}),
  };
}

async function runDensityMatrix(
  prepared: PreparedSimulation,
  plan: SimulationPlan,
  options: SimulationOptions,
  seed: number,
): Promise<Outcome> {
  const { circuit, noise } = prepared;
  const { observables, parameters, pool, signal, onProgress, memoryLimitBytes } = options;
  const engine = createDensityMatrixEngine({
    qubitCount: circuit.qubitCount,
    ...(pool ? { pool } : {}),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  });
  const { densityMatrix, outcomes } = await engine.run(circuit, {
    ...(parameters ? { parameters } : {}),
    ...(noise ? { noise } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  const isListed = options.probabilities ?? outcomes.size <= 2 ** greatestListedBits;
  return {
    densityMatrix,
    ...(isListed ? { probabilities: toRecord(outcomes) } : {}),
    ...(plan.shots === undefined ? {} : { counts: toRecord(countOutcomes(outcomes, plan.shots, seed)) }),
    ...(observables
      ? {
          expectations: observables.map((observable) => ({
            value: densityMatrixExpectation(densityMatrix, observable),
            standardError: 0,
          })),
        }
      : {}),
  };
}

async function runShots(
  { circuit, noise }: PreparedSimulation,
  shots: number,
  options: SimulationOptions,
  seed: number,
): Promise<Outcome> {
  const { observables, parameters, pool, signal, onProgress, memoryLimitBytes, firstShot = 0 } = options;
  const { counts, expectations } = await runTrajectories(circuit, {
    shots,
    seed,
    firstShot,
    ...(observables ? { observables } : {}),
    ...(parameters ? { parameters } : {}),
    ...(noise ? { noise } : {}),
    ...(pool ? { pool } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  });
  return { counts: toRecord(counts), ...(observables ? { expectations } : {}) };
}

/**
 * Simulates any circuit and says how: with one state vector where the circuit is unitary up to its final measurements, else
 * with an exact density matrix where that is affordable, else with quantum trajectories; Clifford circuits too large for
 * these with stabiliser tableaus. A circuit that measures nothing is
 * measured in all qubits at its end (readout errors included). The same seed gives the same result with any number of
 * threads.
 * Throws {@link InvalidArgumentError} for options out of range and parameters without a value,
 * {@link SimulationTooLargeError} for states beyond the memory limit, and the signal's reason once it is aborted.
 */
export async function simulate(circuit: Circuit, options: SimulationOptions = {}): Promise<SimulationResult> {
  const started = performance.now();
  const { signal, onProgress, parameters = {}, seed = 0 } = options;
  signal?.throwIfAborted();
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${seed}`, { field: "seed", seed });
  }
  const prepared = prepareSimulation(bindParameters(circuit, parameters), options);
  const plan = planPrepared(prepared, options);
  onProgress?.(0);
  const outcome =
    plan.method === "state-vector"
      ? await runStateVector(prepared, plan, options, seed)
      : plan.method === "density-matrix"
        ? await runDensityMatrix(prepared, plan, options, seed)
        : plan.method === "stabilizer"
          ? await runStabilizer(prepared, plan, options, seed)
          : await runShots(prepared, plan.shots!, options, seed);
  onProgress?.(1);
  return Object.freeze({ ...plan, seed, ...outcome, seconds: (performance.now() - started) / 1000 });
}
