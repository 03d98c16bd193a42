import { isValueSettled } from "./optimizer.ts";
import type { Optimizer, OptimizerState } from "./optimizer.ts";
import { infinityNorm } from "./vector.ts";

interface AdamState extends OptimizerState {
  readonly gradient: Float64Array;
  /** Decaying means of the gradient and of its square. */
  readonly mean: Float64Array;
  readonly meanSquare: Float64Array;
}

const settledIterations = 11;

/**
 * Adam: θ ← θ − η m̂ / (√v̂ + ε), with m̂ and v̂ the bias-corrected means of ∇f and (∇f)².
 * Source: Kingma and Ba, ICLR 2015 (arXiv:1412.6980), algorithm 1.
 */
export const adam: Optimizer<AdamState> = {
  defaultMaxIterations: () => 1000,
  fields: {
    parameters: "vector",
    value: "number",
    gradientNorm: "number?",
    gradient: "vector",
    mean: "vector",
    meanSquare: "vector",
  },

  async start({ evaluator }, parameters) {
    const { value, gradient } = await evaluator.valueAndGradient(parameters);
    const zeros = new Float64Array(parameters.length);
    return {
      parameters,
      value,
      gradientNorm: infinityNorm(gradient),
      gradient,
      mean: zeros,
      meanSquare: zeros,
    };
  },

  async step({ evaluator, settings }, state, iteration) {
    const { learningRate = 0.05, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = settings;
    const mean = state.mean.map((entry, index) => beta1 * entry + (1 - beta1) * state.gradient[index]);
    const meanSquare = state.meanSquare.map(
      (entry, index) => beta2 * entry + (1 - beta2) * state.gradient[index] ** 2,
    );
    const meanBias = 1 - beta1 ** iteration;
    const squareBias = 1 - beta2 ** iteration;
    const parameters = state.parameters.map(
      (entry, index) =>
        entry -
        (learningRate * mean[index]) / meanBias / (Math.sqrt(meanSquare[index] / squareBias) + epsilon),
    );
    const { value, gradient } = await evaluator.valueAndGradient(parameters);
    return { parameters, value, gradientNorm: infinityNorm(gradient), gradient, mean, meanSquare };
  },

  stop({ valueTolerance }, _state, history) {
    return isValueSettled(history, settledIterations, valueTolerance) ? "value-tolerance" : null;
  },
};
