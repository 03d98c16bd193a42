import { gate } from "../operation.ts";
import type { GateName } from "../operation.ts";
import { fixedGate, rotationGate, scaled } from "./gate-row.ts";
import type { GateFacts } from "./gate-row.ts";
import {
  ecrMatrix,
  iswapMatrix,
  rxxMatrix,
  ryyMatrix,
  rzxMatrix,
  rzzMatrix,
  swapMatrix,
  xxMinusYyDerivative,
  xxMinusYyMatrix,
  xxPlusYyDerivative,
  xxPlusYyMatrix,
} from "./two-qubit-matrices.ts";

const { PI } = Math;

export const twoQubitGates = {
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
} satisfies Partial<Record<GateName, GateFacts>>;
