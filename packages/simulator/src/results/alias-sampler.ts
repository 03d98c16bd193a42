import { InvalidArgumentError } from "../errors.ts";
import type { Random } from "../math/random.ts";

/** Draws indices with given probabilities, at the same cost for any number of them. */
export interface AliasSampler {
  readonly size: number;
  /** The next index from a random stream; one uniform number is used up. */
  readonly sample: (random: Random) => number;
}

/**
 * A sampler by Walker's alias method: index k is drawn with the probability weights[k] / Σ weights. Building takes two
 * passes and 12 bytes an index beside the weights, which stay as they are; drawing takes two memory accesses. An index
 * of weight 0 is never drawn. Probabilities are exact to rounding (2^−53 absolute).
 * Throws {@link InvalidArgumentError} for no weight, more than 2^31, a negative or infinite one, or a sum of 0.
 * Sources: Walker, ACM Trans. Math. Softw. 3, 253 (1977); the table is filled by the sweep of Hübschle-Schneider and
 * Sanders, ACM Trans. Math. Softw. 48, 26 (2022), section 4.1.
 */
export function createAliasSampler(weights: ArrayLike<number>): AliasSampler {
  const size = weights.length;
  if (size < 1 || size > 2 ** 31) {
    throw new InvalidArgumentError(`weights must have 1 to 2^31 entries, got ${size}`, { field: "weights" });
  }
  let total = 0;
  for (let index = 0; index < size; index++) {
    const weight = weights[index];
    if (!(weight >= 0) || weight === Infinity) {
      throw new InvalidArgumentError(`weights[${index}] must be finite and at least 0, got ${weight}`, {
        field: "weights",
        index,
      });
    }
    total += weight;
  }
  if (!(total > 0) || total === Infinity) {
    throw new InvalidArgumentError(`weights must have a finite sum above 0, got ${total}`, {
      field: "weights",
      total,
    });
  }
  const { thresholds, aliases } = fillTable(weights, size / total);
  return {
    size,
    sample: (random) => {
      const position = random.uniform() * size;
      const cell = Math.floor(position);
      return position - cell < thresholds[cell] ? cell : aliases[cell];
    },
  };
}

/**
 * Cells of height 1: cell k holds index k up to thresholds[k] and aliases[k] above. Light indices (scaled weight below
 * 1) are topped up from the current heavy one; a heavy one that has become light is topped up from the next.
 */
function fillTable(
  weights: ArrayLike<number>,
  scale: number,
): { thresholds: Float64Array; aliases: Uint32Array } {
  const size = weights.length;
  const thresholds = new Float64Array(size);
  const aliases = new Uint32Array(size);
  const nextHeavy = (from: number): number => {
    let index = from;
    while (index < size && weights[index] * scale < 1) index++;
    return index;
  };
  const nextLight = (from: number): number => {
    let index = from;
    while (index < size && weights[index] * scale >= 1) index++;
    return index;
  };
  let light = nextLight(0);
  let heavy = nextHeavy(0);
  // Rounding may leave every scaled weight below 1; the greatest one then takes what is missing.
  let last = heavy < size ? heavy : greatest(weights);
  let left = heavy < size ? weights[heavy] * scale : 0;
  while (heavy < size) {
    last = heavy;
    if (left >= 1 && light < size) {
      const weight = weights[light] * scale;
      thresholds[light] = weight;
      aliases[light] = heavy;
      left += weight - 1;
      light = nextLight(light + 1);
      continue;
    }
    const next = nextHeavy(heavy + 1);
    thresholds[heavy] = Math.min(left, 1);
    aliases[heavy] = next < size ? next : heavy;
    if (next < size) left += weights[next] * scale - 1;
    heavy = next;
  }
  for (; light < size; light = nextLight(light + 1)) {
    thresholds[light] = weights[light] * scale;
    aliases[light] = last;
  }
  return { thresholds, aliases };
}

function greatest(weights: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < weights.length; index++) if (weights[index] > weights[best]) best = index;
  return best;
}
