import {
  binomial,
  cardinalityRange,
  evaluateBinaryQuadratic,
  isFeasible,
  visitFeasible,
  type ConstrainedBinaryProblem,
} from "@ansatz/finance";
import { createRandom } from "@ansatz/simulator";

/** Selections drawn for one that fulfils all demands, at most. */
const attemptsPerDraw = 200;

interface DrawOptions {
  readonly draws: number;
  readonly seed: number;
  /** Number of feasible states, where all can be visited quickly; else null. */
  readonly visitable: number | null;
}

/** Least objective of states drawn by their place among all feasible ones. */
function bestByPlace(problem: ConstrainedBinaryProblem, { draws, seed }: DrawOptions, count: number): number {
  const { uniform } = createRandom(seed);
  const drawn = new Uint8Array(count);
  for (let draw = 0; draw < draws; draw++) drawn[Math.floor(uniform() * count)] = 1;
  let best = Infinity;
  let place = 0;
  visitFeasible(problem, (_, value) => {
    if (drawn[place++] === 1) best = Math.min(best, value);
  });
  return best;
}

/** The same by drawing numbers of holdings and holdings, again where another demand is not met. */
function bestByRejection(problem: ConstrainedBinaryProblem, { draws, seed }: DrawOptions): number | null {
  const { uniform } = createRandom(seed);
  const n = problem.objective.variableCount;
  const { minimum, maximum } = cardinalityRange(problem);
  const shares: number[] = [];
  for (let weight = 0; weight <= maximum; weight++) {
    shares.push((shares.at(-1) ?? 0) + (weight < minimum ? 0 : binomial(n, weight)));
  }
  const total = shares[maximum];
  if (!Number.isFinite(total)) return null;
  const order = Array.from({ length: n }, (_, index) => index);
  let best = Infinity;
  let found = 0;
  for (let attempt = 0; found < draws && attempt < attemptsPerDraw * draws; attempt++) {
    const at = uniform() * total;
    const weight = shares.findIndex((share) => at < share);
    const bits = new Uint8Array(n);
    // The first steps of a Fisher–Yates shuffle draw without replacement.
    for (let k = 0; k < weight; k++) {
      const other = k + Math.floor(uniform() * (n - k));
      [order[k], order[other]] = [order[other], order[k]];
      bits[order[k]] = 1;
    }
    if (!isFeasible(problem, bits)) continue;
    found++;
    best = Math.min(best, evaluateBinaryQuadratic(problem.objective, bits));
  }
  return found === draws ? best : null;
}

/** Least objective among `draws` feasible states drawn uniformly; null where too few can be drawn. */
export function bestOfRandom(problem: ConstrainedBinaryProblem, options: DrawOptions): number | null {
  return options.visitable === null
    ? bestByRejection(problem, options)
    : bestByPlace(problem, options, options.visitable);
}

/** 1 − (1 − p)^draws: the probability that at least one of so many draws is a hit. */
export function probabilityOfAnyHit(probability: number, draws: number): number {
  return probability >= 1 ? 1 : -Math.expm1(draws * Math.log1p(-probability));
}
