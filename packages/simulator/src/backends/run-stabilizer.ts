import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import type { MeasureStep } from "../noise/noisy-program.ts";
import { addOutcomes, formatBits, readoutDistribution } from "../noise/readout-distribution.ts";
import { stabilizerExpectation } from "../stabilizer/stabilizer-expectation.ts";
import { StabilizerState } from "../stabilizer/stabilizer-state.ts";
import { pick, sumUp } from "../trajectories/choices.ts";
import { createPacer } from "../trajectories/pacer.ts";
import type { PreparedSimulation } from "./choose-method.ts";
import { runStabilizerShots } from "./run-stabilizer-shots.ts";
import type { SimulationOptions, SimulationPlan, SimulationResult } from "./simulation.ts";

type Outcome = Pick<SimulationResult, "counts" | "probabilities" | "expectations">;

/** Independent directions up to which probabilities are listed unless asked otherwise, and at most. */
const usualDirections = 16;
const greatestDirections = 20;
/** Measured bits up to which readout errors are put into exact probabilities. */
const greatestConfusedBits = 16;
/** Directions whose combination is one random number. */
const directionsADraw = 30;
const operationsAPause = 64;

/** What final measurements can give: `origin` plus any sum of `directions`, all with the same probability. */
interface MeasuredSupport {
  /** Measured qubits and the classical bits they go to, in the order of the program. */
  readonly qubits: readonly number[];
  readonly bits: readonly number[];
  /** Packed bits by place in `qubits`. */
  readonly origin: Int32Array;
  readonly directions: readonly Int32Array[];
}

const bitAt = (packed: Int32Array, at: number): number => (packed[at >> 5] >>> (at & 31)) & 1;

function addTo(target: Int32Array, direction: Int32Array): void {
  for (let word = 0; word < target.length; word++) target[word] ^= direction[word];
}

function measuredSupport(state: StabilizerState, terminal: readonly MeasureStep[]): MeasuredSupport {
  const qubits = terminal.flatMap((step) => step.qubits);
  const bits = terminal.flatMap((step) => step.bits);
  const directions = state.packedSupportDirections(qubits);
  const measured = state.clone();
  const origin = new Int32Array(Math.ceil(qubits.length / 32));
  // Any outcome that can occur is an origin: where a measurement is open, 0 is taken.
  const zero = { uniform: () => 0, normal: () => 0 };
  qubits.forEach((qubit, at) => (origin[at >> 5] |= measured.measure(qubit, zero) << (at & 31)));
  return { qubits, bits, origin, directions };
}

/** Probabilities by bitstring: 2^−k each for k directions, readout errors worked in where there are few bits. */
function exactProbabilities(
  { qubits, bits, origin, directions }: MeasuredSupport,
  { circuit, program }: PreparedSimulation,
): Map<string, number> {
  const outcomes = new Map<string, number>();
  const hasConfusion = program.terminal.some(({ confusion }) => confusion !== undefined);
  const point = origin.slice();
  const share = 2 ** -directions.length;
  const confused = hasConfusion ? new Float64Array(2 ** qubits.length) : undefined;
  const text = new Uint8Array(circuit.bitCount);
  for (let index = 0; index < 2 ** directions.length; index++) {
    // In the order of a Gray code each point is one direction away from the last.
    if (index > 0) addTo(point, directions[31 - Math.clz32(index & -index)]);
    if (confused) confused[point[0] >>> 0] += share;
    else {
      bits.forEach((bit, at) => (text[bit] = bitAt(point, at)));
      const key = formatBits(text);
      outcomes.set(key, (outcomes.get(key) ?? 0) + share);
    }
  }
  if (confused) {
    let first = 0;
    const terminal = program.terminal.map((step) => ({ ...step, qubits: step.qubits.map(() => first++) }));
    addOutcomes(outcomes, text, readoutDistribution(confused, terminal));
  }
  return outcomes;
}

