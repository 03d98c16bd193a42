import { gate } from "../operation.ts";
import type { GateName } from "../operation.ts";
import { fixedGate, negated, rotationGate, scaled } from "./gate-row.ts";
import type { Decomposition, GateFacts } from "./gate-row.ts";
import {
  gphaseDerivative,
  gphaseMatrix,
  hMatrix,
  identityMatrix,
  pDerivative,
  pMatrix,
  rxMatrix,
  ryMatrix,
  rzMatrix,
  sMatrix,
  sdgMatrix,
  sxMatrix,
  sxdgMatrix,
  tMatrix,
  tdgMatrix,
  uDerivative,
  uMatrix,
  xMatrix,
  yMatrix,
  zMatrix,
} from "./one-qubit-matrices.ts";

const { PI } = Math;

const asU =
  (theta: number, phi: number, lambda: number): Decomposition =>
  ([qubit]) => [gate("u", [qubit], [theta, phi, lambda])];
const conjugatedByH =
  (name: GateName): Decomposition =>
  ([qubit]) => [gate("h", [qubit]), gate(name, [qubit]), gate("h", [qubit])];

export const oneQubitGates = {
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
  s: fixedGate(sMatrix, "sdg", asU(0, 0, PI / 2), "√Z: phase i on |1⟩"),
  sdg: fixedGate(sdgMatrix, "s", asU(0, 0, -PI / 2), "inverse of s"),
  t: fixedGate(tMatrix, "tdg", asU(0, 0, PI / 4), "√s: phase e^(iπ/4) on |1⟩"),
  tdg: fixedGate(tdgMatrix, "t", asU(0, 0, -PI / 4), "inverse of t"),
  sx: fixedGate(sxMatrix, "sxdg", conjugatedByH("s"), "√X, that is e^(iπ/4) rx(π/2)"),
  sxdg: fixedGate(sxdgMatrix, "sx", conjugatedByH("sdg"), "inverse of sx"),
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
} satisfies Partial<Record<GateName, GateFacts>>;
