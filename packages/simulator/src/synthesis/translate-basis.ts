import { InvalidArgumentError } from "../errors.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { gate, isUnitaryOperation } from "../circuit/operation.ts";
import type { GateName, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { addParameters, transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { oneQubitGates } from "./euler-angles.ts";
import type { GateBasis } from "./gate-basis.ts";
import { isBound, isBoundOneQubitGate, mergeOneQubitRuns } from "./one-qubit-runs.ts";
import { controlledX } from "./canonical-circuits.ts";
import { entanglerCount } from "./entanglers.ts";
import type { Entangler } from "./entanglers.ts";
import { twoQubitGates } from "./two-qubit-synthesis.ts";
import { weylDecomposition } from "./weyl-decomposition.ts";

/** Whether a two-qubit gate may act on qubits in this order. */
export type DirectionTest = (first: number, second: number) => boolean;

/** Gates that do not change when their qubits are exchanged. */
const symmetricGates: ReadonlySet<GateName> = new Set([
  "cz",
  "cs",
  "csdg",
  "cp",
  "swap",
  "iswap",
  "iswapdg",
  "rxx",
  "ryy",
  "rzz",
]);

/** Pauli gadgets on two qubits that are gates of the table. */
const nativeGadgets: Readonly<Partial<Record<string, GateName>>> = { XX: "rxx", YY: "ryy", ZZ: "rzz" };

const quarter = Math.PI / 2;

/** A symbolic one-qubit gate in gates of the basis and bound one-qubit gates of any kind. */
function symbolicOneQubit(operation: UnitaryKindOperation, basis: GateBasis): Operation[] {
  const [qubit] = operation.qubits;
  const [first, second, third] = operation.parameters as readonly ParameterValue[];
  const { names } = basis;
  if (names.has(operation.gate as GateName)) return [operation];
  switch (operation.gate) {
    case "p":
      return [
        ...symbolicOneQubit(gate("rz", [qubit], [first]), basis),
        gate("gphase", [], [transformParameter(first, 0.5)]),
      ];
    case "rz":
      if (basis.euler === "u") {
        return [gate("u", [qubit], [0, 0, first]), gate("gphase", [], [transformParameter(first, -0.5)])];
      }
      // Only rx and ry are left: Rz(α) = Rx(π/2) Ry(α) Rx(−π/2).
      return [gate("rx", [qubit], [-quarter]), gate("ry", [qubit], [first]), gate("rx", [qubit], [quarter])];
    case "rx":
      if (basis.euler === "u") return [gate("u", [qubit], [first, -quarter, quarter])];
      return [gate("h", [qubit]), gate("rz", [qubit], [first]), gate("h", [qubit])];
    case "ry":
      if (basis.euler === "u") return [gate("u", [qubit], [first, 0, 0])];
      // Ry(α) = Rx(−π/2) Rz(α) Rx(π/2).
      return [gate("rx", [qubit], [quarter]), gate("rz", [qubit], [first]), gate("rx", [qubit], [-quarter])];
    case "u":
      return [
        ...symbolicRotation("rz", third, qubit, basis),
        ...symbolicRotation("ry", first, qubit, basis),
        ...symbolicRotation("rz", second, qubit, basis),
        gate("gphase", [], [transformParameter(addParameters(second, third), 0.5)]),
      ];
    case "pauli": {
      const name = ({ X: "rx", Y: "ry", Z: "rz" } as const)[operation.pauli as "X" | "Y" | "Z"];
      return symbolicRotation(name, first, qubit, basis);
    }
  }
  throw new InvalidArgumentError(
    `${operation.gate} with symbolic parameters has no form in the basis; bind its parameters first`,
    { gate: operation.gate },
  );
}

function symbolicRotation(
  name: "rx" | "ry" | "rz",
  angle: ParameterValue,
  qubit: number,
  basis: GateBasis,
): Operation[] {
  const rotation = gate(name, [qubit], [angle]);
  return typeof angle === "number" ? [rotation] : symbolicOneQubit(rotation, basis);
}

/** A cx in the basis's first entangler, turned around with Hadamard gates where only the other direction is allowed. */
function translateCx(
  control: number,
  target: number,
  entangler: Entangler,
  isAllowed: DirectionTest,
): Operation[] {
  if (entangler === "iswap") {
    return twoQubitGates(operationMatrix(gate("cx", [0, 1])), [control, target], "iswap");
  }
  const isDirected = entangler === "cx" || entangler === "ecr";
  if (!isDirected || isAllowed(control, target)) return controlledX(control, target, entangler);
  const turns = [gate("h", [control]), gate("h", [target])];
  return [...turns, ...controlledX(target, control, entangler), ...turns];
}

/** A bound two-qubit unitary in the basis: the entangler that it needs least often. */
export function translatePair(
  operation: UnitaryKindOperation,
  basis: GateBasis,
  isAllowed: DirectionTest = () => true,
  tolerance?: number,
): Operation[] {
  const matrix = operationMatrix(operation);
  const decomposition = weylDecomposition(matrix);
  const count = (entangler: Entangler): number =>
    entanglerCount(decomposition.coordinates, entangler, tolerance);
  const best = basis.entanglers.reduce((least, entangler) =>
    count(entangler) < count(least) ? entangler : least,
  );
  const options = { decomposition, ...(tolerance === undefined ? {} : { tolerance }) };
  const pair = [operation.qubits[0], operation.qubits[1]] as const;
  const isLikeCx = best === "cx" || best === "cz" || best === "ecr";
  if (!isLikeCx) return twoQubitGates(matrix, pair, best, options);
  return twoQubitGates(matrix, pair, "cx", options).flatMap((part) =>
    part.gate === "cx" ? translateCx(part.qubits[0], part.qubits[1], best, isAllowed) : [part],
  );
}

/**
 * The operations in gates of the basis, first to last, with the same unitary up to rounding, global phase (one gphase at the
 * end) included: gates of the basis stay, runs of bound one-qubit gates are written anew, other two-qubit gates are
 * synthesised; symbolic ones go through their decomposition. Measurements, resets and barriers stay; branches of conditionals
 * are translated on their own. Operations must be gates of the table or act on two qubits at most, without further controls.
 * Throws {@link InvalidArgumentError} for what has no form in the basis.
 */
export function translateOperations(
  operations: readonly Operation[],
  basis: GateBasis,
  isAllowed: DirectionTest = () => true,
): Operation[] {
  const translate = (operation: Operation): readonly Operation[] => {
    if (operation.gate === "if") {
      return [
        {
          ...operation,
          then: operation.then.flatMap(translate),
          otherwise: operation.otherwise.flatMap(translate),
        },
      ];
    }
    if (!isUnitaryOperation(operation)) return [operation];
    if (operation.controls?.length) {
      throw new InvalidArgumentError(
        `${operation.gate} with further controls must be synthesised before it is translated`,
        { gate: operation.gate },
      );
    }
    if (operation.gate === "gphase" || isBoundOneQubitGate(operation)) return [operation];
    if (operation.qubits.length === 1) return symbolicOneQubit(operation, basis);
    const [first, second] = operation.qubits;
    if (
      basis.names.has(operation.gate as GateName) &&
      (operation.qubits.length > 2 ||
        symmetricGates.has(operation.gate as GateName) ||
        isAllowed(first, second))
    ) {
      return [operation];
    }
    if (operation.gate === "cx") return translateCx(first, second, basis.entanglers[0], isAllowed);
    if (operation.qubits.length === 2 && isBound(operation))
      return translatePair(operation, basis, isAllowed);
    if (operation.gate === "pauli" && operation.qubits.length === 2) {
      const native = nativeGadgets[operation.pauli];
      if (native !== undefined && basis.names.has(native))
        return [gate(native, operation.qubits, operation.parameters)];
    }
    const parts = decomposeOnce(operation);
    if (!parts) {
      throw new InvalidArgumentError(`${operation.gate} must be synthesised before it is translated`, {
        gate: operation.gate,
      });
    }
    return parts.flatMap(translate);
  };
  return mergeOneQubitRuns(operations.flatMap(translate), (matrix, qubit) =>
    oneQubitGates(matrix, qubit, basis.euler, { withX: basis.withX }),
  );
}
