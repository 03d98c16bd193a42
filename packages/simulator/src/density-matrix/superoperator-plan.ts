import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { channelSuperoperator, superoperator } from "../noise/channel-matrices.ts";
import type { Channel } from "../noise/channel.ts";
import { operandsOf } from "../noise/gate-rules.ts";
import type { MeasureStep, NoisyStep } from "../noise/noisy-program.ts";

/** A linear map of ρ on one or two qubits; index row·d + column, row and column with the first qubit least significant. */
export interface SuperoperatorStep {
  readonly kind: "superoperator";
  readonly qubits: readonly number[];
  readonly matrix: ComplexMatrix;
}

export type DensityStep =
  | SuperoperatorStep
  /** Any unitary: applied to the rows, then conjugated to the columns. */
  | { readonly kind: "unitary"; readonly operation: UnitaryKindOperation }
  | MeasureStep
  | {
      readonly kind: "if";
      readonly condition: ClassicalCondition;
      readonly then: readonly DensityStep[];
      readonly otherwise: readonly DensityStep[];
    };

/** Cost of one pass over an entry of ρ, in multiplications. */
const passCost = 4;

/** Multiplications an entry: two for each real coefficient of its row, four for a complex one. */
function superoperatorCost({ size, real, imaginary }: ComplexMatrix): number {
  let entries = 0;
  let isReal = true;
  for (let at = 0; at < real.length; at++) {
    if (real[at] !== 0 || imaginary[at] !== 0) entries++;
    if (imaginary[at] !== 0) isReal = false;
  }
  return passCost + ((isReal ? 2 : 4) * entries) / size;
}

/** Bits of a superoperator's index for qubits at `positions` of `count`: columns below, rows above. */
const indexBits = (positions: readonly number[], count: number): number[] => [
  ...positions,
  ...positions.map((position) => position + count),
];

/** A superoperator on `from` as one on the qubits `to`, which contain them: the identity on the others. */
function embed(matrix: ComplexMatrix, from: readonly number[], to: readonly number[]): ComplexMatrix {
  if (from.length === to.length && from.every((qubit, index) => qubit === to[index])) return matrix;
  const bits = indexBits(
    from.map((qubit) => to.indexOf(qubit)),
    to.length,
  );
  const mask = bits.reduce((sum, bit) => sum | (1 << bit), 0);
  const local = (index: number): number => bits.reduce((sum, bit, k) => sum | (((index >> bit) & 1) << k), 0);
  const size = 4 ** to.length;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if ((row & ~mask) !== (column & ~mask)) continue;
      const at = local(row) * matrix.size + local(column);
      real[row * size + column] = matrix.real[at];
      imaginary[row * size + column] = matrix.imaginary[at];
    }
  }
  return { size, real, imaginary };
}

/** The matrix of an operation on its operands, further controls included. */
function controlledMatrix(operation: UnitaryKindOperation): ComplexMatrix {
  const small = operationMatrix(operation);
  const { controls = [], qubits } = operation;
  const size = small.size * 2 ** controls.length;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  const wanted = controls.reduce((sum, { value }, k) => sum | (value << (qubits.length + k)), 0);
  for (let column = 0; column < size; column++) {
    const high = column & ~(small.size - 1);
    if (high !== wanted) {
      real[column * size + column] = 1;
      continue;
    }
    for (let row = 0; row < small.size; row++) {
      const from = row * small.size + (column - high);
      real[(high + row) * size + column] = small.real[from];
      imaginary[(high + row) * size + column] = small.imaginary[from];
    }
  }
  return { size, real, imaginary };
}

/** Rounding of cos(π/2) and the like would make a sparse matrix dense. */
function dropRounding({ size, real, imaginary }: ComplexMatrix): ComplexMatrix {
  const drop = (entry: number): number => (Math.abs(entry) < 1e-16 ? 0 : entry);
  return { size, real: real.map(drop), imaginary: imaginary.map(drop) };
}

function unitaryStep(operation: UnitaryKindOperation): DensityStep {
  const qubits = operandsOf(operation);
  if (qubits.length < 1 || qubits.length > 2) return { kind: "unitary", operation };
  const matrix = controlledMatrix(operation);
  const whole = dropRounding(superoperator([matrix]));
  // Rows and columns one after the other: two passes, each with a row of the matrix itself.
  const apart = 2 * (passCost + 4 * matrix.size);
  if (qubits.length === 2 && superoperatorCost(whole) > apart) return { kind: "unitary", operation };
  return { kind: "superoperator", qubits, matrix: whole };
}

const channelMatrices = new WeakMap<Channel, ComplexMatrix>();

function channelStep(channel: Channel, qubits: readonly number[]): SuperoperatorStep {
  let matrix = channelMatrices.get(channel);
  if (!matrix) channelMatrices.set(channel, (matrix = dropRounding(channelSuperoperator(channel))));
  return { kind: "superoperator", qubits, matrix };
}

const qubitsOf = (step: DensityStep): readonly number[] | "all" => {
  switch (step.kind) {
    case "superoperator":
    case "measure":
      return step.qubits;
    case "unitary":
      return operandsOf(step.operation);
    case "if":
      return "all";
  }
};

/** Appends a step, merged into the last one on its qubits where one pass is cheaper than two. */
function append(steps: DensityStep[], step: SuperoperatorStep): void {
  for (let index = steps.length - 1; index >= 0; index--) {
    const before = steps[index];
    const touched = qubitsOf(before);
    if (touched !== "all" && !touched.some((qubit) => step.qubits.includes(qubit))) continue;
    if (before.kind !== "superoperator") break;
    const qubits = [...new Set([...before.qubits, ...step.qubits])];
    if (qubits.length > 2) break;
    const merged = dropRounding(
      multiplyMatrices(embed(step.matrix, step.qubits, qubits), embed(before.matrix, before.qubits, qubits)),
    );
    if (superoperatorCost(merged) > superoperatorCost(before.matrix) + superoperatorCost(step.matrix)) break;
    steps[index] = { kind: "superoperator", qubits, matrix: merged };
    return;
  }
  steps.push(step);
}

/**
 * Steps for a density matrix: operations and channels on one and two qubits as superoperators, neighbours merged where
 * that saves work (a gate with its depolarising noise is one pass), all else as it is.
 */
export function planDensitySteps(program: readonly NoisyStep[]): readonly DensityStep[] {
  const steps: DensityStep[] = [];
  for (const step of program) {
    if (step.kind === "channel") append(steps, channelStep(step.channel, step.qubits));
    else if (step.kind === "unitary") {
      const planned = unitaryStep(step.operation);
      if (planned.kind === "superoperator") append(steps, planned);
      else steps.push(planned);
    } else if (step.kind === "if") {
      const { condition, then, otherwise } = step;
      steps.push({
        kind: "if",
        condition,
        then: planDensitySteps(then),
        otherwise: planDensitySteps(otherwise),
      });
    } else steps.push(step);
  }
  return steps;
}
