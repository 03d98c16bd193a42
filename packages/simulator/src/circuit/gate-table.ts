import {
  hMatrix,
  pDerivative,
  pMatrix,
  phase,
  rotationDerivative,
  rxMatrix,
  rxxMatrix,
  ryMatrix,
  ryyMatrix,
  rzMatrix,
  rzzMatrix,
  swapMatrix,
  sxMatrix,
  uDerivative,
  uMatrix,
  xMatrix,
  yMatrix,
  zMatrix,
} from "./target-matrices.ts";
import type { DerivativeOf, MatrixOf } from "./target-matrices.ts";
import { gate } from "./operation.ts";
import type { GateName, Operation } from "./operation.ts";
import { transformParameter } from "./parameter.ts";
import type { ParameterValue } from "./parameter.ts";

/** All facts about one gate. */
export interface GateRow {
  /** Leading qubits that must be 1 for the gate to act. */
  readonly controlCount: number;
  readonly targetCount: 1 | 2;
  readonly parameterCount: number;
  /** Matrix on the targets (size 2 or 4); target 0 is the least significant bit of its index. */
  readonly matrix: MatrixOf;
  /** ∂(matrix)/∂(parameter k), for gates with parameters. */
  readonly derivative?: DerivativeOf;
  /** Name and parameters of the inverse gate. */
  readonly inverse: (parameters: readonly ParameterValue[]) => readonly [GateName, readonly ParameterValue[]];
  /** The same unitary, global phase included, from simpler gates; null for the primitives u, rz, cx. */
  readonly decomposition:
    | ((qubits: readonly number[], parameters: readonly ParameterValue[]) => readonly Operation[])
    | null;
  readonly help: string;
}

type Decomposition = GateRow["decomposition"];

const { PI } = Math;

const asU =
  (theta: number, phi: number, lambda: number): Decomposition =>
  ([qubit]) => [gate("u", [qubit], [theta, phi, lambda])];
const conjugatedByH =
  (name: GateName): Decomposition =>
  ([qubit]) => [gate("h", [qubit]), gate(name, [qubit]), gate("h", [qubit])];
const scaled = (value: ParameterValue, factor: number): ParameterValue => transformParameter(value, factor);

const negated =
  (name: GateName): GateRow["inverse"] =>
  (parameters) => [name, parameters.map((value) => scaled(value, -1))];

function fixedGate(
  matrix: MatrixOf,
  inverse: GateName,
  decomposition: Decomposition,
  help: string,
  controlCount = 0,
  targetCount: 1 | 2 = 1,
): GateRow {
  return {
    controlCount,
    targetCount,
    parameterCount: 0,
    matrix,
    inverse: () => [inverse, []],
    decomposition,
    help,
  };
}

function rotationGate(
  name: GateName,
  matrix: MatrixOf,
  decomposition: Decomposition,
  help: string,
  options: { controlCount?: number; targetCount?: 1 | 2; derivative?: DerivativeOf } = {},
): GateRow {
  return {
    controlCount: options.controlCount ?? 0,
    targetCount: options.targetCount ?? 1,
    parameterCount: 1,
    matrix,
    derivative: options.derivative ?? rotationDerivative(matrix),
    inverse: negated(name),
    decomposition,
    help,
  };
}

const controlledBy =
  (before: GateName | null, after: GateName | null): Decomposition =>
  ([control, target]) => [
    ...(before ? [gate(before, [target])] : []),
    gate("cx", [control, target]),
    ...(after ? [gate(after, [target])] : []),
  ];

const controlledRotation =
  (name: "ry" | "rz"): Decomposition =>
  ([control, target], [theta]) => [
    gate(name, [target], [scaled(theta, 0.5)]),
    gate("cx", [control, target]),
    gate(name, [target], [scaled(theta, -0.5)]),
    gate("cx", [control, target]),
  ];

const toffoli: Decomposition = ([a, b, target]) => [
  gate("h", [target]),
  gate("cx", [b, target]),
  gate("tdg", [target]),
  gate("cx", [a, target]),
  gate("t", [target]),
  gate("cx", [b, target]),
  gate("tdg", [target]),
  gate("cx", [a, target]),
  gate("t", [b]),
  gate("t", [target]),
  gate("h", [target]),
  gate("cx", [a, b]),
  gate("t", [a]),
  gate("tdg", [b]),
  gate("cx", [a, b]),
];

