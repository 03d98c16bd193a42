import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { isTableGate } from "../circuit/operation.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import type { Channel } from "../noise/channel.ts";
import { operandsOf } from "../noise/gate-rules.ts";
import { krausOperators } from "../noise/kraus-operators.ts";
import type { MeasureStep, NoisyStep } from "../noise/noisy-program.ts";
import { embedTransfer, multiplyReal, transferMatrix } from "./transfer-matrix.ts";
import type { RealMatrix } from "./transfer-matrix.ts";

/** A linear map of ρ on a few qubits, as its transfer matrix. */
export interface TransferStep {
  readonly kind: "transfer";
  readonly qubits: readonly number[];
  readonly matrix: RealMatrix;
}

export type DensityStep =
  | TransferStep
  /** Unitaries on many qubits: applied to ρ's rows, and conjugated to its columns. */
  | { readonly kind: "unitaries"; readonly operations: readonly UnitaryKindOperation[] }
  | MeasureStep
  | {
      readonly kind: "if";
      readonly condition: ClassicalCondition;
      readonly then: readonly DensityStep[];
      readonly otherwise: readonly DensityStep[];
    };

/** Qubits of a transfer matrix at most, and of one that is merged from others. */
const greatestTransferQubits = 3;
const greatestMergedQubits = 2;
/** Measured nanoseconds for a number of the vector: a pass over it, and each entry of the matrix's row. */
const costs = { pass: 2.8, entry: 0.6 } as const;

function transferCost({ size, entries }: RealMatrix): number {
  let count = 0;
  for (const entry of entries) if (entry !== 0) count++;
  return costs.pass + (costs.entry * count) / size;
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

/** Matrices of gates without parameters, by name. */
const gateMatrices = new Map<string, RealMatrix>();

function operationStep(operation: UnitaryKindOperation, qubits: readonly number[]): TransferStep {
  const isNamed = isTableGate(operation) && operation.parameters.length === 0 && !operation.controls;
  let matrix = isNamed ? gateMatrices.get(operation.gate) : undefined;
  if (!matrix) {
    matrix = transferMatrix([controlledMatrix(operation)]);
    if (isNamed) gateMatrices.set(operation.gate, matrix);
  }
  return { kind: "transfer", qubits, matrix };
}

const channelMatrices = new WeakMap<Channel, RealMatrix>();

function channelStep(channel: Channel, qubits: readonly number[]): TransferStep {
  let matrix = channelMatrices.get(channel);
  if (!matrix) channelMatrices.set(channel, (matrix = transferMatrix(krausOperators(channel))));
  return { kind: "transfer", qubits, matrix };
}

/** Qubits up to which measurements are transfer matrices. */
export const greatestTransferMeasurement = 2;

const measurementMatrices = new WeakMap<MeasureStep, RealMatrix[]>();

/** ρ → Σₐ C(a, read) PₐρPₐ as a transfer matrix: what is left when a measurement of a few qubits reads `read`. */
export function measurementTransfer(step: MeasureStep, read: number): RealMatrix {
  const size = 2 ** step.qubits.length;
  let matrices = measurementMatrices.get(step);
  if (!matrices) {
    matrices = Array.from({ length: size }, (_, outcome) => {
      const projectors = Array.from({ length: size }, (__, actual): ComplexMatrix => {
        const weight = step.confusion ? step.confusion[actual][outcome] : Number(actual === outcome);
        const real = new Float64Array(size * size);
        real[actual * size + actual] = Math.sqrt(weight);
        return { size, real, imaginary: new Float64Array(size * size) };
      });
      return transferMatrix(projectors);
    });
    measurementMatrices.set(step, matrices);
  }
  return matrices[read];
}

const qubitsOf = (step: DensityStep): readonly number[] | "all" => {
  switch (step.kind) {
    case "transfer":
    case "measure":
      return step.qubits;
    default:
      return "all";
  }
};

/** Appends a step, merged into the last one on its qubits where one pass is cheaper than two. */
function append(steps: DensityStep[], step: TransferStep): void {
  for (let index = steps.length - 1; index >= 0; index--) {
    const before = steps[index];
    const touched = qubitsOf(before);
    if (touched !== "all" && !touched.some((qubit) => step.qubits.includes(qubit))) continue;
    if (before.kind !== "transfer") break;
    const qubits = [...new Set([...before.qubits, ...step.qubits])];
    if (qubits.length > Math.max(greatestMergedQubits, before.qubits.length)) break;
    const merged = multiplyReal(
      embedTransfer(step.matrix, step.qubits, qubits),
      embedTransfer(before.matrix, before.qubits, qubits),
    );
    if (transferCost(merged) > transferCost(before.matrix) + transferCost(step.matrix)) break;
    steps[index] = { kind: "transfer", qubits, matrix: merged };
    return;
  }
  steps.push(step);
}

/** Merges one-qubit steps into a later step on their qubit and another, where nothing else comes between. */
function absorbSingles(steps: readonly DensityStep[]): DensityStep[] {
  const result: DensityStep[] = [];
  for (const step of steps) {
    let absorbed = step;
    if (step.kind === "transfer" && step.qubits.length > 1) {
      for (const qubit of step.qubits) {
        const at = result.findLastIndex((other) => {
          const touched = qubitsOf(other);
          return touched === "all" || touched.includes(qubit);
        });
        const single = result[at] as DensityStep | undefined;
        if (single?.kind !== "transfer" || single.qubits.length > 1) continue;
        const { matrix, qubits } = absorbed as TransferStep;
        const merged = multiplyReal(matrix, embedTransfer(single.matrix, single.qubits, qubits));
        if (transferCost(merged) > transferCost(matrix) + transferCost(single.matrix)) continue;
        absorbed = { kind: "transfer", qubits, matrix: merged };
        result.splice(at, 1);
      }
    }
    result.push(absorbed);
  }
  return result;
}

/**
 * Steps for a density matrix in the Pauli basis: operations and channels on up to three qubits as transfer matrices,
 * neighbours merged where that saves work (a gate with its depolarising noise is one pass).
 */
export function planDensitySteps(program: readonly NoisyStep[]): readonly DensityStep[] {
  const steps: DensityStep[] = [];
  for (const step of program) {
    if (step.kind === "channel") append(steps, channelStep(step.channel, step.qubits));
    else if (step.kind === "unitary") {
      const { operation } = step;
      const qubits = operandsOf(operation);
      const last = steps.at(-1);
      // A phase of everything changes no ρ.
      if (qubits.length === 0) continue;
      if (qubits.length <= greatestTransferQubits) {
        append(steps, operationStep(operation, qubits));
      } else if (last?.kind === "unitaries") {
        steps[steps.length - 1] = { kind: "unitaries", operations: [...last.operations, operation] };
      } else steps.push({ kind: "unitaries", operations: [operation] });
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
  return absorbSingles(steps);
}
