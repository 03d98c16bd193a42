import type { DataSet } from "../data/data-set.ts";

/** A loss that boosting lowers, with scores row-major, rows × outputs. */
export interface BoostingLoss {
  readonly outputs: number;
  /** Constant scores of the lowest loss. */
  starts(targets: Float64Array): number[];
  /** Negative first and second derivatives of each row's loss by its score of one output. */
  slopes(
    targets: Float64Array,
    scores: Float64Array,
    output: number,
  ): { gradients: Float64Array; curvatures: Float64Array };
  /** Mean over the rows. */
  value(targets: Float64Array, scores: Float64Array): number;
}

/** Squared error; log loss of the logistic function for two classes, of the softmax for more. */
export function boostingLoss({ task, classes }: DataSet): BoostingLoss {
  if (task === "regression") return squaredError;
  return classes.length === 2 ? logistic : softmax(classes.length);
}

/** A class without rows starts as rare as half a row. */
const leastCount = 0.5;

const squaredError: BoostingLoss = {
  outputs: 1,
  starts: (targets) => [targets.reduce((sum, target) => sum + target, 0) / targets.length],
  slopes: (targets, scores) => ({
    gradients: targets.map((target, row) => target - scores[row]),
    curvatures: new Float64Array(targets.length).fill(1),
  }),
  value: (targets, scores) =>
    targets.reduce((sum, target, row) => sum + (target - scores[row]) ** 2, 0) / targets.length,
};

const logistic: BoostingLoss = {
  outputs: 1,
  starts: (targets) => {
    const positive = targets.reduce((sum, target) => sum + target, 0);
    return [Math.log(Math.max(positive, leastCount) / Math.max(targets.length - positive, leastCount))];
  },
  slopes: (targets, scores) => {
    const probabilities = scores.map((score) => 1 / (1 + Math.exp(-score)));
    return {
      gradients: targets.map((target, row) => target - probabilities[row]),
      curvatures: probabilities.map((probability) => probability * (1 - probability)),
    };
  },
  value: (targets, scores) =>
    targets.reduce((sum, target, row) => {
      const score = target === 1 ? scores[row] : -scores[row];
      return sum + Math.max(-score, 0) + Math.log1p(Math.exp(-Math.abs(score)));
    }, 0) / targets.length,
};

function softmax(classCount: number): BoostingLoss {
  return {
    outputs: classCount,
    starts: (targets) =>
      Array.from({ length: classCount }, (_, label) => {
        const count = targets.reduce((sum, target) => sum + Number(target === label), 0);
        return Math.log(Math.max(count, leastCount) / targets.length);
      }),
    slopes: (targets, scores, output) => {
      const probabilities = targets.map((_, row) =>
        Math.exp(scores[row * classCount + output] - logTotal(scores, row, classCount)),
      );
      return {
        gradients: targets.map((target, row) => Number(target === output) - probabilities[row]),
        curvatures: probabilities.map((probability) => probability * (1 - probability)),
      };
    },
    value: (targets, scores) =>
      targets.reduce(
        (sum, target, row) => sum + logTotal(scores, row, classCount) - scores[row * classCount + target],
        0,
      ) / targets.length,
  };
}

/** log Σ exp of a row's scores. */
function logTotal(scores: Float64Array, row: number, classCount: number): number {
  let largest = -Infinity;
  for (let k = 0; k < classCount; k++) largest = Math.max(largest, scores[row * classCount + k]);
  let total = 0;
  for (let k = 0; k < classCount; k++) total += Math.exp(scores[row * classCount + k] - largest);
  return largest + Math.log(total);
}
