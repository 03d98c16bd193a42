import { createDataSet, type DataSet } from "../data/data-set.ts";
import { createFeatureMatrix, type FeatureMatrix } from "../data/feature-matrix.ts";
import type { FittedModel, Model, ModelKind, Prediction, Settings } from "../models/model.ts";
import { createRandom } from "@ansatz/simulator";

const unsaved = (): never => {
  throw new Error("models of tests are not saved");
};

function describe(
  model: Pick<Model, "name" | "tasks" | "grid"> & { readonly kind?: ModelKind },
  fit: (data: DataSet, settings: Settings) => (features: FeatureMatrix) => Prediction,
): Model {
  return {
    label: model.name,
    kind: "classical",
    ...model,
    fit: (data, settings): Promise<FittedModel> => {
      const predict = fit(data, settings);
      return Promise.resolve({ predict: (features) => Promise.resolve(predict(features)), save: unsaved });
    },
    restore: unsaved,
  };
}

/** The mean of the training targets, with their deviation; of a classification the classes' shares. */
export const meanModel: Model = describe(
  { name: "mean", kind: "control", tasks: ["regression", "classification"], grid: [{}] },
  ({ task, targets, classes }) => {
    if (task === "classification") {
      const shares = classes.map((_, k) => targets.filter((target) => target === k).length / targets.length);
      const likeliest = shares.indexOf(Math.max(...shares));
      return ({ rowCount }) => ({
        values: new Float64Array(rowCount).fill(likeliest),
        probabilities: Float64Array.from(
          { length: rowCount * shares.length },
          (_, k) => shares[k % shares.length],
        ),
      });
    }
    const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
    const deviation = Math.sqrt(
      targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length,
    );
    return ({ rowCount }) => ({
      values: new Float64Array(rowCount).fill(mean),
      deviations: new Float64Array(rowCount).fill(deviation),
    });
  },
);

/** Solves A·x = b for a small dense matrix by elimination with pivots. */
export function solveDense(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, k) => [...row, right[k]]);
  const size = rows.length;
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let row = k + 1; row < size; row++)
      if (Math.abs(rows[row][k]) > Math.abs(rows[pivot][k])) pivot = row;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    for (let row = 0; row < size; row++) {
      if (row === k) continue;
      const factor = rows[row][k] / rows[k][k];
      for (let column = k; column <= size; column++) rows[row][column] -= factor * rows[k][column];
    }
  }
  return rows.map((row, k) => row[size] / row[k]);
}

/** Ridge regression with an intercept, by the normal equations; of two classes the sign of the regressed ±1. */
export function ridgeModel(name = "ridge", kind: ModelKind = "classical", penalties = [1e-3, 1, 1e3]): Model {
  return describe(
    { name, kind, tasks: ["regression", "classification"], grid: penalties.map((penalty) => ({ penalty })) },
    ({ task, features, targets }, { penalty }) => {
      const columns = features.columnCount + 1;
      const at = (matrix: FeatureMatrix, row: number, column: number): number =>
        column === matrix.columnCount ? 1 : matrix.values[row * matrix.columnCount + column];
      const gram = Array.from({ length: columns }, () => new Array<number>(columns).fill(0));
      const right = new Array<number>(columns).fill(0);
      for (let row = 0; row < features.rowCount; row++) {
        const target = task === "classification" ? 2 * targets[row] - 1 : targets[row];
        for (let i = 0; i < columns; i++) {
          right[i] += at(features, row, i) * target;
          for (let j = 0; j < columns; j++) gram[i][j] += at(features, row, i) * at(features, row, j);
        }
      }
      for (let i = 0; i < columns - 1; i++) gram[i][i] += Number(penalty);
      const weights = solveDense(gram, right);
      const evaluate = (matrix: FeatureMatrix): Float64Array =>
        Float64Array.from({ length: matrix.rowCount }, (_, row) =>
          weights.reduce((sum, weight, column) => sum + weight * at(matrix, row, column), 0),
        );
      return (matrix) => {
        const raw = evaluate(matrix);
        if (task === "regression") return { values: raw };
        const yes = raw.map((value) => 1 / (1 + Math.exp(-2 * value)));
        return {
          values: yes.map((value) => (value > 0.5 ? 1 : 0)),
          probabilities: Float64Array.from({ length: 2 * yes.length }, (_, k) =>
            k % 2 === 0 ? 1 - yes[k >> 1] : yes[k >> 1],
          ),
        };
      };
    },
  );
}

