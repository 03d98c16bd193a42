import { gate } from "../circuit/operation.ts";
import type { GateOperation } from "../circuit/operation.ts";

const gateOf = [null, "x", "z", "y"] as const;

/** The gates x, y, z of a Pauli product by letter codes (0 to 3: I, X, Z, Y), none for identities. */
export function pauliGates(codes: readonly number[], qubits: readonly number[]): GateOperation[] {
  return codes.flatMap((code, at) => {
    const name = gateOf[code];
    return name ? [gate(name, [qubits[at]])] : [];
  });
}
