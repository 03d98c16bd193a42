import { Matrix, inverse, solve } from "ml-matrix";
import { MomentsError } from "../../errors.ts";
import type { Moments } from "../moments.ts";

/** What an analyst expects of a combination of assets. */
export interface View {
  /** Weight by asset name: {A: 1} for A itself, {A: 1, B: −1} for A beating B. */
  readonly weights: Readonly<Record<string, number>>;
  /** Expected return a year of that combination. */
  readonly expectedReturn: number;
  /** In [0, 1]: 0 ignores the view, 1 takes it as certain. Default: as uncertain as the prior itself (0.5). */
  readonly confidence?: number;
}

export interface BlackLittermanOptions {
  readonly views: readonly View[];
  /** Market weight of each asset, not negative; scaled to add up to 1. Default: equal. */
  readonly marketWeights?: ArrayLike<number>;
  /** δ, the market's price of variance. Default 2.5. */
  readonly riskAversion?: number;
  /** τ, the uncertainty of the prior mean relative to Σ. Default 0.05. */
  readonly tau?: number;
  /** Prior means a year, in place of the equilibrium's δ·Σ·w. */
  readonly prior?: ArrayLike<number>;
}

/**
 * Expected returns and covariances after views, by Black and Litterman, from the covariance Σ of `moments` (whose means
 * are not used).
 *
 * Prior π = δ·Σ·w (excess returns in equilibrium); views P·μ = Q + ε, ε ~ N(0, Ω), Ω diagonal;
 * μ = π + τΣPᵀ(PτΣPᵀ + Ω)⁻¹(Q − Pπ), Σ_post = Σ + τΣ − τΣPᵀ(PτΣPᵀ + Ω)⁻¹PτΣ.
 * A confidence c sets Ω_kk = (1 − c)/c · (PτΣPᵀ)_kk (Idzorek's rule in Walters' closed form), so that 0.5 is He and
 * Litterman's default and a single view moves its combination by the share c from prior to Q.
 *
 * Throws a MomentsError for views of unknown assets or without weights, values out of range, and certain views that
 * contradict or repeat each other.
 * Sources: He and Litterman (1999), Goldman Sachs; Walters, The Black–Litterman Model in Detail (2014), equation 53.
 */
export function applyViews(moments: Moments, options: BlackLittermanOptions): Moments {
  const count = moments.assets.length;
  const { riskAversion = 2.5, tau = 0.05 } = options;
  for (const [name, value] of Object.entries({ riskAversion, tau })) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new MomentsError(`${name} must be above 0, got ${value}`, { [name]: value });
    }
  }
  const sigma = toMatrix(moments.covariance, count);
  const prior = choosePrior(sigma, count, riskAversion, options);
  const source = { ...moments.source, estimator: `Black–Litterman on ${moments.source.estimator}` };
  const views = options.views.map((view, index) => readView(view, index, moments));
  const used = views.filter(({ confidence }) => confidence > 0);
  const base = Matrix.mul(sigma, 1 + tau);
  if (used.length === 0) {
    return {
      assets: moments.assets,
      mean: Float64Array.from(prior.to1DArray()),
      covariance: flatten(base),
      source,
    };
  }
  const picks = new Matrix(used.map(({ weights }) => weights));
  const wanted = Matrix.columnVector(used.map(({ expectedReturn }) => expectedReturn));
  const spread = Matrix.mul(sigma, tau).mmul(picks.transpose());
  const viewVariance = picks.mmul(spread);
  const inner = viewVariance.clone();
  for (const [k, { confidence }] of used.entries()) {
    inner.set(k, k, inner.get(k, k) + ((1 - confidence) / confidence) * viewVariance.get(k, k));
  }
  checkViewsIndependent(inner);
  const surprise = Matrix.sub(wanted, picks.mmul(prior));
  const mean = Matrix.add(prior, spread.mmul(solve(inner, surprise)));
  const covariance = Matrix.sub(base, spread.mmul(inverse(inner)).mmul(spread.transpose()));
  return {
    assets: moments.assets,
    mean: Float64Array.from(mean.to1DArray()),
    covariance: flatten(covariance),
    source,
  };
}

