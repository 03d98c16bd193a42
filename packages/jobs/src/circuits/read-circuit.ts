import type { CircuitRequest } from "@ansatz/contract";
import { circuitLimits } from "@ansatz/contract";
import {
  createCircuit,
  parseQasm,
  type Circuit,
  type CircuitOptions,
  type Operation,
} from "@ansatz/simulator";
import { CircuitRequestError } from "../errors.ts";

/** A circuit as a text or as JSON. */
export type CircuitSource = Pick<CircuitRequest, "qasm" | "circuit"> & {
  readonly includes?: Readonly<Record<string, string>>;
  /** Named in errors. */
  readonly fileName?: string;
};

/** Qubits and loops of a text that a job may hold: it is read beside the event loop of a server. */
const jobLimits = {
  characters: circuitLimits.characters,
  operations: circuitLimits.operations,
  steps: 4 * circuitLimits.operations,
};

/**
 * The circuit of a source; `isJob` sets the limits of jobs.
 *
 * @throws QasmError for a text and InvalidArgumentError for JSON that is no circuit.
 */
export function readCircuit(source: CircuitSource, { isJob }: { readonly isJob: boolean }): Circuit {
  const { qasm, circuit, includes, fileName } = source;
  if (qasm !== undefined) {
    return parseQasm(qasm, {
      ...(includes ? { includes } : {}),
      ...(fileName === undefined ? {} : { fileName }),
      ...(isJob ? { limits: jobLimits } : {}),
    });
  }
  if (circuit === undefined) {
    throw new CircuitRequestError("the circuit must be an OpenQASM text or a circuit as JSON, got neither", {
      details: { field: "circuit" },
    });
  }
  const { qubitCount, operations, ...options } = circuit;
  return createCircuit(qubitCount, operations as unknown as readonly Operation[], options as CircuitOptions);
}
