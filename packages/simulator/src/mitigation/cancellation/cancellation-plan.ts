import { visitOperations, withOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { gate, isUnitaryOperation } from "../../circuit/operation.ts";
import type { Operation } from "../../circuit/operation.ts";
import { InvalidArgumentError } from "../../errors.ts";
import type { Random } from "../../math/random.ts";
import { operationQubits } from "../../stabilizer/clifford-map.ts";
import { pauliGates } from "../insert-paulis.ts";
import { pauliCodes } from "../pauli-probabilities.ts";
import type { PauliNoise } from "../pauli-probabilities.ts";
import { invertPauliChannel } from "./invert-channel.ts";
import type { InverseChannel } from "./invert-channel.ts";

/** An operation of the circuit whose noise is cancelled. */
export interface CancelledOperation extends InverseChannel {
  readonly index: number;
  readonly qubits: readonly number[];
}

/** A circuit with the inverse of every operation's noise. */
export interface CancellationPlan {
  readonly circuit: Circuit;
  readonly cancelled: readonly CancelledOperation[];
  /** Πγ over the operations: γ² is the growth of the variance. */
  readonly gamma: number;
}

/** A circuit with Pauli gates inserted, and the weight with which its expectation value counts. */
export interface WeightedCircuit {
  readonly circuit: Circuit;
  readonly weight: number;
}

/**
 * The plan for a circuit under Pauli noise. Pauli gates x, y, z that are inserted have the noise that `noise` gives for them,
 * which is cancelled as well. Throws {@link InvalidArgumentError} for noise on more than two qubits, inside conditionals, or
 * that cannot be inverted.
 */
export function planCancellation(circuit: Circuit, noise: PauliNoise): CancellationPlan {
  const names = [null, "x", "z", "y"] as const;
  const cancelled = circuit.operations.flatMap((operation, index): CancelledOperation[] => {
    const where = `operations[${index}]`;
    if (operation.gate === "if") {
      visitOperations([operation], (inner) => {
        if (isUnitaryOperation(inner) && noise(inner)) {
          throw new InvalidArgumentError(
            `${where}: noise of ${inner.gate} inside a conditional cannot be cancelled, as the sign of a sample would depend on the shot`,
            { field: where },
          );
        }
      });
      return [];
    }
    if (!isUnitaryOperation(operation)) return [];
    const probabilities = noise(operation);
    if (!probabilities) return [];
    const qubits = operationQubits(operation);
    if (qubits.length < 1 || qubits.length > 2) {
      throw new InvalidArgumentError(
        `${where}: noise to cancel must be on operations of 1 or 2 qubits, got ${operation.gate} on ${qubits.length}; decompose the circuit`,
        { field: where },
      );
    }
    const inverse = invertPauliChannel(
      probabilities,
      qubits.length,
      (qubit, code) => {
        const name = names[code];
        return name ? noise(gate(name, [qubits[qubit]])) : null;
      },
      `${where}: noise of ${operation.gate}`,
    );
    return [{ index, qubits, ...inverse }];
  });
  return { circuit, cancelled, gamma: cancelled.reduce((product, { gamma }) => product * gamma, 1) };
}

function insert({ circuit, cancelled }: CancellationPlan, choices: readonly number[]): Circuit {
  const inserted = new Map<number, Operation[]>();
  cancelled.forEach(({ index, qubits }, at) => {
    const gates = pauliGates(pauliCodes(choices[at], qubits.length), qubits);
    if (gates.length > 0) inserted.set(index, gates);
  });
  if (inserted.size === 0) return circuit;
  return withOperations(
    circuit,
    circuit.operations.flatMap((operation, index) => [operation, ...(inserted.get(index) ?? [])]),
  );
}

/** One circuit drawn with probability Π|η|/γ; its weight is ±γ. The mean of weight · expectation value is unbiased. */
export function sampleCancellation(plan: CancellationPlan, random: Random): WeightedCircuit {
  let weight = plan.gamma;
  const choices = plan.cancelled.map(({ weights, gamma }) => {
    let left = random.uniform() * gamma;
    let choice = weights.length - 1;
    for (let index = 0; index < weights.length; index++) {
      left -= Math.abs(weights[index]);
      if (left < 0) {
        choice = index;
        break;
      }
    }
    // Rounding may leave a remainder: the last product that has a weight takes it.
    while (weights[choice] === 0) choice--;
    if (weights[choice] < 0) weight = -weight;
    return choice;
  });
  return { circuit: insert(plan, choices), weight };
}

/** All circuits with their weights Πη, whose sum of weight · expectation value is exact. */
export function* enumerateCancellation(plan: CancellationPlan): Generator<WeightedCircuit> {
  const options = plan.cancelled.map(({ weights }) =>
    Array.from(weights.keys()).filter((index) => weights[index] !== 0),
  );
  const total = options.reduce((product, list) => product * list.length, 1);
  for (let number = 0; number < total; number++) {
    let left = number;
    let weight = 1;
    const choices = options.map((list, at) => {
      const choice = list[left % list.length];
      left = Math.floor(left / list.length);
      weight *= plan.cancelled[at].weights[choice];
      return choice;
    });
    yield { circuit: insert(plan, choices), weight };
  }
}

/** Number of circuits that {@link enumerateCancellation} gives. */
export function countCancellation({ cancelled }: CancellationPlan): number {
  return cancelled.reduce(
    (product, { weights }) => product * weights.filter((weight) => weight !== 0).length,
    1,
  );
}
