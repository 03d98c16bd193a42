import { visitOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { evaluateCondition } from "../circuit/classical-condition.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import type { Random } from "../math/random.ts";
import { createCliffordMaps, gadgetQuarterTurns } from "./clifford-map.ts";
import { StabilizerState } from "./stabilizer-state.ts";

/** The memory of a tableau is bounded by this many qubits: 32 MB. */
const greatestStabilizerQubits = 8000;

/**
 * Whether every unitary operation of a circuit, those inside conditionals included, is a Clifford operation with bound
 * parameters (to 1e-7 in a matrix entry): on at most 5 qubits, controls included, or a Pauli gadget of any size with an
 * angle that is a multiple of π/2. Measurements, resets, barriers and conditionals are allowed.
 */
export function isCliffordCircuit({ operations }: Circuit): boolean {
  const maps = createCliffordMaps();
  let isClifford = true;
  visitOperations(operations, (operation) => {
    if (isClifford && isUnitaryOperation(operation)) isClifford = isCliffordOperation(operation, maps);
  });
  return isClifford;
}

/** Whether a unitary operation is Clifford, as {@link isCliffordCircuit} defines it. */
export function isCliffordOperation(operation: UnitaryKindOperation, maps = createCliffordMaps()): boolean {
  if (operation.gate === "gphase" && !operation.controls) return true;
  if (operation.gate === "pauli" && gadgetQuarterTurns(operation) !== null) return true;
  return maps(operation) !== null;
}

function createState({ qubitCount }: Circuit): StabilizerState {
  if (qubitCount > greatestStabilizerQubits) {
    throw new InvalidArgumentError(
      `a stabiliser simulation takes up to ${greatestStabilizerQubits} qubits, got ${qubitCount}`,
      { qubitCount },
    );
  }
  return new StabilizerState(qubitCount);
}

/**
 * The state that a Clifford circuit makes of |0…0⟩.
 * Throws {@link InvalidArgumentError} that names the first operation that is not Clifford, or not unitary.
 */
export function stabilizerState(circuit: Circuit): StabilizerState {
  const state = createState(circuit);
  circuit.operations.forEach((operation, index) => {
    const where = `operations[${index}]`;
    if (operation.gate === "barrier") return;
    if (!isUnitaryOperation(operation)) {
      throw new InvalidArgumentError(
        `${where}: ${operation.gate} gives no single final state; simulateStabilizer samples such circuits`,
        { field: where },
      );
    }
    state.apply(operation, where);
  });
  return state;
}

/** Counts of measured bitstrings. */
export interface StabilizerCounts {
  /** By the classical bits printed from the highest to the lowest. */
  readonly counts: Readonly<Record<string, number>>;
  readonly shots: number;
}

function runFrom(
  operations: readonly Operation[],
  state: StabilizerState,
  bits: Uint8Array,
  random: Random,
  path = "operations",
  start = 0,
): void {
  for (let index = start; index < operations.length; index++) {
    const operation = operations[index];
    const where = `${path}[${index}]`;
    switch (operation.gate) {
      case "barrier":
        break;
      case "measure":
        operation.qubits.forEach((qubit, at) => (bits[operation.bits[at]] = state.measure(qubit, random)));
        break;
      case "reset":
        for (const qubit of operation.qubits) state.reset(qubit, random);
        break;
      case "if": {
        const branch = evaluateCondition(operation.condition, bits) ? "then" : "otherwise";
        runFrom(operation[branch], state, bits, random, `${where}.${branch}`);
        break;
      }
      default:
        state.apply(operation, where);
    }
  }
}

function hasMeasurement({ operations }: Circuit): boolean {
  const names = new Set<string>();
  visitOperations(operations, ({ gate }) => names.add(gate));
  return names.has("measure");
}

/** The measurements of a circuit, when nothing but barriers follows one on its qubit; else null. */
function finalMeasurements({ operations }: Circuit): Map<number, number> | null {
  const sources = new Map<number, number>();
  const measured = new Set<number>();
  for (const operation of operations) {
    if (operation.gate === "barrier") continue;
    if (operation.gate === "measure") {
      for (const [at, qubit] of operation.qubits.entries()) {
        measured.add(qubit);
        sources.set(operation.bits[at], qubit);
      }
    } else if (!isUnitaryOperation(operation)) return null;
    else if (
      operation.qubits.some((qubit) => measured.has(qubit)) ||
      operation.controls?.some(({ qubit }) => measured.has(qubit))
    )
      return null;
  }
  return sources;
}

/**
 * Seeded counts of a Clifford circuit with measurements, resets and conditionals, for hundreds of qubits. A circuit
 * without any measurement is measured on all its qubits at the end.
 *
 * When all measurements are final, the outcomes are drawn from the state's support, an affine space of bitstrings of
 * equal probability; else every shot runs anew from the first operation that is not unitary.
 * Throws {@link InvalidArgumentError} for an operation that is not Clifford or for shots out of range.
 */
export function simulateStabilizer(
  circuit: Circuit,
  { shots, seed }: { readonly shots: number; readonly seed: number },
): StabilizerCounts {
  if (!Number.isSafeInteger(shots) || shots < 1) {
    throw new InvalidArgumentError(`shots must be an integer of at least 1, got ${shots}`, { shots });
  }
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${seed}`, { seed });
  }
  const random = createRandom(seed);
  const { operations, qubitCount } = circuit;
  const isMeasured = hasMeasurement(circuit);
  const bitCount = isMeasured ? circuit.bitCount : qubitCount;
  const state = createState(circuit);
  const tally = new Map<string, number>();
  const count = (bits: Uint8Array): void => {
    const key = Array.from(bits).reverse().join("");
    tally.set(key, (tally.get(key) ?? 0) + 1);
  };
  const measureAll = (from: StabilizerState): Uint8Array =>
    Uint8Array.from({ length: qubitCount }, (_, qubit) => from.measure(qubit, random));

  const sources = finalMeasurements(circuit);
  if (sources) {
    operations.forEach((operation, index) => {
      if (isUnitaryOperation(operation)) state.apply(operation, `operations[${index}]`);
    });
    if (!isMeasured) for (let qubit = 0; qubit < qubitCount; qubit++) sources.set(qubit, qubit);
    const directions = state.supportDirections();
    const point = measureAll(state);
    for (let shot = 0; shot < shots; shot++) {
      for (const direction of directions) {
        if (random.uniform() < 0.5) for (let at = 0; at < qubitCount; at++) point[at] ^= direction[at];
      }
      const bits = new Uint8Array(bitCount);
      for (const [bit, qubit] of sources) bits[bit] = point[qubit];
      count(bits);
    }
  } else {
    const first = operations.findIndex(
      (operation) => !isUnitaryOperation(operation) && operation.gate !== "barrier",
    );
    runFrom(operations.slice(0, first), state, new Uint8Array(bitCount), random);
    for (let shot = 0; shot < shots; shot++) {
      const copy = state.clone();
      const bits = new Uint8Array(bitCount);
      runFrom(operations, copy, bits, random, "operations", first);
      count(isMeasured ? bits : measureAll(copy));
    }
  }
  return { counts: Object.fromEntries([...tally].sort(([a], [b]) => (a < b ? -1 : 1))), shots };
}