/** Seeded counts of points drawn from the support, readout errors drawn shot by shot. */
async function countPoints(
  { bits, origin, directions }: MeasuredSupport,
  { circuit, program }: PreparedSimulation,
  shots: number,
  seed: number,
  { signal, onProgress }: SimulationOptions,
): Promise<Map<string, number>> {
  const pacer = createPacer({
    total: shots,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  const random = createRandom(seed);
  const point = origin.slice();
  const text = new Uint8Array(circuit.bitCount);
  const counts = new Map<string, number>();
  const hasConfusion = program.terminal.some(({ confusion }) => confusion !== undefined);
  const cumulative = program.terminal.map(({ confusion }) => confusion?.map((row) => sumUp(row)));
  const read = (): string => {
    let at = 0;
    program.terminal.forEach((step, index) => {
      let outcome = 0;
      const first = at;
      for (; at < first + step.bits.length; at++) outcome += bitAt(point, at) * 2 ** (at - first);
      const rows = cumulative[index];
      if (rows) outcome = pick(rows[outcome], random.uniform());
      // Without a confusion matrix a step may have more bits than a number.
      step.bits.forEach((bit, k) => {
        text[bit] = rows ? (outcome >>> k) & 1 : bitAt(point, first + k);
      });
    });
    return formatBits(text);
  };
  const move = (first: number, combination: number): void => {
    for (let left = combination; left !== 0; left &= left - 1) {
      addTo(point, directions[first + 31 - Math.clz32(left & -left)]);
    }
  };
  const tally = new Map<number, number>();
  const isShort = directions.length <= directionsADraw && !hasConfusion;
  for (let shot = 0; shot < shots; shot++) {
    if (shot % 1024 === 0) await pacer.pause();
    if (isShort) {
      const combination = Math.floor(random.uniform() * 2 ** directions.length);
      tally.set(combination, (tally.get(combination) ?? 0) + 1);
    } else {
      point.set(origin);
      for (let first = 0; first < directions.length; first += directionsADraw) {
        const count = Math.min(directionsADraw, directions.length - first);
        move(first, Math.floor(random.uniform() * 2 ** count));
      }
      const key = read();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    pacer.advance();
  }
  for (const [combination, count] of tally) {
    point.set(origin);
    move(0, combination);
    bits.forEach((bit, at) => (text[bit] = bitAt(point, at)));
    const key = formatBits(text);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return counts;
}

function canListProbabilities(
  { qubits, directions }: MeasuredSupport,
  { program }: PreparedSimulation,
  wanted: boolean | undefined,
): boolean {
  if (wanted === false) return false;
  const isConfused = program.terminal.some(({ confusion }) => confusion !== undefined);
  if (isConfused ? qubits.length <= greatestConfusedBits : directions.length <= usualDirections) return true;
  if (wanted && !isConfused && directions.length <= greatestDirections) return true;
  if (wanted) {
    throw new InvalidArgumentError(
      isConfused
        ? `exact probabilities with readout errors take up to ${greatestConfusedBits} measured bits, got ${qubits.length}: ask for shots`
        : `2^${directions.length} bitstrings have a probability and at most 2^${greatestDirections} can be listed: ask for shots`,
      { field: "probabilities" },
    );
  }
  return false;
}

const sorted = (map: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.freeze(Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1))));

/**
 * Follows a Clifford circuit by stabiliser states. Where it is unitary up to its final measurements and has no noise but
 * readout errors, one tableau gives exact probabilities (2^−k each), exact expectation values, and counts drawn from them;
 * else every shot is run from the first step that is drawn.
 */
export async function runStabilizer(
  prepared: PreparedSimulation,
  plan: SimulationPlan,
  options: SimulationOptions,
  seed: number,
): Promise<Outcome> {
  const { circuit, program } = prepared;
  const { observables, signal, probabilities: wanted } = options;
  if (plan.isSampled) {
    const { counts, expectations } = await runStabilizerShots(prepared, plan.shots!, options, seed);
    return { counts: sorted(counts), ...(observables ? { expectations } : {}) };
  }
  const state = new StabilizerState(circuit.qubitCount);
  const pacer = createPacer({ total: program.steps.length, ...(signal ? { signal } : {}) });
  for (const [index, step] of program.steps.entries()) {
    if (index % operationsAPause === 0) await pacer.pause();
    if (step.kind === "unitary") state.apply(step.operation);
  }
  const expectations = observables?.map((observable) => ({
    value: stabilizerExpectation(state, observable),
    standardError: 0,
  }));
  const support = measuredSupport(state, program.terminal);
  const isListed = canListProbabilities(support, prepared, wanted);
  return {
    ...(plan.shots === undefined
      ? {}
      : { counts: sorted(await countPoints(support, prepared, plan.shots, seed, options)) }),
    ...(isListed ? { probabilities: sorted(exactProbabilities(support, prepared)) } : {}),
    ...(expectations ? { expectations } : {}),
  };
}
