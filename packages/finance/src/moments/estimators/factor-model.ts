import { EigenvalueDecomposition, Matrix, solve } from "ml-matrix";
import { MomentsError } from "../../errors.ts";
import { scale, sumProducts } from "./deviations.ts";
import type { Deviations } from "./deviations.ts";

/** Returns of factors that somebody else defines, over the same periods as the assets'. */
export interface GivenFactors {
  readonly names: readonly string[];
  /** Return of factor f in period t at t·names.length + f. */
  readonly returns: Float64Array;
}

/** A covariance a period that a few factors and residuals of each asset make up. */
export interface FactorCovariance {
  readonly covariance: Float64Array;
  /** Loading of asset a on factor f at a·factorCount + f. */
  readonly loadings: Float64Array;
  /** Share of the assets' total variance that the factors explain. */
  readonly explained: number;
}

/**
 * Covariance of a model with statistical factors: the leading `factorCount` principal components of the sample
 * covariance S (divisor T − 1), Σ = Σ_k λ_k v_k v_kᵀ + D, with D diagonal so that each variance is the sample's.
 * Loadings are √λ_k v_k, of factors with variance 1.
 */
export function modelPrincipalFactors(deviations: Deviations, factorCount: number): FactorCovariance {
  const { assetCount: count, periodCount, values } = deviations;
  const limit = Math.min(count, periodCount - 1);
  if (!Number.isInteger(factorCount) || factorCount < 1 || factorCount > limit) {
    throw new MomentsError(`factors must be an integer in [1, ${limit}], got ${factorCount}`, {
      factorCount,
      limit,
    });
  }
  const sample = scale(sumProducts(values, count, periodCount), 1 / (periodCount - 1));
  const { vectors, eigenvalues } = decompose(sample, count);
  const loadings = new Float64Array(count * factorCount);
  for (let k = 0; k < factorCount; k++) {
    const from = count - 1 - k;
    for (let a = 0; a < count; a++) {
      loadings[a * factorCount + k] = Math.sqrt(Math.max(0, eigenvalues[from])) * vectors.get(a, from);
    }
  }
  const covariance = new Float64Array(count * count);
  let common = 0;
  let total = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      for (let k = 0; k < factorCount; k++) {
        covariance[a * count + b] += loadings[a * factorCount + k] * loadings[b * factorCount + k];
      }
    }
    common += covariance[a * (count + 1)];
    total += sample[a * (count + 1)];
    covariance[a * (count + 1)] = sample[a * (count + 1)];
  }
  return { covariance, loadings, explained: total === 0 ? 0 : common / total };
}

/**
 * Covariance of a model with given factors: Σ = B·Φ·Bᵀ + D, where B are the least-squares loadings (with intercept),
 * Φ the factors' sample covariance and D the residuals' variances over T − k − 1.
 */
export function modelGivenFactors(deviations: Deviations, factors: GivenFactors): FactorCovariance {
  const { assetCount: count, periodCount, values } = deviations;
  const factorCount = factors.names.length;
  if (factorCount < 1 || factors.returns.length !== factorCount * periodCount) {
    throw new MomentsError(
      `factors must have returns for each of the ${periodCount} periods, got ${factors.returns.length} values of ${factorCount} factors`,
      { factorCount, periodCount, length: factors.returns.length },
    );
  }
  const freedom = periodCount - factorCount - 1;
  if (freedom < 1) {
    throw new MomentsError(
      `${factorCount} factors need at least ${factorCount + 2} periods, got ${periodCount}`,
      { factorCount, periodCount },
    );
  }
  if (!factors.returns.every(Number.isFinite)) throw new MomentsError("returns of factors must be finite");
  // With an intercept the loadings are those of deviations on deviations.
  const deviationsOfFactors = new Float64Array(factorCount * periodCount);
  for (let f = 0; f < factorCount; f++) {
    let mean = 0;
    for (let t = 0; t < periodCount; t++) mean += factors.returns[t * factorCount + f] / periodCount;
    for (let t = 0; t < periodCount; t++) {
      deviationsOfFactors[f * periodCount + t] = factors.returns[t * factorCount + f] - mean;
    }
  }
  const products = sumProducts(deviationsOfFactors, factorCount, periodCount);
  const eigenvalues = decomposeScaled(products, factorCount);
  if (eigenvalues[0] < 1e-10) {
    throw new MomentsError(
      `factors ${factors.names.join(", ")} must vary and must not be combinations of each other`,
      { smallestEigenvalue: eigenvalues[0] },
    );
  }
  const factorMatrix = new Matrix(toRows(deviationsOfFactors, factorCount, periodCount));
  const assetMatrix = new Matrix(toRows(values, count, periodCount));
  const crossed = factorMatrix.mmul(assetMatrix.transpose());
  const loadingMatrix = solve(new Matrix(toRows(products, factorCount, factorCount)), crossed).transpose();
  const phi = new Matrix(toRows(scale(products, 1 / (periodCount - 1)), factorCount, factorCount));
  const common = loadingMatrix.mmul(phi).mmul(loadingMatrix.transpose());
  const residuals = Matrix.sub(assetMatrix, loadingMatrix.mmul(factorMatrix));
  const covariance = new Float64Array(count * count);
  let [shared, total] = [0, 0];
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) covariance[a * count + b] = (common.get(a, b) + common.get(b, a)) / 2;
    const specific = residuals.getRow(a).reduce((sum, value) => sum + value * value, 0) / freedom;
    shared += covariance[a * (count + 1)];
    covariance[a * (count + 1)] += specific;
    total += covariance[a * (count + 1)];
  }
  return {
    covariance,
    loadings: Float64Array.from(loadingMatrix.to1DArray()),
    explained: total === 0 ? 0 : shared / total,
  };
}

function toRows(values: Float64Array, rows: number, columns: number): Float64Array[] {
  return Array.from({ length: rows }, (_, row) => values.subarray(row * columns, (row + 1) * columns));
}

function decompose(matrix: Float64Array, count: number): { vectors: Matrix; eigenvalues: number[] } {
  const result = new EigenvalueDecomposition(new Matrix(toRows(matrix, count, count)), {
    assumeSymmetric: true,
  });
  return { vectors: result.eigenvectorMatrix, eigenvalues: result.realEigenvalues };
}

/** Eigenvalues of a matrix of products after its diagonal has been scaled to 1. */
function decomposeScaled(products: Float64Array, count: number): number[] {
  const scaled = products.map((value, at) => {
    const norm = Math.sqrt(
      products[Math.floor(at / count) * (count + 1)] * products[(at % count) * (count + 1)],
    );
    return norm === 0 ? 0 : value / norm;
  });
  return decompose(scaled, count).eigenvalues.toSorted((a, b) => a - b);
}
