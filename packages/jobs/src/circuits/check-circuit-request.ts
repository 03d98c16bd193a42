import type { CircuitRequest } from "@ansatz/contract";
import { planCircuit } from "./plan-circuit.ts";
import { readCircuit } from "./read-circuit.ts";

/**
 * Reads and plans a circuit job without running it.
 *
 * @throws QasmError, CircuitRequestError, InvalidArgumentError or CircuitTooLargeError.
 */
export function checkCircuitRequest(
  request: CircuitRequest,
  options: { readonly memoryLimitBytes: number | undefined },
): void {
  planCircuit(readCircuit(request, { isJob: true }), request, { ...options, isJob: true });
}
