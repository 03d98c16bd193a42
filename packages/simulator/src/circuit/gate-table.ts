import {
  ecrMatrix,
  gphaseDerivative,
  gphaseMatrix,
  hMatrix,
  identityMatrix,
  iswapMatrix,
  pDerivative,
  pMatrix,
  phase,
  phasedUDerivative,
  phasedUMatrix,
  rotationDerivative,
  rxMatrix,
  rxxMatrix,
  ryMatrix,
  ryyMatrix,
  rzMatrix,
  rzxMatrix,
  rzzMatrix,
  swapMatrix,
  sxMatrix,
  uDerivative,
  uMatrix,
  xMatrix,
  xxMinusYyDerivative,
  xxMinusYyMatrix,
  xxPlusYyDerivative,
  xxPlusYyMatrix,
  yMatrix,
  zMatrix,
} from "./target-matrices.ts";
import type { DerivativeOf, MatrixOf } from "./target-matrices.ts";
import { gate } from "./operation.ts";
import type { GateName, Operation } from "./operation.ts";
import { addParameters, transformParameter } from "./parameter.ts";
import type { ParameterValue } from "./parameter.ts";

/** All facts about one gate. */
export interface GateRow {
  /** Leading qubits that must be 1 for the gate to act. */
  readonly controlCount: number;
  readonly targetCount: 0 | 1 | 2;
  readonly parameterCount: number;
  /** Matrix on the targets (size 1, 2 or 4); target 0 is the least significant bit of its index. */
  readonly matrix: MatrixOf;
  /** ∂(matrix)/∂(parameter k), for gates with parameters. */
  readonly derivative?: DerivativeOf;
  /** Name and parameters of the inverse gate. */
  readonly inverse: (parameters: readonly ParameterValue[]) => readonly [GateName, readonly ParameterValue[]];
  /** The same unitary, global phase included, from simpler gates; null for the primitives u, rz, cx, gphase. */
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

const asCp =
  (lambda: number): Decomposition =>
  ([control, target]) => [gate("cp", [control, target], [lambda])];

const betweenH =
  (name: "cs" | "csdg"): Decomposition =>
  ([control, target]) => [gate("h", [target]), gate(name, [control, target]), gate("h", [target])];

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
  gphase: {
    controlCount: 0,
    targetCount: 0,
    parameterCount: 1,
    matrix: gphaseMatrix,
    derivative: gphaseDerivative,
    inverse: negated("gphase"),
    decomposition: null,
    help: "global phase e^(iγ), on no qubit",
  },
  id: fixedGate(identityMatrix, "id", asU(0, 0, 0), "identity"),
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
  cs: fixedGate(phase(PI / 2), "csdg", asCp(PI / 2), "controlled s", 1),
  csdg: fixedGate(phase(-PI / 2), "cs", asCp(-PI / 2), "inverse of cs", 1),
  csx: fixedGate(sxMatrix(1), "csxdg", betweenH("cs"), "controlled √X", 1),
  csxdg: fixedGate(sxMatrix(-1), "csx", betweenH("csdg"), "inverse of csx", 1),
  cu: {
    controlCount: 1,
    targetCount: 1,
    parameterCount: 4,
    matrix: phasedUMatrix,
    derivative: phasedUDerivative,
    inverse: ([theta, phi, lambda, gamma]) => [
      "cu",
      [scaled(theta, -1), scaled(lambda, -1), scaled(phi, -1), scaled(gamma, -1)],
    ],
    decomposition: ([control, target], [theta, phi, lambda, gamma]) => [
      gate("p", [control], [gamma]),
      gate("p", [control], [scaled(addParameters(lambda, phi), 0.5)]),
      gate("p", [target], [scaled(addParameters(lambda, scaled(phi, -1)), 0.5)]),
      gate("cx", [control, target]),
      gate("u", [target], [scaled(theta, -0.5), 0, scaled(addParameters(phi, lambda), -0.5)]),
      gate("cx", [control, target]),
      gate("u", [target], [scaled(theta, 0.5), phi, 0]),
    ],
    help: "controlled e^(iγ) u(θ, φ, λ)",
  },
  iswap: fixedGate(
    iswapMatrix(1),
    "iswapdg",
    ([a, b]) => [
      gate("s", [a]),
      gate("s", [b]),
      gate("h", [a]),
      gate("cx", [a, b]),
      gate("cx", [b, a]),
      gate("h", [b]),
    ],
    "exchanges two qubits with a phase i on |01⟩ and |10⟩",
    0,
    2,
  ),
  iswapdg: fixedGate(
    iswapMatrix(-1),
    "iswap",
    ([a, b]) => [
      gate("h", [b]),
      gate("cx", [b, a]),
      gate("cx", [a, b]),
      gate("h", [a]),
      gate("sdg", [b]),
      gate("sdg", [a]),
    ],
    "inverse of iswap",
    0,
    2,
  ),
  ecr: fixedGate(
    ecrMatrix,
    "ecr",
    ([a, b]) => [gate("rzx", [a, b], [PI / 4]), gate("x", [a]), gate("rzx", [a, b], [-PI / 4])],
    "echoed cross resonance, a cx up to one-qubit gates",
    0,
    2,
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
  rzx: rotationGate(
    "rzx",
    rzxMatrix,
    ([a, b], [theta]) => [gate("h", [b]), gate("rzz", [a, b], [theta]), gate("h", [b])],
    "exp(−iθ ZX/2), Z on the first qubit",
    { targetCount: 2 },
  ),
  xx_plus_yy: {
    controlCount: 0,
    targetCount: 2,
    parameterCount: 2,
    matrix: xxPlusYyMatrix,
    derivative: xxPlusYyDerivative,
    inverse: ([theta, beta]) => ["xx_plus_yy", [scaled(theta, -1), beta]],
    decomposition: ([a, b], [theta, beta]) => [
      gate("rz", [a], [beta]),
      gate("rxx", [a, b], [scaled(theta, 0.5)]),
      gate("ryy", [a, b], [scaled(theta, 0.5)]),
      gate("rz", [a], [scaled(beta, -1)]),
    ],
    help: "exp(−iθ(XX+YY)/4) turned by rz(β): mixes |01⟩ and |10⟩",
  },
  xx_minus_yy: {
    controlCount: 0,
    targetCount: 2,
    parameterCount: 2,
    matrix: xxMinusYyMatrix,
    derivative: xxMinusYyDerivative,
    inverse: ([theta, beta]) => ["xx_minus_yy", [scaled(theta, -1), beta]],
    decomposition: ([a, b], [theta, beta]) => [
      gate("rz", [b], [scaled(beta, -1)]),
      gate("rxx", [a, b], [scaled(theta, 0.5)]),
      gate("ryy", [a, b], [scaled(theta, -0.5)]),
      gate("rz", [b], [beta]),
    ],
    help: "exp(−iθ(XX−YY)/4) turned by rz(β): mixes |00⟩ and |11⟩",
  },
  ccz: fixedGate(
    zMatrix,
    "ccz",
    ([a, b, c]) => [gate("h", [c]), gate("ccx", [a, b, c]), gate("h", [c])],
    "Z with two controls",
    2,
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
