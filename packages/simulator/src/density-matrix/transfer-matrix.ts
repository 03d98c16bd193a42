import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { pauliTextMatrix } from "../noise/kraus-operators.ts";

/** A square real matrix, dense, row-major. */
export interface RealMatrix {
  readonly size: number;
  readonly entries: Float64Array;
}

/** Pauli matrices by bits x + 2z. */
const letters = ["I", "X", "Z", "Y"];

/** A Pauli product, which has one entry in each row: row r has real[r] + i·imaginary[r] in column columns[r]. */
interface PauliRows {
  readonly columns: Int32Array;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

function pauliRows({ size, real, imaginary }: ComplexMatrix): PauliRows {
  const rows = {
    columns: new Int32Array(size),
    real: new Float64Array(size),
    imaginary: new Float64Array(size),
  };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (real[at] === 0 && imaginary[at] === 0) continue;
      rows.columns[row] = column;
      rows.real[row] = real[at];
      rows.imaginary[row] = imaginary[at];
    }
  }
  return rows;
}

/** The Pauli products on a few qubits by index s = x + 2^qubitCount·z, x and z masks of the qubits. */
const pauliBases: PauliRows[][] = [];

function pauliBasis(qubitCount: number): readonly PauliRows[] {
  return (pauliBases[qubitCount] ??= Array.from({ length: 4 ** qubitCount }, (_, s) => {
    const letterOf = (qubit: number): string =>
      letters[((s >> qubit) & 1) + 2 * ((s >> (qubit + qubitCount)) & 1)];
    const text = Array.from({ length: qubitCount }, (__, qubit) => letterOf(qubit)).join("");
    return pauliRows(pauliTextMatrix(text));
  }));
}

/** Entries of a transfer matrix below this are rounding. */
const rounding = 1e-16;

/**
 * R(s, t) = Σ_K tr(P_s K P_t K†)/2ᵏ: what the map ρ → ΣKρK† on k qubits does to the expectation values tr(P_s ρ) of the
 * Pauli products P_s, s = x + 2ᵏz. Real, since the map keeps matrices Hermitian.
 * Source: Greenbaum, arXiv:1509.02921 (2015), section 2.3 (there for processes that preserve the trace).
 */
export function transferMatrix(operators: readonly ComplexMatrix[]): RealMatrix {
  const d = operators[0].size;
  const qubitCount = Math.log2(d);
  const basis = pauliBasis(qubitCount);
  const size = d * d;
  const entries = new Float64Array(size * size);
  for (const k of operators) {
    for (let t = 0; t < size; t++) {
      const image = conjugatePauli(k, basis[t]);
      for (let s = 0; s < size; s++) entries[s * size + t] += realTraceWithPauli(basis[s], image) / d;
    }
  }
  return { size, entries: entries.map((entry) => (Math.abs(entry) < rounding ? 0 : entry)) };
}

/** K P K†. */
function conjugatePauli(k: ComplexMatrix, pauli: PauliRows): ComplexMatrix {
  const { size } = k;
  const result = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const at = row * size + inner;
      const [a, b] = [k.real[at], k.imaginary[at]];
      if (a === 0 && b === 0) continue;
      const [target, p, q] = [pauli.columns[inner], pauli.real[inner], pauli.imaginary[inner]];
      const [re, im] = [a * p - b * q, a * q + b * p];
      for (let column = 0; column < size; column++) {
        const [c, d] = [k.real[column * size + target], k.imaginary[column * size + target]];
        result.real[row * size + column] += re * c + im * d;
        result.imaginary[row * size + column] += im * c - re * d;
      }
    }
  }
  return result;
}

/** Re tr(P·M). */
function realTraceWithPauli({ columns, real, imaginary }: PauliRows, matrix: ComplexMatrix): number {
  let sum = 0;
  for (let row = 0; row < columns.length; row++) {
    const at = columns[row] * matrix.size + row;
    sum += real[row] * matrix.real[at] - imaginary[row] * matrix.imaginary[at];
  }
  return sum;
}

/** A·B. */
export function multiplyReal(a: RealMatrix, b: RealMatrix): RealMatrix {
  const { size } = a;
  const entries = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = a.entries[row * size + inner];
      if (factor === 0) continue;
      for (let column = 0; column < size; column++) {
        entries[row * size + column] += factor * b.entries[inner * size + column];
      }
    }
  }
  return { size, entries: entries.map((entry) => (Math.abs(entry) < rounding ? 0 : entry)) };
}

/**
 * A transfer matrix on the qubits `from` as one on the qubits `to`, which contain them: the identity on the others. The
 * order of the qubits is that of the lists.
 */
export function embedTransfer(
  matrix: RealMatrix,
  from: readonly number[],
  to: readonly number[],
): RealMatrix {
  if (from.length === to.length && from.every((qubit, index) => qubit === to[index])) return matrix;
  const positions = from.map((qubit) => to.indexOf(qubit));
  const bits = [...positions, ...positions.map((position) => position + to.length)];
  const mask = bits.reduce((sum, bit) => sum | (1 << bit), 0);
  const local = (index: number): number => bits.reduce((sum, bit, k) => sum | (((index >> bit) & 1) << k), 0);
  const size = 4 ** to.length;
  const entries = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if ((row & ~mask) === (column & ~mask)) {
        entries[row * size + column] = matrix.entries[local(row) * matrix.size + local(column)];
      }
    }
  }
  return { size, entries };
}
