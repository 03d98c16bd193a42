import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { gate, unitary } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { alignLocals } from "./align-locals.ts";
import { canonicalFromCx, canonicalFromRotations, controlledX, throughIswaps } from "./canonical-circuits.ts";
import { coordinateTolerance, entanglerCount } from "./entanglers.ts";
import type { Entangler } from "./entanglers.ts";
import { oneQubitGates } from "./euler-angles.ts";
import { nearestUnitary } from "../circuit/nearest-unitary.ts";
import { determinant, timesPhase } from "./matrix-tools.ts";
import { mergeOneQubitRuns } from "./one-qubit-runs.ts";
import { weylDecomposition } from "./weyl-decomposition.ts";
import type { WeylDecomposition } from "./weyl-decomposition.ts";

function locals([low, high]: readonly [ComplexMatrix, ComplexMatrix], a: number, b: number): Operation[] {
  return [unitary(low, [a]), unitary(high, [b])];
}

const swapMatrix = gateMatrix("swap", []);

/** Options of {@link twoQubitGates}. */
export interface TwoQubitOptions {
  /** Coordinates this close to a special value take it, by default {@link coordinateTolerance}. */
  readonly tolerance?: number;
  /** The decomposition of the matrix, where it is known. */
  readonly decomposition?: WeylDecomposition;
}

/**
 * Operations of a 4×4 unitary on qubits a (the less significant bit) and b, exact with the global phase: one-qubit gates u,
 * the least number of entanglers (see {@link entanglerCount}), and a gphase.
 */
export function twoQubitGates(
  matrix: ComplexMatrix,
  [a, b]: readonly [number, number],
  entangler: Entangler = "cx",
  { tolerance = coordinateTolerance, decomposition = weylDecomposition(matrix) }: TwoQubitOptions = {},
): Operation[] {
  const count = entanglerCount(decomposition.coordinates, entangler, tolerance);
  const aligned = count > 0 ? alignLocals(decomposition, tolerance) : decomposition;
  const { coordinates, before, after, phase } = aligned;
  const around = (middle: readonly Operation[], found: WeylDecomposition = aligned): Operation[] => [
    ...locals(found.before, a, b),
    ...middle,
    ...locals(found.after, a, b),
    gate("gphase", [], [found.phase]),
  ];
  if (count === 0) {
    const written = [
      oneQubitGates(multiplyMatrices(after[0], before[0]), a, "u"),
      oneQubitGates(multiplyMatrices(after[1], before[1]), b, "u"),
    ];
    return mergeOneQubitRuns([
      ...written.flatMap(({ gates }) => gates),
      gate("gphase", [], [phase + written[0].phase + written[1].phase]),
    ]);
  }
  if (entangler === "rzz" || entangler === "rxx") {
    return mergeOneQubitRuns(around(canonicalFromRotations(coordinates, count, entangler, a, b)));
  }
  if (entangler !== "iswap") {
    const middle = canonicalFromCx(coordinates, count, a, b);
    return mergeOneQubitRuns(
      around(
        middle.flatMap((operation) =>
          operation.gate === "cx"
            ? controlledX(operation.qubits[0], operation.qubits[1], entangler)
            : [operation],
        ),
      ),
    );
  }
  if (count === 1) {
    // iswap = exp(iπ/4 (XX + YY)).
    return mergeOneQubitRuns(around([gate("iswap", [a, b])]));
  }
  if (count === 2)
    return mergeOneQubitRuns(throughIswaps(around(canonicalFromCx(coordinates, 2, a, b)), a, b));
  // Three iswaps bring an odd number of exchanges: they are made of the circuit of swap·U.
  const exchanged = weylDecomposition(multiplyMatrices(swapMatrix, nearestUnitary(matrix)));
  return mergeOneQubitRuns(
    throughIswaps(around(canonicalFromCx(exchanged.coordinates, 3, a, b), exchanged), a, b),
  );
}

/**
 * The angle ψ for which U·rzz(ψ) needs two cx at most: Shende, Bullock and Markov, IEEE Trans. CAD 25, 1000 (2006),
 * proposition V.2 (here for the diagonal that acts before U).
 */
export function diagonalBefore(matrix: ComplexMatrix): number {
  const [dr, di] = determinant(matrix);
  const { real, imaginary } = timesPhase(-Math.atan2(di, dr) / 4, matrix);
  const sign = [-1, 1, 1, -1];
  // tr(YY Uᵀ YY U·rzz²) must be real; (YY Uᵀ YY U)ₖₖ = Σⱼ sₖ sⱼ U₃₋ⱼ,₃₋ₖ Uⱼₖ with YY|k⟩ = sₖ|3−k⟩.
  const traces: [number, number][] = [];
  for (let k = 0; k < 4; k++) {
    let [re, im] = [0, 0];
    for (let j = 0; j < 4; j++) {
      const first = (3 - j) * 4 + (3 - k);
      const second = j * 4 + k;
      const weight = sign[k] * sign[j];
      re += weight * (real[first] * real[second] - imaginary[first] * imaginary[second]);
      im += weight * (real[first] * imaginary[second] + imaginary[first] * real[second]);
    }
    traces.push([re, im]);
  }
  const outer: [number, number] = [traces[0][0] + traces[3][0], traces[0][1] + traces[3][1]];
  const inner: [number, number] = [traces[1][0] + traces[2][0], traces[1][1] + traces[2][1]];
  return Math.atan2(outer[1] + inner[1], outer[0] - inner[0]);
}
