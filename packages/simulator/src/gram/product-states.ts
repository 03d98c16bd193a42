import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { bindParameter } from "../circuit/parameter.ts";
import type { ParameterValue, ParameterValues } from "../circuit/parameter.ts";
import type { CircuitPreparation, LayersPreparation, StatePreparation } from "./state-preparation.ts";

/** States that are products of one-qubit states. */
export interface ProductStates {
  readonly qubitCount: number;
  readonly rowCount: number;
  /** Real and imaginary part of ⟨0|ψ_q⟩ and ⟨1|ψ_q⟩: 4 doubles a qubit, rowCount × qubitCount × 4. */
  readonly amplitudes: Float64Array;
}

/** The operations of a circuit of one-qubit gates; undefined where something acts on two qubits or is not unitary. */
function oneQubitOperations({ operations }: Circuit): UnitaryKindOperation[] | undefined {
  const found: UnitaryKindOperation[] = [];
  for (const operation of operations) {
    if (operation.gate === "barrier") continue;
    if (!isUnitaryOperation(operation)) return undefined;
    if (operation.qubits.length + (operation.controls?.length ?? 0) > 1) return undefined;
    found.push(operation);
  }
  return found;
}

/** ψ_q ← U ψ_q, or the phase of an operation without qubits on qubit 0. */
function applyToQubit(amplitudes: Float64Array, row: number, operation: UnitaryKindOperation): void {
  const { real, imaginary, size } = operationMatrix(operation);
  const at = row + 4 * (operation.qubits[0] ?? 0);
  const [a, b, c, d] = amplitudes.subarray(at, at + 4);
  const last = size * size - 1;
  const [m01, m10] = size === 1 ? [0, 0] : [1, 2];
  const off = size === 1 ? 0 : 1;
  amplitudes[at] = real[0] * a - imaginary[0] * b + off * (real[m01] * c - imaginary[m01] * d);
  amplitudes[at + 1] = real[0] * b + imaginary[0] * a + off * (real[m01] * d + imaginary[m01] * c);
  amplitudes[at + 2] = real[last] * c - imaginary[last] * d + off * (real[m10] * a - imaginary[m10] * b);
  amplitudes[at + 3] = real[last] * d + imaginary[last] * c + off * (real[m10] * b + imaginary[m10] * a);
}

function circuitProducts(preparation: CircuitPreparation): ProductStates | undefined {
  const { circuit, rowCount, parameterOrder, values } = preparation;
  const operations = oneQubitOperations(circuit);
  if (!operations) return undefined;
  const { qubitCount } = circuit;
  const amplitudes = new Float64Array(rowCount * qubitCount * 4);
  for (let row = 0; row < rowCount; row++) {
    const start = row * qubitCount * 4;
    for (let qubit = 0; qubit < qubitCount; qubit++) amplitudes[start + 4 * qubit] = 1;
    const bound: ParameterValues = Object.fromEntries(
      parameterOrder.map((name, index) => [name, values[row * parameterOrder.length + index]]),
    );
    for (const operation of operations) {
      const parameters = (operation.parameters as readonly ParameterValue[]).map((value) =>
        bindParameter(value, bound),
      );
      applyToQubit(amplitudes, start, { ...operation, parameters } as UnitaryKindOperation);
    }
  }
  return { qubitCount, rowCount, amplitudes };
}

