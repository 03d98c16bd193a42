import { withOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { conditionBits } from "../../circuit/classical-condition.ts";
import { gate, isUnitaryOperation } from "../../circuit/operation.ts";
import type { GateName, Operation } from "../../circuit/operation.ts";
import { InvalidArgumentError } from "../../errors.ts";

/** Pulses by sequence; their product is the identity up to a phase. */
const sequences = {
  none: [],
  X2: ["x", "x"],
  XY4: ["x", "y", "x", "y"],
  XY8: ["x", "y", "x", "y", "y", "x", "y", "x"],
} as const satisfies Readonly<Record<string, readonly GateName[]>>;
export type DecouplingSequence = keyof typeof sequences;

export interface DecouplingOptions {
  /** "none" only makes the waiting explicit, for comparison. By default "XY4". */
  readonly sequence?: DecouplingSequence;
  /** Waits shorter than this many layers stay without pulses; by default the number of pulses. */
  readonly minimumLayers?: number;
}

/** A circuit whose waits are written out. */
export interface DecoupledCircuit {
  readonly circuit: Circuit;
  /** Layers that a qubit waits between its operations, summed over qubits. */
  readonly idleLayers: number;
  readonly pulses: number;
}

/**
 * The operations of one wait of `layers` layers: pulses with id gates around them in the ratio ½ : 1 : … : 1 : ½, rounded to
 * whole layers.
 */
function fillWait(qubit: number, layers: number, pulses: readonly GateName[]): Operation[] {
  const waits = layers - pulses.length;
  const boundary = (at: number): number =>
    at > pulses.length ? waits : Math.round((waits * (at - 0.5)) / pulses.length);
  const result: Operation[] = [];
  let done = 0;
  for (let at = 1; at <= pulses.length + 1; at++) {
    for (; done < boundary(at); done++) result.push(gate("id", [qubit]));
    if (at <= pulses.length) result.push(gate(pulses[at - 1], [qubit]));
  }
  return result;
}

function usedQubits(operation: Operation): readonly number[] {
  if (operation.gate === "if") {
    return [...new Set([...operation.then, ...operation.otherwise].flatMap(usedQubits))];
  }
  const controls = isUnitaryOperation(operation) ? (operation.controls ?? []) : [];
  return [...operation.qubits, ...controls.map(({ qubit }) => qubit)];
}

function usedBits(operation: Operation): readonly number[] {
  if (operation.gate === "measure") return operation.bits;
  if (operation.gate !== "if") return [];
  return [
    ...conditionBits(operation.condition),
    ...[...operation.then, ...operation.otherwise].flatMap(usedBits),
  ];
}

/**
 * Dynamical decoupling: pulses where a qubit waits between two of its operations, so that slow phase errors cancel (Viola,
 * Knill and Lloyd, Phys. Rev. Lett. 82, 2417, 1999). Every operation is taken to last one layer and to start as soon as its
 * qubits and classical bits are free; barriers take no time. Each layer of waiting becomes a gate id or a pulse, so that the
 * schedule stays in the circuit and waiting can be given noise by a rule for id. The unitary stays the same up to a phase.
 *
 * Waits before a qubit's first and after its last operation stay as they are.
 */
export function decoupleIdleQubits(
  circuit: Circuit,
  { sequence = "XY4", minimumLayers }: DecouplingOptions = {},
): DecoupledCircuit {
  if (!Object.hasOwn(sequences, sequence)) {
    throw new InvalidArgumentError(
      `sequence must be ${Object.keys(sequences).join(", ")}, got ${sequence as string}`,
      { field: "sequence" },
    );
  }
  const pulses: readonly GateName[] = sequences[sequence];
  const least = minimumLayers ?? pulses.length;
  if (!Number.isInteger(least) || least < pulses.length) {
    throw new InvalidArgumentError(
      `minimumLayers must be an integer of at least ${pulses.length} for ${sequence}, got ${least}`,
      { field: "minimumLayers" },
    );
  }
  const busyUntil = new Array<number>(circuit.qubitCount).fill(-1);
  const ready = new Array<number>(circuit.qubitCount).fill(0);
  const bitReady = new Array<number>(circuit.bitCount).fill(0);
  let [idleLayers, pulseCount] = [0, 0];
  const operations = circuit.operations.flatMap((operation): readonly Operation[] => {
    const qubits = usedQubits(operation);
    const bits = usedBits(operation);
    const start = Math.max(0, ...qubits.map((qubit) => ready[qubit]), ...bits.map((bit) => bitReady[bit]));
    if (operation.gate === "barrier") {
      for (const qubit of qubits) ready[qubit] = start;
      return [operation];
    }
    const waits: Operation[] = [];
    for (const qubit of qubits) {
      const layers = busyUntil[qubit] < 0 ? 0 : start - busyUntil[qubit];
      if (layers > 0) {
        const isPulsed = layers >= least && pulses.length > 0;
        idleLayers += layers;
        if (isPulsed) pulseCount += pulses.length;
        waits.push(...fillWait(qubit, layers, isPulsed ? pulses : []));
      }
      busyUntil[qubit] = ready[qubit] = start + 1;
    }
    for (const bit of bits) bitReady[bit] = start + 1;
    return [...waits, operation];
  });
  return { circuit: withOperations(circuit, operations), idleLayers, pulses: pulseCount };
}
