import type { Circuit } from "../../circuit/circuit.ts";
import { adjointMatrix, multiplyMatrices } from "../../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import { isUnitaryOperation } from "../../circuit/operation.ts";
import type { UnitaryKindOperation } from "../../circuit/operation.ts";
import { createRandom } from "../../math/random.ts";
import { countBits } from "../../operators/pauli-sum.ts";
import type { PauliSum } from "../../operators/pauli-sum.ts";
import { operationQubits } from "../../stabilizer/clifford-map.ts";
import { denseOperation } from "../../testing/dense-circuit.ts";
import type { EstimateExpectation, SampleCounts } from "../executor.ts";

/** The slow oracle of mitigation: whole density matrices of a few qubits, with noise after every unitary operation. */
export interface OracleNoise {
  /** Pauli texts (letter k on the operation's qubit k) with probabilities; the identity takes the rest. */
  readonly pauli?: (operation: UnitaryKindOperation) => Readonly<Record<string, number>> | null;
  /** ρ → (1 − p)ρ + p/2ⁿ over all qubits after every operation. */
  readonly globalDepolarizing?: number;
  /** A unitary that follows the operation, such as an over-rotation. */
  readonly coherent?: (operation: UnitaryKindOperation) => UnitaryKindOperation | null;
}

function conjugatePauli(rho: ComplexMatrix, x: number, z: number): ComplexMatrix {
  const { size } = rho;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const sign = (countBits(z & (row ^ x)) + countBits(z & (column ^ x))) % 2 === 0 ? 1 : -1;
      const from = (row ^ x) * size + (column ^ x);
      real[row * size + column] = sign * rho.real[from];
      imaginary[row * size + column] = sign * rho.imaginary[from];
    }
  }
  return { size, real, imaginary };
}

function mix(parts: readonly { weight: number; matrix: ComplexMatrix }[]): ComplexMatrix {
  const { size } = parts[0].matrix;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (const { weight, matrix } of parts) {
    for (let at = 0; at < size * size; at++) {
      real[at] += weight * matrix.real[at];
      imaginary[at] += weight * matrix.imaginary[at];
    }
  }
  return { size, real, imaginary };
}

/** The density matrix that a circuit's unitary operations make of |0…0⟩; measurements are left out. */
export function noisyDensity({ qubitCount, operations }: Circuit, noise: OracleNoise): ComplexMatrix {
  const size = 2 ** qubitCount;
  let rho: ComplexMatrix = {
    size,
    real: new Float64Array(size * size),
    imaginary: new Float64Array(size * size),
  };
  rho.real[0] = 1;
  const turn = (operation: UnitaryKindOperation): void => {
    const matrix = denseOperation(operation, qubitCount);
    rho = multiplyMatrices(multiplyMatrices(matrix, rho), adjointMatrix(matrix));
  };
  for (const operation of operations) {
    if (operation.gate === "barrier" || operation.gate === "measure") continue;
    if (!isUnitaryOperation(operation)) throw new Error(`the oracle does not run ${operation.gate}`);
    turn(operation);
    const after = noise.coherent?.(operation);
    if (after) turn(after);
    const channel = noise.pauli?.(operation);
    if (channel) {
      const qubits = operationQubits(operation);
      const mask = (text: string, letters: string): number =>
        qubits.reduce((sum, qubit, at) => sum | (letters.includes(text[at]) ? 1 << qubit : 0), 0);
      const entries = Object.entries(channel);
      const rest = 1 - entries.reduce((sum, [, probability]) => sum + probability, 0);
      rho = mix([
        { weight: rest, matrix: rho },
        ...entries.map(([text, weight]) => ({
          weight,
          matrix: conjugatePauli(rho, mask(text, "XY"), mask(text, "ZY")),
        })),
      ]);
    }
    if (noise.globalDepolarizing !== undefined) {
      const mixed = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
      for (let index = 0; index < size; index++) mixed.real[index * size + index] = 1 / size;
      rho = mix([
        { weight: 1 - noise.globalDepolarizing, matrix: rho },
        { weight: noise.globalDepolarizing, matrix: mixed },
      ]);
    }
  }
  return rho;
}

/** tr(ρP) for a term's product. */
function productExpectation(rho: ComplexMatrix, x: number, z: number): number {
  // P = i^|x∧z| XˣZᶻ: tr(ρP) = Σ_c i^|x∧z| (−1)^|z∧c| ρ[c, c⊕x].
  const turns = countBits(x & z) & 3;
  let sum = 0;
  for (let c = 0; c < rho.size; c++) {
    const at = c * rho.size + (c ^ x);
    const part = [rho.real[at], -rho.imaginary[at], -rho.real[at], rho.imaginary[at]][turns];
    sum += countBits(z & c) % 2 === 0 ? part : -part;
  }
  return sum;
}

/** Exact expectation values; with shots, each term is sampled on its own with that many shots. */
export function oracleEstimate(observable: PauliSum, noise: OracleNoise): EstimateExpectation {
  return (circuit, { shots, seed }) => {
    const rho = noisyDensity(circuit, noise);
    const random = createRandom(seed);
    let [value, variance] = [0, 0];
    for (const { x, z, real } of observable.terms) {
      const expectation = productExpectation(rho, x, z);
      if (shots === undefined || (x === 0 && z === 0)) {
        value += real * expectation;
        continue;
      }
      let plus = 0;
      for (let shot = 0; shot < shots; shot++) if (random.uniform() < (1 + expectation) / 2) plus++;
      const mean = (2 * plus) / shots - 1;
      value += real * mean;
      variance += (real * real * (1 - mean * mean)) / shots;
    }
    const used = shots === undefined ? 0 : shots * observable.terms.length;
    return Promise.resolve({ value, standardError: Math.sqrt(variance), shots: used });
  };
}

/** Counts of the circuit's final measurements; bits are read through `confusion` over all classical bits: [actual][read]. */
export function oracleSample(noise: OracleNoise, confusion?: readonly (readonly number[])[]): SampleCounts {
  return (circuit, { shots, seed }) => {
    const rho = noisyDensity(circuit, noise);
    const outcomes = new Float64Array(2 ** circuit.bitCount);
    for (let index = 0; index < rho.size; index++) {
      let bits = 0;
      for (const operation of circuit.operations) {
        if (operation.gate !== "measure") continue;
        operation.qubits.forEach((qubit, at) => (bits |= ((index >> qubit) & 1) << operation.bits[at]));
      }
      outcomes[bits] += rho.real[index * rho.size + index];
    }
    const read = confusion
      ? outcomes.map((_, to) => outcomes.reduce((sum, p, from) => sum + p * confusion[from][to], 0))
      : outcomes;
    const random = createRandom(seed);
    const counts: Record<string, number> = {};
    for (let shot = 0; shot < shots; shot++) {
      let [left, outcome] = [random.uniform(), 0];
      while (outcome < read.length - 1 && left >= read[outcome]) left -= read[outcome++];
      const key = outcome.toString(2).padStart(circuit.bitCount, "0");
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return Promise.resolve(counts);
  };
}
