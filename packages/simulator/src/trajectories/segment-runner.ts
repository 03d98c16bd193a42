import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { applyOperation } from "../density-matrix/apply-operation.ts";
import { typescriptVectorKernels } from "../density-matrix/vector-kernels.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import type { ComputePool } from "../workers/compute-pool.ts";

/** Runs stretches of unitary operations between the events of a trajectory. */
export interface SegmentRunner extends AsyncDisposable {
  /** Changes the state by the operations, in place. */
  run(operations: readonly UnitaryKindOperation[], state: StateVector): Promise<void>;
}

/** Below this many qubits a call into compiled kernels costs more than it saves. */
const leastEngineQubits = 11;

/** Each operation at once, in plain TypeScript. */
export const inPlaceRunner: SegmentRunner = {
  run: (operations, state) => {
    const vector = { bitCount: state.qubitCount, real: state.real, imaginary: state.imaginary };
    for (const operation of operations) applyOperation(typescriptVectorKernels, vector, operation);
    return Promise.resolve();
  },
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/**
 * A runner for states of `qubitCount` qubits: in plain TypeScript for few, the state-vector engine for many, on all threads
 * of a pool if one is given.
 */
export async function createSegmentRunner(qubitCount: number, pool?: ComputePool): Promise<SegmentRunner> {
  if (qubitCount < leastEngineQubits) return inPlaceRunner;
  const engine = await createStateVectorEngine({ qubitCount, ...(pool ? { pool } : {}) });
  return {
    run: async (operations, state) => {
      // Frozen: the operations come from a circuit that was checked.
      const circuit = Object.freeze({ qubitCount, bitCount: 0, operations: Object.freeze([...operations]) });
      const { real, imaginary } = await engine.runInPlace(circuit, { initial: state });
      state.real.set(real);
      state.imaginary.set(imaginary);
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}
