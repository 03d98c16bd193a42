import { InvalidArgumentError } from "../../errors.ts";
import { createRandom } from "../../math/random.ts";
import type { Random } from "../../math/random.ts";
import { createCircuit } from "../circuit.ts";
import type { Circuit } from "../circuit.ts";
import type { ComplexMatrix } from "../complex-matrix.ts";
import { unitary } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { haarUnitary } from "./haar-unitary.ts";

/** What `quantumVolumeCircuit` takes beside its width and seed. */
export interface QuantumVolumeCircuitOptions {
  /** Layers, by default as many as qubits. */
  readonly depth?: number;
}

const greatestDepth = 100_000;

/** arg det of a unitary matrix, by elimination with pivots. */
function determinantAngle({ size, real, imaginary }: ComplexMatrix): number {
  const rows = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column): [number, number] => [
      real[row * size + column],
      imaginary[row * size + column],
    ]),
  );
  let angle = 0;
  for (let column = 0; column < size; column++) {
    const lengths = rows.slice(column).map((row) => Math.hypot(...row[column]));
    const pivot = column + lengths.indexOf(Math.max(...lengths));
    if (pivot !== column) {
      [rows[pivot], rows[column]] = [rows[column], rows[pivot]];
      angle += Math.PI;
    }
    const [a, b] = rows[column][column];
    angle += Math.atan2(b, a);
    for (const row of rows.slice(column + 1)) {
      const [c, d] = row[column];
      const norm = a * a + b * b;
      const [re, im] = [(c * a + d * b) / norm, (d * a - c * b) / norm];
      for (let k = column; k < size; k++) {
        const [x, y] = rows[column][k];
        row[k] = [row[k][0] - re * x + im * y, row[k][1] - re * y - im * x];
      }
    }
  }
  return angle;
}

/** A 4 × 4 unitary of determinant 1 by the Haar measure of SU(4). */
function haarSpecialUnitary(random: Random): ComplexMatrix {
  const { size, real, imaginary } = haarUnitary(4, random);
  const phase = -determinantAngle({ size, real, imaginary }) / 4;
  const [c, s] = [Math.cos(phase), Math.sin(phase)];
  return {
    size,
    real: real.map((entry, at) => c * entry - s * imaginary[at]),
    imaginary: imaginary.map((entry, at) => c * entry + s * real[at]),
  };
}

/**
 * A quantum-volume model circuit: `depth` layers, each a uniformly random pairing of the qubits with a Haar-random
 * SU(4) matrix on every pair (one qubit idles if their number is odd). The same seed gives the same circuit.
 * Throws {@link InvalidArgumentError} for a depth that is not a whole number in [0, 100000], or a seed NaN.
 * Source: Cross, Bishop, Sheldon, Nation, Gambetta, Phys. Rev. A 100, 032328 (2019), figure 1.
 */
export function quantumVolumeCircuit(
  qubitCount: number,
  seed: number,
  { depth = qubitCount }: QuantumVolumeCircuitOptions = {},
): Circuit {
  if (!Number.isInteger(depth) || depth < 0 || depth > greatestDepth) {
    throw new InvalidArgumentError(`depth must be a whole number in [0, ${greatestDepth}], got ${depth}`, {
      depth,
    });
  }
  // Checks the qubit count before anything of its size is drawn.
  createCircuit(qubitCount, []);
  const random = createRandom(seed);
  const operations: Operation[] = [];
  for (let layer = 0; layer < depth; layer++) {
    const order = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    // Fisher–Yates.
    for (let last = qubitCount - 1; last > 0; last--) {
      const other = Math.floor(random.uniform() * (last + 1));
      [order[last], order[other]] = [order[other], order[last]];
    }
    for (let pair = 0; pair + 1 < qubitCount; pair += 2) {
      operations.push(unitary(haarSpecialUnitary(random), [order[pair], order[pair + 1]]));
    }
  }
  return createCircuit(qubitCount, operations);
}
