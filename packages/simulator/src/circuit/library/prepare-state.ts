import { InvalidArgumentError } from "../../errors.ts";
import { createCircuit } from "../circuit.ts";
import type { Circuit } from "../circuit.ts";
import { gate } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { multiplexedRotation } from "./multiplexed-rotation.ts";

/** Amplitudes by index; a missing imaginary part is 0. A `StateVector` is one. */
export interface Amplitudes {
  readonly real: ArrayLike<number>;
  readonly imaginary?: ArrayLike<number>;
}

/** What `prepareState` takes beside amplitudes. */
export interface PrepareStateOptions {
  /** Qubits of the circuit, by default log₂ of the count of amplitudes; further ones are left in |0⟩. */
  readonly qubitCount?: number;
}

const greatestStateQubits = 20;
/** How far the sum of squares may be from 1; smaller deviations are scaled away. */
const normTolerance = 1e-6;

interface CheckedState {
  readonly qubitCount: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

function checkState({ real, imaginary }: Amplitudes): CheckedState {
  const qubitCount = Math.log2(real.length);
  if (!Number.isInteger(qubitCount) || qubitCount < 1 || qubitCount > greatestStateQubits) {
    throw new InvalidArgumentError(
      `amplitudes must be 2ⁿ with n in [1, ${greatestStateQubits}], got ${real.length}`,
      { field: "amplitudes" },
    );
  }
  if (imaginary && imaginary.length !== real.length) {
    throw new InvalidArgumentError(
      `amplitudes must have as many imaginary as real parts, got ${imaginary.length} and ${real.length}`,
      { field: "amplitudes" },
    );
  }
  let squares = 0;
  for (let k = 0; k < real.length; k++) squares += real[k] ** 2 + (imaginary?.[k] ?? 0) ** 2;
  if (!(Math.abs(squares - 1) < normTolerance)) {
    throw new InvalidArgumentError(
      `amplitudes must have squares that add up to 1 within ${normTolerance}, got ${squares}; divide them by ${Math.sqrt(squares)}`,
      { field: "amplitudes", norm: Math.sqrt(squares) },
    );
  }
  return {
    qubitCount,
    real: Float64Array.from(real),
    imaginary: imaginary ? Float64Array.from(imaginary) : new Float64Array(real.length),
  };
}

/** The angles that rotate target |0⟩ into each pair of amplitudes, and the amplitudes of the pairs. */
interface Level {
  readonly ry: Float64Array;
  readonly rz: Float64Array;
}

/**
 * A circuit that turns |0…0⟩ into the state, global phase included. Qubit by qubit from the highest, ry and rz
 * multiplexed by the qubits above it split every amplitude in two: with amplitudes a, b of a pair,
 * θ = 2 atan2(|b|, |a|) and φ = arg b − arg a. At most 2^(n+1) − 2n − 2 cx for n qubits, 2^n − 2 for real amplitudes,
 * whose signs need no rz.
 * Throws {@link InvalidArgumentError} for a count that is no power of two, numbers that are not finite, and amplitudes
 * that are not normalised within 1e-6.
 * Source: Möttönen, Vartiainen, Bergholm, Salomaa, Quantum Inf. Comput. 5, 467 (2005), sections 2 and 3; Shende, Bullock,
 * Markov, IEEE Trans. CAD 25, 1000 (2006), theorem 9.
 */
export function prepareState(amplitudes: Amplitudes, options: PrepareStateOptions = {}): Circuit {
  const state = checkState(amplitudes);
  const { qubitCount: stateQubits } = state;
  const { qubitCount = stateQubits } = options;
  if (!(qubitCount >= stateQubits)) {
    throw new InvalidArgumentError(
      `qubitCount must be at least ${stateQubits} for ${state.real.length} amplitudes, got ${qubitCount}`,
      { qubitCount },
    );
  }
  const { levels, phase } = splitState(state);
  const operations: Operation[] = phase === 0 ? [] : [gate("gphase", [], [phase])];
  for (let target = stateQubits - 1; target >= 0; target--) {
    const controls = Array.from({ length: stateQubits - 1 - target }, (_, k) => target + 1 + k);
    const { ry, rz } = levels[target];
    // The reversed rz begins with the cx with which ry ends.
    appendCancelling(operations, multiplexedRotation(ry, { axis: "ry", controls, target }));
    appendCancelling(operations, multiplexedRotation(rz, { axis: "rz", controls, target, isReversed: true }));
  }
  return createCircuit(qubitCount, operations);
}

/** By target qubit, the angles of the split; and the phase that is left for the whole state. */
function splitState({ qubitCount, real, imaginary }: CheckedState): { levels: Level[]; phase: number } {
  const levels: Level[] = [];
  const isReal = imaginary.every((entry) => entry === 0);
  // Real amplitudes keep their sign in the modulus.
  let moduli = isReal ? real : real.map((entry, k) => Math.hypot(entry, imaginary[k]));
  let angles = isReal ? imaginary : real.map((entry, k) => Math.atan2(imaginary[k], entry));
  for (let target = 0; target < qubitCount; target++) {
    const pairs = moduli.length / 2;
    const level = { ry: new Float64Array(pairs), rz: new Float64Array(pairs) };
    const nextModuli = new Float64Array(pairs);
    const nextAngles = new Float64Array(pairs);
    for (let k = 0; k < pairs; k++) {
      const [low, high] = [moduli[2 * k], moduli[2 * k + 1]];
      // An amplitude of 0 has no phase of its own.
      const lowAngle = low === 0 ? angles[2 * k + 1] : angles[2 * k];
      const highAngle = high === 0 ? lowAngle : angles[2 * k + 1];
      level.ry[k] = 2 * Math.atan2(high, low);
      level.rz[k] = highAngle - lowAngle;
      nextModuli[k] = Math.hypot(low, high);
      nextAngles[k] = (lowAngle + highAngle) / 2;
    }
    levels.push(level);
    [moduli, angles] = [nextModuli, nextAngles];
  }
  return { levels, phase: angles[0] };
}

/** Appends operations; a cx that meets itself disappears. */
function appendCancelling(operations: Operation[], added: readonly Operation[]): void {
  for (const operation of added) {
    const last = operations.at(-1);
    const isPair =
      operation.gate === "cx" &&
      last?.gate === "cx" &&
      operation.qubits.every((qubit, index) => qubit === last.qubits[index]);
    if (isPair) operations.pop();
    else operations.push(operation);
  }
}
