import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryCircuit } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import type { StateVectorBackend } from "../statevector/kernels.ts";

/** Rows that one thread prepares one after the other. */
export interface CircuitTask {
  readonly circuit: Circuit;
  readonly parameterOrder: readonly string[];
  readonly values: Float64Array;
  readonly rowCount: number;
  /** Where the first row's state goes: 2^n real parts, then 2^n imaginary parts; the next row's follows. */
  readonly buffer: ArrayBufferLike | WebAssembly.Memory;
  readonly offset: number;
  readonly backend: StateVectorBackend;
}

/** Runs a circuit row by row, compiled once, and writes the states into shared memory. */
export async function prepareRows(task: CircuitTask, signal?: AbortSignal): Promise<void> {
  const { circuit, parameterOrder, values, rowCount, offset, backend } = task;
  const buffer = task.buffer instanceof WebAssembly.Memory ? task.buffer.buffer : task.buffer;
  const { qubitCount } = circuit;
  const size = 2 ** qubitCount;
  if (!isUnitaryCircuit(circuit)) {
    throw new InvalidArgumentError("a circuit that prepares states must not measure, reset or branch", {
      field: "circuit",
    });
  }
  await using engine = await createStateVectorEngine({ qubitCount, backend });
  for (let row = 0; row < rowCount; row++) {
    signal?.throwIfAborted();
    const parameters = Object.fromEntries(
      parameterOrder.map((name, index) => [name, values[row * parameterOrder.length + index]]),
    );
    const { real, imaginary } = await engine.runInPlace(circuit, { parameters });
    const start = offset + row * size * 16;
    new Float64Array(buffer, start, size).set(real);
    new Float64Array(buffer, start + size * 8, size).set(imaginary);
  }
}
