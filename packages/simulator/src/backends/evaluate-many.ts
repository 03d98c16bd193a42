import { parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool } from "../workers/compute-pool.ts";

/** One circuit to be evaluated, with its parameters' values. */
export interface CircuitEvaluation {
  readonly circuit: Circuit;
  readonly parameters?: ParameterValues;
}

/** What a worker thread is given: evaluations by number of circuit. */
export interface EvaluationTask {
  readonly circuits: readonly Circuit[];
  readonly observables: readonly PauliSum[];
  readonly evaluations: readonly { readonly circuit: number; readonly parameters: ParameterValues }[];
  readonly withGradients: boolean;
}

/** Expectation values of one evaluation, and their derivatives by `parameterNames(circuit)` where asked for. */
export interface EvaluationResult {
  readonly values: Float64Array;
  readonly gradients?: readonly Float64Array[];
}

/** Evaluations one after the other on the calling thread; circuits of the same width share an engine. */
export async function runEvaluations(task: EvaluationTask): Promise<EvaluationResult[]> {
  const { circuits, observables, evaluations, withGradients } = task;
  const engines = new Map<number, ReturnType<typeof createStateVectorEngine>>();
  const results: EvaluationResult[] = [];
  for (const { circuit: index, parameters } of evaluations) {
    const circuit = circuits[index];
    let engine = engines.get(circuit.qubitCount);
    if (!engine) {
      engine = createStateVectorEngine({ qubitCount: circuit.qubitCount });
      engines.set(circuit.qubitCount, engine);
    }
    const used = await engine;
    results.push(
      withGradients
        ? await used.expectationsAndGradients(circuit, observables, { parameters })
        : { values: await used.expectations(circuit, observables, { parameters }) },
    );
  }
  return results;
}

/**
 * ⟨ψ|O|ψ⟩ of several observables for many circuits or many parameter sets of one, and the derivatives by each circuit's
 * parameters on request. With a pool the evaluations are shared out among its threads, each running whole circuits: for
 * circuits too small to be worth cutting up. Results are in the order of the evaluations and the same with and without
 * a pool.
 *
 * Throws {@link InvalidArgumentError} for a circuit and an observable of different widths.
 */
export async function evaluateMany(
  evaluations: readonly CircuitEvaluation[],
  observables: readonly PauliSum[],
  options: {
    readonly pool?: ComputePool;
    readonly withGradients?: boolean;
    readonly signal?: AbortSignal;
  } = {},
): Promise<EvaluationResult[]> {
  const { pool, withGradients = false, signal } = options;
  const numbers = new Map<Circuit, number>();
  const listed = evaluations.map(({ circuit, parameters = {} }, index) => {
    for (const { qubitCount } of observables) {
      if (qubitCount === circuit.qubitCount) continue;
      throw new InvalidArgumentError(
        `evaluations[${index}].circuit must have the observables' ${qubitCount} qubits, got ${circuit.qubitCount}`,
        { field: `evaluations[${index}].circuit` },
      );
    }
    const missing = parameterNames(circuit).find((name) => !Number.isFinite(parameters[name]));
    if (missing !== undefined) {
      throw new InvalidArgumentError(
        `evaluations[${index}].parameters.${missing} must be a finite number, got ${String(parameters[missing])}`,
        { field: `evaluations[${index}].parameters` },
      );
    }
    const number = numbers.get(circuit) ?? numbers.size;
    numbers.set(circuit, number);
    return { circuit: number, parameters };
  });
  const circuits = [...numbers.keys()];
  const common = { circuits, observables, withGradients };
  if (!pool || listed.length < 2) return runEvaluations({ ...common, evaluations: listed });
  const partCount = Math.min(pool.threads, listed.length);
  const parts = Array.from({ length: partCount }, (_, part) =>
    listed.slice(
      Math.floor((part * listed.length) / partCount),
      Math.floor(((part + 1) * listed.length) / partCount),
    ),
  );
  const module = workerModule(import.meta.url, "./evaluate-many");
  const results = await Promise.all(
    parts.map((part) =>
      pool.run<EvaluationResult[]>(
        { module, name: "runEvaluations", data: { ...common, evaluations: part } satisfies EvaluationTask },
        signal ? { signal } : {},
      ),
    ),
  );
  return results.flat();
}
