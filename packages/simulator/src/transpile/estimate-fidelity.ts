import { InvalidArgumentError } from "../errors.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { operationQubits } from "../synthesis/one-qubit-runs.ts";
import { operationBits } from "./operation-wires.ts";

/** One number for all qubits, or a number for each. */
export type PerQubit = number | readonly number[];

/** A number for one pair of qubits, in either order. */
export interface PairValue {
  readonly qubits: readonly [number, number];
  readonly value: number;
}

/** Errors and times of a machine. All probabilities lie in [0, 1]; times share one unit (by custom nanoseconds). */
export interface FidelityNoise {
  /** Average infidelity of a one-qubit gate. Gates named in `freeGates` have none. */
  readonly oneQubitError: PerQubit;
  /** Average infidelity of a two-qubit gate: for all pairs, or for each pair that is used. */
  readonly twoQubitError: number | readonly PairValue[];
  /** Probability that a measurement gives the wrong bit; by default 0. */
  readonly readoutError?: PerQubit;
  /** Relaxation and dephasing times; needs `times`. Left out, idling costs nothing. */
  readonly t1?: PerQubit;
  readonly t2?: PerQubit;
  readonly times?: {
    readonly oneQubit: number;
    readonly twoQubit: number;
    readonly measure?: number;
    readonly reset?: number;
  };
  /** One-qubit gates without error and duration, by default rz, p, z, s, sdg, t, tdg, id (changes of frame). */
  readonly freeGates?: readonly string[];
}

/** What the estimate is made of; `total` is the product of the others. */
export interface FidelityEstimate {
  readonly total: number;
  readonly oneQubitGates: number;
  readonly twoQubitGates: number;
  readonly readout: number;
  /** Relaxation and dephasing of idle qubits. */
  readonly idling: number;
  /** Time from the first operation to the last, in the unit of `times`; 0 without times. */
  readonly duration: number;
}

const defaultFree = ["rz", "p", "z", "s", "sdg", "t", "tdg", "id"] as const;

const isList = (value: unknown): boolean => Array.isArray(value);

function perQubit(
  value: PerQubit,
  field: string,
  qubitCount: number,
  isAllowed: (entry: number) => boolean,
  range: string,
): (qubit: number) => number {
  const list: readonly number[] = typeof value === "number" ? [value] : value;
  if (!isList(list) || (typeof value !== "number" && list.length < qubitCount)) {
    throw new InvalidArgumentError(
      `${field} must be a number or hold one for each of ${qubitCount} qubits, got ${JSON.stringify(value)}`,
      { field },
    );
  }
  for (const entry of list) {
    if (typeof entry !== "number" || !isAllowed(entry)) {
      throw new InvalidArgumentError(`${field} must be ${range}, got ${String(entry)}`, { field });
    }
  }
  return (qubit) => (typeof value === "number" ? value : list[qubit]);
}

const isProbability = (entry: number): boolean => entry >= 0 && entry <= 1;
const isPositive = (entry: number): boolean => entry > 0;

/**
 * An estimate of the fidelity of a circuit's outcome, the product formula
 *
 * F = ∏ (1 − e_gate) · ∏ (1 − e_readout) · ∏ F_idle(t),  F_idle(t) = 1/2 + e^(−t/T1)/6 + e^(−t/T2)/3,
 *
 * over all gates, measurements and gaps between operations on a qubit (after its first one). It takes errors as independent and
 * never cancelling, which is a fair guide for ranking circuits and too low for errors that the outcome does not show.
 * A conditional counts its worse branch. F_idle is the average fidelity of amplitude damping and dephasing for a time t.
 * Without `times`, or without t1 and t2, idling counts 1. Gates on more than two qubits must be transpiled first.
 *
 * Throws {@link InvalidArgumentError} for numbers out of range, a pair without a value, T2 > 2·T1, and gates on more than two
 * qubits. Sources: Nielsen, Phys. Lett. A 303, 249 (2002) for average fidelity; Murali et al., ASPLOS 2019, arXiv:1901.11054,
 * section 5 for the product (estimated success probability).
 */
