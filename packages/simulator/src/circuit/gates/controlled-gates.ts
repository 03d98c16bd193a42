import { gate } from "../operation.ts";
import type { GateName } from "../operation.ts";
import { addParameters } from "../parameter.ts";
import { fixedGate, rotationGate, scaled } from "./gate-row.ts";
import type { Decomposition, GateFacts } from "./gate-row.ts";
import {
  hMatrix,
  pDerivative,
  pMatrix,
  phasedUDerivative,
  phasedUMatrix,
  rxMatrix,
  ryMatrix,
  rzMatrix,
  sMatrix,
  sdgMatrix,
  sxMatrix,
  sxdgMatrix,
  xMatrix,
  yMatrix,
  zMatrix,
} from "./one-qubit-matrices.ts";

const { PI } = Math;

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

export const controlledGates = {
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
  cs: fixedGate(sMatrix, "csdg", asCp(PI / 2), "controlled s", 1),
  csdg: fixedGate(sdgMatrix, "cs", asCp(-PI / 2), "inverse of cs", 1),
  csx: fixedGate(sxMatrix, "csxdg", betweenH("cs"), "controlled √X", 1),
  csxdg: fixedGate(sxdgMatrix, "csx", betweenH("csdg"), "inverse of csx", 1),
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
} satisfies Partial<Record<GateName, GateFacts>>;
