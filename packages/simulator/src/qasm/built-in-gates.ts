import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gate, gateNames } from "../circuit/operation.ts";
import type { Control, GateName } from "../circuit/operation.ts";
import { addParameters, transformParameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import type { Gate, GatePart } from "./program.ts";

const { PI } = Math;

type Expansion = (qubits: readonly number[], parameters: readonly ParameterValue[]) => readonly GatePart[];

/** A gate of the table under another name. */
const same =
  (name: GateName): Expansion =>
  (qubits, parameters) => [gate(name, qubits, parameters)];

/** A gate of the table on the last qubits, controlled by all qubits before. */
const controlled =
  (name: GateName, targetCount = 1): Expansion =>
  (qubits, parameters) => {
    const split = qubits.length - targetCount;
    const controls = qubits.slice(0, split).map((qubit): Control => ({ qubit, value: 1 }));
    return [gate(name, qubits.slice(split), parameters, controls)];
  };

type Step = readonly [GateName, readonly number[], ...number[]];

/** Fixed gates on the positions of a gate's qubits. */
const sequence =
  (...steps: readonly Step[]): Expansion =>
  (qubits) =>
    steps.map(([name, positions, ...parameters]) =>
      gate(
        name,
        positions.map((position) => qubits[position]),
        parameters,
      ),
    );

function builtIn(
  name: string,
  parameterCount: number,
  qubitCount: number | "any",
  expansion: Expansion,
  operationCount = 1,
): Gate {
  return { name, parameterCount, qubitCount, operationCount, depth: 0, expand: expansion };
}

const t: Step = ["t", [2]];
const tdg: Step = ["tdg", [2]];

/** ccx up to phases of basis states (Maslov, arXiv:1508.03273). */
const relativePhaseToffoli = sequence(
  ["h", [2]],
  t,
  ["cx", [1, 2]],
  tdg,
  ["cx", [0, 2]],
  t,
  ["cx", [1, 2]],
  tdg,
  ["h", [2]],
);

/** X with three controls up to phases of basis states (Maslov, arXiv:1508.03273). */
const relativePhaseToffoli3 = sequence(
  ["h", [3]],
  ["t", [3]],
  ["cx", [2, 3]],
  ["tdg", [3]],
  ["h", [3]],
  ["cx", [0, 3]],
  ["t", [3]],
  ["cx", [1, 3]],
  ["tdg", [3]],
  ["cx", [0, 3]],
  ["t", [3]],
  ["cx", [1, 3]],
  ["tdg", [3]],
  ["h", [3]],
  ["t", [3]],
  ["cx", [2, 3]],
  ["tdg", [3]],
  ["h", [3]],
);

/** cos(θ/2) − i sin(θ/2)(cos φ X + sin φ Y). */
const rotationInPlane: Expansion = (qubits, [theta, phi]) => [
  gate("u", qubits, [theta, addParameters(phi, -PI / 2), addParameters(transformParameter(phi, -1), PI / 2)]),
];

const sameInBoth: readonly Gate[] = [
  ...gateNames
    .filter((name) => name !== "gphase")
    .map((name) => {
      const row = gateTable[name];
      return builtIn(name, row.parameterCount, gateQubitCount(row), same(name));
    }),
  builtIn("CX", 0, 2, same("cx")),
  builtIn("u1", 1, 1, same("p")),
  builtIn("cu1", 1, 2, same("cp")),
  builtIn("cu3", 3, 2, (qubits, parameters) => [gate("cu", qubits, [...parameters, 0])]),
  builtIn("u0", 1, 1, (qubits) => [gate("id", qubits)]),
  builtIn("r", 2, 1, rotationInPlane),
  builtIn("prx", 2, 1, rotationInPlane),
  builtIn("dcx", 0, 2, sequence(["cx", [0, 1]], ["cx", [1, 0]]), 2),
  builtIn("iswap_dg", 0, 2, same("iswapdg")),
  builtIn("rccx", 0, 3, relativePhaseToffoli, 9),
  builtIn("rc3x", 0, 4, relativePhaseToffoli3, 18),
  builtIn("rcccx", 0, 4, relativePhaseToffoli3, 18),
  builtIn("c3x", 0, 4, controlled("x")),
  builtIn("c4x", 0, 5, controlled("x")),
  builtIn("c3sqrtx", 0, 4, controlled("sx")),
  builtIn("c3sx", 0, 4, controlled("sx")),
  builtIn("mcx", 0, "any", controlled("x")),
  builtIn("mcphase", 1, "any", controlled("p")),
  builtIn("mcp", 1, "any", controlled("p")),
  // Quantinuum's hqslib1.inc.
  builtIn("U1q", 2, 1, rotationInPlane),
  builtIn("Rz", 1, 1, same("rz")),
  builtIn("ZZ", 0, 2, (qubits) => [gate("rzz", qubits, [PI / 2])]),
  builtIn("RZZ", 1, 2, same("rzz")),
  builtIn(
    "Rxxyyzz",
    3,
    2,
    (qubits, [a, b, c]) => [gate("rxx", qubits, [a]), gate("ryy", qubits, [b]), gate("rzz", qubits, [c])],
    3,
  ),
  // Delays are declared opaque by their writers; a circuit has no timing.
  builtIn("delay", 1, 1, () => [], 0),
];

/** OpenQASM 2 knows gates up to a global phase only. */
const version2: readonly Gate[] = [
  builtIn("U", 3, 1, same("u")),
  builtIn("u3", 3, 1, same("u")),
  builtIn("u2", 2, 1, (qubits, [phi, lambda]) => [gate("u", qubits, [PI / 2, phi, lambda])]),
];

/** Half of a sum, with a sign. */
const half = (sign: 1 | -1, a: ParameterValue, b: ParameterValue = 0): ParameterValue =>
  typeof a === "number" && typeof b === "number"
    ? (sign / 2) * (a + b)
    : transformParameter(addParameters(a, b), sign / 2);

/**
 * OpenQASM 3 fixes phases: U(θ, φ, λ) is e^(iθ/2) times u(θ, φ, λ), and stdgates.inc gives u2 and u3 the determinant 1.
 * `CX` is the controlled X, as the specification's text has it; the text of stdgates.inc taken literally (`ctrl @ U(π, 0,
 * π)`) would add an s on the control.
 */
const version3: readonly Gate[] = [
  builtIn("gphase", 1, 0, same("gphase")),
  builtIn(
    "U",
    3,
    1,
    (qubits, [theta, phi, lambda]) => [
      gate("gphase", [], [half(1, theta)]),
      gate("u", qubits, [theta, phi, lambda]),
    ],
    2,
  ),
  builtIn(
    "u3",
    3,
    1,
    (qubits, [theta, phi, lambda]) => [
      gate("gphase", [], [half(-1, phi, lambda)]),
      gate("u", qubits, [theta, phi, lambda]),
    ],
    2,
  ),
  builtIn(
    "u2",
    2,
    1,
    (qubits, [phi, lambda]) => [
      gate("gphase", [], [half(-1, phi, lambda)]),
      gate("u", qubits, [PI / 2, phi, lambda]),
    ],
    2,
  ),
  builtIn("phase", 1, 1, same("p")),
  builtIn("cphase", 1, 2, same("cp")),
];

const byName = (gates: readonly Gate[]): ReadonlyMap<string, Gate> =>
  new Map(gates.map((each) => [each.name, each]));

/**
 * Gates that are known without a definition: qelib1.inc of Qiskit or stdgates.inc, the circuits' own gate table, and
 * names that common programs write without defining them. A definition in the text goes before.
 */
export const builtInGates: Readonly<Record<2 | 3, ReadonlyMap<string, Gate>>> = {
  2: byName([...sameInBoth, ...version2]),
  3: byName([...sameInBoth, ...version3]),
};

/** Files that a program may include without bringing them: their gates are built in. */
export const builtInFiles: ReadonlySet<string> = new Set([
  "qelib1.inc",
  "stdgates.inc",
  "stdgates.qasm",
  "hqslib1.inc",
  "hqslib1_dev.inc",
]);
