import { evaluateCondition } from "../circuit/classical-condition.ts";
import { scaleMatrix } from "../circuit/complex-matrix.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { typescriptVectorKernels } from "../density-matrix/vector-kernels.ts";
import type { Random } from "../math/random.ts";
import type { MeasureStep } from "../noise/noisy-program.ts";
import { formatBits } from "../noise/readout-distribution.ts";
import { pauliSumExpectation } from "../operators/pauli-expectation.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { basisState } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { partition, pick, sumUp } from "./choices.ts";
import type { Part } from "./choices.ts";
import { drawBasisStates } from "./draw-basis-states.ts";
import { collapse, effectProbability, localDensity, populations } from "./local-state.ts";
import type { Pacer } from "./pacer.ts";
import type { SegmentRunner } from "./segment-runner.ts";
import { createShotRandom } from "./shot-random.ts";
import type { KrausStep, MixtureStep, TrajectoryStep } from "./trajectory-plan.ts";

/** A program for trajectories and what to take from them. */
export interface TrajectoryTask {
  readonly qubitCount: number;
  readonly bitCount: number;
  readonly steps: readonly TrajectoryStep[];
  readonly terminal: readonly MeasureStep[];
  readonly observables: readonly PauliSum[];
}

/** Sums over some shots. */
export interface TrajectorySums {
  readonly counts: Map<string, number>;
  /** Σ⟨O⟩ and Σ⟨O⟩² over the shots, by observable. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** Different trajectories among the shots. */
  readonly trajectoryCount: number;
}

/** Shots that have had the same history: one state serves them all. */
interface ShotGroup {
  readonly state: StateVector;
  /** Operations that the state has not had yet. */
  pending: UnitaryKindOperation[];
  readonly shots: readonly number[];
}

/** Where to go on when a list of steps ends. */
interface Frame {
  readonly steps: readonly TrajectoryStep[];
  readonly index: number;
  readonly next: Frame | null;
}

/**
 * Runs shots together as long as their histories agree: at each event every shot draws from its own random stream, and the
 * group parts by what was drawn. The smaller parts run first, each on a copy of the state, the greatest goes on with the
 * state itself, so that no more than log₂(shots) + 2 states exist at a time.
 */
export class ShotGroups {
  readonly #task: TrajectoryTask;
  readonly #runner: SegmentRunner;
  readonly #pacer: Pacer;
  readonly #randoms: readonly Random[];
  readonly #bits: Uint8Array;
  readonly #counts = new Map<string, number>();
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  #trajectoryCount = 0;

  constructor(
    task: TrajectoryTask,
    runner: SegmentRunner,
    pacer: Pacer,
    { seed, first, count }: { readonly seed: number; readonly first: number; readonly count: number },
  ) {
    this.#task = task;
    this.#runner = runner;
    this.#pacer = pacer;
    const createRandom = createShotRandom(seed);
    this.#randoms = Array.from({ length: count }, (_, index) => createRandom(first + index));
    this.#bits = new Uint8Array(count * task.bitCount);
    this.#sums = new Float64Array(task.observables.length);
    this.#squares = new Float64Array(task.observables.length);
  }

