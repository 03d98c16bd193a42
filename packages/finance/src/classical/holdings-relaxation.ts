import { type Program, type ProgramRow, solveProgram } from "./highs-solver.ts";
import type { NamedRow, WeightProgram } from "./weight-mandate.ts";

/** A problem over weights with a limited number of holdings. */
export interface HoldingsSearch {
  readonly program: WeightProgram;
  readonly rows: readonly NamedRow[];
  readonly cost: Float64Array;
  readonly matrix: Float64Array | undefined;
  readonly least: Float64Array;
  readonly minimum: number;
  readonly maximum: number;
}

/** A node of the search. */
export interface HoldingsNode {
  /** 1 held, 0 not held, 2 open. */
  readonly status: Uint8Array;
  readonly bound: number;
  readonly weights: Float64Array;
  /** Of the rows of the search, where a quadratic programme gave the bound. */
  readonly rowPrices?: Float64Array;
}

/** Status of an asset that may be held or not. */
export const open = 2;

/** Relaxation of a node, undefined where nothing fulfils it. */
export async function relaxHoldings(
  search: HoldingsSearch,
  status: Uint8Array,
): Promise<HoldingsNode | undefined> {
  const { program, rows, cost, matrix, least, minimum, maximum } = search;
  const n = status.length;
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  const indices: number[] = [];
  let heldCount = 0;
  for (let i = 0; i < n; i++) {
    if (status[i] === 1) {
      heldCount++;
      lower[i] = Math.max(lower[i], least[i]);
    } else if (status[i] === 0) {
      if (lower[i] > 0) return undefined;
      upper[i] = 0;
    } else if (upper[i] > 0) indices.push(i);
    if (lower[i] > upper[i]) return undefined;
  }
  if (heldCount > maximum || heldCount + indices.length < minimum) return undefined;
  const limits = { lower: minimum - heldCount, upper: maximum - heldCount };
  const base = { lower, upper, rows, cost };
  const shares = await solveWeights(
    indices.length > 0 ? countByShares(base, indices, limits) : base,
    n,
    matrix,
  );
  const held = shares?.weights.filter((weight) => weight > 0).length ?? 0;
  // A least number of holdings takes variables of its own only where the relaxed weights are fewer.
  const relaxed =
    !shares || held >= minimum || indices.length === 0
      ? shares
      : await solveWeights(countByVariables(base, indices, least, limits), n, matrix);
  return relaxed && { status, ...relaxed };
}

async function solveWeights(
  program: Relaxation,
  n: number,
  matrix: Float64Array | undefined,
): Promise<Omit<HoldingsNode, "status"> | undefined> {
  const kept = Array.from(program.cost, (_, column) => column).filter(
    (column) => program.lower[column] !== 0 || program.upper[column] !== 0,
  );
  const result = await solveProgram(
    keepColumns({ ...program, ...(matrix && { quadratic: { size: n, matrix } }) }, kept),
  );
  if (result.status !== "optimal") return undefined;
  const weights = new Float64Array(n);
  kept.forEach((column, k) => {
    if (column < n && result.x[k] >= 1e-9) weights[column] = result.x[k];
  });
  return { bound: result.objective, weights, rowPrices: result.rowPrices };
}

/** The programme without columns that are 0. */
function keepColumns(program: Program, kept: readonly number[]): Program {
  const place = new Map(kept.map((column, k) => [column, k]));
  const { quadratic } = program;
  const inside = quadratic ? kept.filter((column) => column < quadratic.size) : [];
  return {
    cost: kept.map((column) => program.cost[column]),
    lower: kept.map((column) => program.lower[column]),
    upper: kept.map((column) => program.upper[column]),
    rows: program.rows.map((row) => {
      const entries = [...row.indices.keys()].filter((k) => place.has(row.indices[k]));
      return {
        ...row,
        indices: entries.map((k) => place.get(row.indices[k]) as number),
        values: entries.map((k) => row.values[k]),
      };
    }),
    ...(quadratic && {
      quadratic: {
        size: inside.length,
        matrix: Float64Array.from({ length: inside.length ** 2 }, (_, index) => {
          const row = inside[Math.floor(index / inside.length)];
          return quadratic.matrix[row * quadratic.size + inside[index % inside.length]];
        }),
      },
    }),
  };
}

type Relaxation = Pick<Program, "lower" | "upper" | "rows" | "cost">;
type Limits = { readonly lower: number; readonly upper: number };

/** Σ w/upper over the open assets is at most their number. */
function countByShares(base: Relaxation, open: readonly number[], limits: Limits): Relaxation {
  const values = open.map((i) => 1 / base.upper[i]);
  return { ...base, rows: [...base.rows, { indices: open, values, lower: -Infinity, upper: limits.upper }] };
}

/** A column y of [0, 1] for each open asset: least·y ≤ w ≤ upper·y, and limits of Σ y. */
function countByVariables(
  base: Relaxation,
  open: readonly number[],
  least: Float64Array,
  limits: Limits,
): Relaxation {
  const first = base.cost.length;
  const zeros = open.map(() => 0);
  const rows: ProgramRow[] = [...base.rows];
  open.forEach((i, k) => {
    rows.push({ indices: [i, first + k], values: [1, -base.upper[i]], lower: -Infinity, upper: 0 });
    rows.push({ indices: [i, first + k], values: [1, -least[i]], lower: 0, upper: Infinity });
  });
  rows.push({ indices: open.map((_, k) => first + k), values: open.map(() => 1), ...limits });
  return {
    rows,
    cost: [...Array.from(base.cost), ...zeros],
    lower: [...Array.from(base.lower), ...zeros],
    upper: [...Array.from(base.upper), ...open.map(() => 1)],
  };
}
