import { InvalidArgumentError } from "../errors.ts";
import { circuitMatrix } from "./circuit-matrix.ts";
import { withOperations } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { invertCircuit } from "./compose.ts";
import { embedCircuit } from "./embed-circuit.ts";
import { isUnitaryOperation, unitary } from "./operation.ts";
import { powerOperation } from "./power-operation.ts";
import { repeatCircuit } from "./repeat-circuit.ts";
import { unitaryPower } from "./unitary-power.ts";

const greatestMatrixQubits = 4;

/** The principal power of a bound circuit that acts on at most four qubits, as one matrix. */
function powerOfMatrix(circuit: Circuit, exponent: number): Circuit {
  const used = new Set<number>();
  circuit.operations.forEach((operation, index) => {
    if (operation.gate === "barrier") return;
    const field = `operations[${index}]`;
    if (!isUnitaryOperation(operation)) {
      throw new InvalidArgumentError(`${field}: ${operation.gate} has no power`, { field });
    }
    if (operation.parameters.some((value) => typeof value !== "number")) {
      throw new InvalidArgumentError(
        `exponent must be a whole number for a circuit of several operations with unbound parameters, got ${exponent}`,
        { exponent },
      );
    }
    for (const qubit of operation.qubits) used.add(qubit);
    for (const { qubit } of operation.controls ?? []) used.add(qubit);
  });
  if (used.size > greatestMatrixQubits) {
    throw new InvalidArgumentError(
      `exponent must be a whole number for a circuit of several operations on more than ${greatestMatrixQubits} qubits, got ${exponent}`,
      { exponent },
    );
  }
  const qubits = used.size > 0 ? [...used].sort((a, b) => a - b) : [0];
  const places = Array.from({ length: circuit.qubitCount }, (_, qubit) => qubits.indexOf(qubit));
  const small = embedCircuit(
    withOperations(
      { qubitCount: circuit.qubitCount, bitCount: 0, operations: [] },
      circuit.operations.filter(({ gate }) => gate !== "barrier"),
    ),
    { qubitCount: circuit.qubitCount, qubits: spread(places, qubits.length) },
  );
  const matrix = circuitMatrix({ ...small, qubitCount: qubits.length });
  return withOperations(circuit, [unitary(unitaryPower(matrix, exponent), qubits)]);
}

/** The places of used qubits; the others follow in order. */
function spread(places: readonly number[], usedCount: number): number[] {
  let next = usedCount;
  return places.map((place) => (place < 0 ? next++ : place));
}

/**
 * The circuit to a power. Whole exponents repeat the circuit, or its inverse if negative, and keep symbols; rotations,
 * diagonals, permutations and gates of finite order alone in a circuit are raised at once. Other exponents give the
 * principal power Uᵗ (eigenvalues e^(iφ), φ in (−π, π], become e^(iφt)) of a single operation (see
 * {@link powerOperation}; symbolic rotations scale), or of a circuit with bound parameters on at most four qubits as
 * one matrix.
 * Throws {@link InvalidArgumentError} for an exponent that is not finite, a fractional one for anything else, a circuit
 * that measures, resets or branches, and a power of more than 2²² operations.
 */
export function powerCircuit(circuit: Circuit, exponent: number): Circuit {
  if (!Number.isFinite(exponent)) {
    throw new InvalidArgumentError(`exponent must be a finite number, got ${exponent}`, { exponent });
  }
  const [only] = circuit.operations;
  if (circuit.operations.length === 1 && isUnitaryOperation(only)) {
    const power = powerOperation(only, exponent);
    if (power) return withOperations(circuit, power);
  }
  if (!Number.isInteger(exponent)) return powerOfMatrix(circuit, exponent);
  // A circuit that has no inverse has no power either: inverting checks that.
  const inverse = invertCircuit(circuit);
  return repeatCircuit(exponent < 0 ? inverse : circuit, Math.abs(exponent));
}
