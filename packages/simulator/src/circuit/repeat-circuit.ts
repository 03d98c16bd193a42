import { InvalidArgumentError } from "../errors.ts";
import { greatestOperationCount, withOperations } from "./circuit.ts";
import type { Circuit } from "./circuit.ts";
import { countOperations } from "./count-operations.ts";

/**
 * The circuit `times` times in a row; the empty circuit for 0. Measurements and conditionals may be repeated.
 * Throws {@link InvalidArgumentError} unless `times` is a whole number of at least 0 that leaves at most 2²² operations.
 */
export function repeatCircuit(circuit: Circuit, times: number): Circuit {
  if (!Number.isInteger(times) || times < 0) {
    throw new InvalidArgumentError(`times must be a whole number of at least 0, got ${times}`, { times });
  }
  const count = countOperations(circuit.operations);
  if (count * times > greatestOperationCount) {
    throw new InvalidArgumentError(
      `times must leave at most ${greatestOperationCount} operations, got ${times} times ${count}`,
      { times },
    );
  }
  const operations = count === 0 ? [] : Array.from({ length: times }, () => circuit.operations).flat();
  return withOperations(circuit, operations);
}
