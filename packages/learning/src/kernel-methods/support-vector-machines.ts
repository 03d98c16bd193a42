import { createRandom } from "@ansatz/simulator";
import type { KernelMatrix } from "../kernels/kernel.ts";
import { fitPlattScaling, type PlattScaling } from "./platt-scaling.ts";
import { solveSupportVectors } from "./sequential-minimal-optimization.ts";

/** f(x) = Σ coefficients[i]·k(x, xᵢ) − offset over all training rows. */
export interface DecisionFunction {
  readonly coefficients: Float64Array;
  readonly offset: number;
  readonly converged: boolean;
}

export interface MachineOptions {
  readonly cost: number;
  readonly tolerance?: number;
}

/** C-support vector classification: f > 0 for label 1, f < 0 for label 0. */
export function classifySupportVectors(
  kernel: KernelMatrix,
  labels: ArrayLike<number>,
  options: MachineOptions,
): DecisionFunction {
  const signs = Int8Array.from(labels, (label) => (label === 1 ? 1 : -1));
  const { unknowns, offset, converged } = solveSupportVectors({
    ...options,
    kernel,
    signs,
    linear: new Float64Array(signs.length).fill(-1),
  });
  return { coefficients: unknowns.map((value, k) => signs[k] * value), offset, converged };
}

/** ε-support vector regression: errors below `epsilon` cost nothing. */
export function regressSupportVectors(
  kernel: KernelMatrix,
  targets: Float64Array,
  options: MachineOptions & { readonly epsilon: number },
): DecisionFunction {
  const count = targets.length;
  const signs = Int8Array.from({ length: 2 * count }, (_, k) => (k < count ? 1 : -1));
  const linear = Float64Array.from(
    { length: 2 * count },
    (_, k) => options.epsilon - signs[k] * targets[k % count],
  );
  const { unknowns, offset, converged } = solveSupportVectors({ ...options, kernel, signs, linear });
  const coefficients = Float64Array.from({ length: count }, (_, k) => unknowns[k] - unknowns[count + k]);
  return { coefficients, offset, converged };
}

/** One pair of classes: the machine tells `positive` from `negative`, its coefficients belong to all training rows. */
export interface PairMachine extends DecisionFunction, PlattScaling {
  readonly positive: number;
  readonly negative: number;
}

const plattFolds = 5;

/** A machine for each pair of classes, with probabilities from decision values on five inner folds. */
export function pairMachines(
  kernel: KernelMatrix,
  targets: Float64Array,
  present: readonly number[],
  options: MachineOptions,
  seed: number,
): PairMachine[] {
  return present.flatMap((positive, k) =>
    present.slice(k + 1).map((negative) => pairMachine(kernel, targets, positive, negative, options, seed)),
  );
}

function pairMachine(
  kernel: KernelMatrix,
  targets: Float64Array,
  positive: number,
  negative: number,
  options: MachineOptions,
  seed: number,
): PairMachine {
  const rows = [...targets.keys()].filter((row) => targets[row] === positive || targets[row] === negative);
  const labels = rows.map((row) => Number(targets[row] === positive));
  const own = subMatrix(kernel, rows, rows);
  const machine = classifySupportVectors(own, labels, options);
  const coefficients = new Float64Array(kernel.rowCount);
  rows.forEach((row, k) => (coefficients[row] = machine.coefficients[k]));
  const scaling = fitPlattScaling(heldOutDecisions(own, labels, options, seed, machine), labels);
  return { ...machine, ...scaling, coefficients, positive, negative };
}

/** Decision values of each row by a machine that has not seen it; by `whole` where a class has a single row. */
function heldOutDecisions(
  kernel: KernelMatrix,
  labels: readonly number[],
  options: MachineOptions,
  seed: number,
  whole: DecisionFunction,
): Float64Array {
  const positive = labels.reduce((sum, label) => sum + label, 0);
  const folds = Math.min(plattFolds, positive, labels.length - positive);
  const all = [...labels.keys()];
  if (folds < 2) return decide(kernel, whole);
  const foldOf = stratifiedFolds(labels, folds, seed);
  const decisions = new Float64Array(labels.length);
  for (let fold = 0; fold < folds; fold++) {
    const trained = all.filter((row) => foldOf[row] !== fold);
    const held = all.filter((row) => foldOf[row] === fold);
    const machine = classifySupportVectors(
      subMatrix(kernel, trained, trained),
      trained.map((row) => labels[row]),
      options,
    );
    decide(subMatrix(kernel, held, trained), machine).forEach((value, k) => (decisions[held[k]] = value));
  }
  return decisions;
}

function stratifiedFolds(labels: readonly number[], folds: number, seed: number): Int32Array {
  const random = createRandom(seed);
  const keys = labels.map(() => random.uniform());
  const foldOf = new Int32Array(labels.length);
  for (const label of [0, 1]) {
    const members = [...labels.keys()]
      .filter((row) => labels[row] === label)
      .sort((a, b) => keys[a] - keys[b]);
    members.forEach((row, k) => (foldOf[row] = k % folds));
  }
  return foldOf;
}

function subMatrix(
  { columnCount, values }: KernelMatrix,
  rows: readonly number[],
  columns: readonly number[],
): KernelMatrix {
  const selected = new Float64Array(rows.length * columns.length);
  let at = 0;
  for (const row of rows) for (const column of columns) selected[at++] = values[row * columnCount + column];
  return { rowCount: rows.length, columnCount: columns.length, values: selected };
}

/** f of each row of a kernel matrix with the training rows. */
export function decide(
  { rowCount, columnCount, values }: KernelMatrix,
  { coefficients, offset }: Pick<DecisionFunction, "coefficients" | "offset">,
): Float64Array {
  return Float64Array.from({ length: rowCount }, (_, row) => {
    let sum = -offset;
    for (let k = 0; k < columnCount; k++) sum += values[row * columnCount + k] * coefficients[k];
    return sum;
  });
}
