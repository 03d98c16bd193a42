import { adjointMatrix } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { gate, unitary } from "../circuit/operation.ts";
import type { GateOperation, Operation, PauliGadgetOperation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { addParameters, transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { walshCoefficients } from "../circuit/walsh-hadamard.ts";
import { diagonaliseUnitary } from "../circuit/unitary-eigen.ts";
import { oneQubitGates } from "./euler-angles.ts";
import { nearestUnitary } from "../circuit/nearest-unitary.ts";
import {
  controlledPhase,
  controlledPhaseCost,
  controlledRz,
  controlledRzCost,
  controlledXs,
} from "./multi-controlled.ts";
import type { Borrowing } from "./multi-controlled.ts";
import { parityRotations } from "./parity-rotations.ts";
import { shannonDecomposition } from "./shannon-decomposition.ts";
import { twoQubitGates } from "./two-qubit-synthesis.ts";

/** Most qubits of a diagonal with its controls whose phases are listed in full. */
const greatestDiagonal = 20;

const z = (qubit: number, angle: ParameterValue): Operation => gate("rz", [qubit], [angle]);

/** u(θ, φ, λ) = e^(i(φ+λ)/2) Rz(φ) Ry(θ) Rz(λ) on a target with controls; angles may be symbolic. */
function controlledU(
  controls: readonly number[],
  target: number,
  [theta, phi, lambda, gamma]: readonly ParameterValue[],
  borrowing: Borrowing,
): Operation[] {
  const turn = Math.PI / 2;
  return [
    ...controlledRz(controls, target, lambda, borrowing),
    // Ry = S H Rz H S† (X basis change brings Z to Y).
    gate("rx", [target], [turn]),
    ...controlledRz(controls, target, theta, borrowing),
    gate("rx", [target], [-turn]),
    ...controlledRz(controls, target, phi, borrowing),
    ...controlledPhase(controls, addParameters(transformParameter(addParameters(phi, lambda), 0.5), gamma), {
      borrowed: [...(borrowing.borrowed ?? []), target],
    }),
  ];
}

/** A bound one-qubit unitary with controls: V·diag·V† with the phase of diag on the controls and rz on the target. */
export function controlledOneQubit(
  controls: readonly number[],
  target: number,
  matrix: ComplexMatrix,
  borrowing: Borrowing,
): Operation[] {
  const { phases, vectors } = diagonaliseUnitary(nearestUnitary(matrix));
  return [
    unitary(adjointMatrix(vectors), [target]),
    ...controlledPhase(controls, (phases[0] + phases[1]) / 2, {
      borrowed: [...(borrowing.borrowed ?? []), target],
    }),
    ...controlledRz(controls, target, phases[1] - phases[0], borrowing),
    unitary(vectors, [target]),
  ];
}

/** A diagonal with controls, all of value 1. */
export function controlledDiagonal(
  controls: readonly number[],
  qubits: readonly number[],
  phases: ArrayLike<number>,
  borrowing: Borrowing,
): Operation[] {
  const coefficients = walshCoefficients(phases);
  if (controls.length === 0) return parityRotations(qubits, (mask) => coefficients[mask]);
  const all = qubits.length + controls.length;
  const borrowed = borrowing.borrowed ?? [];
  const byTerms =
    (phases.length - 1) * (controlledRzCost(controls.length, borrowed.length) + 2) +
    controlledPhaseCost(controls.length - 1, borrowed.length);
  if (all <= greatestDiagonal && 2 ** all - 2 <= byTerms) {
    const extended = new Float64Array(2 ** all);
    extended.set(Array.from(phases), extended.length - phases.length);
    const wide = walshCoefficients(extended);
    return parityRotations([...qubits, ...controls], (mask) => wide[mask]);
  }
  const operations: Operation[] = [];
  for (const part of parityRotations(qubits, (mask) => coefficients[mask])) {
    if (part.gate === "rz") {
      operations.push(
        ...controlledRz(controls, part.qubits[0], part.parameters[0], {
          borrowed: [...borrowed, ...qubits.filter((qubit) => qubit !== part.qubits[0])],
        }),
      );
    } else if (part.gate === "gphase") {
      operations.push(
        ...controlledPhase(controls, part.parameters[0], { borrowed: [...borrowed, ...qubits] }),
      );
    } else operations.push(part);
  }
  return operations;
}

/** A Pauli gadget with controls: the middle rotation of its cx ladder is controlled. */
export function controlledGadget(
  operation: PauliGadgetOperation,
  controls: readonly number[],
  borrowing: Borrowing,
): Operation[] {
  const plain = asGadget(operation.pauli, operation.qubits, operation.parameters[0]);
  const borrowed = [...(borrowing.borrowed ?? []), ...operation.qubits.slice(0, -1)];
  return (decomposeOnce(plain) ?? []).flatMap((part): readonly Operation[] =>
    part.gate === "rz" ? controlledRz(controls, part.qubits[0], part.parameters[0], { borrowed }) : [part],
  );
}

const asGadget = (pauli: string, qubits: readonly number[], theta: ParameterValue): PauliGadgetOperation => ({
  gate: "pauli",
  pauli,
  qubits,
  parameters: [theta],
});

/** A gate of the table (its own controls taken off) with controls of value 1. */
export function controlledTableGate(
  { gate: name, qubits, parameters }: GateOperation,
  controls: readonly number[],
  borrowing: Borrowing,
): Operation[] {
  const [a, b] = qubits;
  const [theta, beta] = parameters;
  const gadget = (pauli: string, angle: ParameterValue): Operation[] =>
    controlledGadget(asGadget(pauli, qubits, angle), controls, borrowing);
  switch (name) {
    case "gphase":
      return controlledPhase(controls, theta, borrowing);
    case "id":
      return [];
    case "x":
      return controlledXs(controls, a, borrowing);
    case "y":
      return [gate("sdg", [a]), ...controlledXs(controls, a, borrowing), gate("s", [a])];
    case "z":
      return [gate("h", [a]), ...controlledXs(controls, a, borrowing), gate("h", [a])];
    case "rz":
      return controlledRz(controls, a, theta, borrowing);
    case "p":
      return controlledPhase([...controls, a], theta, borrowing);
    case "rx":
      return [gate("h", [a]), ...controlledRz(controls, a, theta, borrowing), gate("h", [a])];
    case "ry":
      return [
        gate("rx", [a], [Math.PI / 2]),
        ...controlledRz(controls, a, theta, borrowing),
        gate("rx", [a], [-Math.PI / 2]),
      ];
    case "u":
    case "cu":
      return controlledU(controls, a, [theta, beta, parameters[2], parameters[3] ?? 0], borrowing);
    case "swap":
      return [gate("cx", [b, a]), ...controlledXs([...controls, a], b, borrowing), gate("cx", [b, a])];
    case "rxx":
      return gadget("XX", theta);
    case "ryy":
      return gadget("YY", theta);
    case "rzz":
      return gadget("ZZ", theta);
    case "rzx":
      return gadget("ZX", theta);
    case "iswap":
    case "iswapdg": {
      const angle = name === "iswap" ? -Math.PI / 2 : Math.PI / 2;
      return [...gadget("XX", angle), ...gadget("YY", angle)];
    }
    case "ecr":
      // ecr = R†·X·R with R = rzx(π/4): only the X in the middle needs the controls.
      return [
        gate("rzx", [a, b], [Math.PI / 4]),
        ...controlledXs(controls, a, { borrowed: [...(borrowing.borrowed ?? []), b] }),
        gate("rzx", [a, b], [-Math.PI / 4]),
      ];
    case "xx_plus_yy":
      return [
        z(a, beta),
        ...gadget("XX", transformParameter(theta, 0.5)),
        ...gadget("YY", transformParameter(theta, 0.5)),
        z(a, transformParameter(beta, -1)),
      ];
    case "xx_minus_yy":
      return [
        z(b, transformParameter(beta, -1)),
        ...gadget("XX", transformParameter(theta, 0.5)),
        ...gadget("YY", transformParameter(theta, -0.5)),
        z(b, beta),
      ];
    default:
      // h, s, t, sx and their inverses.
      return controlledOneQubit(controls, a, operationMatrix(gate(name, [a])), borrowing);
  }
}

/** A unitary on two to four qubits with controls: V·D·V† with the diagonal D controlled. */
export function controlledUnitary(
  matrix: ComplexMatrix,
  qubits: readonly number[],
  controls: readonly number[],
  borrowing: Borrowing,
): Operation[] {
  const { phases, vectors } = diagonaliseUnitary(nearestUnitary(matrix));
  return [
    ...plainUnitary(adjointMatrix(vectors), qubits),
    ...controlledDiagonal(controls, qubits, phases, borrowing),
    ...plainUnitary(vectors, qubits),
  ];
}

export function plainUnitary(matrix: ComplexMatrix, qubits: readonly number[]): Operation[] {
  if (qubits.length === 1) {
    const { gates, phase } = oneQubitGates(matrix, qubits[0], "u");
    return [...gates, gate("gphase", [], [phase])];
  }
  if (qubits.length === 2) return twoQubitGates(matrix, [qubits[0], qubits[1]]);
  return shannonDecomposition(matrix, qubits);
}