function toMatrix(values: Float64Array, count: number): Matrix {
  return Matrix.from1DArray(count, count, values);
}

function flatten(matrix: Matrix): Float64Array {
  const count = matrix.rows;
  return Float64Array.from({ length: count * count }, (_, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    return (matrix.get(i, j) + matrix.get(j, i)) / 2;
  });
}

function choosePrior(
  sigma: Matrix,
  count: number,
  riskAversion: number,
  options: BlackLittermanOptions,
): Matrix {
  for (const [name, values] of Object.entries({
    marketWeights: options.marketWeights,
    prior: options.prior,
  })) {
    if (values === undefined) continue;
    if (values.length !== count || !Array.from(values).every(Number.isFinite)) {
      throw new MomentsError(`${name} must have ${count} finite values, got ${values.length}`, {
        [name]: values,
      });
    }
  }
  if (options.prior !== undefined) return Matrix.columnVector(Array.from(options.prior));
  const weights = Array.from(options.marketWeights ?? new Array<number>(count).fill(1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.some((weight) => weight < 0) || sum <= 0) {
    throw new MomentsError(
      `marketWeights must not be negative and must have a positive sum, got ${weights.join(", ")}`,
      {
        marketWeights: weights,
      },
    );
  }
  return Matrix.mul(sigma, riskAversion).mmul(Matrix.columnVector(weights.map((weight) => weight / sum)));
}

function readView(
  view: View,
  index: number,
  moments: Moments,
): { weights: number[]; expectedReturn: number; confidence: number } {
  const name = `view ${index + 1}`;
  const { confidence = 0.5, expectedReturn } = view;
  if (!(confidence >= 0 && confidence <= 1)) {
    throw new MomentsError(`confidence of ${name} must be in [0, 1], got ${confidence}`, { confidence });
  }
  if (!Number.isFinite(expectedReturn)) {
    throw new MomentsError(`expectedReturn of ${name} must be finite, got ${expectedReturn}`, {
      expectedReturn,
    });
  }
  const weights = new Array<number>(moments.assets.length).fill(0);
  for (const [asset, weight] of Object.entries(view.weights)) {
    const at = moments.assets.findIndex((candidate) => candidate.name === asset);
    if (at < 0) throw new MomentsError(`${name} must be about known assets, got ${asset}`, { asset });
    if (!Number.isFinite(weight)) {
      throw new MomentsError(`weight of ${asset} in ${name} must be finite, got ${weight}`, {
        asset,
        weight,
      });
    }
    weights[at] = weight;
  }
  if (weights.every((weight) => weight === 0)) {
    throw new MomentsError(`${name} must give a weight to at least one asset, got none`);
  }
  return { weights, expectedReturn, confidence };
}

/** PτΣPᵀ + Ω must have an inverse: certain views of one combination, or of one without risk, leave it none. */
function checkViewsIndependent(inner: Matrix): void {
  const diagonal = inner.diagonal();
  const scaled = inner.clone();
  for (let i = 0; i < inner.rows; i++) {
    for (let j = 0; j < inner.rows; j++) {
      scaled.set(i, j, inner.get(i, j) / Math.sqrt(diagonal[i] * diagonal[j]));
    }
  }
  const isUsable = diagonal.every((value) => value > 0);
  if (isUsable) {
    const factor = choleskyDiagonal(scaled);
    if (factor > 1e-6) return;
  }
  throw new MomentsError(
    "certain views must be about different combinations of assets that have risk: lower a confidence below 1 or leave a view out",
  );
}

/** Smallest diagonal element of the Cholesky factor; 0 where there is none. */
function choleskyDiagonal(matrix: Matrix): number {
  const size = matrix.rows;
  const lower = Matrix.zeros(size, size);
  let least = Infinity;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix.get(i, j);
      for (let k = 0; k < j; k++) sum -= lower.get(i, k) * lower.get(j, k);
      if (i === j) {
        if (sum <= 0) return 0;
        lower.set(i, i, Math.sqrt(sum));
        least = Math.min(least, lower.get(i, i));
      } else {
        lower.set(i, j, sum / lower.get(j, j));
      }
    }
  }
  return least;
}
