import {
  composeCircuits,
  createCircuit,
  invertCircuit,
  measure,
  simulate,
  workerModule,
} from "@ansatz/simulator";
import type { Circuit, NoiseModel } from "@ansatz/simulator";
import type { KernelContext } from "./kernel.ts";

/** Pairs of circuits that one thread compares. */
export interface InversionTask {
  readonly left: readonly Circuit[];
  readonly right: readonly Circuit[];
  /** Number of the left and of the right circuit of each pair in turn. */
  readonly pairs: Uint32Array;
  readonly noise: NoiseModel;
}

/** The probability of 0…0 after U(x) and the inverse of U(x′), readout errors included. */
async function inversionTest(
  left: Circuit,
  right: Circuit,
  noise: NoiseModel,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { qubitCount, operations } = composeCircuits(left, invertCircuit(right));
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const circuit = createCircuit(qubitCount, [...operations, measure(qubits, qubits)], {
    bitCount: qubitCount,
  });
  const options = { noise, method: "density-matrix", ...(signal ? { signal } : {}) } as const;
  const { probabilities } = await simulate(circuit, options);
  return probabilities!["0".repeat(qubitCount)] ?? 0;
}

/** Inversion tests one after the other: what a worker thread runs. */
export async function runInversionTests(task: InversionTask, signal?: AbortSignal): Promise<Float64Array> {
  const { left, right, pairs, noise } = task;
  const values = new Float64Array(pairs.length / 2);
  for (let k = 0; k < values.length; k++) {
    signal?.throwIfAborted();
    values[k] = await inversionTest(left[pairs[2 * k]], right[pairs[2 * k + 1]], noise, signal);
  }
  return values;
}

/** Inversion tests of all pairs, shared out among the threads of a pool; the same for any number of them. */
export async function inversionTests(
  task: InversionTask,
  { pool, signal }: KernelContext,
): Promise<Float64Array> {
  const count = task.pairs.length / 2;
  if (!pool || count < 2) return runInversionTests(task, signal);
  const partCount = Math.min(count, 4 * pool.threads);
  const module = workerModule(import.meta.url, "./inversion-tests");
  const parts = await Promise.all(
    Array.from({ length: partCount }, (_, part) => {
      const [from, end] = [part, part + 1].map((edge) => 2 * Math.floor((edge * count) / partCount));
      const data: InversionTask = { ...task, pairs: task.pairs.slice(from, end) };
      return pool.run<Float64Array>({ module, name: "runInversionTests", data }, signal ? { signal } : {});
    }),
  );
  const values = new Float64Array(count);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}
