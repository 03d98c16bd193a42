import { InvalidArgumentError } from "../errors.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { adjointMatrix } from "../circuit/complex-matrix.ts";
import { mapUnitaryOperations, withOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { gateTable } from "../circuit/gate-table.ts";
import { gate, isUnitaryOperation, unitary } from "../circuit/operation.ts";
import type {
  Control,
  GateName,
  GateOperation,
  Operation,
  PauliGadgetOperation,
  UnitaryKindOperation,
} from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { addParameters, transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { diagonaliseUnitary } from "./diagonalise-normal.ts";
import { oneQubitGates } from "./euler-angles.ts";
import { readBasis } from "./gate-basis.ts";
import type { BasisInput } from "./gate-basis.ts";
import { nearestUnitary } from "./matrix-tools.ts";
import {
  controlledPhase,
  controlledPhaseCost,
  controlledRz,
  controlledRzCost,
  controlledXs,
} from "./multi-controlled.ts";
import type { Borrowing } from "./multi-controlled.ts";
import { isBound, mergeOneQubitRuns } from "./one-qubit-runs.ts";
import { parityRotations, walshCoefficients } from "./parity-rotations.ts";
import { onControlValues, permutationFlips, permutationOperations } from "./reversible-function.ts";
import { shannonDecomposition } from "./shannon-decomposition.ts";
import { translateOperations } from "./translate-basis.ts";
import { twoQubitGates } from "./two-qubit-synthesis.ts";

/** Options of {@link synthesize}. */
export interface SynthesizeOptions extends Borrowing {
  /** Gates to end in, by default u, rz, cx and gphase. */
  readonly basis?: BasisInput;
}

/** Most qubits of a diagonal with its controls whose phases are listed in full. */
const greatestDiagonal = 20;

/** Table gates with controls of their own, by the gate that those control. */
const controlledNames: Readonly<Partial<Record<GateName, GateName>>> = {
  cx: "x",
  cy: "y",
  cz: "z",
  ch: "h",
  cs: "s",
  csdg: "sdg",
  csx: "sx",
  csxdg: "sxdg",
  crx: "rx",
  cry: "ry",
  crz: "rz",
  cp: "p",
  ccx: "x",
  ccz: "z",
  cswap: "swap",
};

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
function controlledOneQubit(
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
function controlledDiagonal(
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
function controlledGadget(
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
function controlledTableGate(
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
function controlledUnitary(
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

function plainUnitary(matrix: ComplexMatrix, qubits: readonly number[]): Operation[] {
  if (qubits.length === 1) {
    const { gates, phase } = oneQubitGates(matrix, qubits[0], "u");
    return [...gates, gate("gphase", [], [phase])];
  }
  if (qubits.length === 2) return twoQubitGates(matrix, [qubits[0], qubits[1]]);
  return shannonDecomposition(matrix, qubits);
}

/** Whether an operation is one of the primitives u, rz, cx and gphase, without further controls. */
function isPrimitive(operation: Operation): boolean {
  return (
    isUnitaryOperation(operation) &&
    !operation.controls?.length &&
    ["u", "rz", "cx", "gphase"].includes(operation.gate)
  );
}

/** One step towards primitives. */
function expand(operation: UnitaryKindOperation, borrowing: Borrowing): readonly Operation[] {
  const controls: readonly Control[] = operation.controls ?? [];
  if (controls.length === 0) {
    switch (operation.gate) {
      case "unitary":
        return plainUnitary(operationMatrix(operation), operation.qubits);
      case "diagonal":
        return controlledDiagonal([], operation.qubits, operation.phases, borrowing);
      case "permutation":
        return permutationOperations(operation.images, operation.qubits, borrowing);
      default:
        return decomposeOnce(operation) ?? [operation];
    }
  }
  return onControlValues(controls, (qubits) => {
    switch (operation.gate) {
      case "pauli":
        return controlledGadget(operation, qubits, borrowing);
      case "diagonal":
        return controlledDiagonal(qubits, operation.qubits, operation.phases, borrowing);
      case "permutation":
        return permutationFlips(operation.images, operation.qubits).flatMap((flip) =>
          flip.values.every((value) => value === 0)
            ? []
            : [
                gate("h", [flip.target]),
                ...controlledDiagonal(
                  qubits,
                  [...flip.inputs, flip.target],
                  Float64Array.from({ length: 2 * flip.values.length }, (_, k) =>
                    k < flip.values.length ? 0 : flip.values[k - flip.values.length] * Math.PI,
                  ),
                  borrowing,
                ),
                gate("h", [flip.target]),
              ],
        );
      case "unitary":
        return operation.qubits.length === 1
          ? controlledOneQubit(qubits, operation.qubits[0], operationMatrix(operation), borrowing)
          : controlledUnitary(operationMatrix(operation), operation.qubits, qubits, borrowing);
      default: {
        const own = gateTable[operation.gate].controlCount;
        const inner = controlledNames[operation.gate] ?? operation.gate;
        const target = gate(inner, operation.qubits.slice(own), operation.parameters);
        const all = [...qubits, ...operation.qubits.slice(0, own)];
        if ((inner === "u" || inner === "cu") && isBound(operation)) {
          const [theta, phi, lambda, gamma = 0] = operation.parameters as readonly number[];
          const matrix = gateTable.cu.matrix([theta, phi, lambda, gamma]);
          return controlledOneQubit(all, target.qubits[0], matrix, borrowing);
        }
        return controlledTableGate(target, all, borrowing);
      }
    }
  });
}

function checkSynthesizable(operation: UnitaryKindOperation): void {
  const qubits = [...operation.qubits, ...(operation.controls ?? []).map(({ qubit }) => qubit)];
  if (new Set(qubits).size !== qubits.length) {
    throw new InvalidArgumentError(
      `an operation's qubits and controls must differ, got ${qubits.join(", ")}`,
      { qubits },
    );
  }
}

/**
 * The same unitary as operations u, rz, cx and gphase (or those of `basis`), first to last, exact to about 1e-12 in every entry
 * of the matrix with the global phase; without clean ancillas. Every kind of unitary operation is taken: gates of the table
 * and Pauli gadgets (parameters may stay symbolic), unitaries, diagonals, permutations, each with further controls of value 0
 * or 1. Qubits in `borrowed` (which the operation must not touch) make many controls cheaper; they come back as they were.
 *
 * Costs: two-qubit unitaries take at most 3 cx, three-qubit ones 20, four-qubit ones 100; diagonals 2ⁿ − 2; see
 * `multi-controlled.ts` and `reversible-function.ts` for controls and permutations.
 * Throws {@link InvalidArgumentError} for a permutation on more than 14 qubits that is not linear over bits, and for a basis
 * that is not universal.
 */
export function synthesize(operation: UnitaryKindOperation, options: SynthesizeOptions = {}): Operation[] {
  checkSynthesizable(operation);
  const write = (part: Operation): readonly Operation[] => {
    if (!isUnitaryOperation(part) || isPrimitive(part)) return [part];
    return expand(part, options).flatMap((inner) => (inner === part ? [inner] : write(inner)));
  };
  const written = write(operation);
  const primitive = isPrimitive(operation) ? [...written] : mergeOneQubitRuns(written);
  return options.basis ? translateOperations(primitive, readBasis(options.basis)) : primitive;
}

/** The circuit with every unitary operation synthesised; see {@link synthesize}. Other operations stay as they are. */
export function synthesizeCircuit(circuit: Circuit, options: SynthesizeOptions = {}): Circuit {
  return withOperations(
    circuit,
    mapUnitaryOperations(circuit.operations, (operation) => synthesize(operation, options)),
  );
}
