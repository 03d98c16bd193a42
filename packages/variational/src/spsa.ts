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
/** First step over the inverse of the curvature's trace; below 2 a quadratic is stable. */
const stableStep = 0.5;
const window = 25;

/**
 * Δ: ±√Dᵢ with equal odds, one a parameter, D the inverse diagonal (1 without one). Draw k of a seed does not depend on
 * the draws before it.
 */
function drawDirection({ seed, settings }: StepContext, draw: number, count: number): Float64Array {
  const random = createRandom(createRandom(seed).uniform() + draw);
  return Float64Array.from({ length: count }, (_, index) => {
    const scale = Math.sqrt(settings.inverseDiagonal?.[index] ?? 1);
    return random.uniform() < 0.5 ? -scale : scale;
  });
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
  direction: Float64Array,
  width: number,
): Promise<{ mean: number; slope: number }> {
  const above = await evaluator.value(addScaled(parameters, width, direction));
  const below = await evaluator.value(addScaled(parameters, -width, direction));
  return { mean: (above + below) / 2, slope: (above - below) / (2 * width) };
}

/**
 * A gain whose first step is 0.05 Δ for the mean slope at the start, but no more than keeps a quadratic
 * with the mean curvature there stable: E‖θ‖² falls as long as the step is below 2/tr ∇²f, and the curvature
 * along Δ is tr ∇²f on average.
 */
async function calibrateGain(context: StepContext, parameters: Float64Array, value: number): Promise<number> {
  const { perturbation, stability } = sequences(context);
  let meanSlope = 0;
  let meanCurvature = 0;
  for (let pair = 1; pair <= calibrationPairs; pair++) {
    const direction = drawDirection(context, -pair, parameters.length);
    const { mean, slope } = await evaluatePair(context, parameters, direction, perturbation);
    meanSlope += Math.abs(slope) / calibrationPairs;
    meanCurvature += (2 * (mean - value)) / perturbation ** 2 / calibrationPairs;
  }
  const bySlope = meanSlope > 0 ? calibratedFirstChange / meanSlope : Infinity;
  const byCurvature = meanCurvature !== 0 ? stableStep / Math.abs(meanCurvature) : Infinity;
  const firstStep = Math.min(bySlope, byCurvature);
  return Number.isFinite(firstStep) ? firstStep * (stability + 1) ** gainExponent : 1;
}

function meanValue(records: readonly IterationRecord[]): number {
  return records.reduce((sum, { value }) => sum + value, 0) / records.length;
}

/**
 * Simultaneous perturbation stochastic approximation: two evaluations an iteration, whatever the parameter count.
 *
 *   θ ← θ − a/(A+k+1)^0.602 · (f(θ+cₖΔ) − f(θ−cₖΔ))/(2cₖ) · Δ,   cₖ = c/(k+1)^0.101,   Δᵢ = ±√Dᵢ
 *
 * A record's value is the mean of the iteration's two evaluations; the result's value is f at its parameters.
 * Source: Spall, IEEE Trans. Aerosp. Electron. Syst. 34 (1998) 817.
 */
export const spsa: Optimizer<SpsaState> = {
  defaultMaxIterations: () => 2000,
  fields: { parameters: "vector", value: "number", gradientNorm: "number?", gain: "number" },

  async start(context, parameters) {
    const value = await context.evaluator.value(parameters);
    const gain = context.settings.gain ?? (await calibrateGain(context, parameters, value));
    return { parameters, value, gradientNorm: null, gain };
  },

  async step(context, state, iteration) {
    const { perturbation, stability } = sequences(context);
    const direction = drawDirection(context, iteration, state.parameters.length);
    const width = perturbation / iteration ** perturbationExponent;
    const { mean, slope } = await evaluatePair(context, state.parameters, direction, width);
    const gain = state.gain / (stability + iteration) ** gainExponent;
    return { ...state, parameters: addScaled(state.parameters, -gain * slope, direction), value: mean };
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
