import { InvalidArgumentError } from "../errors.ts";
import { excitationPairs } from "./excitation-pairs.ts";
import type { SectorSpace } from "./sector-space.ts";
import { createStringSet, type StringSet } from "./string-set.ts";

/** Throws unless the vector has one finite amplitude for each determinant. */
export function validateVector(name: string, vector: Float64Array, space: SectorSpace): void {
  if (vector.length !== space.determinantCount) {
    throw new InvalidArgumentError(
      `${name} must hold ${space.determinantCount} amplitudes, one a determinant, got ${vector.length}`,
    );
  }
  for (let index = 0; index < vector.length; index++) {
    if (!Number.isFinite(vector[index])) {
      throw new InvalidArgumentError(
        `${name} must hold finite numbers, got ${vector[index]} at index ${index}`,
      );
    }
  }
}

function publicStrings(space: SectorSpace): { alpha: StringSet; beta: StringSet } {
  const symmetry = { labels: new Uint8Array(space.orbitalCount), irrepCount: 1 };
  return {
    alpha: createStringSet(space.alphaStrings, symmetry),
    beta: createStringSet(space.betaStrings, symmetry),
  };
}

/** S_z(S_z + 1) + N_β with S_z = (N_α − N_β)/2. */
function spinConstant({ alphaCount, betaCount }: SectorSpace): number {
  const projection = (alphaCount - betaCount) / 2;
  return projection * (projection + 1) + betaCount;
}

/**
 * The operator S² on vectors in the basis order of the space, from S² = S_z(S_z + 1) + N_β − Σ_pq E^α_pq E^β_qp with
 * S_z = (N_α − N_β)/2.
 */
export function createSpinSquared(space: SectorSpace): (vector: Float64Array) => Float64Array {
  const { alpha, beta } = publicStrings(space);
  const n = space.orbitalCount;
  const columns = space.betaStrings.length;
  const constant = spinConstant(space);
  const factors = Array.from({ length: n * n }, (_, index) => {
    const [p, q] = [Math.floor(index / n), index % n];
    return {
      alphaPairs: excitationPairs(alpha, { create: [p], annihilate: [q] }),
      betaPairs: excitationPairs(beta, { create: [q], annihilate: [p] }),
    };
  });
  return (vector) => {
    const result = vector.map((amplitude) => constant * amplitude);
    for (const { alphaPairs, betaPairs } of factors) {
      for (let i = 0; i < alphaPairs.sources.length; i++) {
        const from = alphaPairs.sources[i] * columns;
        const to = alphaPairs.targets[i] * columns;
        const sign = alphaPairs.signs[i];
        for (let k = 0; k < betaPairs.sources.length; k++) {
          result[to + betaPairs.targets[k]] -=
            sign * betaPairs.signs[k] * vector[from + betaPairs.sources[k]];
        }
      }
    }
    return result;
  };
}

/** ⟨v|S²|v⟩ / ⟨v|v⟩, by the formula of {@link createSpinSquared}; (p, q) and (q, p) contribute alike. */
export function spinSquaredOf(space: SectorSpace, vector: Float64Array): number {
  const { alpha, beta } = publicStrings(space);
  const n = space.orbitalCount;
  const columns = space.betaStrings.length;
  let exchange = 0;
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      const alphaPairs = excitationPairs(alpha, { create: [p], annihilate: [q] });
      const betaPairs = excitationPairs(beta, { create: [q], annihilate: [p] });
      let sum = 0;
      for (let i = 0; i < alphaPairs.sources.length; i++) {
        const from = alphaPairs.sources[i] * columns;
        const to = alphaPairs.targets[i] * columns;
        let row = 0;
        for (let k = 0; k < betaPairs.sources.length; k++) {
          row += betaPairs.signs[k] * vector[to + betaPairs.targets[k]] * vector[from + betaPairs.sources[k]];
        }
        sum += alphaPairs.signs[i] * row;
      }
      exchange += p === q ? sum : 2 * sum;
    }
  }
  let norm = 0;
  for (const amplitude of vector) norm += amplitude * amplitude;
  return spinConstant(space) - exchange / norm;
}

/** The spin-summed one-body density matrix γ_pq = Σ_σ ⟨v|a†_pσ a_qσ|v⟩ at p·n + q, for v of norm 1. */
export function oneBodyDensityOf(space: SectorSpace, vector: Float64Array): Float64Array {
  const { alpha, beta } = publicStrings(space);
  const n = space.orbitalCount;
  const rows = space.alphaStrings.length;
  const columns = space.betaStrings.length;
  const density = new Float64Array(n * n);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) {
      const ladders = { create: [p], annihilate: [q] };
      const alphaPairs = excitationPairs(alpha, ladders);
      const betaPairs = excitationPairs(beta, ladders);
      let sum = 0;
      for (let i = 0; i < alphaPairs.sources.length; i++) {
        const from = alphaPairs.sources[i] * columns;
        const to = alphaPairs.targets[i] * columns;
        let product = 0;
        for (let b = 0; b < columns; b++) product += vector[to + b] * vector[from + b];
        sum += alphaPairs.signs[i] * product;
      }
      for (let a = 0; a < rows; a++) {
        const row = a * columns;
        for (let k = 0; k < betaPairs.sources.length; k++) {
          sum += betaPairs.signs[k] * vector[row + betaPairs.targets[k]] * vector[row + betaPairs.sources[k]];
        }
      }
      density[p * n + q] = density[q * n + p] = sum;
    }
  }
  return density;
}