/** The target of the nearest training row: it remembers whatever it is shown. */
export function nearestModel(name = "nearest", kind: ModelKind = "classical"): Model {
  return describe({ name, kind, tasks: ["regression"], grid: [{}] }, ({ features, targets }) => (matrix) => ({
    values: Float64Array.from({ length: matrix.rowCount }, (_, row) => {
      let best = Infinity;
      let value = 0;
      for (let k = 0; k < features.rowCount; k++) {
        let distance = 0;
        for (let c = 0; c < matrix.columnCount; c++) {
          distance +=
            (matrix.values[row * matrix.columnCount + c] - features.values[k * matrix.columnCount + c]) ** 2;
        }
        if (distance < best) {
          best = distance;
          value = targets[k];
        }
      }
      return value;
    }),
  }));
}

/**
 * A Gaussian process with an RBF kernel, a length to choose and noise as given and the targets' own mean and variance: a model with
 * deviations for tests of what uses them.
 */
export function smallGaussianProcess(lengths: readonly number[] = [1], noise = 1e-3): Model {
  return describe(
    {
      name: "small-gp",
      kind: "classical",
      tasks: ["regression"],
      grid: lengths.map((length) => ({ length })),
    },
    ({ features, targets }, settings) => {
      const length = Number(settings.length);
      const n = features.rowCount;
      const mean = targets.reduce((sum, target) => sum + target, 0) / n;
      const variance = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / n || 1;
      const kernel = (a: FeatureMatrix, i: number, b: FeatureMatrix, j: number): number => {
        let squared = 0;
        for (let c = 0; c < a.columnCount; c++) {
          squared += (a.values[i * a.columnCount + c] - b.values[j * b.columnCount + c]) ** 2;
        }
        return Math.exp(-squared / (2 * length * length));
      };
      const gram = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (__, j) => kernel(features, i, features, j) + (i === j ? noise : 0)),
      );
      const weights = solveDense(
        gram,
        Array.from(targets, (target) => target - mean),
      );
      return (matrix) => {
        const values = new Float64Array(matrix.rowCount);
        const deviations = new Float64Array(matrix.rowCount);
        for (let row = 0; row < matrix.rowCount; row++) {
          const cross = Array.from({ length: n }, (_, k) => kernel(matrix, row, features, k));
          values[row] = mean + cross.reduce((sum, value, k) => sum + value * weights[k], 0);
          const explained = solveDense(gram, cross).reduce((sum, value, k) => sum + value * cross[k], 0);
          deviations[row] = Math.sqrt(variance * Math.max(1 + noise - explained, noise));
        }
        return { values, deviations };
      };
    },
  );
}

/** Normal features; targets by `target` of a row's features plus normal noise. */
export function randomData(
  rowCount: number,
  columnCount: number,
  options: {
    readonly seed: number;
    readonly noise?: number;
    readonly target: (row: Float64Array) => number;
    readonly classes?: readonly string[];
  },
): DataSet {
  const { seed, noise = 0, target, classes } = options;
  const { normal } = createRandom(seed);
  const values = Float64Array.from({ length: rowCount * columnCount }, normal);
  const targets = Float64Array.from({ length: rowCount }, (_, row) => {
    const value = target(values.subarray(row * columnCount, (row + 1) * columnCount)) + noise * normal();
    return classes === undefined ? value : value > 0 ? 1 : 0;
  });
  return createDataSet(createFeatureMatrix(rowCount, columnCount, values), targets, classes);
}
