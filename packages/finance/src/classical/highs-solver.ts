import highsModule, { type Highs, type SparseMatrixInput } from "highs";
import { SolverError } from "../errors.ts";

// The package's types describe its CommonJS form; what is imported is the ES module, whose default is the loader.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** A row lower ≤ Σ values[k]·x(indices[k]) ≤ upper. */
export interface ProgramRow {
  readonly indices: readonly number[];
  readonly values: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/** Minimise cost·x + xᵀ quadratic x over rows and bounds. */
export interface Program {
  readonly cost: ArrayLike<number>;
  /** Dense, symmetric, positive semidefinite, over the first columns; not together with `integral`. */
  readonly quadratic?: { readonly size: number; readonly matrix: Float64Array };
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
  readonly rows: readonly ProgramRow[];
  /** 1 for columns that must be whole. */
  readonly integral?: Uint8Array;
}

/** What became of a programme. */
export interface ProgramResult {
  readonly status: "optimal" | "infeasible" | "unbounded" | "limit";
  /** The columns; empty unless a feasible point is known. */
  readonly x: Float64Array;
  /** cost·x + xᵀ quadratic x. */
  readonly objective: number;
  /** Best proven lower bound of an integer programme. */
  readonly bound: number;
  /**
   * Of each row of a continuous programme: how much the objective grows with the limit that holds it, at least 0 for a lower
   * and at most 0 for an upper limit; empty unless a solution is known.
   */
  readonly rowPrices: Float64Array;
}

let loading: Promise<Highs> | undefined;

/** Loads HiGHS once. */
function highs(): Promise<Highs> {
  loading ??= loadHighs().catch((cause: unknown) => {
    loading = undefined;
    throw new SolverError("HiGHS could not be loaded", {}, { cause });
  });
  return loading;
}

/** Options of {@link solveProgram}. */
export interface SolveProgramOptions {
  readonly maximumSeconds?: number;
}

/**
 * Solves linear, mixed-integer linear and convex quadratic programmes with HiGHS. Objectives are scaled so that
 * their greatest coefficient is 10³: at the size of covariances the absolute tolerances would end the solver early.
 * A failure is tried again with another scale or algorithm.
 * Throws {@link SolverError} for any end but those of {@link ProgramResult}.
 */
export async function solveProgram(
  program: Program,
  options: SolveProgramOptions = {},
): Promise<ProgramResult> {
  const solver = await highs();
  const { cost, quadratic, rows, integral } = program;
  const n = cost.length;
  let size = 0;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(cost[i]));
  for (const value of quadratic?.matrix ?? []) size = Math.max(size, Math.abs(value));
  const limit = (value: number): number =>
    value === Infinity ? solver.infinity : value === -Infinity ? -solver.infinity : value;
  const attempt = ({ greatest, rowSize, options: algorithm }: Attempt): ProgramResult =>
    solver.withModel((model) => {
      const scale = size > 0 ? greatest / size : 1;
      const rowFactors = rows.map((row) => (rowSize === undefined ? 1 : rowFactor(row, rowSize)));
      const scaled = rows.map((row, r) => scaleRow(row, rowFactors[r]));
      model.options.set({
        ...algorithm,
        primal_feasibility_tolerance: 1e-9,
        dual_feasibility_tolerance: 1e-9,
        ...(integral && { mip_rel_gap: 0, mip_abs_gap: 1e-9 }),
        ...(quadratic && { qp_iteration_limit: leastIterations + iterationsPerRow * (n + rows.length) }),
        ...(options.maximumSeconds !== undefined && { time_limit: options.maximumSeconds }),
      });
      model.passModel({
        numCols: n,
        numRows: rows.length,
        colCost: Float64Array.from(cost, (value) => value * scale),
        colLower: Float64Array.from(program.lower, limit),
        colUpper: Float64Array.from(program.upper, limit),
        rowLower: scaled.map((row) => limit(row.lower)),
        rowUpper: scaled.map((row) => limit(row.upper)),
        matrix: sparseRows(scaled, n),
        ...(integral && { integrality: Int32Array.from(integral) }),
      });
      if (quadratic) model.passHessian(triangularHessian(quadratic.size, n, quadratic.matrix, 2 * scale));
      const { modelStatus } = model.run();
      const status = (
        { 7: "optimal", 8: "infeasible", 9: "infeasible", 10: "unbounded", 13: "limit", 14: "limit" } as const
      )[modelStatus as number];
      // A quadratic programme that uses up its steps goes round in circles, which it does not at another scale.
      if (!status || (quadratic && modelStatus === iterationLimit))
        throw new SolverError(`HiGHS ended with model status ${modelStatus}`, { modelStatus });
      if (status === "infeasible" || status === "unbounded") {
        return { status, x: new Float64Array(0), objective: NaN, bound: NaN, rowPrices: new Float64Array(0) };
      }
      const solution = model.getSolution();
      const x = solution.colValue.slice();
      let objective = 0;
      for (let i = 0; i < n; i++) objective += cost[i] * x[i];
      if (quadratic) {
        for (let i = 0; i < quadratic.size; i++) {
          for (let j = 0; j < quadratic.size; j++)
            objective += x[i] * quadratic.matrix[i * quadratic.size + j] * x[j];
        }
      }
      const bound = integral ? Number(model.info.get("mip_dual_bound")) / scale : objective;
      const rowPrices = integral
        ? new Float64Array(0)
        : Float64Array.from(solution.rowDual, (price, r) => (price * rowFactors[r]) / scale);
      return { status, x, objective, bound, rowPrices };
    });
  let failure: unknown;
  for (const settings of quadratic ? quadraticAttempts : linearAttempts) {
    try {
      return attempt(settings);
    } catch (error) {
      failure = error;
    }
  }
  throw new SolverError(
    "HiGHS failed at a programme of portfolio weights; it may be badly scaled",
    {},
    { cause: failure },
  );
}