/** The gates by name. Matrices, inverses, derivatives and decompositions are held against each other by a test. */
export const gateTable: Readonly<Record<GateName, GateRow>> = {
  x: fixedGate(xMatrix, "x", asU(PI, 0, PI), "Pauli X: flips the qubit"),
  y: fixedGate(yMatrix, "y", asU(PI, PI / 2, PI / 2), "Pauli Y"),
  z: fixedGate(zMatrix, "z", asU(0, 0, PI), "Pauli Z: negates |1⟩"),
  h: fixedGate(hMatrix, "h", asU(PI / 2, 0, PI), "Hadamard: exchanges X and Z"),
  s: fixedGate(phase(PI / 2), "sdg", asU(0, 0, PI / 2), "√Z: phase i on |1⟩"),
  sdg: fixedGate(phase(-PI / 2), "s", asU(0, 0, -PI / 2), "inverse of s"),
  t: fixedGate(phase(PI / 4), "tdg", asU(0, 0, PI / 4), "√s: phase e^(iπ/4) on |1⟩"),
  tdg: fixedGate(phase(-PI / 4), "t", asU(0, 0, -PI / 4), "inverse of t"),
  sx: fixedGate(sxMatrix(1), "sxdg", conjugatedByH("s"), "√X, that is e^(iπ/4) rx(π/2)"),
  sxdg: fixedGate(sxMatrix(-1), "sx", conjugatedByH("sdg"), "inverse of sx"),
  rx: rotationGate(
    "rx",
    rxMatrix,
    ([qubit], [theta]) => [gate("u", [qubit], [theta, -PI / 2, PI / 2])],
    "exp(−iθX/2)",
  ),
  ry: rotationGate("ry", ryMatrix, ([qubit], [theta]) => [gate("u", [qubit], [theta, 0, 0])], "exp(−iθY/2)"),
  rz: rotationGate("rz", rzMatrix, null, "exp(−iθZ/2)"),
  p: rotationGate(
    "p",
    pMatrix,
    ([qubit], [lambda]) => [gate("u", [qubit], [0, 0, lambda])],
    "phase e^(iλ) on |1⟩",
    { derivative: pDerivative },
  ),
  u: {
    controlCount: 0,
    targetCount: 1,
    parameterCount: 3,
    matrix: uMatrix,
    derivative: uDerivative,
    inverse: ([theta, phi, lambda]) => ["u", [scaled(theta, -1), scaled(lambda, -1), scaled(phi, -1)]],
    decomposition: null,
    help: "any one-qubit gate: cos(θ/2) in the corner, e^(iφ) sin(θ/2) below, −e^(iλ) sin(θ/2) beside",
  },
  cx: fixedGate(xMatrix, "cx", null, "controlled X (CNOT)", 1),
  cy: fixedGate(yMatrix, "cy", controlledBy("sdg", "s"), "controlled Y", 1),
  cz: fixedGate(zMatrix, "cz", controlledBy("h", "h"), "controlled Z", 1),
  ch: fixedGate(
    hMatrix,
    "ch",
    ([control, target]) => [
      gate("ry", [target], [-PI / 4]),
      gate("cz", [control, target]),
      gate("ry", [target], [PI / 4]),
    ],
    "controlled Hadamard",
    1,
  ),
  crx: rotationGate(
    "crx",
    rxMatrix,
    ([control, target], [theta]) => [
      gate("h", [target]),
      gate("crz", [control, target], [theta]),
      gate("h", [target]),
    ],
    "controlled rx",
    { controlCount: 1 },
  ),
  cry: rotationGate("cry", ryMatrix, controlledRotation("ry"), "controlled ry", { controlCount: 1 }),
  crz: rotationGate("crz", rzMatrix, controlledRotation("rz"), "controlled rz", { controlCount: 1 }),
  cp: rotationGate(
    "cp",
    pMatrix,
    ([control, target], [lambda]) => [
      gate("p", [control], [scaled(lambda, 0.5)]),
      gate("cx", [control, target]),
      gate("p", [target], [scaled(lambda, -0.5)]),
      gate("cx", [control, target]),
      gate("p", [target], [scaled(lambda, 0.5)]),
    ],
    "phase e^(iλ) on |11⟩",
    { controlCount: 1, derivative: pDerivative },
  ),
  swap: fixedGate(
    swapMatrix,
    "swap",
    ([a, b]) => [gate("cx", [a, b]), gate("cx", [b, a]), gate("cx", [a, b])],
    "exchanges two qubits",
    0,
    2,
  ),
  rxx: rotationGate(
    "rxx",
    rxxMatrix,
    ([a, b], [theta]) => [
      gate("h", [a]),
      gate("h", [b]),
      gate("rzz", [a, b], [theta]),
      gate("h", [a]),
      gate("h", [b]),
    ],
    "exp(−iθ XX/2)",
    { targetCount: 2 },
  ),
  ryy: rotationGate(
    "ryy",
    ryyMatrix,
    ([a, b], [theta]) => [
      gate("rx", [a], [PI / 2]),
      gate("rx", [b], [PI / 2]),
      gate("rzz", [a, b], [theta]),
      gate("rx", [a], [-PI / 2]),
      gate("rx", [b], [-PI / 2]),
    ],
    "exp(−iθ YY/2)",
    { targetCount: 2 },
  ),
  rzz: rotationGate(
    "rzz",
    rzzMatrix,
    ([a, b], [theta]) => [gate("cx", [a, b]), gate("rz", [b], [theta]), gate("cx", [a, b])],
    "exp(−iθ ZZ/2)",
    { targetCount: 2 },
  ),
  ccx: fixedGate(xMatrix, "ccx", toffoli, "X with two controls (Toffoli)", 2),
  cswap: fixedGate(
    swapMatrix,
    "cswap",
    ([control, a, b]) => [gate("cx", [b, a]), gate("ccx", [control, a, b]), gate("cx", [b, a])],
    "controlled swap (Fredkin)",
    1,
    2,
  ),
};

/** Qubits that a gate takes: controls and targets. */
export function gateQubitCount({ controlCount, targetCount }: GateRow): number {
  return controlCount + targetCount;
}
