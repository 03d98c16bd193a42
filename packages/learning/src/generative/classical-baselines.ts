import type { BitDistribution } from "./distribution.ts";

/** P(bit i = a, bit j = b) at index 2a + b. */
function pairMarginal({ probabilities }: BitDistribution, i: number, j: number): Float64Array {
  const marginal = new Float64Array(4);
  probabilities.forEach((value, x) => (marginal[2 * ((x >> i) & 1) + ((x >> j) & 1)] += value));
  return marginal;
}

/** P(bit = 1) of every bit. */
function marginals({ qubitCount, probabilities }: BitDistribution): number[] {
  return Array.from({ length: qubitCount }, (_, bit) =>
    probabilities.reduce((sum, value, x) => sum + (((x >> bit) & 1) === 1 ? value : 0), 0),
  );
}

/** Independent bits with the marginals of a distribution: what a circuit without entanglement can do at most. */
export function independentBits(target: BitDistribution): BitDistribution {
  const ones = marginals(target);
  return {
    qubitCount: target.qubitCount,
    probabilities: target.probabilities.map((_, x) =>
      ones.reduce((product, one, bit) => product * (((x >> bit) & 1) === 1 ? one : 1 - one), 1),
    ),
  };
}

/** I(i; j) of two bits in nats. */
function mutualInformation(target: BitDistribution, i: number, j: number): number {
  const pair = pairMarginal(target, i, j);
  let sum = 0;
  for (let a = 0; a < 2; a++) {
    for (let b = 0; b < 2; b++) {
      const value = pair[2 * a + b];
      if (value > 0)
        sum += value * Math.log(value / ((pair[2 * a] + pair[2 * a + 1]) * (pair[b] + pair[2 + b])));
    }
  }
  return sum;
}

/**
 * The tree-structured distribution closest to a target in Kullback–Leibler divergence: the maximum spanning tree of the
 * bits' mutual informations with the target's pair marginals along it. Its 2n − 1 numbers are a strong, cheap classical
 * baseline.
 * Source: Chow and Liu, IEEE Trans. Inf. Theory 14, 462 (1968).
 */
export function chowLiuTree(target: BitDistribution): BitDistribution {
  const { qubitCount } = target;
  const ones = marginals(target);
  // Prim's algorithm from bit 0.
  const parents: { readonly bit: number; readonly parent: number; readonly pair: Float64Array }[] = [];
  const connected = new Set([0]);
  while (connected.size < qubitCount) {
    let best = { bit: -1, parent: -1, information: -Infinity };
    for (const parent of connected) {
      for (let bit = 0; bit < qubitCount; bit++) {
        if (connected.has(bit)) continue;
        const information = mutualInformation(target, parent, bit);
        if (information > best.information) best = { bit, parent, information };
      }
    }
    connected.add(best.bit);
    parents.push({ ...best, pair: pairMarginal(target, best.parent, best.bit) });
  }
  const share = (bit: number, x: number): number => (((x >> bit) & 1) === 1 ? ones[bit] : 1 - ones[bit]);
  return {
    qubitCount,
    probabilities: target.probabilities.map((_, x) =>
      parents.reduce(
        (product, { bit, parent, pair }) => {
          const above = share(parent, x);
          return above === 0 ? 0 : (product * pair[2 * ((x >> parent) & 1) + ((x >> bit) & 1)]) / above;
        },
        share(0, x),
      ),
    ),
  };
}
