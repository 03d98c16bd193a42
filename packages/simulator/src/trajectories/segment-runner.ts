import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { applyOperation } from "../density-matrix/apply-operation.ts";
import { typescriptVectorKernels } from "../density-matrix/vector-kernels.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/** Runs stretches of unitary operations between the events of a trajectory. */
export interface SegmentRunner {
  /** The state after the operations. The state given belongs to the runner from then on: it may be overwritten. */
  run(operations: readonly UnitaryKindOperation[], state: StateVector): Promise<StateVector>;
}

/** Below this many qubits a call into compiled kernels costs more than it saves. */
const leastEngineQubits = 11;

/** Each operation at once, in place. */
export const inPlaceRunner: SegmentRunner = {
  run: (operations, state) => {
    const vector = { bitCount: state.qubitCount, real: state.real, imaginary: state.imaginary };
    for (const operation of operations) applyOperation(typescriptVectorKernels, vector, operation);
    return Promise.resolve(state);
  },
};

/** A runner for states of `qubitCount` qubits: in place for few, the state-vector engine for many. */
export async function createSegmentRunner(qubitCount: number): Promise<SegmentRunner> {
  if (qubitCount < leastEngineQubits) return inPlaceRunner;
  const engine = await createStateVectorEngine({ qubitCount });
  return {
    run: async (operations, state) => {
      // Frozen: the operations come from a circuit that was checked.
      const circuit = Object.freeze({ qubitCount, bitCount: 0, operations: Object.freeze([...operations]) });
      const { real, imaginary } = await engine.runInPlace(circuit, { initial: state });
      state.real.set(real);
      state.imaginary.set(imaginary);
      return state;
    },
  };
}
