import { InvalidArgumentError, NumericalError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { davidson, type DavidsonResult, type VectorOperator } from "./davidson.ts";
import { startVector, type SparseStart } from "./davidson-start.ts";
import { layoutDiagonal } from "./determinant-elements.ts";
import { parities } from "./kernel-fields.ts";
import type { KernelRunner } from "./kernel-runner.ts";
import { createSpinSquared, spinSquaredOf, validateVector } from "./public-vectors.ts";
import type { SectorHamiltonian } from "./sector-hamiltonian.ts";
import { fromLayout, toLayout } from "./sector-layout.ts";
import { davidsonVectorCount, defaultDavidsonVectors, tooLarge, type SectorSpace } from "./sector-space.ts";
import type { PlacedLayout, SectorSystem } from "./sector-system.ts";
import type { VectorSpace } from "./vector-space.ts";

export interface SolveLowestOptions {
  /** Converged when ‖H·v − E·v‖ falls below this (hartree); default 1e-7, which puts the energy far below 1e-10. */
  readonly tolerance?: number;
  /** For each symmetry of the space; default 200. */
  readonly maxIterations?: number;
  readonly signal?: AbortSignal;
  readonly onIteration?: (info: { iteration: number; energy: number; residualNorm: number }) => void;
  /** A start vector in the basis order of the space. */
  readonly guess?: Float64Array;
  /** Total spin S of the wanted state; by default the lowest state of any spin is found. */
  readonly spin?: number;
}

export interface LowestState {
  /** ⟨v|H|v⟩ with the constant. */
  readonly energy: number;
  /** Norm 1, in the basis order of the space; its largest amplitude is positive. */
  readonly vector: Float64Array;
  readonly residualNorm: number;
  /** Over all symmetries that were tried. */
  readonly iterations: number;
  readonly converged: boolean;
  readonly spinSquared: number;
}

/** Everything the solver works with. */
export interface SolverContext {
  readonly system: SectorSystem;
  readonly hamiltonian: SectorHamiltonian;
  readonly runner: KernelRunner;
  readonly vectors: VectorSpace;
}

const defaultTolerance = 1e-7;
const defaultMaxIterations = 200;

/** Departure of ⟨S²⟩ that rounding and a small residual explain. */
const spinTolerance = 1e-4;

/** Size and seed of what a start vector gets beside its leading determinants, so that no spin is missing. */
const startNoise = { amplitude: 0.01, seed: 1 };

/** The current and the previous Ritz vector and a new direction. */
const fewestTrialVectors = 3;

/** Of states closer than this, hartree, the one that was tried first is kept, so that rounding does not choose. */
const degeneracy = 1e-8;

/** A guess starts the symmetry that has more than this part of its squared norm. */
const leadingGuessWeight = 0.5;

interface Candidate {
  readonly layout: PlacedLayout;
  readonly parity: number;
  readonly start: SparseStart;
  /** Part of the guess's squared norm that has this symmetry. */
  readonly guessWeight: number;
}

/**
 * The lowest state of a sector. Each symmetry label and each behaviour under exchange of spins is solved apart,
 * most promising first; the others stop as soon as their eigenvalue is known to lie above the best one.
 * When the state found has another spin than the wanted one, the search is repeated on vectors projected onto that spin.
 * At N_α = N_β, states of even total spin are symmetric under exchange of spins, states of odd spin antisymmetric.
 */
export async function solveLowestState(
  context: SolverContext,
  options: SolveLowestOptions,
): Promise<LowestState> {
  validateOptions(context.system.space, options);
  const plain = await solveCandidates(context, options, undefined);
  const { spin } = options;
  if (spin === undefined || Math.abs(plain.spinSquared - spin * (spin + 1)) <= spinTolerance) return plain;
  const projected = await solveCandidates(context, options, spin);
  return { ...projected, iterations: plain.iterations + projected.iterations };
}

function validateOptions(space: SectorSpace, options: SolveLowestOptions): void {
  const { spin, tolerance = defaultTolerance, maxIterations = defaultMaxIterations } = options;
  if (!(tolerance > 0)) {
    throw new InvalidArgumentError(`tolerance must be positive, got ${String(tolerance)}`, { tolerance });
  }
  if (!Number.isInteger(maxIterations) || maxIterations < 1) {
    throw new InvalidArgumentError(
      `maxIterations must be an integer of at least 1, got ${String(maxIterations)}`,
    );
  }
  if (options.guess) validateVector("guess", options.guess, space);
  if (spin === undefined) return;
  const { lowest, highest } = spinRange(space);
  if (!Number.isInteger(spin - lowest) || spin < lowest || spin > highest) {
    throw new InvalidArgumentError(
      `spin must lie in [${lowest}, ${highest}] in steps of 1 in this sector, got ${String(spin)}`,
      { spin },
    );
  }
}

/** The total spins that occur in a sector. */
function spinRange({ orbitalCount, alphaCount, betaCount }: SectorSpace): {
  lowest: number;
  highest: number;
} {
  const electrons = alphaCount + betaCount;
  return {
    lowest: Math.abs(alphaCount - betaCount) / 2,
    highest: Math.min(electrons, 2 * orbitalCount - electrons) / 2,
  };
}

async function solveCandidates(
  context: SolverContext,
  options: SolveLowestOptions,
  projectedSpin: number | undefined,
): Promise<LowestState> {
  const { system, hamiltonian, vectors } = context;
  const maxVectors = affordableTrialVectors(context);
  let best: { layout: PlacedLayout; vector: number; result: DavidsonResult } | undefined;
  let iterations = 0;
  for (const candidate of listCandidates(context, options)) {
    const { layout } = candidate;
    const starts = startAmplitudes(context, candidate, options.guess, projectedSpin !== undefined);
    const diagonal = vectors.take();
    const [vector, ...furtherStarts] = starts.map(() => vectors.take());
    try {
      vectors.write(diagonal, layoutDiagonal(system, layout, hamiltonian));
      starts.forEach((amplitudes, index) => vectors.write([vector, ...furtherStarts][index], amplitudes));
      const offset = iterations;
      const operator = candidateOperator(context, candidate, diagonal, projectedSpin);
      const result = await davidson(vectors, operator, vector, {
        tolerance: options.tolerance ?? defaultTolerance,
        maxIterations: options.maxIterations ?? defaultMaxIterations,
        maxVectors,
        furtherStarts,
        signal: options.signal,
        giveUpAbove: best?.result.value,
        onIteration: ({ iteration, energy, residualNorm }) =>
          options.onIteration?.({
            iteration: offset + iteration,
            energy: energy + hamiltonian.constant,
            residualNorm,
          }),
      });
      iterations += result.iterations;
      if (best === undefined || result.value < best.result.value - degeneracy) {
        const loser = best?.vector;
        best = { layout, vector: vectors.take(), result };
        await vectors.combine([vector], [1], best.vector, layout.elementCount);
        if (loser !== undefined) vectors.release(loser);
      }
    } catch (error) {
      if (best) vectors.release(best.vector);
      throw error;
    } finally {
      vectors.release(diagonal, vector, ...furtherStarts);
    }
  }
  if (!best) throw new NumericalError("the sector holds no determinant");
  const found = await describeState(context, best.layout, best.vector);
  vectors.release(best.vector);
  return { ...found, iterations, converged: best.result.converged };
}

/** Trial vectors that the memory allows. */
function affordableTrialVectors({ system, vectors }: SolverContext): number {
  const available = vectors.availableCount;
  for (let count = defaultDavidsonVectors; count >= fewestTrialVectors; count--) {
    if (davidsonVectorCount(count) <= available) return count;
  }
  const { determinantCount } = system.space;
  const vectorBytes = 8 * Math.max(...system.layouts.map(({ elementCount }) => elementCount));
  const needed = davidsonVectorCount(fewestTrialVectors);
  throw tooLarge("the Davidson solver", determinantCount, needed * vectorBytes, available * vectorBytes);
}

/** Symmetries to try, the one with the largest part of the guess first, then by their start energies. */
function listCandidates(context: SolverContext, { guess, spin }: SolveLowestOptions): Candidate[] {
  const { system, hamiltonian } = context;
  const exchangeable = system.alpha === system.beta;
  const exchanges = !exchangeable
    ? [parities.none]
    : spin === undefined
      ? [parities.even, parities.odd]
      : [spin % 2 === 0 ? parities.even : parities.odd];
  const candidates: Candidate[] = [];
  for (const layout of system.layouts) {
    if (layout.elementCount === 0) continue;
    const diagonal = layoutDiagonal(system, layout, hamiltonian);
    for (const parity of exchanges) {
      const start = startVector(system, layout, hamiltonian, diagonal, parity);
      if (!start) continue;
      const guessWeight = guess
        ? squaredNorm(guessAmplitudes(context, layout, parity, guess)) / squaredNorm(guess)
        : 0;
      candidates.push({ layout, parity, start, guessWeight });
    }
  }
  return candidates.sort(
    (left, right) =>
      Number(right.guessWeight > leadingGuessWeight) - Number(left.guessWeight > leadingGuessWeight) ||
      left.start.energy - right.start.energy,
  );
}

function squaredNorm(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** The part of a guess that has a candidate's symmetry. */
function guessAmplitudes(
  { system }: SolverContext,
  layout: PlacedLayout,
  parity: number,
  guess: Float64Array,
): Float64Array {
  const amplitudes = toLayout(layout, system.alpha, system.beta, guess);
  if (parity === parities.none) return amplitudes;
  const exchanged = new Float64Array(guess.length);
  const count = system.alpha.masks.length;
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++) exchanged[a * count + b] = guess[b * count + a];
  const other = toLayout(layout, system.alpha, system.beta, exchanged);
  return amplitudes.map((amplitude, index) => (amplitude + parity * other[index]) / 2);
}

/** The start vectors of a candidate: the guess, where it has the symmetry, and the candidate's own one. */
function startAmplitudes(
  context: SolverContext,
  candidate: Candidate,
  guess: Float64Array | undefined,
  isProjected: boolean,
): Float64Array[] {
  const { layout, parity, start, guessWeight } = candidate;
  const amplitudes = new Float64Array(layout.elementCount);
  start.elements.forEach((element, index) => (amplitudes[element] = start.values[index]));
  if (isProjected) addNoise(context, candidate, amplitudes);
  if (!guess || guessWeight <= leadingGuessWeight) return [amplitudes];
  return [guessAmplitudes(context, layout, parity, guess), amplitudes];
}

function addNoise(context: SolverContext, { layout, parity }: Candidate, amplitudes: Float64Array): void {
  const random = createRandom(startNoise.seed);
  const noise = Float64Array.from({ length: context.system.space.determinantCount }, random.normal);
  const symmetric = guessAmplitudes(context, layout, parity, noise);
  const scale = startNoise.amplitude / Math.sqrt(squaredNorm(symmetric));
  for (let index = 0; index < amplitudes.length; index++) amplitudes[index] += scale * symmetric[index];
}

/** H within a symmetry, on all vectors or on those of one total spin. */
function candidateOperator(
  context: SolverContext,
  { layout, parity }: Candidate,
  diagonal: number,
  spin: number | undefined,
): VectorOperator {
  const { system, runner, vectors } = context;
  const { space, alpha, beta } = system;
  const { elementCount } = layout;
  const operator: VectorOperator = {
    elementCount,
    diagonal,
    apply: (source, result) =>
      runner.run("applyHamiltonian", [system.pointer, layout.pointer, source, result, parity], elementCount),
  };
  if (spin === undefined) return operator;
  const project = createSpinProjector(space, spin, parity);
  return {
    ...operator,
    restrict: (vector) => {
      const stored = vectors.read(vector, elementCount);
      const projected = project(fromLayout(layout, alpha, beta, stored, space.determinantCount));
      // The kernels take the exchange symmetry for granted; what rounding breaks of it would grow from step to step.
      vectors.write(vector, guessAmplitudes(context, layout, parity, projected));
      return Promise.resolve();
    },
  };
}

/**
 * Löwdin's projection onto total spin S: Π (S² − S′(S′ + 1)) / (S(S + 1) − S′(S′ + 1)) over the other spins S′ of the
 * sector, of which those excluded by the exchange parity need not be named. Phys. Rev. 97, 1509 (1955).
 */
function createSpinProjector(
  space: SectorSpace,
  spin: number,
  parity: number,
): (vector: Float64Array) => Float64Array {
  const applySpinSquared = createSpinSquared(space);
  const { lowest, highest } = spinRange(space);
  const step = parity === parities.none ? 1 : 2;
  return (vector) => {
    let projected = vector;
    for (let other = lowest; other <= highest; other++) {
      if (other === spin || (other - spin) % step !== 0) continue;
      const image = applySpinSquared(projected);
      const before = projected;
      const gap = spin * (spin + 1) - other * (other + 1);
      projected = image.map((value, index) => (value - other * (other + 1) * before[index]) / gap);
    }
    return projected;
  };
}

/** Energy, residual and spin of a vector of norm 1, with H alone. */
async function describeState(
  context: SolverContext,
  layout: PlacedLayout,
  vector: number,
): Promise<Pick<LowestState, "energy" | "vector" | "residualNorm" | "spinSquared">> {
  const { system, hamiltonian, runner, vectors } = context;
  const { space, alpha, beta } = system;
  const { elementCount } = layout;
  const image = vectors.take();
  const parity = alpha === beta ? parities.detect : parities.none;
  await runner.run("applyHamiltonian", [system.pointer, layout.pointer, vector, image, parity], elementCount);
  const [value] = await vectors.products([vector], image, elementCount);
  await vectors.combine([image, vector], [1, -value], image, elementCount);
  const [square] = await vectors.products([image], image, elementCount);
  vectors.release(image);
  const state = fromLayout(layout, alpha, beta, vectors.read(vector, elementCount), space.determinantCount);
  let largest = 0;
  for (const amplitude of state) if (Math.abs(amplitude) > Math.abs(largest) + 1e-9) largest = amplitude;
  const signed = largest < 0 ? state.map((amplitude) => -amplitude) : state;
  return {
    energy: value + hamiltonian.constant,
    vector: signed,
    residualNorm: Math.sqrt(square),
    spinSquared: spinSquaredOf(space, signed),
  };
}
