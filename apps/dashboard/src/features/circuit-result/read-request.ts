import type { CircuitRequest } from "@ansatz/contract";
import {
  createCircuit,
  parseQasm,
  type Circuit,
  type CircuitOptions,
  type Operation,
} from "@ansatz/simulator";

/** The circuit of a request, or why it cannot be shown. */
export type CircuitReading =
  | { readonly circuit: Circuit; readonly problem?: undefined }
  | { readonly circuit?: undefined; readonly problem: string };

/** Operations beyond which a page does not read a circuit for its picture. */
const greatestOperations = 20_000;

const remembered = new WeakMap<CircuitRequest, CircuitReading>();

function read({ qasm, includes, circuit }: CircuitRequest): CircuitReading {
  try {
    if (qasm !== undefined) {
      const limits = { operations: greatestOperations, steps: 4 * greatestOperations };
      return { circuit: parseQasm(qasm, { includes, limits }) };
    }
    if (circuit === undefined) return { problem: "The job names no circuit." };
    const { qubitCount, operations, ...options } = circuit;
    return {
      circuit: createCircuit(
        qubitCount,
        operations as unknown as readonly Operation[],
        options as CircuitOptions,
      ),
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : "The circuit cannot be read." };
  }
}

export function readRequest(request: CircuitRequest): CircuitReading {
  const known = remembered.get(request);
  if (known) return known;
  const reading = read(request);
  remembered.set(request, reading);
  return reading;
}
