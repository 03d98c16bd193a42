import { parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool, GangCall } from "../workers/compute-pool.ts";
import { compileProductBatch } from "./product-batch.ts";

/** Expectation values of a batch, row by row. */
export interface BatchResult {
  /** rows × observables. */
  readonly values: Float64Array;
  /** rows × observables × parameters, with weights rows × parameters; undefined where not asked for. */
  readonly gradients: Float64Array | undefined;
}

/** States one after the other: 2^qubits amplitudes each. */
export interface StateRows {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

export interface BatchOptions {
  readonly withGradients?: boolean;
  /**
   * rows × observables: gradients of Σ_o w_o ⟨O_o⟩ in each row instead of those of each observable, by one backward sweep
   * for all of them (a vector–Jacobian product). Values are those of the weighted sums then, one a row.
   */
  readonly weights?: Float64Array | undefined;
  /** The state that each row's circuit starts from; by default |0…0⟩. */
  readonly initial?: StateRows | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One circuit and some observables, kept ready for many batches of parameters. */
export interface BatchEvaluator extends AsyncDisposable {
  /** Names of a row's parameters, in order. */
  readonly parameterOrder: readonly string[];
  /**
   * ⟨ψ|O|ψ⟩ for each row of parameters (row-major, rows × parameters), and the derivatives by the parameters.
   * Throws {@link InvalidArgumentError} for a length that is no multiple of the parameters, weights or initial states of
   * another number, and values that are not finite.
   */
  evaluate(parameters: Float64Array, options?: BatchOptions): Promise<BatchResult>;
}

/** What each thread gets: the whole batch in shared memory, of which it takes every `threads`-th row. */
interface BatchPart {
  readonly evaluator: string;
  readonly circuit: Circuit;
  readonly observables: readonly PauliSum[];
  readonly parameters: Float64Array;
  readonly weights: Float64Array | undefined;
  readonly initial: StateRows | undefined;
  readonly values: Float64Array;
  readonly gradients: Float64Array | undefined;
}

/** Σ_o w_o O_o. */
function weightedSum(observables: readonly PauliSum[], weights: Float64Array): PauliSum {
  const terms = observables.flatMap((observable, index) =>
    observable.terms.map(({ x, z, real, imaginary }) => ({
      x,
      z,
      real: weights[index] * real,
      imaginary: weights[index] * imaginary,
    })),
  );
  return { qubitCount: observables[0].qubitCount, terms };
}

function stateOf({ real, imaginary }: StateRows, row: number, qubitCount: number): StateVector {
  const [from, end] = [row * 2 ** qubitCount, (row + 1) * 2 ** qubitCount];
  return { qubitCount, real: real.subarray(from, end), imaginary: imaginary.subarray(from, end) };
}

/** A circuit ready to run on one thread. */
class Evaluator {
  readonly #circuit: Circuit;
  readonly #observables: readonly PauliSum[];
  readonly #order: readonly string[];
  #engine: ReturnType<typeof createStateVectorEngine> | undefined;

  constructor(circuit: Circuit, observables: readonly PauliSum[]) {
    this.#circuit = circuit;
    this.#observables = observables;
    this.#order = parameterNames(circuit);
  }