export function estimateFidelity(circuit: Circuit, noise: FidelityNoise): FidelityEstimate {
  const { qubitCount } = circuit;
  const oneQubitError = perQubit(
    noise.oneQubitError,
    "oneQubitError",
    qubitCount,
    isProbability,
    "in [0, 1]",
  );
  const readoutError = perQubit(
    noise.readoutError ?? 0,
    "readoutError",
    qubitCount,
    isProbability,
    "in [0, 1]",
  );
  const t1 = perQubit(noise.t1 ?? Infinity, "t1", qubitCount, isPositive, "greater than 0");
  const t2 = perQubit(
    noise.t2 ?? (noise.t1 === undefined ? Infinity : doubled(noise.t1)),
    "t2",
    qubitCount,
    isPositive,
    "greater than 0",
  );
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    if (t2(qubit) > 2 * t1(qubit) * (1 + 1e-12)) {
      throw new InvalidArgumentError(
        `t2 must be at most 2·t1, got ${t2(qubit)} and ${t1(qubit)} for qubit ${qubit}`,
        { field: "t2" },
      );
    }
  }
  if ((noise.t1 !== undefined || noise.t2 !== undefined) && !noise.times) {
    throw new InvalidArgumentError("times must be given with t1 or t2, so that idle times are known", {
      field: "times",
    });
  }
  const pairError = readPairError(noise.twoQubitError);
  const free = new Set<string>(noise.freeGates ?? defaultFree);
  const times = readTimes(noise.times);
  const parts = { oneQubitGates: 1, twoQubitGates: 1, readout: 1, idling: 1 };
  type Parts = typeof parts;
  const clock = new Map<string, number>();
  let duration = 0;

  const run = (operations: readonly Operation[], into: Parts): void => {
    for (const operation of operations) {
      if (operation.gate === "gphase") continue;
      const qubits = operationQubits(operation);
      const wires = [
        ...qubits.map((qubit) => `q${qubit}`),
        ...operationBits(operation).map((bit) => `c${bit}`),
      ];
      if (operation.gate === "if") {
        runBranches(operation, into);
        continue;
      }
      let length = 0;
      if (isUnitaryOperation(operation)) {
        if (qubits.length > 2) {
          throw new InvalidArgumentError(
            `the circuit must have gates on one and two qubits only, got ${operation.gate} on ${qubits.length}; transpile it first`,
            { gate: operation.gate },
          );
        }
        if (qubits.length === 2) {
          into.twoQubitGates *= 1 - pairError(qubits[0], qubits[1]);
          length = times.twoQubit;
        } else if (!free.has(operation.gate)) {
          into.oneQubitGates *= 1 - oneQubitError(qubits[0]);
          length = times.oneQubit;
        }
      } else if (operation.gate === "measure") {
        for (const qubit of qubits) into.readout *= 1 - readoutError(qubit);
        length = times.measure;
      } else if (operation.gate === "reset") length = times.reset;
      const start = Math.max(0, ...wires.map((wire) => clock.get(wire) ?? 0));
      for (const qubit of qubits) {
        const since = clock.get(`q${qubit}`);
        if (since !== undefined && start > since) {
          const wait = start - since;
          into.idling *= 1 / 2 + Math.exp(-wait / t1(qubit)) / 6 + Math.exp(-wait / t2(qubit)) / 3;
        }
      }
      for (const wire of wires) clock.set(wire, start + length);
      duration = Math.max(duration, start + length);
    }
  };
  const runBranches = (operation: Extract<Operation, { readonly gate: "if" }>, into: Parts): void => {
    // Both branches start at the time of the later of their wires; the clock follows the worse one.
    const before = new Map(clock);
    const outcomes = [operation.then, operation.otherwise].map((branch) => {
      clock.clear();
      for (const [wire, time] of before) clock.set(wire, time);
      const own = { oneQubitGates: 1, twoQubitGates: 1, readout: 1, idling: 1 };
      run(branch, own);
      return { own, clock: new Map(clock), product: productOf(own) };
    });
    const worse = outcomes[0].product <= outcomes[1].product ? outcomes[0] : outcomes[1];
    clock.clear();
    for (const [wire, time] of worse.clock) clock.set(wire, time);
    for (const key of Object.keys(parts) as (keyof Parts)[]) into[key] *= worse.own[key];
  };
  run(circuit.operations, parts);
  return { total: productOf(parts), ...parts, duration };
}

const productOf = (parts: Readonly<Record<string, number>>): number =>
  Object.values(parts).reduce((product, part) => product * part, 1);

function doubled(value: PerQubit): PerQubit {
  return typeof value === "number" ? 2 * value : value.map((entry) => 2 * entry);
}

function readTimes(times: FidelityNoise["times"]): Required<NonNullable<FidelityNoise["times"]>> {
  const read = { oneQubit: 0, twoQubit: 0, measure: 0, reset: 0, ...times };
  for (const [name, value] of Object.entries(read)) {
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new InvalidArgumentError(`times.${name} must be a finite number of at least 0, got ${value}`, {
        field: "times",
      });
    }
  }
  return read;
}

function readPairError(error: FidelityNoise["twoQubitError"]): (a: number, b: number) => number {
  const check = (value: number): void => {
    if (typeof value !== "number" || !isProbability(value)) {
      throw new InvalidArgumentError(`twoQubitError must be in [0, 1], got ${String(value)}`, {
        field: "twoQubitError",
      });
    }
  };
  if (typeof error === "number") {
    check(error);
    return () => error;
  }
  const values = new Map<string, number>();
  for (const { qubits, value } of error) {
    check(value);
    values.set(qubits.toSorted((a, b) => a - b).join(), value);
  }
  return (a, b) => {
    const value = values.get(a < b ? `${a},${b}` : `${b},${a}`);
    if (value === undefined) {
      throw new InvalidArgumentError(`twoQubitError must have a value for the pair ${a}, ${b}`, {
        field: "twoQubitError",
      });
    }
    return value;
  };
}
