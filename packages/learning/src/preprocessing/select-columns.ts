import type { DataSet } from "../data/data-set.ts";
import { selectColumns } from "../data/feature-matrix.ts";
import { DataSetError, ModelError } from "../errors.ts";
import type { FittedStep, PreprocessingStep } from "../models/preprocessing-step.ts";
import { columnStatistics } from "./column-statistics.ts";
import { checkColumns, checkCount } from "./fitted-step.ts";
import { forwardColumns } from "./forward-selection.ts";
import { leastRedundantColumns } from "./minimum-redundancy.ts";
import { mutualInformation } from "./mutual-information.ts";

/** The columns kept, of those that the step was fitted to. */
export interface ColumnSelection {
  readonly columnCount: number;
  readonly columns: readonly number[];
}

export const selectionNames = [
  "drop-redundant-columns",
  "mutual-information-selection",
  "minimum-redundancy-selection",
  "forward-selection",
] as const;
export type SelectionName = (typeof selectionNames)[number];

/**
 * Drops constant columns, and of columns whose absolute correlation reaches `correlation` (default 0.9999) all but the
 * first.
 *
 * @throws ModelError where the correlation is not in (0, 1]; of fit, DataSetError where every column is constant.
 */
export function dropRedundantColumns(options: { readonly correlation?: number } = {}): PreprocessingStep {
  const correlation = options.correlation ?? 0.9999;
  if (!(correlation > 0 && correlation <= 1)) {
    throw new ModelError(`correlation of drop-redundant-columns must be in (0, 1], got ${correlation}`);
  }
  return selection("drop-redundant-columns", (data) => distinctColumns(data, correlation));
}

function distinctColumns({ features }: DataSet, correlation: number): number[] {
  const { rowCount, columnCount, values } = features;
  const { means, deviations } = columnStatistics(features);
  const kept: number[] = [];
  const normalised: Float64Array[] = [];
  for (let column = 0; column < columnCount; column++) {
    if (deviations[column] === 0) continue;
    const length = deviations[column] * Math.sqrt(rowCount);
    const unit = Float64Array.from(
      { length: rowCount },
      (_, row) => (values[row * columnCount + column] - means[column]) / length,
    );
    // A correlation of exactly 1 is within rounding of it.
    const isRepeated = normalised.some(
      (other) =>
        Math.abs(other.reduce((sum, value, row) => sum + value * unit[row], 0)) >= correlation - 1e-12,
    );
    if (isRepeated) continue;
    kept.push(column);
    normalised.push(unit);
  }
  if (kept.length === 0) {
    throw new DataSetError(
      `all ${columnCount} columns are constant over ${rowCount} rows: nothing can be learnt`,
    );
  }
  return kept;
}

export interface MutualInformationOptions {
  /** Neighbours of the estimator, default 3. */
  readonly neighbors?: number;
  /** Of the noise that breaks ties, default 0. */
  readonly seed?: number;
}

/**
 * Keeps the `count` columns of the largest mutual information with the target, in the order of the table; all columns
 * where there are fewer.
 *
 * @throws ModelError where the count or the neighbours are no whole numbers of at least 1.
 */
export function selectByMutualInformation(
  count: number,
  options: MutualInformationOptions = {},
): PreprocessingStep {
  checkCount("mutual-information-selection", "count", count);
  checkCount("mutual-information-selection", "neighbors", options.neighbors ?? 3);
  return selection("mutual-information-selection", (data) => {
    const information = mutualInformation(data, options);
    return Array.from(information.keys())
      .sort((a, b) => information[b] - information[a] || a - b)
      .slice(0, count)
      .sort((a, b) => a - b);
  });
}

/**
 * Keeps `count` columns that tell much about the target and little about each other, in the order of the table; all columns
 * where there are fewer. Where a property comes as minimum, maximum and range, mutual information alone keeps all three.
 *
 * @throws ModelError where the count or the neighbours are no whole numbers of at least 1.
 */
export function selectRelevantColumns(
  count: number,
  options: MutualInformationOptions = {},
): PreprocessingStep {
  checkCount("minimum-redundancy-selection", "count", count);
  checkCount("minimum-redundancy-selection", "neighbors", options.neighbors ?? 3);
  return selection("minimum-redundancy-selection", (data) =>
    leastRedundantColumns(data, count, options).sort((a, b) => a - b),
  );
}

export interface ForwardSelectionOptions {
  /** Inner folds, default 5. */
  readonly folds?: number;
  /** Of the ridge regression on standardised columns, default 1. */
  readonly penalty?: number;
  /** Of the folds, default 0. */
  readonly seed?: number;
}

/**
 * Keeps `count` columns chosen one after another, each the one that most lowers the squared error of a ridge regression
 * on inner folds of the training rows (of a classification, on the classes' indicators). In the order chosen.
 *
 * @throws ModelError where an option is out of range.
 */
export function selectForward(count: number, options: ForwardSelectionOptions = {}): PreprocessingStep {
  checkCount("forward-selection", "count", count);
  checkCount("forward-selection", "folds", options.folds ?? 5, 2);
  if (!((options.penalty ?? 1) > 0)) {
    throw new ModelError(`penalty of forward-selection must be above 0, got ${options.penalty}`);
  }
  return selection("forward-selection", (data) => forwardColumns(data, count, options));
}

function selection(name: SelectionName, choose: (data: DataSet) => number[]): PreprocessingStep {
  return {
    name,
    fit: (data) => fittedSelection(name, { columnCount: data.features.columnCount, columns: choose(data) }),
  };
}

export function fittedSelection(name: SelectionName, state: ColumnSelection): FittedStep {
  return {
    apply: (features) => {
      checkColumns(name, features, state.columnCount);
      return selectColumns(features, state.columns);
    },
    save: () => ({ step: name, state }),
  };
}
