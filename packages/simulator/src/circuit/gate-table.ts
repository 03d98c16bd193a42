import { controlledGates } from "./gates/controlled-gates.ts";
import { gateLibraries } from "./gates/gate-libraries.ts";
import type { GateLibrary } from "./gates/gate-libraries.ts";
import type { GateFacts, GateRow } from "./gates/gate-row.ts";
import { oneQubitGates } from "./gates/one-qubit-gates.ts";
import { threeQubitGates } from "./gates/three-qubit-gates.ts";
import { twoQubitGates } from "./gates/two-qubit-gates.ts";
import { gateNames } from "./operation.ts";
import type { GateName } from "./operation.ts";

export type { GateRow } from "./gates/gate-row.ts";

const facts: Readonly<Record<GateName, GateFacts>> = {
  ...oneQubitGates,
  ...controlledGates,
  ...twoQubitGates,
  ...threeQubitGates,
};

/** The gates by name. Matrices, inverses, derivatives and decompositions are held against each other by a test. */
export const gateTable = Object.freeze(
  Object.fromEntries(
    gateNames.map((name): [GateName, GateRow] => {
      const libraries = (Object.keys(gateLibraries) as GateLibrary[]).filter((library) =>
        gateLibraries[library].includes(name),
      );
      return [name, Object.freeze({ ...facts[name], libraries: Object.freeze(libraries) })];
    }),
  ),
) as Readonly<Record<GateName, GateRow>>;

/** Qubits that a gate takes: controls and targets. */
export function gateQubitCount({ controlCount, targetCount }: GateFacts): number {
  return controlCount + targetCount;
}
