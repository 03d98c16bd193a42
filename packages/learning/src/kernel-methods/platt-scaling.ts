import { sigmoid } from "./laplace-approximation.ts";

/** p(1) = 1/(1 + exp(slope·decision + shift)). */
export interface PlattScaling {
  readonly slope: number;
  readonly shift: number;
}

const iterationsAllowed = 100;

/**
 * The sigmoid that turns decision values into probabilities, by maximum likelihood with Platt's targets; Newton's method
 * of Lin, Lin and Weng, Machine Learning 68, 267 (2007).
 *
 * @param decisions Of rows that the decision function was not fitted to.
 * @param labels 1 or 0.
 */
export function fitPlattScaling(decisions: ArrayLike<number>, labels: ArrayLike<number>): PlattScaling {
  const positive = Array.from(labels).reduce((sum, label) => sum + label, 0);
  const negative = labels.length - positive;
  const high = (positive + 1) / (positive + 2);
  const low = 1 / (negative + 2);
  const targets = Float64Array.from(labels, (label) => (label === 1 ? high : low));
  let slope = 0;
  let shift = Math.log((negative + 1) / (positive + 1));
  let loss = crossEntropy(decisions, targets, slope, shift);
  for (let iteration = 0; iteration < iterationsAllowed; iteration++) {
    let slopeGradient = 0;
    let shiftGradient = 0;
    let a = 1e-12;
    let b = 0;
    let c = 1e-12;
    for (let k = 0; k < targets.length; k++) {
      const decision = decisions[k];
      const probability = sigmoid(-(slope * decision + shift));
      const weight = probability * (1 - probability);
      slopeGradient += decision * (targets[k] - probability);
      shiftGradient += targets[k] - probability;
      a += decision * decision * weight;
      b += decision * weight;
      c += weight;
    }
    if (Math.abs(slopeGradient) < 1e-8 && Math.abs(shiftGradient) < 1e-8) break;
    const determinant = a * c - b * b;
    const slopeStep = -(c * slopeGradient - b * shiftGradient) / determinant;
    const shiftStep = -(a * shiftGradient - b * slopeGradient) / determinant;
    const descent = slopeGradient * slopeStep + shiftGradient * shiftStep;
    let length = 1;
    for (; length > 1e-10; length /= 2) {
      const trial = crossEntropy(decisions, targets, slope + length * slopeStep, shift + length * shiftStep);
      if (trial < loss + 1e-4 * length * descent) {
        loss = trial;
        break;
      }
    }
    if (length <= 1e-10) break;
    slope += length * slopeStep;
    shift += length * shiftStep;
  }
  return { slope, shift };
}

export function plattProbability({ slope, shift }: PlattScaling, decision: number): number {
  return sigmoid(-(slope * decision + shift));
}

function crossEntropy(
  decisions: ArrayLike<number>,
  targets: Float64Array,
  slope: number,
  shift: number,
): number {
  let loss = 0;
  for (let k = 0; k < targets.length; k++) {
    const value = slope * decisions[k] + shift;
    loss += targets[k] * value + Math.max(-value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
  }
  return loss;
}
