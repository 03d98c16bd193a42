import { isCliffordCircuit, type Circuit, type SimulationPlan } from "@ansatz/simulator";
import { CircuitTooLargeError } from "../errors.ts";
import { formatBytes } from "./memory.ts";
import type { CircuitSettings } from "./plan-circuit.ts";

type StateSize = Pick<SimulationPlan, "method" | "memoryBytes" | "qubitCount">;

/** Qubits of a state vector that the kernels' 32-bit memory holds. */
export const greatestStateQubits = { double: 27, single: 28 } as const;

function addressableQubits({ method }: StateSize, { precision }: CircuitSettings): number {
  if (method === "stabilizer") return Infinity;
  return greatestStateQubits[method === "state-vector" ? precision : "double"];
}

function remedy(
  circuit: Circuit,
  { method, qubitCount }: StateSize,
  { outputs, noise, precision }: CircuitSettings,
): string {
  const hasTableau =
    method !== "stabilizer" && !outputs.includes("statevector") && isCliffordCircuit(circuit);
  if (hasTableau && noise === undefined) return "the circuit is Clifford, use the method stabilizer";
  if (method === "density-matrix") return "use the method trajectories or fewer qubits";
  if (method === "state-vector" && precision === "double" && qubitCount <= greatestStateQubits.single) {
    return "use fewer qubits, or single precision for half the memory";
  }
  return hasTableau
    ? "use fewer qubits, or noise of Pauli errors alone, for which the method stabilizer takes this Clifford circuit"
    : "use fewer qubits";
}

/** The error for states that do not fit: what they need, what there is, and what to change. */
export function tooLarge(
  circuit: Circuit,
  size: StateSize,
  settings: CircuitSettings,
  limit: number,
): CircuitTooLargeError {
  const { method, memoryBytes, qubitCount } = size;
  const reason =
    memoryBytes > limit
      ? `${formatBytes(limit)} can be used here`
      : `the largest that can be addressed has ${addressableQubits(size, settings)} qubits`;
  return new CircuitTooLargeError(
    `the method ${method} needs ${formatBytes(memoryBytes)} for ${qubitCount} qubits, and ${reason}: ${remedy(circuit, size, settings)}`,
    { details: { qubitCount, bytesNeeded: memoryBytes, bytesAvailable: limit } },
  );
}

/** @throws CircuitTooLargeError for states beyond the limit or beyond what can be addressed. */
export function checkMemory(
  circuit: Circuit,
  size: StateSize,
  settings: CircuitSettings,
  limit: number,
): void {
  if (size.memoryBytes <= limit && size.qubitCount <= addressableQubits(size, settings)) return;
  throw tooLarge(circuit, size, settings, limit);
}
