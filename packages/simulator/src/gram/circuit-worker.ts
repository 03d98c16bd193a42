import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryCircuit } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import type { StateVectorEngine } from "../statevector/engine.ts";
import type { StateVectorBackend } from "../statevector/kernels.ts";
import { createPacer } from "../trajectories/pacer.ts";

/** Engines of this thread that are not in use, by qubits and backend: their memory is slow to be collected. */
const idle = new Map<string, StateVectorEngine[]>();
/** States of more qubits are not kept. */
const greatestIdleQubits = 16;
const idleCount = 2;

async function withEngine(
  qubitCount: number,
  backend: StateVectorBackend,
  use: (engine: StateVectorEngine) => Promise<void>,
): Promise<void> {
  const key = `${qubitCount} ${backend}`;
  const engine = idle.get(key)?.pop() ?? (await createStateVectorEngine({ qubitCount, backend }));
  try {
    await use(engine);
  } finally {
    const list = idle.get(key) ?? [];
    if (qubitCount <= greatestIdleQubits && list.length < idleCount) idle.set(key, [...list, engine]);
    else await engine[Symbol.asyncDispose]();
  }
}

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
  const pacer = createPacer({ total: rowCount, ...(signal ? { signal } : {}) });
  await withEngine(qubitCount, backend, async (engine) => {
    for (let row = 0; row < rowCount; row++) {
      await pacer.pause();
      const parameters = Object.fromEntries(
        parameterOrder.map((name, index) => [name, values[row * parameterOrder.length + index]]),
      );
      const { real, imaginary } = await engine.runInPlace(circuit, { parameters });
      const start = offset + row * size * 16;
      new Float64Array(buffer, start, size).set(real);
      new Float64Array(buffer, start + size * 8, size).set(imaginary);
    }
  });
}