  async run(): Promise<TrajectorySums> {
    const { qubitCount, steps } = this.#task;
    const shots = this.#randoms.map((_, shot) => shot);
    await this.#advance(
      { state: basisState(qubitCount), pending: [], shots },
      { steps, index: 0, next: null },
    );
    return {
      counts: this.#counts,
      sums: this.#sums,
      squares: this.#squares,
      trajectoryCount: this.#trajectoryCount,
    };
  }

  async #advance(group: ShotGroup, from: Frame): Promise<void> {
    let { steps, index, next } = from;
    for (;;) {
      while (index === steps.length) {
        if (next === null) {
          await this.#finish(group);
          return;
        }
        ({ steps, index, next } = next);
      }
      const step = steps[index++];
      if (step.kind === "unitary") {
        group.pending.push(step.operation);
        continue;
      }
      if (step.kind === "mixture" || step.kind === "if") {
        const parts =
          step.kind === "mixture" ? this.#drawActions(group, step) : this.#partByCondition(group, step);
        if (parts.length > 1) {
          const rest = { steps, index, next };
          await this.#part(group, parts, (part, choice) =>
            this.#advance(part, { steps: branchOf(step, choice), index: 0, next: rest }),
          );
          return;
        }
        const branch = branchOf(step, parts[0].choice);
        if (branch.length > 0) {
          next = { steps, index, next };
          steps = branch;
          index = 0;
        }
        continue;
      }
      await this.#flush(group);
      const { parts, weights } =
        step.kind === "measure" ? this.#measure(group, step) : this.#drawOperators(group, step);
      const apply = (part: ShotGroup, choice: number): void => {
        const scale = 1 / Math.sqrt(weights[choice]);
        if (step.kind === "measure") collapse(part.state, step.qubits, choice, scale);
        else applyKraus(part.state, step, choice, scale);
      };
      if (parts.length === 1) {
        apply(group, parts[0].choice);
        continue;
      }
      const rest = { steps, index, next };
      await this.#part(group, parts, (part, choice) => {
        apply(part, choice);
        return this.#advance(part, rest);
      });
      return;
    }
  }

  /** Runs each part of a group, the smallest first; all but the last on copies of the state. */
  async #part(
    group: ShotGroup,
    parts: readonly Part[],
    run: (part: ShotGroup, choice: number) => Promise<void>,
  ): Promise<void> {
    await this.#flush(group);
    const ordered = parts.toSorted((a, b) => a.shots.length - b.shots.length);
    for (const [position, { choice, shots }] of ordered.entries()) {
      const isLast = position === ordered.length - 1;
      const { qubitCount, real, imaginary } = group.state;
      const state = isLast ? group.state : { qubitCount, real: real.slice(), imaginary: imaginary.slice() };
      await run({ state, pending: [], shots }, choice);
    }
  }

  async #flush(group: ShotGroup): Promise<void> {
    await this.#pacer.pause();
    if (group.pending.length === 0) return;
    await this.#runner.run(group.pending, group.state);
    group.pending = [];
  }

  #drawActions({ shots }: ShotGroup, { cumulative }: MixtureStep): Part[] {
    if (cumulative.length === 1) return [{ choice: 0, shots }];
    return partition(shots, (shot) => pick(cumulative, this.#randoms[shot].uniform()));
  }

  #partByCondition({ shots }: ShotGroup, step: Extract<TrajectoryStep, { kind: "if" }>): Part[] {
    return partition(shots, (shot) => Number(!evaluateCondition(step.condition, this.#bitsOf(shot))));
  }

  #drawOperators(
    { state, shots }: ShotGroup,
    step: KrausStep,
  ): { parts: Part[]; weights: ArrayLike<number> } {
    let weights: number[];
    if (step.isDiagonal) {
      const found = populations(state, step.qubits);
      weights = step.effects.map(({ size, real }) =>
        found.reduce((sum, population, k) => sum + real[k * (size + 1)] * population, 0),
      );
    } else {
      const density = localDensity(state, step.qubits);
      weights = step.effects.map((effect) => effectProbability(effect, density));
    }
    return { parts: this.#drawByWeights(shots, weights), weights };
  }

  /** Draws the actual outcome for each shot, and then what is read of it. */
  #measure({ state, shots }: ShotGroup, step: MeasureStep): { parts: Part[]; weights: ArrayLike<number> } {
    const weights = populations(state, step.qubits);
    const parts = this.#drawByWeights(shots, weights);
    for (const part of parts) for (const shot of part.shots) this.#read(shot, step, part.choice);
    return { parts, weights };
  }

  #drawByWeights(shots: readonly number[], weights: ArrayLike<number>): Part[] {
    const cumulative = sumUp(weights);
    const total = cumulative[cumulative.length - 1];
    return partition(shots, (shot) => pick(cumulative, this.#randoms[shot].uniform() * total));
  }

  /** Writes a measurement of a shot into its classical bits. */
  #read(shot: number, { bits, confusion }: MeasureStep, actual: number): void {
    const read = confusion ? pick(sumUp(confusion[actual]), this.#randoms[shot].uniform()) : actual;
    bits.forEach((bit, index) => (this.#bits[shot * this.#task.bitCount + bit] = (read >> index) & 1));
  }

  #bitsOf(shot: number): Uint8Array {
    const { bitCount } = this.#task;
    return this.#bits.subarray(shot * bitCount, (shot + 1) * bitCount);
  }

  async #finish(group: ShotGroup): Promise<void> {
    const { observables, terminal } = this.#task;
    const { shots } = group;
    this.#trajectoryCount++;
    if (observables.length > 0 || terminal.length > 0) await this.#flush(group);
    observables.forEach((observable, index) => {
      const value = pauliSumExpectation(group.state, observable);
      this.#sums[index] += shots.length * value;
      this.#squares[index] += shots.length * value * value;
    });
    if (terminal.length > 0) {
      const uniforms = Float64Array.from(shots, (shot) => this.#randoms[shot].uniform());
      drawBasisStates(group.state, uniforms).forEach((outcome, position) => {
        for (const step of terminal) {
          const actual = step.qubits.reduce((sum, qubit, k) => sum | (((outcome >> qubit) & 1) << k), 0);
          this.#read(shots[position], step, actual);
        }
      });
    }
    for (const shot of shots) {
      const text = formatBits(this.#bitsOf(shot));
      this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
    }
    this.#pacer.advance(shots.length);
  }
}

/** What follows a choice of action or branch; a condition that holds is choice 0. */
function branchOf(
  step: MixtureStep | Extract<TrajectoryStep, { kind: "if" }>,
  choice: number,
): readonly TrajectoryStep[] {
  if (step.kind === "mixture") return step.actions[choice];
  return choice === 0 ? step.then : step.otherwise;
}

/** ψ ← scale·Kψ. */
function applyKraus(state: StateVector, step: KrausStep, choice: number, scale: number): void {
  const { qubitCount, real, imaginary } = state;
  const operator = scaleMatrix(scale, step.operators[choice]);
  typescriptVectorKernels.applyMatrix({ bitCount: qubitCount, real, imaginary }, operator, step.qubits);
}