/** HiGHS's status of a run that used up its steps. */
const iterationLimit = 14;
/** Steps of the active-set solver: some for each column and row, which it enters and leaves, and some more. */
const leastIterations = 2000;
const iterationsPerRow = 50;

interface Attempt {
  /** Greatest coefficient of the objective. */
  readonly greatest: number;
  /** Greatest coefficient of each row; undefined: as given. */
  readonly rowSize?: number;
  readonly options?: Readonly<Record<string, string>>;
}

const linearAttempts: readonly Attempt[] = [
  { greatest: 1000 },
  { greatest: 1000, options: { presolve: "off" } },
];

/** The active-set solver now and then ends at a point that breaks a row by 10⁻⁵; at other scales it does not. */
const quadraticAttempts: readonly Attempt[] = [
  { greatest: 1000, rowSize: 1 },
  { greatest: 310, rowSize: 3 },
  { greatest: 3300, rowSize: 0.3 },
  { greatest: 97, rowSize: 10 },
  { greatest: 1000 },
  { greatest: 30, rowSize: 0.1 },
];

/** The factor that gives a row this greatest coefficient. */
function rowFactor(row: ProgramRow, rowSize: number): number {
  const greatest = row.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return greatest === 0 ? 1 : rowSize / greatest;
}

function scaleRow(row: ProgramRow, factor: number): ProgramRow {
  if (factor === 1) return row;
  return {
    indices: row.indices,
    values: row.values.map((value) => value * factor),
    lower: row.lower * factor,
    upper: row.upper * factor,
  };
}

function sparseRows(rows: readonly ProgramRow[], columnCount: number): SparseMatrixInput {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.indices.forEach((column, k) => {
      if (row.values[k] === 0) return;
      indices.push(column);
      values.push(row.values[k]);
    });
    starts.push(indices.length);
  }
  return { format: "csr", numRows: rows.length, numCols: columnCount, starts, indices, values };
}

/** Lower triangle by columns, as HiGHS takes it: its objective is xᵀQx/2. */
function triangularHessian(
  size: number,
  dimension: number,
  matrix: Float64Array,
  factor: number,
): { format: "triangular"; dimension: number; starts: number[]; indices: number[]; values: number[] } {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (let column = 0; column < dimension; column++) {
    for (let row = column; row < size && column < size; row++) {
      const value = matrix[row * size + column] * factor;
      if (value === 0 && row !== column) continue;
      indices.push(row);
      values.push(value);
    }
    starts.push(indices.length);
  }
  return { format: "triangular", dimension, starts, indices, values };
}
