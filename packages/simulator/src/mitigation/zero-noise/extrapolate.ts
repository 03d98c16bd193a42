import { InvalidArgumentError } from "../../errors.ts";
import { combinationError, fitLinear } from "../fit-linear.ts";
import type { LinearFit } from "../fit-linear.ts";
import { fitExponential } from "./exponential-fit.ts";
import type { FitPoint } from "./exponential-fit.ts";

export type { FitPoint } from "./exponential-fit.ts";

/** The curve that is fitted to values over scale factors λ and read at λ = 0. */
export type ExtrapolationModel =
  | { readonly kind: "linear" }
  | { readonly kind: "polynomial"; readonly degree: number }
  /** The polynomial through all points. */
  | { readonly kind: "richardson" }
  /** a + b e^(−cλ) with c > 0. A known asymptote a (0 for a traceless observable under depolarising noise) steadies the fit. */
  | { readonly kind: "exponential"; readonly asymptote?: number };

/** A fitted curve and its value without noise. */
export interface Extrapolation {
  /** The curve at λ = 0. */
  readonly value: number;
  /** Propagated from the points' standard errors; from the scatter about the fit when all of them are 0. */
  readonly standardError: number;
  readonly errorSource: LinearFit["errorSource"];
  readonly requestedModel: ExtrapolationModel;
  /** Another than the requested one only if a warning says why. */
  readonly model: ExtrapolationModel;
  /** Polynomials: c₀, c₁, …; exponential: a, b, c. */
  readonly coefficients: readonly number[];
  /** ∂(value)/∂(value of point i): for polynomials the weights with which points are summed. */
  readonly weights: readonly number[];
  /** χ² over degrees of freedom where all points have standard errors and there are more points than unknowns. */
  readonly reducedChiSquared: number | null;
  /** The curve from λ = 0 to the greatest scale factor, for plotting. */
  readonly curve: readonly { readonly scaleFactor: number; readonly value: number }[];
  readonly warnings: readonly string[];
}

const curvePoints = 41;
/** Beyond this the curve misses points by far more than their errors. */
const poorReducedChiSquared = 4;
/** Noise of the points is amplified more than this many times. */
const largeAmplification = 10;

function checkPoints(points: readonly FitPoint[]): void {
  points.forEach(({ scaleFactor, value, standardError }, at) => {
    if (!Number.isFinite(scaleFactor) || scaleFactor <= 0) {
      throw new InvalidArgumentError(`points[${at}].scaleFactor must be above 0, got ${scaleFactor}`, {
        field: "points",
      });
    }
    if (!Number.isFinite(value) || !Number.isFinite(standardError) || standardError < 0) {
      throw new InvalidArgumentError(
        `points[${at}] must have a finite value and a standard error of at least 0, got ${value} and ${standardError}`,
        { field: "points" },
      );
    }
  });
}

function polynomialDegree(model: ExtrapolationModel, pointCount: number): number {
  const { kind } = model;
  switch (kind) {
    case "linear":
      return 1;
    case "polynomial": {
      const { degree } = model;
      if (!Number.isInteger(degree) || degree < 1 || degree > 12) {
        throw new InvalidArgumentError(`degree must be an integer in [1, 12], got ${degree}`, {
          field: "degree",
        });
      }
      return degree;
    }
    case "richardson":
      return pointCount - 1;
    default:
      throw new InvalidArgumentError(
        `model.kind must be linear, polynomial, richardson or exponential, got ${kind as string}`,
        { field: "model.kind" },
      );
  }
}

type Fitted = Pick<
  Extrapolation,
  "value" | "standardError" | "errorSource" | "model" | "coefficients" | "weights"
> & { readonly fit: LinearFit; readonly at: (scaleFactor: number) => number };

function fitPolynomial(points: readonly FitPoint[], model: ExtrapolationModel): Fitted {
  const degree = polynomialDegree(model, points.length);
  if (new Set(points.map(({ scaleFactor }) => scaleFactor)).size <= degree) {
    throw new InvalidArgumentError(
      `a polynomial of degree ${degree} needs ${degree + 1} different scale factors, got ${points
        .map(({ scaleFactor }) => scaleFactor)
        .join(", ")}`,
      { field: "points" },
    );
  }
  const fit = fitLinear(
    points.map(({ scaleFactor }) => Array.from({ length: degree + 1 }, (_, power) => scaleFactor ** power)),
    points.map(({ value }) => value),
    points.map(({ standardError }) => standardError),
  );
  return {
    value: fit.coefficients[0],
    standardError: Math.sqrt(fit.covariance[0][0]),
    errorSource: fit.errorSource,
    model,
    coefficients: fit.coefficients,
    weights: fit.sensitivities[0],
    fit,
    at: (scale) => fit.coefficients.reduceRight((sum, coefficient) => sum * scale + coefficient, 0),
  };
}

