import { visitHammingWeight } from "../../classical/enumerate.ts";
import type { BinaryQuadraticProblem } from "../../problems/binary-quadratic-problem.ts";
import type {
  ConstrainedBinaryProblem,
  LinearConstraint,
} from "../../problems/constrained-binary-problem.ts";

/** What the states of a mixer cost, demands that it does not keep included as penalties. */
export interface PenalisedCosts {
  /** One a state, by ascending mask: of all states, or of those with `weight` ones. */
  readonly costs: Float64Array;
  /** Undefined where the mixer keeps every demand. */
  readonly isFeasible: ((mask: number) => boolean) | undefined;
  /** Least and greatest objective of the feasible states, how many there are, and how many share the least. */
  readonly least: number;
  readonly greatest: number;
  readonly feasibleCount: number;
  readonly optimumCount: number;
  readonly penalty:
    | {
        readonly weight: number;
        /** Least penalised cost of a state outside the limits. */
        readonly leastOutside: number;
        readonly message: string;
      }
    | undefined;
}

const chunkBits = 10;
const chunkSize = 2 ** chunkBits;

/** Σ coefficients[i]·xᵢ of a mask, by tables of the sums of ten bits each. */
function createActivity(coefficients: Float64Array): (mask: number) => number {
  const tables: Float64Array[] = [];
  for (let first = 0; first < coefficients.length; first += chunkBits) {
    const table = new Float64Array(chunkSize);
    for (let bit = 0; bit < chunkBits; bit++) {
      const value = coefficients[first + bit] ?? 0;
      for (let low = 0; low < 2 ** bit; low++) table[low + 2 ** bit] = table[low] + value;
    }
    tables.push(table);
  }
  return (mask) => {
    let sum = 0;
    let rest = mask;
    for (const table of tables) {
      const next = Math.floor(rest / chunkSize);
      sum += table[rest - next * chunkSize];
      rest = next;
    }
    return sum;
  };
}

/** How far a mask lies outside a constraint, squared, in units of its least coefficient; 0 within, else at least 1. */
function createDistance({ coefficients, lower, upper }: LinearConstraint): (mask: number) => number {
  const activity = createActivity(coefficients);
  const unit = coefficients.reduce(
    (least, value) => (value === 0 ? least : Math.min(least, Math.abs(value))),
    Infinity,
  );
  return (mask) => {
    const sum = activity(mask);
    const outside = Math.max(0, lower - sum, sum - upper);
    return outside === 0 ? 0 : Math.max(1, (outside / unit) ** 2);
  };
}

/** f of all 2^n states: each variable doubles the states, and its row of products. */
function costsOfAll({ variableCount, constant, linear, quadratic }: BinaryQuadraticProblem): Float64Array {
  const costs = new Float64Array(2 ** variableCount);
  const row = new Float64Array(2 ** Math.max(0, variableCount - 1));
  costs[0] = constant;
  for (let j = 0; j < variableCount; j++) {
    row[0] = linear[j];
    for (let i = 0; i < j; i++) {
      const product = 2 * quadratic[j * variableCount + i];
      for (let mask = 0; mask < 2 ** i; mask++) row[mask + 2 ** i] = row[mask] + product;
    }
    for (let mask = 0; mask < 2 ** j; mask++) costs[mask + 2 ** j] = costs[mask] + row[mask];
  }
  return costs;
}

/** Visits the states in the order of {@link PenalisedCosts.costs}. */
function statesOf(
  { objective }: ConstrainedBinaryProblem,
  weight: number | undefined,
  size: number,
): { masks: Float64Array | undefined; values: Float64Array } {
  if (weight === undefined) return { masks: undefined, values: costsOfAll(objective) };
  const masks = new Float64Array(size);
  const values = new Float64Array(size);
  let index = 0;
  visitHammingWeight(objective, weight, (mask, value) => {
    masks[index] = mask;
    values[index++] = value;
  });
  return { masks, values };
}

const equality = 1e-12;

/**
 * Costs f(x) + P·g(x) of the states with `weight` ones (or of all), g(x) the sum over the demands of the squared distance
 * from their limits. P is 1.1 times the least weight that keeps every state outside the limits above the best one
 * within, plus 1 % of the spread of f: checked on every state. Undefined where no state is feasible.
 */
export function penalisedCosts(
  problem: ConstrainedBinaryProblem,
  weight: number | undefined,
  stateCount: number,
): PenalisedCosts | undefined {
  const others = problem.constraints.filter(
    ({ coefficients, lower, upper }) =>
      weight === undefined || !coefficients.every((value) => value === 1) || weight < lower || weight > upper,
  );
  const distances = others.map(createDistance);
  const distance = (mask: number): number => {
    let sum = 0;
    for (const distanceOf of distances) sum += distanceOf(mask);
    return sum;
  };
  const { masks, values } = statesOf(problem, weight, stateCount);
  const outside = distances.length === 0 ? undefined : new Float64Array(values.length);
  let [least, greatest, lowest, highest, feasibleCount] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  values.forEach((value, index) => {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    if (outside && (outside[index] = distance(masks?.[index] ?? index)) > 0) return;
    feasibleCount++;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  });
  if (feasibleCount === 0) return undefined;
  const bound = least + equality * Math.max(greatest - least, Math.abs(least));
  let optimumCount = 0;
  values.forEach((value, index) => {
    if (value <= bound && (outside?.[index] ?? 0) === 0) optimumCount++;
  });
  const found = { least, greatest, feasibleCount, optimumCount };
  if (!outside || feasibleCount === values.length) {
    return { ...found, costs: values, isFeasible: undefined, penalty: undefined };
  }
  let required = 0;
  values.forEach((value, index) => {
    if (outside[index] > 0) required = Math.max(required, (least - value) / outside[index]);
  });
  const penalty = 1.1 * required + 0.01 * (highest - lowest) || 1;
  let leastOutside = Infinity;
  values.forEach((value, index) => {
    values[index] = value + penalty * outside[index];
    if (outside[index] > 0) leastOutside = Math.min(leastOutside, values[index]);
  });
  const names = others.map(({ name }) => `"${name}"`);
  const shown =
    names.length > 4 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");
  return {
    ...found,
    costs: values,
    isFeasible: (mask) => distance(mask) === 0,
    penalty: {
      weight: penalty,
      leastOutside,
      message: `${shown} ${names.length === 1 ? "is" : "are"} kept by a penalty of ${penalty.toPrecision(4)} times the squared distance from the limit; each of the ${values.length.toLocaleString("en-US")} states was looked at: none outside the limits lies below the optimum within`,
    },
  };
}
