/** Moves weights against gradients of batches that change from step to step. */
export interface AdamStepper {
  /** weights ← weights − rate·m̂/(√v̂ + ε), in place. */
  step(weights: Float64Array, gradient: Float64Array, rate: number): void;
}

/**
 * Adam for stochastic gradients, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. Full gradients go through `minimize` instead.
 * Source: Kingma and Ba, arXiv:1412.6980, algorithm 1.
 */
export function createAdam(weightCount: number): AdamStepper {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
  const mean = new Float64Array(weightCount);
  const square = new Float64Array(weightCount);
  let [power1, power2] = [1, 1];
  return {
    step: (weights, gradient, rate) => {
      power1 *= beta1;
      power2 *= beta2;
      for (let k = 0; k < weightCount; k++) {
        mean[k] = beta1 * mean[k] + (1 - beta1) * gradient[k];
        square[k] = beta2 * square[k] + (1 - beta2) * gradient[k] ** 2;
        weights[k] -= (rate * mean[k]) / (1 - power1) / (Math.sqrt(square[k] / (1 - power2)) + epsilon);
      }
    },
  };
}

/** Learning rate of a step among `steps`: from `rate` down to a tenth of it along half a cosine. */
export function cosineRate(rate: number, step: number, steps: number): number {
  return rate * (0.1 + 0.45 * (1 + Math.cos((Math.PI * step) / steps)));
}
