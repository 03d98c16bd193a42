import { adjointMatrix, complexMatrix, multiplyMatrices, scaleMatrix } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import { gate, pauliGadget, unitary } from "../circuit/operation.ts";
import type { GateName, UnitaryKindOperation } from "../circuit/operation.ts";
import type { Channel, ThermalRelaxationChannel } from "../noise/channel.ts";
import { krausOperators } from "../noise/kraus-operators.ts";
import type { MeasureStep, NoisyStep } from "../noise/noisy-program.ts";
import { pauliProbabilities } from "../noise/pauli-probabilities.ts";

/** One of several continuations, drawn with fixed probabilities: no look at the state. */
export interface MixtureStep {
  readonly kind: "mixture";
  /** Sums of the probabilities up to each action; the last is 1. */
  readonly cumulative: readonly number[];
  readonly actions: readonly (readonly TrajectoryStep[])[];
}

/** ψ → Kψ/‖Kψ‖ with the probability ‖Kψ‖² = tr(K†K ρ), ρ the state of the channel's qubits. */
export interface KrausStep {
  readonly kind: "kraus";
  readonly qubits: readonly number[];
  readonly operators: readonly ComplexMatrix[];
  /** K†K. */
  readonly effects: readonly ComplexMatrix[];
  /** Whether all effects are diagonal, so that the qubits' populations give the probabilities. */
  readonly isDiagonal: boolean;
}

export type TrajectoryStep =
  | { readonly kind: "unitary"; readonly operation: UnitaryKindOperation }
  | MixtureStep
  | KrausStep
  | MeasureStep
  | {
      readonly kind: "if";
      readonly condition: ClassicalCondition;
      readonly then: readonly TrajectoryStep[];
      readonly otherwise: readonly TrajectoryStep[];
    };

/** Entries of K†K below this are rounding. */
const effectTolerance = 1e-14;

function createMixture(entries: readonly (readonly [number, readonly TrajectoryStep[]])[]): MixtureStep {
  const likely = entries.filter(([probability]) => probability > 0);
  let sum = 0;
  const cumulative = likely.map(([probability]) => (sum += probability));
  cumulative[cumulative.length - 1] = 1;
  return { kind: "mixture", cumulative, actions: likely.map(([, action]) => action) };
}

function createKraus(operators: readonly ComplexMatrix[], qubits: readonly number[]): KrausStep {
  const effects = operators.map((operator) => multiplyMatrices(adjointMatrix(operator), operator));
  const isDiagonal = effects.every(({ size, real, imaginary }) =>
    real.every((entry, at) => at % (size + 1) === 0 || Math.hypot(entry, imaginary[at]) < effectTolerance),
  );
  return { kind: "kraus", qubits, operators, effects, isDiagonal };
}

const asSteps = (...operations: readonly UnitaryKindOperation[]): readonly TrajectoryStep[] =>
  operations.map((operation) => ({ kind: "unitary", operation }));

const pauliGates: Readonly<Record<string, GateName>> = { X: "x", Y: "y", Z: "z" };

const pauliSteps = (text: string, qubits: readonly number[]): readonly TrajectoryStep[] =>
  asSteps(
    ...Array.from(text).flatMap((letter, index) =>
      letter === "I" ? [] : [gate(pauliGates[letter], [qubits[index]])],
    ),
  );

/** The qubit measured and set to |0⟩ or |1⟩. */
function collapseTo(value: 0 | 1, qubits: readonly number[]): readonly TrajectoryStep[] {
  const row = (from: 0 | 1): number[] => (from === 0 ? [1, 0] : [0, 1]);
  const zero = [0, 0];
  const operators = ([0, 1] as const).map((from) =>
    complexMatrix(value === 0 ? [row(from), zero] : [zero, row(from)]),
  );
  return [createKraus(operators, qubits)];
}

/**
 * Relaxation with t2 ≤ t1 as a mixture of nothing, Z, and resets: resets with 1 − e^(−t/T1) in all, Z with
 * e^(−t/T1)(1 − e^(t/T1 − t/T2))/2. No state needs to be looked at unless a reset happens.
 */
function relaxationMixture(
  { t1, t2, time, excitedPopulation = 0 }: ThermalRelaxationChannel,
  qubits: readonly number[],
): MixtureStep {
  const decay = -Math.expm1(-time / t1);
  const flip = ((1 - decay) * -Math.expm1(time / t1 - time / t2)) / 2;
  return createMixture([
    [1 - decay - flip, []],
    [flip, asSteps(gate("z", qubits))],
    [decay * (1 - excitedPopulation), collapseTo(0, qubits)],
    [decay * excitedPopulation, collapseTo(1, qubits)],
  ]);
}

/** c of K†K = c·1; undefined for an operator that is no multiple of a unitary. */
function unitaryWeight(operator: ComplexMatrix): number | undefined {
  const { size, real, imaginary } = multiplyMatrices(adjointMatrix(operator), operator);
  const weight = real[0];
  const deviation = real.reduce(
    (worst, entry, at) =>
      Math.max(worst, Math.hypot(entry - (at % (size + 1) === 0 ? weight : 0), imaginary[at])),
    0,
  );
  return deviation <= effectTolerance ? weight : undefined;
}

function channelSteps(channel: Channel, qubits: readonly number[]): readonly TrajectoryStep[] {
  const paulis = pauliProbabilities(channel);
  if (paulis) {
    return [createMixture([...paulis].map(([text, probability]) => [probability, pauliSteps(text, qubits)]))];
  }
  if (channel.kind === "over-rotation") return asSteps(pauliGadget(channel.pauli, qubits, channel.angle));
  if (channel.kind === "reset") {
    const { probability, excitedProbability = 0 } = channel;
    return [
      createMixture([
        [1 - probability - excitedProbability, []],
        [probability, collapseTo(0, qubits)],
        [excitedProbability, collapseTo(1, qubits)],
      ]),
    ];
  }
  if (channel.kind === "thermal-relaxation" && channel.t2 <= channel.t1) {
    return [relaxationMixture(channel, qubits)];
  }
  const operators = krausOperators(channel);
  const weights = operators.map(unitaryWeight);
  if (weights.some((weight) => weight === undefined)) return [createKraus(operators, qubits)];
  return [
    createMixture(
      operators.map((operator, index) => {
        const weight = weights[index]!;
        return [weight, asSteps(unitary(scaleMatrix(1 / Math.sqrt(weight), operator), qubits))];
      }),
    ),
  ];
}

/** Steps for state vectors: channels as mixtures of unitaries where they are, as Kraus operators where they are not. */
export function planTrajectorySteps(program: readonly NoisyStep[]): readonly TrajectoryStep[] {
  return program.flatMap((step): readonly TrajectoryStep[] => {
    if (step.kind === "channel") return channelSteps(step.channel, step.qubits);
    if (step.kind !== "if") return [step];
    const { condition, then, otherwise } = step;
    return [
      { kind: "if", condition, then: planTrajectorySteps(then), otherwise: planTrajectorySteps(otherwise) },
    ];
  });
}
