import { gateTable } from "./gate-table.ts";
import { gateNames, isTableGate } from "./operation.ts";
import type { Control, GateName, UnitaryKindOperation } from "./operation.ts";

/** By gate, the table's gate with the same matrix and parameters under one more control. */
const controlledNames: ReadonlyMap<GateName, GateName> = new Map(
  gateNames.flatMap((name) => {
    const row = gateTable[name];
    const controlled = gateNames.find((other) => {
      const { matrix, controlCount, targetCount } = gateTable[other];
      return (
        matrix === row.matrix && targetCount === row.targetCount && controlCount === row.controlCount + 1
      );
    });
    return controlled ? [[name, controlled] as const] : [];
  }),
);

/**
 * The same unitary with as few further controls as the gate table allows: x controlled by |1⟩ becomes cx, swap
 * becomes cswap, u becomes cu, a controlled global phase becomes p. Controls by |0⟩ stay.
 */
export function absorbControls(operation: UnitaryKindOperation): UnitaryKindOperation {
  if (!isTableGate(operation)) return operation;
  const controls = operation.controls ?? [];
  const at = controls.findIndex(({ value }) => value === 1);
  if (at < 0) return operation;
  const { gate, qubits, parameters } = operation;
  const { qubit } = controls[at];
  const rest: readonly Control[] = controls.filter((_, index) => index !== at);
  const others = rest.length > 0 ? { controls: rest } : {};
  if (gate === "gphase") return absorbControls({ gate: "p", qubits: [qubit], parameters, ...others });
  if (gate === "u") {
    return { gate: "cu", qubits: [qubit, ...qubits], parameters: [...parameters, 0], ...others };
  }
  const name = controlledNames.get(gate);
  if (!name) return operation;
  return absorbControls({ gate: name, qubits: [qubit, ...qubits], parameters, ...others });
}
