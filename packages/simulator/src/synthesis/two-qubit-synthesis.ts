import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gate, unitary } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { eulerAngles, oneQubitGates } from "./euler-angles.ts";
import { determinant, nearestUnitary, productOf, timesPhase } from "./matrix-tools.ts";
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

const isExchange = (x: number, y: number): boolean =>
  Math.abs(x - PI / 4) <= coordinateTolerance && Math.abs(y - PI / 4) <= coordinateTolerance;

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
      if (y === 0) {
        const turns = [gate("h", [a]), gate("h", [b])];
        return [...turns, gate("cx", [a, b]), gate("rz", [b], [-2 * x]), gate("cx", [a, b]), ...turns];
      }
      if (isExchange(x, y)) {
        return [
          gate("s", [a]),
          gate("s", [b]),
          gate("h", [a]),
          gate("cx", [a, b]),
          gate("cx", [b, a]),
          gate("h", [b]),
        ];
      }
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
      if (isExchange(x, y)) {
        // e^(iπ/4) · swap · rzz(π/2 − 2z), two cx of which cancel.
        return [
          gate("cx", [a, b]),
          gate("rz", [b], [PI / 2 - 2 * z]),
          gate("cx", [b, a]),
          gate("cx", [a, b]),
          gate("gphase", [], [PI / 4]),
        ];
      }
      // The circuit of Vatan and Williams, Phys. Rev. A 69, 032315 (2004), figure 6, with Hadamard gates that turn all cx one
      // way, and with rotations moved along cx until z rotations and √X alone are left between them.
      return [
        gate("rx", [a], [PI / 2]),
        gate("h", [a]),
        gate("h", [b]),
        gate("cx", [a, b]),
        gate("sx", [a]),
        gate("rz", [a], [1.5 * PI - 2 * z]),
        gate("rz", [b], [PI - 2 * x]),
        gate("cx", [a, b]),
        gate("sx", [a]),
        gate("rz", [b], [2 * y - PI]),
        gate("cx", [a, b]),
        gate("rz", [a], [PI / 2]),
        gate("h", [a]),
        gate("rz", [a], [PI / 2]),
        gate("h", [b]),
        gate("z", [b]),
        gate("rz", [b], [PI / 2]),
        gate("gphase", [], [-0.75 * PI]),
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

const hadamard = gateMatrix("h", []);

/**
 * Coordinates (x, 0, 0) and (π/4, π/4, z) leave freedom in the local gates: rotations about X, or about Z with the qubits
 * exchanged, pass the canonical gate, and half turns about another axis pass it with the sign of its angle changed. They are
 * moved from before to after here, so that gates like cp or swap keep as little as possible before them. The returned
 * coordinates may lie outside the chamber (x in [−π/4, π/4], or z in [0, π/2]).
 */
function alignLocals(found: WeylDecomposition, tolerance: number): WeylDecomposition {
  const [x, y, z] = found.coordinates;
  const isRotation = Math.abs(y) <= tolerance && Math.abs(z) <= tolerance;
  const isSwapLike = Math.abs(x - PI / 4) <= tolerance && Math.abs(y - PI / 4) <= tolerance;
  if (!isRotation && !isSwapLike) return found;
  const toZ = (matrix: ComplexMatrix): ComplexMatrix =>
    isRotation ? multiplyMatrices(hadamard, matrix) : matrix;
  const fromZ = (matrix: ComplexMatrix): ComplexMatrix =>
    isRotation ? multiplyMatrices(matrix, hadamard) : matrix;
  let { phase } = found;
  // The canonical gate is a fixed exchange (or nothing) and exp(i·angle·ZZ) in the frame of toZ.
  let angle = isRotation ? x : z - PI / 4;
  const before: [ComplexMatrix, ComplexMatrix] = [...found.before];
  const after: [ComplexMatrix, ComplexMatrix] = [...found.after];
  for (const qubit of [0, 1] as const) {
    const { theta, phi, lambda, phase: own } = eulerAngles(toZ(found.before[qubit]));
    phase += own;
    const isFlipped = theta > PI / 2;
    if (isFlipped) angle = -angle;
    const kept = productOf(gateMatrix("ry", [isFlipped ? theta - PI : theta]), gateMatrix("rz", [lambda]));
    before[qubit] = toZ(kept);
    const moved = productOf(gateMatrix("rz", [phi]), gateMatrix("ry", [isFlipped ? PI : 0]));
    const to = isRotation ? qubit : 1 - qubit;
    after[to] = multiplyMatrices(found.after[to], fromZ(toZ(moved)));
  }
  const turnAll = (pauli: "x" | "z", by: number): void => {
    // exp(±iπ/2 PP) = ±i PP.
    phase += by;
    for (const qubit of [0, 1] as const) after[qubit] = multiplyMatrices(after[qubit], gateMatrix(pauli, []));
  };
  if (isRotation) {
    if (Math.abs(angle + PI / 4) <= tolerance) {
      turnAll("x", -PI / 2);
      angle = PI / 4;
    }
    return { phase, before, after, coordinates: [angle, 0, 0] };
  }
  if (Math.abs(angle - PI / 4) <= tolerance && Math.abs(z) <= tolerance) {
    turnAll("z", PI / 2);
    angle = -PI / 4;
  }
  return { phase, before, after, coordinates: [PI / 4, PI / 4, angle + PI / 4] };
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
