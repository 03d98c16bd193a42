import { createRandom } from "@ansatz/simulator";
import type { Random } from "@ansatz/simulator";
import { RiskModelError } from "../../errors.ts";
import type { Moments } from "../../moments/moments.ts";
import type { ReturnTable } from "../../prices/price-table.ts";
import { checkName, checkNumber, checkNumbers } from "../check.ts";
import { normalQuantile, studentTCdf } from "../special-functions.ts";

/**
 * The portfolio's loss −Σ w_a r(t, a) in each period of a table of simple returns: history's scenarios.
 * Throws {@link RiskModelError} unless there is one finite weight for each asset.
 */
export function historicalLosses({ assets, returns }: ReturnTable, weights: ArrayLike<number>): Float64Array {
  checkNumbers("weights", weights, { length: assets.length });
  const count = assets.length;
  return Float64Array.from({ length: returns.length / count }, (_, period) => {
    let loss = 0;
    for (let asset = 0; asset < count; asset++) loss -= weights[asset] * returns[period * count + asset];
    return loss;
  });
}

export interface CopulaOptions {
  readonly weights: ArrayLike<number>;
  /** Time over which the loss is taken, in years; by default 1/252. */
  readonly horizon?: number;
  readonly copula?: "normal" | "t";
  /** Of the t copula, above 2; by default 4. */
  readonly degreesOfFreedom?: number;
  /** Each asset's own distribution: normal, or Student t with the same degrees of freedom and the given variance. */
  readonly marginals?: "normal" | "t";
  readonly sampleCount: number;
  readonly seed: number;
}

const greatestSamples = 1e7;

/**
 * Losses −Σ w_a r_a of a portfolio, drawn from assets with means μ·h, covariances Σ·h over the horizon h and a normal
 * or Student t copula of their correlations. With t marginals and a t copula the returns are multivariate t; with
 * normal marginals the t copula only ties the tails together (and correlations of returns come out a little smaller).
 * Throws {@link RiskModelError} for options out of range and a covariance that is not positive semidefinite.
 * Source: McNeil, Frey, Embrechts, Quantitative Risk Management (2015), section 7.1.
 */
export function copulaLosses({ mean, covariance }: Moments, options: CopulaOptions): Float64Array {
  const { weights, horizon = 1 / 252, copula = "normal", marginals = "normal" } = options;
  const { degreesOfFreedom = 4, sampleCount, seed } = options;
  const count = mean.length;
  checkNumbers("weights", weights, { length: count });
  checkNumber("horizon", horizon, { above: 0, most: 100 });
  checkName("copula", copula, ["normal", "t"]);
  checkName("marginals", marginals, ["normal", "t"]);
  checkNumber("degreesOfFreedom", degreesOfFreedom, { above: 2, most: 1000 });
  checkNumber("sampleCount", sampleCount, { least: 2, most: greatestSamples, isWhole: true });
  checkNumber("seed", seed);
  if (marginals === "t" && copula === "normal") {
    throw new RiskModelError("marginals must be normal with a normal copula, got t", { field: "marginals" });
  }
  const deviations = Float64Array.from({ length: count }, (_, a) => Math.sqrt(covariance[a * count + a]));
  const factor = choleskyOfCorrelation(covariance, deviations);
  const random = createRandom(seed);
  const unitScale = Math.sqrt((degreesOfFreedom - 2) / degreesOfFreedom);
  const root = Math.sqrt(horizon);
  const normals = new Float64Array(count);
  return Float64Array.from({ length: sampleCount }, () => {
    for (let a = 0; a < count; a++) normals[a] = random.normal();
    const mixing = copula === "t" ? Math.sqrt(degreesOfFreedom / drawChiSquare(random, degreesOfFreedom)) : 1;
    let loss = 0;
    for (let a = 0; a < count; a++) {
      let deviate = 0;
      for (let b = 0; b <= a; b++) deviate += factor[a * count + b] * normals[b];
      deviate *= mixing;
      if (copula === "t") {
        deviate =
          marginals === "t" ? deviate * unitScale : normalQuantile(studentTCdf(deviate, degreesOfFreedom));
      }
      loss -= weights[a] * (mean[a] * horizon + deviations[a] * root * deviate);
    }
    return loss;
  });
}

/** The lower triangle L with LLᵀ the correlations; a direction without variance gets a row of what is left, 0. */
function choleskyOfCorrelation(covariance: Float64Array, deviations: Float64Array): Float64Array {
  const count = deviations.length;
  const factor = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const scale = deviations[i] * deviations[j];
      let sum = scale > 0 ? covariance[i * count + j] / scale : i === j ? 1 : 0;
      for (let k = 0; k < j; k++) sum -= factor[i * count + k] * factor[j * count + k];
      if (i === j) {
        if (!(sum > -1e-9)) {
          throw new RiskModelError(
            `covariance must be positive semidefinite, got ${sum} as a squared pivot of row ${i}`,
            { field: "covariance", row: i },
          );
        }
        factor[i * count + i] = Math.sqrt(Math.max(0, sum));
      } else {
        const pivot = factor[j * count + j];
        factor[i * count + j] = pivot > 1e-8 ? sum / pivot : 0;
      }
    }
  }
  return factor;
}

/** χ² with ν ≥ 2 degrees of freedom. Source: Marsaglia and Tsang, ACM Trans. Math. Softw. 26, 363 (2000). */
function drawChiSquare(random: Random, degreesOfFreedom: number): number {
  const d = degreesOfFreedom / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}
