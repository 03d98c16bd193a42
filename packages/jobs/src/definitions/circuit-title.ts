import type { CircuitRequest } from "@ansatz/contract";

/** What stands in a QASM text's first comment line or register declarations is no name: the size tells most. */
function sizeOf({ qasm, circuit }: CircuitRequest): string {
  if (circuit) return `${circuit.qubitCount} qubits`;
  const registers = (qasm ?? "").matchAll(/\b(?:qreg\s+\w+\s*|qubit\s*)\[\s*(\d{1,4})\s*\]/g);
  const qubits = [...registers].reduce((sum, [, size]) => sum + Number(size), 0);
  return qubits > 0 ? `${qubits} qubit${qubits === 1 ? "" : "s"}` : "OpenQASM";
}

/** For example "bell.qasm · 2 qubits · 1024 shots · superconducting". */
export function circuitTitle(request: CircuitRequest): string {
  const { name, outputs, noise, method } = request;
  const shots = request.shots ?? (outputs.includes("counts") ? 1024 : undefined);
  return [
    name ?? "Circuit",
    sizeOf(request),
    ...(shots === undefined ? [outputs.join(", ")] : [`${shots} shot${shots === 1 ? "" : "s"}`]),
    ...(noise === undefined ? [] : [typeof noise === "string" ? noise : "noise model"]),
    ...(method === "auto" ? [] : [method]),
  ].join(" · ");
}
