import type { Circuit } from "../circuit/circuit.ts";
import { evaluateCondition } from "../circuit/classical-condition.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { applyToColumns } from "./circuit-matrix.ts";

interface Branch {
  readonly weight: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly bits: readonly number[];
}

/** Branches below this probability are dropped. */
const negligible = 1e-15;

/**
 * The exact probabilities of a circuit's final classical bits (printed from the highest to the lowest), from |0…0⟩: every
 * measurement and reset splits the state into its outcomes. Slow and obvious; for a handful of qubits and measurements.
 */
export function outcomeDistribution({ qubitCount, bitCount, operations }: Circuit): Map<string, number> {
  const real = new Float64Array(2 ** qubitCount);
  real[0] = 1;
  const start = {
    weight: 1,
    real,
    imaginary: new Float64Array(real.length),
    bits: new Array<number>(bitCount).fill(0),
  };
  const project = (branch: Branch, qubit: number, value: number): Branch => {
    const keep = (entries: Float64Array): Float64Array =>
      entries.map((entry, k) => (((k >> qubit) & 1) === value ? entry : 0));
    const kept = { ...branch, real: keep(branch.real), imaginary: keep(branch.imaginary) };
    let weight = 0;
    for (let k = 0; k < kept.real.length; k++) weight += kept.real[k] ** 2 + kept.imaginary[k] ** 2;
    return { ...kept, weight };
  };
  const flip = (entries: Float64Array, qubit: number): Float64Array =>
    entries.map((_, k) => entries[k ^ (1 << qubit)]);
  const run = (branches: readonly Branch[], list: readonly Operation[]): Branch[] =>
    list.reduce<Branch[]>(
      (current, operation) =>
        current.flatMap((branch) => step(branch, operation)).filter(({ weight }) => weight > negligible),
      [...branches],
    );
  const step = (branch: Branch, operation: Operation): Branch[] => {
    if (operation.gate === "barrier") return [branch];
    if (operation.gate === "if") {
      const isTrue = evaluateCondition(operation.condition, branch.bits);
      return run([branch], isTrue ? operation.then : operation.otherwise);
    }
    if (isUnitaryOperation(operation)) {
      const moved = { real: Float64Array.from(branch.real), imaginary: Float64Array.from(branch.imaginary) };
      applyToColumns({ qubitCount, bitCount, operations: [operation] }, { count: 1, ...moved });
      return [{ ...branch, ...moved }];
    }
    let split: Branch[] = [branch];
    operation.qubits.forEach((qubit, index) => {
      split = split.flatMap((part) =>
        [0, 1].map((value) => {
          const outcome = project(part, qubit, value);
          if (operation.gate === "measure") {
            return { ...outcome, bits: outcome.bits.with(operation.bits[index], value) };
          }
          return value === 0
            ? outcome
            : { ...outcome, real: flip(outcome.real, qubit), imaginary: flip(outcome.imaginary, qubit) };
        }),
      );
    });
    return split;
  };
  const distribution = new Map<string, number>();
  for (const { weight, bits } of run([start], operations)) {
    const text = bits.toReversed().join("");
    distribution.set(text, (distribution.get(text) ?? 0) + weight);
  }
  return distribution;
}
