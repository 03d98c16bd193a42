import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gate, unitary } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { oneQubitGates } from "./euler-angles.ts";
import { determinant, nearestUnitary, timesPhase } from "./matrix-tools.ts";
import { mergeOneQubitRuns } from "./one-qubit-runs.ts";
import { weylDecomposition } from "./weyl-decomposition.ts";
import type { WeylDecomposition } from "./weyl-decomposition.ts";

/** Two-qubit gates that a unitary can be written in, beside one-qubit gates. rzz and rxx take any angle. */
export const entanglers = ["cx", "cz", "ecr", "iswap", "rzz", "rxx"] as const;
export type Entangler = (typeof entanglers)[number];

const { PI } = Math;
/** Coordinates this close to a special value take it; the matrix then moves by as much. */
export const coordinateTolerance = 3e-13;

/**
 * The least number of entanglers for the canonical coordinates (x, y, z).
 *
 * cx, cz, ecr: 0 at the origin, 1 at (π/4, 0, 0), 2 for z = 0, else 3 (Shende, Bullock and Markov, Phys. Rev. A 70, 012310
 * (2004)). iswap: 0 at the origin, 1 at (π/4, π/4, 0), 2 for z = 0, else 3. rzz, rxx: the number of coordinates other than 0.
 */
export function entanglerCount(
  [x, y, z]: readonly [number, number, number],
  entangler: Entangler,
  tolerance = coordinateTolerance,
): 0 | 1 | 2 | 3 {
  const isZero = (value: number): boolean => Math.abs(value) <= tolerance;
  const isQuarter = (value: number): boolean => Math.abs(value - PI / 4) <= tolerance;
  if (isZero(x)) return 0;
  if (entangler === "rzz" || entangler === "rxx") return isZero(y) ? 1 : isZero(z) ? 2 : 3;
  if (!isZero(z)) return 3;
  if (entangler === "iswap") return isQuarter(x) && isQuarter(y) ? 1 : 2;
  return isQuarter(x) && isZero(y) ? 1 : 2;
}

/** A cx in terms of an entangler other than iswap, up to a phase that is included. */
export function controlledX(
  control: number,
  target: number,
  entangler: Exclude<Entangler, "iswap">,
): Operation[] {
  switch (entangler) {
    case "cx":
      return [gate("cx", [control, target])];
    case "cz":
      return [gate("h", [target]), gate("cz", [control, target]), gate("h", [target])];
    case "ecr":
      // ecr = exp(iπ/4 ZX)·X₀ and cx = e^(iπ/4) Rz(π/2) ⊗ Rx(π/2) · exp(iπ/4 ZX).
      return [
        gate("x", [control]),
        gate("ecr", [control, target]),
        gate("rz", [control], [PI / 2]),
        gate("rx", [target], [PI / 2]),
        gate("gphase", [], [PI / 4]),
      ];
    case "rzz":
    case "rxx": {
      // cx = e^(iπ/4) Rz(π/2) ⊗ Rx(π/2) · exp(iπ/4 ZX).
      const turned = entangler === "rzz" ? target : control;
      return [
        gate("h", [turned]),
        gate(entangler, [control, target], [-PI / 2]),
        gate("h", [turned]),
        gate("rz", [control], [PI / 2]),
        gate("rx", [target], [PI / 2]),
        gate("gphase", [], [PI / 4]),
      ];
    }
  }
}

/** exp(i(x XX + y YY + z ZZ)) with `count` cx. */
function canonicalFromCx(
  [x, y, z]: readonly [number, number, number],
  count: number,
  a: number,
  b: number,
): Operation[] {
  switch (count) {
    case 0:
      return [];
    case 1:
      return [
        gate("h", [a]),
        gate("cx", [a, b]),
        gate("h", [a]),
        gate("rx", [a], [-PI / 2]),
        gate("rx", [b], [-PI / 2]),
        gate("gphase", [], [-PI / 4]),
      ];
    case 2:
      // cx turns X on its control into XX and Z on its target into ZZ; quarter turns about X exchange ZZ and YY.
      return [
        gate("rx", [a], [-PI / 2]),
        gate("rx", [b], [-PI / 2]),
        gate("cx", [a, b]),
        gate("rx", [a], [-2 * x]),
        gate("rz", [b], [-2 * y]),
        gate("cx", [a, b]),
        gate("rx", [a], [PI / 2]),
        gate("rx", [b], [PI / 2]),
      ];
    default:
      // Vatan and Williams, Phys. Rev. A 69, 032315 (2004), figure 6.
      return [
        gate("rz", [b], [-PI / 2]),
        gate("cx", [b, a]),
        gate("rz", [a], [PI / 2 - 2 * z]),
        gate("ry", [b], [2 * x - PI / 2]),
        gate("cx", [a, b]),
        gate("ry", [b], [PI / 2 - 2 * y]),
        gate("cx", [b, a]),
        gate("rz", [a], [PI / 2]),
        gate("gphase", [], [PI / 4]),
      ];
  }
}

/** exp(i(x XX + y YY + z ZZ)) with one rotation for every coordinate that is not 0. */
function canonicalFromRotations(
  coordinates: readonly [number, number, number],
  count: number,
  entangler: "rzz" | "rxx",
  a: number,
  b: number,
): Operation[] {
  // Turns of both qubits that take the axis to the entangler's own and back.
  const turns =
    entangler === "rzz"
      ? ([["ry", PI / 2], ["rx", -PI / 2], null] as const)
      : ([null, ["rz", PI / 2], ["ry", PI / 2]] as const);
  return coordinates.slice(0, count).flatMap((coordinate, axis): Operation[] => {
    const turn = turns[axis];
    const rotation = gate(entangler, [a, b], [-2 * coordinate]);
    if (!turn) return [rotation];
    const both = (sign: number): Operation[] => [
      gate(turn[0], [a], [sign * turn[1]]),
      gate(turn[0], [b], [sign * turn[1]]),
    ];
    return [...both(1), rotation, ...both(-1)];
  });
}

function locals([low, high]: readonly [ComplexMatrix, ComplexMatrix], a: number, b: number): Operation[] {
  return [unitary(low, [a]), unitary(high, [b])];
}

const swapMatrix = gateMatrix("swap", []);

/** The operations of a cx circuit with each cx replaced by an iswap and the exchange of the qubits that it brings. */
function throughIswaps(operations: readonly Operation[], a: number, b: number): Operation[] {
  let isExchanged = false;
  const at = (qubit: number): number => (isExchanged ? a + b - qubit : qubit);
  return operations.flatMap((operation): Operation[] => {
    if (operation.gate !== "cx") {
      return [
        { ...operation, qubits: (operation as { qubits: readonly number[] }).qubits.map(at) } as Operation,
      ];
    }
    // swap·cz = iswap·(sdg ⊗ sdg), and the swap is told by the labels from here on.
    const [control, target] = operation.qubits.map(at);
    isExchanged = !isExchanged;
    return [
      gate("h", [target]),
      gate("sdg", [control]),
      gate("sdg", [target]),
      gate("iswap", [control, target]),
      gate("h", [control]),
    ];
  });
}

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
  const { coordinates, before, after, phase } = decomposition;
  const count = entanglerCount(coordinates, entangler, tolerance);
  const around = (middle: readonly Operation[], found: WeylDecomposition = decomposition): Operation[] => [
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
