import { createRandom } from "@ansatz/simulator";
import { isValueSettled } from "./optimizer.ts";
import type { Optimizer, OptimizerState, StepContext } from "./optimizer.ts";
import { addScaled } from "./vector.ts";
import type { IterationRecord } from "./types.ts";

interface SpsaState extends OptimizerState {
  /** a of the gain sequence. */
  readonly gain: number;
}

/** Exponents of the gain and the perturbation sequences that Spall recommends for finite samples. */
const gainExponent = 0.602;
const perturbationExponent = 0.101;
const calibrationPairs = 10;
const calibratedFirstChange = 0.05;
const window = 25;

/** ±1 with equal odds, one a parameter. Draw k of a seed does not depend on the draws before it. */
function perturbationSigns(seed: number, draw: number, count: number): Float64Array {
  const random = createRandom(createRandom(seed).uniform() + draw);
  return Float64Array.from({ length: count }, () => (random.uniform() < 0.5 ? -1 : 1));
}

function sequences({ settings, maxIterations }: StepContext): { perturbation: number; stability: number } {
  return {
    perturbation: settings.perturbation ?? 0.1,
    stability: settings.stability ?? maxIterations / 10,
  };
}

/** f at θ ± cΔ: mean and slope (f₊ − f₋)/2c along Δ. */
async function evaluatePair(
  { evaluator }: StepContext,
  parameters: Float64Array,
  signs: Float64Array,
  width: number,
): Promise<{ mean: number; slope: number }> {
  const above = await evaluator.value(addScaled(parameters, width, signs));
  const below = await evaluator.value(addScaled(parameters, -width, signs));
  return { mean: (above + below) / 2, slope: (above - below) / (2 * width) };
}

function meanValue(records: readonly IterationRecord[]): number {
  return records.reduce((sum, { value }) => sum + value, 0) / records.length;
}

/**
 * Simultaneous perturbation stochastic approximation: two evaluations an iteration, whatever the parameter count.
 *
 *   θ ← θ − a/(A+k+1)^0.602 · (f(θ+cₖΔ) − f(θ−cₖΔ))/(2cₖ) · Δ,   cₖ = c/(k+1)^0.101,   Δᵢ = ±1
 *
 * A record's value is the mean of the iteration's two evaluations; the result's value is f at its parameters.
 * Source: Spall, IEEE Trans. Aerosp. Electron. Syst. 34 (1998) 817.
 */
export const spsa: Optimizer<SpsaState> = {
  defaultMaxIterations: () => 2000,
  fields: { parameters: "vector", value: "number", gradientNorm: "number?", gain: "number" },

  async start(context, parameters) {
    const { perturbation, stability } = sequences(context);
    const value = await context.evaluator.value(parameters);
    let { gain } = context.settings;
    if (gain === undefined) {
      let slopes = 0;
      for (let pair = 1; pair <= calibrationPairs; pair++) {
        const signs = perturbationSigns(context.seed, -pair, parameters.length);
        const { slope } = await evaluatePair(context, parameters, signs, perturbation);
        slopes += Math.abs(slope) / calibrationPairs;
      }
      gain = slopes > 0 ? (calibratedFirstChange * (stability + 1) ** gainExponent) / slopes : 1;
    }
    return { parameters, value, gradientNorm: null, gain };
  },

  async step(context, state, iteration) {
    const { perturbation, stability } = sequences(context);
    const signs = perturbationSigns(context.seed, iteration, state.parameters.length);
    const width = perturbation / iteration ** perturbationExponent;
    const { mean, slope } = await evaluatePair(context, state.parameters, signs, width);
    const gain = state.gain / (stability + iteration) ** gainExponent;
    return { ...state, parameters: addScaled(state.parameters, -gain * slope, signs), value: mean };
  },

  stop({ valueTolerance }, _state, history) {
    if (history.length < 2 * window + 1) return null;
    const newer = history.slice(-window);
    const older = history.slice(-2 * window, -window);
    const isSettled =
      Math.abs(meanValue(newer) - meanValue(older)) <= valueTolerance &&
      isValueSettled(history, window, Math.sqrt(valueTolerance));
    return isSettled ? "value-tolerance" : null;
  },

  async finish({ evaluator }, state) {
    return { ...state, value: await evaluator.value(state.parameters) };
  },
};
