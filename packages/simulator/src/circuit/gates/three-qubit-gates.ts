import { gate } from "../operation.ts";
import type { GateName } from "../operation.ts";
import { fixedGate } from "./gate-row.ts";
import type { Decomposition, GateFacts } from "./gate-row.ts";
import { xMatrix, zMatrix } from "./one-qubit-matrices.ts";
import { swapMatrix } from "./two-qubit-matrices.ts";

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

export const threeQubitGates = {
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
} satisfies Partial<Record<GateName, GateFacts>>;
