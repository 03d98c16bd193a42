import { InvalidArgumentError } from "../errors.ts";
import { createCircuit } from "./circuit.ts";
import type { Circuit, Registers } from "./circuit.ts";
import type { ClassicalCondition } from "./classical-condition.ts";
import { isUnitaryOperation } from "./operation.ts";
import type { Operation } from "./operation.ts";

/** Where `embedCircuit` puts a circuit. */
export interface EmbedCircuitOptions {
  /** Qubits of the new circuit. */
  readonly qubitCount: number;
  /** `qubits[k]` takes the place of the circuit's qubit k. */
  readonly qubits: readonly number[];
  /** Classical bits of the new circuit, by default as many as the circuit has. */
  readonly bitCount?: number;
  /** `bits[k]` takes the place of the circuit's bit k; by default each keeps its index. */
  readonly bits?: readonly number[];
  /** Registers of the new circuit. */
  readonly registers?: Registers;
}

function moveCondition(condition: ClassicalCondition, bits: readonly number[]): ClassicalCondition {
  if (condition.kind === "compare") return { ...condition, bits: condition.bits.map((bit) => bits[bit]) };
  if (condition.kind === "not") return { ...condition, operand: moveCondition(condition.operand, bits) };
  return { ...condition, operands: condition.operands.map((operand) => moveCondition(operand, bits)) };
}

function moveOperation(operation: Operation, qubits: readonly number[], bits: readonly number[]): Operation {
  if (operation.gate === "if") {
    const move = (inner: Operation): Operation => moveOperation(inner, qubits, bits);
    return {
      ...operation,
      condition: moveCondition(operation.condition, bits),
      then: operation.then.map(move),
      otherwise: operation.otherwise.map(move),
    };
  }
  const moved = operation.qubits.map((qubit) => qubits[qubit]);
  if (operation.gate === "measure") {
    return { ...operation, qubits: moved, bits: operation.bits.map((bit) => bits[bit]) };
  }
  if (!isUnitaryOperation(operation) || !operation.controls) return { ...operation, qubits: moved };
  const controls = operation.controls.map(({ qubit, value }) => ({ qubit: qubits[qubit], value }));
  return { ...operation, qubits: moved, controls };
}

function checkPlaces(places: readonly number[], count: number, limit: number, what: "qubits" | "bits"): void {
  const isInside = places.every((place) => Number.isInteger(place) && place >= 0 && place < limit);
  if (places.length !== count || !isInside || new Set(places).size !== count) {
    throw new InvalidArgumentError(
      `${what} must be ${count} different whole numbers below ${limit}, got ${places.slice(0, 40).join(", ")}`,
      { field: what },
    );
  }
}

/**
 * The circuit on chosen qubits and bits of a larger one (or permuted within one of its own size).
 * Throws {@link InvalidArgumentError} unless `qubits` and `bits` hold one different place for each of the circuit's.
 */
export function embedCircuit(
  circuit: Circuit,
  { qubitCount, qubits, bitCount = circuit.bitCount, bits, registers }: EmbedCircuitOptions,
): Circuit {
  const bitPlaces = bits ?? Array.from({ length: circuit.bitCount }, (_, bit) => bit);
  checkPlaces(qubits, circuit.qubitCount, qubitCount, "qubits");
  checkPlaces(bitPlaces, circuit.bitCount, bitCount, "bits");
  return createCircuit(
    qubitCount,
    circuit.operations.map((operation) => moveOperation(operation, qubits, bitPlaces)),
    { bitCount, ...(registers ? { registers } : {}) },
  );
}
