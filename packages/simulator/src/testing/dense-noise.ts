import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { adjointMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import { evaluateCondition } from "../circuit/classical-condition.ts";
import { krausOperators } from "../noise/kraus-operators.ts";
import type { NoisyStep } from "../noise/noisy-program.ts";
import { denseOperation } from "./dense-circuit.ts";

/**
 * The slow oracle of noisy programs: Σ KρK† with every K a whole matrix over all qubits, one history of classical bits
 * after the other.
 */

/** Σ KρK† for whole matrices K. */
export function denseKrausSum(rho: ComplexMatrix, operators: readonly ComplexMatrix[]): ComplexMatrix {
  const sum = {
    size: rho.size,
    real: new Float64Array(rho.real.length),
    imaginary: new Float64Array(rho.real.length),
  };
  for (const operator of operators) {
    const term = multiplyMatrices(multiplyMatrices(operator, rho), adjointMatrix(operator));
    for (let at = 0; at < sum.real.length; at++) {
      sum.real[at] += term.real[at];
      sum.imaginary[at] += term.imaginary[at];
    }
  }
  return sum;
}

/** A small matrix, unitary or not, on some qubits as a whole matrix. */
export function denseOnQubits(
  { real, imaginary }: ComplexMatrix,
  qubits: readonly number[],
  qubitCount: number,
): ComplexMatrix {
  return denseOperation(
    {
      gate: "unitary",
      qubits,
      parameters: [],
      matrix: { real: Array.from(real), imaginary: Array.from(imaginary) },
    },
    qubitCount,
  );
}

/** A history: its classical bits and its part of ρ. */
interface History {
  readonly bits: readonly number[];
  readonly rho: ComplexMatrix;
}

/** All histories of a program from |0…0⟩, those of the same bits not added up. */
export function denseHistories(
  program: readonly NoisyStep[],
  qubitCount: number,
  bitCount: number,
): readonly History[] {
  const size = 2 ** qubitCount;
  const rho = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  rho.real[0] = 1;
  const run = (steps: readonly NoisyStep[], start: History): readonly History[] =>
    steps.reduce<readonly History[]>(
      (histories, step) => histories.flatMap((history) => advance(step, history)),
      [start],
    );
  const advance = (step: NoisyStep, history: History): readonly History[] => {
    if (step.kind === "unitary") {
      const whole = denseOperation(step.operation, qubitCount);
      return [{ ...history, rho: denseKrausSum(history.rho, [whole]) }];
    }
    if (step.kind === "channel") {
      const whole = krausOperators(step.channel).map((k) => denseOnQubits(k, step.qubits, qubitCount));
      return [{ ...history, rho: denseKrausSum(history.rho, whole) }];
    }
    if (step.kind === "if") {
      return run(evaluateCondition(step.condition, history.bits) ? step.then : step.otherwise, history);
    }
    const outcomes = 2 ** step.qubits.length;
    const results: History[] = [];
    for (let actual = 0; actual < outcomes; actual++) {
      const projector = {
        size: outcomes,
        real: new Float64Array(outcomes ** 2),
        imaginary: new Float64Array(outcomes ** 2),
      };
      projector.real[actual * outcomes + actual] = 1;
      const collapsed = denseKrausSum(history.rho, [denseOnQubits(projector, step.qubits, qubitCount)]);
      for (let read = 0; read < outcomes; read++) {
        const weight = step.confusion ? step.confusion[actual][read] : Number(actual === read);
        if (weight === 0) continue;
        const bits = [...history.bits];
        step.bits.forEach((bit, index) => (bits[bit] = (read >> index) & 1));
        results.push({
          bits,
          rho: {
            size,
            real: collapsed.real.map((entry) => weight * entry),
            imaginary: collapsed.imaginary.map((entry) => weight * entry),
          },
        });
      }
    }
    return results;
  };
  return run(program, { bits: Array.from({ length: bitCount }, () => 0), rho });
}