function fitDecay(
  points: readonly FitPoint[],
  model: Extract<ExtrapolationModel, { kind: "exponential" }>,
): Fitted | string {
  const result = fitExponential(points, model.asymptote);
  if (typeof result === "string") return result;
  const { asymptote, amplitude, rate, linearized: fit } = result;
  // Value a + b: its derivatives by the unknowns.
  const gradient = model.asymptote === undefined ? [1, 1, 0] : [1, 0];
  const standardError = combinationError(gradient, fit.covariance);
  const value = asymptote + amplitude;
  const spread = Math.max(...points.map((point) => Math.abs(point.value - asymptote)));
  if (standardError > 2 * Math.max(spread, Math.abs(value))) {
    return `its value at zero noise, ${value}, is uncertain by ${standardError}`;
  }
  return {
    value,
    standardError,
    errorSource: fit.errorSource,
    model,
    coefficients: [asymptote, amplitude, rate],
    weights: points.map((_, at) =>
      gradient.reduce((sum, entry, unknown) => sum + entry * fit.sensitivities[unknown][at], 0),
    ),
    fit,
    at: (scale) => asymptote + amplitude * Math.exp(-rate * scale),
  };
}

/**
 * Fits a curve to expectation values over noise scale factors and reads it at λ = 0 (Giurgica-Tiron et al.,
 * arXiv:2005.10921, section III; Temme et al., arXiv:1612.02058, for Richardson's).
 *
 * Points are weighted by 1/σ² when all have standard errors. An exponential that cannot be fitted falls back to a straight
 * line, with a warning. Throws {@link InvalidArgumentError} for too few different scale factors or numbers out of range.
 */
export function extrapolateToZeroNoise(
  points: readonly FitPoint[],
  requestedModel: ExtrapolationModel,
): Extrapolation {
  checkPoints(points);
  const warnings: string[] = [];
  let fitted: Fitted;
  if (requestedModel.kind === "exponential") {
    const { asymptote } = requestedModel;
    if (asymptote !== undefined && !Number.isFinite(asymptote)) {
      throw new InvalidArgumentError(`asymptote must be finite, got ${asymptote}`, { field: "asymptote" });
    }
    const result = fitDecay(points, requestedModel);
    if (typeof result === "string") {
      warnings.push(`The exponential fit failed (${result}); a straight line was used instead.`);
      fitted = fitPolynomial(points, { kind: "linear" });
    } else fitted = result;
  } else fitted = fitPolynomial(points, requestedModel);

  const { fit, at, ...rest } = fitted;
  const isWeighted = points.every(({ standardError }) => standardError > 0);
  const reducedChiSquared =
    isWeighted && fit.degreesOfFreedom > 0 ? fit.chiSquared / fit.degreesOfFreedom : null;
  if (reducedChiSquared !== null && reducedChiSquared > poorReducedChiSquared) {
    warnings.push(
      `The ${rest.model.kind} curve does not describe the points within their errors (reduced chi squared ${reducedChiSquared.toPrecision(3)}); the standard error does not include this.`,
    );
  }
  const amplification = Math.hypot(...rest.weights);
  if (amplification > largeAmplification) {
    warnings.push(
      `The extrapolation is unstable: errors of the points are amplified ${amplification.toPrecision(3)} times.`,
    );
  }
  if (rest.errorSource === "none") {
    warnings.push("No error bar: the points are exact and the curve passes through all of them.");
  }
  const greatest = Math.max(...points.map(({ scaleFactor }) => scaleFactor));
  return {
    ...rest,
    requestedModel,
    reducedChiSquared,
    curve: Array.from({ length: curvePoints }, (_, index) => {
      const scaleFactor = (greatest * index) / (curvePoints - 1);
      return { scaleFactor, value: at(scaleFactor) };
    }),
    warnings,
  };
}

/** Richardson's weights γᵢ = Πₖ≠ᵢ λₖ/(λₖ − λᵢ), which sum to 1 and cancel the powers λ, λ², … of the noise. */
export function richardsonWeights(scaleFactors: readonly number[]): number[] {
  if (new Set(scaleFactors).size !== scaleFactors.length || scaleFactors.some((scale) => !(scale > 0))) {
    throw new InvalidArgumentError(
      `scale factors must be above 0 and differ, got ${scaleFactors.join(", ")}`,
      {
        field: "scaleFactors",
      },
    );
  }
  return scaleFactors.map((own, i) =>
    scaleFactors.reduce((product, other, k) => (k === i ? product : (product * other) / (other - own)), 1),
  );
}
