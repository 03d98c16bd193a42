import {
  basisState,
  createCircuit,
  createRandom,
  evaluateCondition,
  isUnitaryOperation,
  type Circuit,
  type Operation,
  type ParameterValues,
  type StateVector,
  type StateVectorEngine,
} from "@ansatz/simulator";

export interface SingleRun {
  readonly state: StateVector;
  /** Classical bits, highest first. */
  readonly bits: string;
}

/** Probability of 1 on a qubit. */
function probabilityOfOne({ real, imaginary }: StateVector, qubit: number): number {
  const mask = 2 ** qubit;
  let sum = 0;
  for (let index = 0; index < real.length; index++) {
    if ((index & mask) !== 0) sum += real[index] ** 2 + imaginary[index] ** 2;
  }
  return sum;
}

/** The state after a measurement of the qubit has given `outcome`, of norm 1. */
function collapse(state: StateVector, qubit: number, outcome: 0 | 1, probability: number): StateVector {
  const scale = 1 / Math.sqrt(probability);
  const keep = (entry: number, index: number): number =>
    ((index >>> qubit) & 1) === outcome ? entry * scale : 0;
  return { ...state, real: state.real.map(keep), imaginary: state.imaginary.map(keep) };
}

/**
 * One run of a circuit without noise: measurements and resets draw an outcome each and leave the state that it leaves;
 * conditionals follow the bits. The same seed gives the same run.
 */
export async function runOnce(
  circuit: Circuit,
  parameters: ParameterValues,
  {
    seed,
    engine,
    signal,
  }: { readonly seed: number; readonly engine: StateVectorEngine; readonly signal?: AbortSignal },
): Promise<SingleRun> {
  const random = createRandom(seed);
  const bits = new Array<0 | 1>(circuit.bitCount).fill(0);
  let state = basisState(circuit.qubitCount);
  let waiting: Operation[] = [];

  const flush = async () => {
    signal?.throwIfAborted();
    if (waiting.length === 0) return;
    state = await engine.run(createCircuit(circuit.qubitCount, waiting), { parameters, initial: state });
    waiting = [];
  };
  const draw = (qubit: number): 0 | 1 => {
    const one = Math.min(1, probabilityOfOne(state, qubit));
    const outcome = random.uniform() < one ? 1 : 0;
    state = collapse(state, qubit, outcome, outcome === 1 ? one : 1 - one);
    return outcome;
  };
  const run = async (operations: readonly Operation[]) => {
    for (const operation of operations) {
      if (isUnitaryOperation(operation)) {
        waiting.push(operation);
      } else if (operation.gate === "if") {
        await run(evaluateCondition(operation.condition, bits) ? operation.then : operation.otherwise);
      } else if (operation.gate !== "barrier") {
        await flush();
        operation.qubits.forEach((qubit, at) => {
          const outcome = draw(qubit);
          if (operation.gate === "measure") bits[operation.bits[at]] = outcome;
          else if (outcome === 1) waiting.push({ gate: "x", qubits: [qubit], parameters: [] });
        });
      }
    }
  };
  await run(circuit.operations);
  await flush();
  return { state, bits: bits.toReversed().join("") };
}
