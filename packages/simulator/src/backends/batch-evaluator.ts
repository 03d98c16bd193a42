import { parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool, GangCall } from "../workers/compute-pool.ts";

/** Expectation values of a batch, row by row. */
export interface BatchResult {
  /** rows × observables. */
  readonly values: Float64Array;
  /** rows × observables × parameters; undefined where not asked for. */
  readonly gradients: Float64Array | undefined;
}

/** One circuit and some observables, kept ready for many batches of parameters. */
export interface BatchEvaluator extends AsyncDisposable {
  /** Names of a row's parameters, in order. */
  readonly parameterOrder: readonly string[];
  /**
   * ⟨ψ|O|ψ⟩ for each row of parameters (row-major, rows × parameters), and the derivatives by the parameters.
   * Throws {@link InvalidArgumentError} for a length that is no multiple of the parameters and values that are not finite.
   */
  evaluate(
    parameters: Float64Array,
    options?: { readonly withGradients?: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<BatchResult>;
}

/** What each thread gets: the whole batch in shared memory, of which it takes every `threads`-th row. */
interface BatchPart {
  readonly evaluator: string;
  readonly circuit: Circuit;
  readonly observables: readonly PauliSum[];
  readonly parameters: Float64Array;
  readonly values: Float64Array;
  readonly gradients: Float64Array | undefined;
}

/** A circuit ready to run on one thread. */
class Evaluator {
  readonly #circuit: Circuit;
  readonly #observables: readonly PauliSum[];
  readonly #order: readonly string[];
  readonly #engine: ReturnType<typeof createStateVectorEngine>;

  constructor(circuit: Circuit, observables: readonly PauliSum[]) {
    this.#circuit = circuit;
    this.#observables = observables;
    this.#order = parameterNames(circuit);
    this.#engine = createStateVectorEngine({ qubitCount: circuit.qubitCount });
  }

  async run(
    { parameters, values, gradients }: Pick<BatchPart, "parameters" | "values" | "gradients">,
    {
      first,
      step,
      signal,
    }: { readonly first: number; readonly step: number; readonly signal?: AbortSignal | undefined },
  ): Promise<void> {
    const engine = await this.#engine;
    const [count, outputs] = [this.#order.length, this.#observables.length];
    const rows = values.length / outputs;
    for (let row = first; row < rows; row += step) {
      signal?.throwIfAborted();
      const bound: Record<string, number> = {};
      this.#order.forEach((name, k) => (bound[name] = parameters[row * count + k]));
      if (!gradients) {
        values.set(
          await engine.expectations(this.#circuit, this.#observables, { parameters: bound }),
          row * outputs,
        );
        continue;
      }
      const result = await engine.expectationsAndGradients(this.#circuit, this.#observables, {
        parameters: bound,
        parameterOrder: this.#order,
      });
      values.set(result.values, row * outputs);
      result.gradients.forEach((gradient, k) => gradients.set(gradient, (row * outputs + k) * count));
    }
  }

  async dispose(): Promise<void> {
    await (await this.#engine)[Symbol.asyncDispose]();
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

/**
 * Evaluates batches of one circuit with at least one parameter: the circuit is compiled once a thread, and rows are
 * shared out among the threads of a pool. Results do not depend on the number of threads.
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
  const local = pool ? undefined : new Evaluator(circuit, observables);
  const id = crypto.randomUUID();
  const module = workerModule(import.meta.url, "./batch-evaluator");
  let isUsed = false;
  return {
    parameterOrder: order,
    evaluate: async (parameters, { withGradients = false, signal } = {}) => {
      const rows = checkParameters(parameters, order);
      signal?.throwIfAborted();
      const [valueCount, gradientCount] = [
        rows * observables.length,
        rows * observables.length * order.length,
      ];
      if (local || !pool) {
        const values = new Float64Array(valueCount);
        const gradients = withGradients ? new Float64Array(gradientCount) : undefined;
        await local?.run({ parameters, values, gradients }, { first: 0, step: 1, signal });
        return { values, gradients };
      }
      const share = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length));
      const shared = share(parameters.length);
      shared.set(parameters);
      const values = share(valueCount);
      const gradients = withGradients ? share(gradientCount) : undefined;
      const data: BatchPart = { evaluator: id, circuit, observables, parameters: shared, values, gradients };
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
