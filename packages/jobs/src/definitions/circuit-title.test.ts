import { circuitRequestSchema, type CircuitRequestInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { circuitTitle } from "./circuit-title.ts";

test.each<[CircuitRequestInput, string]>([
  [{ qasm: "qreg a[2]; qreg b [ 3 ];" }, "Circuit · 5 qubits · 1024 shots"],
  [{ qasm: "qubit[4] q;", name: "adder", shots: 1 }, "adder · 4 qubits · 1 shot"],
  [
    { qasm: "qubit q;", outputs: ["statevector", "probabilities"] },
    "Circuit · OpenQASM · statevector, probabilities",
  ],
  [
    { circuit: { qubitCount: 3, operations: [] }, noise: { gates: [] }, method: "trajectories" },
    "Circuit · 3 qubits · 1024 shots · noise model · trajectories",
  ],
])("%j is called %s", (request, title) => {
  expect(circuitTitle(circuitRequestSchema.parse(request))).toBe(title);
});