function layerProducts(preparation: LayersPreparation): ProductStates | undefined {
  const { qubitCount, rowCount, repetitions, masks, phases } = preparation;
  if (masks.some((mask) => (mask & (mask - 1)) !== 0)) return undefined;
  const amplitudes = new Float64Array(rowCount * qubitCount * 4);
  const angles = new Float64Array(qubitCount);
  for (let row = 0; row < rowCount; row++) {
    angles.fill(0);
    masks.forEach((mask, term) => (angles[31 - Math.clz32(mask)] += phases[row * masks.length + term]));
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      const [cosine, sine] = [Math.cos(angles[qubit]), Math.sin(angles[qubit])];
      let [a, b, c, d] = [1, 0, 0, 0];
      for (let layer = 0; layer < repetitions; layer++) {
        const [re, im] = [(a - c) * Math.SQRT1_2, (b - d) * Math.SQRT1_2];
        [a, b] = [(a + c) * Math.SQRT1_2, (b + d) * Math.SQRT1_2];
        [c, d] = [re * cosine - im * sine, im * cosine + re * sine];
      }
      amplitudes.set([a, b, c, d], 4 * (row * qubitCount + qubit));
    }
  }
  return { qubitCount, rowCount, amplitudes };
}

/** The states of a preparation without entangling operations; undefined where there is one. */
export function productStates(preparation: StatePreparation): ProductStates | undefined {
  return preparation.kind === "circuit" ? circuitProducts(preparation) : layerProducts(preparation);
}

/** ⟨X⟩, ⟨Y⟩, ⟨Z⟩ of each qubit: rowCount × qubitCount × 3. */
export function productBlochVectors({ qubitCount, rowCount, amplitudes }: ProductStates): Float64Array {
  const vectors = new Float64Array(rowCount * qubitCount * 3);
  for (let k = 0; k < rowCount * qubitCount; k++) {
    const [a, b, c, d] = amplitudes.subarray(4 * k, 4 * k + 4);
    vectors[3 * k] = 2 * (a * c + b * d);
    vectors[3 * k + 1] = 2 * (a * d - b * c);
    vectors[3 * k + 2] = a * a + b * b - c * c - d * d;
  }
  return vectors;
}

/** Π_q |⟨a_q|b_q⟩|² for all pairs, by |⟨a_q|b_q⟩|² = (1 + r_a·r_b)/2 with Bloch vectors r. */
export function productFidelities(left: ProductStates, right: ProductStates | undefined): Float64Array {
  const width = 3 * left.qubitCount;
  const rows = productBlochVectors(left);
  const columns = right ? productBlochVectors(right) : rows;
  const columnCount = right?.rowCount ?? left.rowCount;
  const values = new Float64Array(left.rowCount * columnCount);
  for (let i = 0; i < left.rowCount; i++) {
    for (let j = right ? 0 : i; j < columnCount; j++) {
      let product = 1;
      for (let k = 0; k < width; k += 3) {
        const [p, q] = [i * width + k, j * width + k];
        product *=
          0.5 + 0.5 * (rows[p] * columns[q] + rows[p + 1] * columns[q + 1] + rows[p + 2] * columns[q + 2]);
      }
      values[i * columnCount + j] = product;
      if (!right) values[j * columnCount + i] = product;
    }
  }
  return values;
}

/** Π_q ⟨a_q|b_q⟩ for all pairs. */
export function productOverlaps(
  left: ProductStates,
  right: ProductStates | undefined,
): { real: Float64Array; imaginary: Float64Array } {
  const other = right ?? left;
  const width = 4 * left.qubitCount;
  const real = new Float64Array(left.rowCount * other.rowCount);
  const imaginary = new Float64Array(real.length);
  const [p, q] = [left.amplitudes, other.amplitudes];
  for (let i = 0; i < left.rowCount; i++) {
    for (let j = 0; j < other.rowCount; j++) {
      let [re, im] = [1, 0];
      for (let k = 0; k < width; k += 4) {
        const [a, b] = [i * width + k, j * width + k];
        const x = p[a] * q[b] + p[a + 1] * q[b + 1] + p[a + 2] * q[b + 2] + p[a + 3] * q[b + 3];
        const y = p[a] * q[b + 1] - p[a + 1] * q[b] + (p[a + 2] * q[b + 3] - p[a + 3] * q[b + 2]);
        [re, im] = [re * x - im * y, re * y + im * x];
      }
      real[i * other.rowCount + j] = re;
      imaginary[i * other.rowCount + j] = im;
    }
  }
  return { real, imaginary };
}