  async run(
    {
      parameters,
      weights,
      initial,
      values,
      gradients,
    }: Omit<BatchPart, "evaluator" | "circuit" | "observables">,
    {
      first,
      step,
      signal,
    }: { readonly first: number; readonly step: number; readonly signal?: AbortSignal | undefined },
  ): Promise<void> {
    this.#engine ??= createStateVectorEngine({ qubitCount: this.#circuit.qubitCount });
    const engine = await this.#engine;
    const [count, outputs] = [this.#order.length, this.#observables.length];
    const rows = parameters.length / count;
    // One object for all rows: each is evaluated before the next is bound.
    const bound: Record<string, number> = {};
    for (let row = first; row < rows; row += step) {
      signal?.throwIfAborted();
      for (let k = 0; k < count; k++) bound[this.#order[k]] = parameters[row * count + k];
      const start = initial ? { initial: stateOf(initial, row, this.#circuit.qubitCount) } : {};
      if (weights) {
        const { value, gradient } = await engine.expectationAndGradient(
          this.#circuit,
          weightedSum(this.#observables, weights.subarray(row * outputs, (row + 1) * outputs)),
          { ...start, parameters: bound, parameterOrder: this.#order },
        );
        values[row] = value;
        gradients?.set(gradient, row * count);
        continue;
      }
      if (!gradients) {
        values.set(
          await engine.expectations(this.#circuit, this.#observables, { ...start, parameters: bound }),
          row * outputs,
        );
        continue;
      }
      const result = await engine.expectationsAndGradients(this.#circuit, this.#observables, {
        ...start,
        parameters: bound,
        parameterOrder: this.#order,
      });
      values.set(result.values, row * outputs);
      result.gradients.forEach((gradient, k) => gradients.set(gradient, (row * outputs + k) * count));
    }
  }

  async dispose(): Promise<void> {
    await (await this.#engine)?.[Symbol.asyncDispose]();
  }
}

/** Evaluators of this thread, by the id that their owner on another thread gave them. */
const evaluators = new Map<string, Evaluator>();

/** A thread's share of a batch; its evaluator stays ready for the next one. */
export async function evaluateBatchPart({ thread, threads, data }: GangCall<BatchPart>): Promise<void> {
  let evaluator = evaluators.get(data.evaluator);
  if (!evaluator) {
    evaluator = new Evaluator(data.circuit, data.observables);
    evaluators.set(data.evaluator, evaluator);
  }
  await evaluator.run(data, { first: thread, step: threads });
}

/** Forgets an evaluator, so that its memory can be freed. */
export async function releaseEvaluator({ data }: GangCall<string>): Promise<void> {
  await evaluators.get(data)?.dispose();
  evaluators.delete(data);
}

function checkParameters(parameters: Float64Array, order: readonly string[]): number {
  if (order.length === 0 || parameters.length % order.length !== 0) {
    throw new InvalidArgumentError(
      `parameters must hold rows of ${order.length} values, got ${parameters.length}`,
      { field: "parameters" },
    );
  }
  const fault = parameters.findIndex((value) => !Number.isFinite(value));
  if (fault >= 0) {
    const [row, name] = [Math.floor(fault / order.length), order[fault % order.length]];
    throw new InvalidArgumentError(
      `parameter ${name} of row ${row} must be finite, got ${parameters[fault]}`,
      {
        field: "parameters",
      },
    );
  }
  return parameters.length / order.length;
}

function checkWeights(weights: Float64Array, length: number): void {
  if (weights.length === length && weights.every(Number.isFinite)) return;
  const fault = weights.find((value) => !Number.isFinite(value));
  throw new InvalidArgumentError(
    `weights must be ${length} finite numbers, one an observable in each row, got ${fault ?? weights.length}`,
    { field: "weights" },
  );
}

function checkStates({ real, imaginary }: StateRows, length: number): void {
  if (real.length === length && imaginary.length === length) return;
  throw new InvalidArgumentError(
    `initial states must have ${length} amplitudes, those of a state for each row, got ${real.length} and ${imaginary.length}`,
    { field: "initial" },
  );
}

/**
 * Evaluates batches of one circuit with at least one parameter: the circuit is compiled once a thread, and rows are
 * shared out among the threads of a pool. Results do not depend on the number of threads. Rotations of single qubits
 * measured one by one run on Bloch vectors instead.
 *
 * Throws {@link InvalidArgumentError} for observables of another width or none.
 */
export function createBatchEvaluator(
  circuit: Circuit,
  observables: readonly PauliSum[],
  options: { readonly pool?: ComputePool | undefined } = {},
): BatchEvaluator {
  if (observables.length === 0 || observables.some(({ qubitCount }) => qubitCount !== circuit.qubitCount)) {
    throw new InvalidArgumentError(
      `observables must be at least one, each on the circuit's ${circuit.qubitCount} qubits`,
      { field: "observables" },
    );
  }
  const order = parameterNames(circuit);
  const pool = options.pool && options.pool.threads > 1 ? options.pool : undefined;
  const product = compileProductBatch(circuit, observables);
  const local = pool ? undefined : new Evaluator(circuit, observables);
  const id = crypto.randomUUID();
  const module = workerModule(import.meta.url, "./batch-evaluator");
  let isUsed = false;
  return {
    parameterOrder: order,
    evaluate: async (parameters, { withGradients = false, weights, initial, signal } = {}) => {
      const rows = checkParameters(parameters, order);
      if (weights) checkWeights(weights, rows * observables.length);
      if (initial) checkStates(initial, rows * 2 ** circuit.qubitCount);
      signal?.throwIfAborted();
      const valueCount = rows * (weights ? 1 : observables.length);
      const gradientCount = withGradients ? valueCount * order.length : undefined;
      if (product && !initial) {
        const values = new Float64Array(valueCount);
        const gradients = gradientCount === undefined ? undefined : new Float64Array(gradientCount);
        product({ parameters, weights, values, gradients });
        return { values, gradients };
      }
      if (local || !pool) {
        const values = new Float64Array(valueCount);
        const gradients = gradientCount === undefined ? undefined : new Float64Array(gradientCount);
        await local?.run({ parameters, weights, initial, values, gradients }, { first: 0, step: 1, signal });
        return { values, gradients };
      }
      const share = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length));
      const shareCopy = (values: Float64Array): Float64Array => {
        const shared = share(values.length);
        shared.set(values);
        return shared;
      };
      const values = share(valueCount);
      const gradients = gradientCount === undefined ? undefined : share(gradientCount);
      const data: BatchPart = {
        evaluator: id,
        circuit,
        observables,
        parameters: shareCopy(parameters),
        weights: weights && shareCopy(weights),
        initial: initial && { real: shareCopy(initial.real), imaginary: shareCopy(initial.imaginary) },
        values,
        gradients,
      };
      isUsed = true;
      await pool.runOnAll({ module, name: "evaluateBatchPart", data });
      signal?.throwIfAborted();
      return { values: values.slice(), gradients: gradients?.slice() };
    },
    [Symbol.asyncDispose]: async () => {
      await local?.dispose();
      if (pool && isUsed) await pool.runOnAll({ module, name: "releaseEvaluator", data: id });
    },
  };
}
