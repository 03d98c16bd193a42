import { InvalidArgumentError } from "../errors.ts";
import { withOperations } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { gateTable } from "./gate-table.ts";
import { isUnitaryOperation } from "./operation.ts";
import type { Operation, UnitaryKindOperation } from "./operation.ts";
import { transformParameter } from "./parameter.ts";

/** The inverse of a unitary operation; symbolic parameters stay symbolic. */
export function invertOperation(operation: UnitaryKindOperation): UnitaryKindOperation {
  switch (operation.gate) {
    case "pauli":
      return { ...operation, parameters: [transformParameter(operation.parameters[0], -1)] };
    case "unitary": {
      const { real, imaginary } = operation.matrix;
      const size = 2 ** operation.qubits.length;
      const transpose = (entries: readonly number[], sign: number): number[] =>
        entries.map((_, at) => sign * entries[(at % size) * size + Math.floor(at / size)]);
      return { ...operation, matrix: { real: transpose(real, 1), imaginary: transpose(imaginary, -1) } };
    }
    case "diagonal":
      return { ...operation, phases: operation.phases.map((phase) => -phase) };
    case "permutation": {
      const images = Array.from(operation.images);
      operation.images.forEach((image, index) => (images[image] = index));
      return { ...operation, images };
    }
    default: {
      const [gate, parameters] = gateTable[operation.gate].inverse(operation.parameters);
      return { ...operation, gate, parameters };
    }
  }
}

/**
 * The inverse circuit: inverse operations in reverse order. Symbolic parameters stay symbolic.
 * Throws {@link InvalidArgumentError} for a circuit with measurements, resets or conditionals.
 */
export function invertCircuit(circuit: Circuit): Circuit {
  return withOperations(
    circuit,
    circuit.operations
      .map((operation, index): Operation => {
        if (operation.gate === "barrier") return operation;
        if (isUnitaryOperation(operation)) return invertOperation(operation);
        throw new InvalidArgumentError(`operations[${index}]: ${operation.gate} has no inverse`, {
          field: `operations[${index}]`,
        });
      })
      .reverse(),
  );
}

/** The circuits one after the other, the first one first. All must have the same counts of qubits and bits. */
export function composeCircuits(first: Circuit, ...others: readonly Circuit[]): Circuit {
  for (const { qubitCount, bitCount } of others) {
    if (qubitCount !== first.qubitCount) {
      throw new InvalidArgumentError(
        `circuits must have the same qubit count, got ${first.qubitCount} and ${qubitCount}`,
        { field: "qubitCount" },
      );
    }
    if (bitCount !== first.bitCount) {
      throw new InvalidArgumentError(
        `circuits must have the same count of classical bits, got ${first.bitCount} and ${bitCount}`,
        { field: "bitCount" },
      );
    }
  }
  return withOperations(
    first,
    [first, ...others].flatMap(({ operations }) => operations),
  );
}
