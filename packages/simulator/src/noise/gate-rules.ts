import { absorbControls } from "../circuit/absorb-controls.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { channelQubitCount } from "./channel.ts";
import type { Channel } from "./channel.ts";
import type { GateNoiseRule, NoiseModel } from "./noise-model.ts";

/** A channel on qubits of a circuit. */
export interface PlacedChannel {
  readonly channel: Channel;
  readonly qubits: readonly number[];
}

/** An operation with what follows it. */
export interface NoisyOperation {
  readonly operation: UnitaryKindOperation;
  readonly noise: readonly PlacedChannel[];
  readonly duration: number;
}

/** All qubits of a unitary operation, its further controls last. */
export function operandsOf({ qubits, controls = [] }: UnitaryKindOperation): readonly number[] {
  return [...qubits, ...controls.map(({ qubit }) => qubit)];
}

/** The operands in the order of the rule that they match; undefined if they do not. */
function matchOperands(
  rule: GateNoiseRule,
  operation: UnitaryKindOperation,
  operands: readonly number[],
): readonly number[] | undefined {
  if (rule.gates && !rule.gates.includes(operation.gate)) return undefined;
  if (rule.qubitCount !== undefined && rule.qubitCount !== operands.length) return undefined;
  const { qubits } = rule;
  if (!qubits) return operands;
  if (qubits.length !== operands.length) return undefined;
  if (qubits.every((qubit, index) => qubit === operands[index])) return operands;
  return rule.anyOrder === true && qubits.every((qubit) => operands.includes(qubit)) ? qubits : undefined;
}

function place(
  rule: GateNoiseRule,
  operands: readonly number[],
  operation: UnitaryKindOperation,
): PlacedChannel[] {
  return rule.noise.flatMap(({ channel, on }): PlacedChannel[] => {
    const qubits = on ? on.map((position) => operands[position]) : operands;
    const fits = qubits.every((qubit) => (qubit as number | undefined) !== undefined);
    if (channelQubitCount(channel) === 1 && fits) {
      return qubits.map((qubit) => ({ channel, qubits: [qubit] }));
    }
    if (qubits.length !== 2 || !fits) {
      throw new InvalidArgumentError(
        `a noise rule places a channel on ${on ? `positions ${on.join(", ")}` : "2 qubits"}, but ${operation.gate} acts on ${operands.length} qubits here: give the rule qubitCount or other positions`,
        { gate: operation.gate },
      );
    }
    return [{ channel, qubits }];
  });
}

/**
 * A unitary operation with its noise by the model's first rule that matches; an x with a further control is the cx it
 * equals. An operation on three or more qubits that no
 * rule matches is taken apart first, into gates on at most two qubits, if the model has any rule for gates: a device that
 * has none for it does not do it in one piece.
 * Throws {@link InvalidArgumentError} where it cannot be taken apart.
 */
export function addGateNoise(given: UnitaryKindOperation, { gates }: NoiseModel): NoisyOperation[] {
  const operation = absorbControls(given);
  const operands = operandsOf(operation);
  if (operands.length === 0) return [{ operation, noise: [], duration: 0 }];
  for (const rule of gates) {
    const matched = matchOperands(rule, operation, operands);
    if (!matched) continue;
    return [{ operation, noise: place(rule, matched, operation), duration: rule.duration ?? 0 }];
  }
  if (operands.length <= 2 || gates.length === 0) return [{ operation, noise: [], duration: 0 }];
  const parts = decomposeOnce(operation);
  if (!parts) {
    throw new InvalidArgumentError(
      `the noise model has no rule for ${operation.gate} on ${operands.length} qubits and it cannot be taken apart: ` +
        `add a rule with qubitCount ${operands.length}, or write it in gates on one and two qubits`,
      { gate: operation.gate, qubitCount: operands.length },
    );
  }
  return parts.flatMap((part) => {
    if (!isUnitaryOperation(part)) throw new TypeError(`${operation.gate} decomposes into ${part.gate}`);
    return addGateNoise(part, { gates, measurement: [], reset: [] });
  });
}
