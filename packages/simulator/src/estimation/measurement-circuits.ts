import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";
import { isHermitianPauliSum } from "../operators/pauli-algebra.ts";
import type { PauliProduct } from "../operators/pauli-algebra.ts";
import { countBits } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { diagonaliseProducts } from "./diagonalise-products.ts";
import type { DiagonalProduct } from "./diagonalise-products.ts";
import { groupTerms } from "./group-terms.ts";
import type { GroupingOptions } from "./group-terms.ts";

/** A term of the observable and what is read for it: ⟨P⟩ = sign · ⟨Z on the qubits of `mask`⟩ behind the group's circuit. */
export interface MeasuredTerm extends PauliProduct, DiagonalProduct {
  readonly coefficient: number;
}

/** Terms that one circuit measures. */
export interface MeasurementGroup {
  /** The change of basis, to be run between the state's circuit and a measurement of all qubits. */
  readonly circuit: Circuit;
  readonly terms: readonly MeasuredTerm[];
}

/** How to measure an observable. */
export interface MeasurementPlan {
  readonly qubitCount: number;
  /** The coefficient of the identity, which needs no measurement. */
  readonly constant: number;
  readonly groups: readonly MeasurementGroup[];
}

/**
 * Circuits that measure a Hermitian Pauli sum, one a group of commuting terms:
 *
 *   ⟨O⟩ = constant + Σ_groups Σ_terms coefficient · sign · ⟨Z…Z⟩.
 *
 * Groups are in the order in which they were formed; those of one term and qubit-wise ones hold one-qubit gates alone.
 * Throws {@link InvalidArgumentError} for complex coefficients or an unknown grouping.
 */
export function measurementCircuits(observable: PauliSum, options: GroupingOptions = {}): MeasurementPlan {
  if (!isHermitianPauliSum(observable)) {
    throw new InvalidArgumentError(
      "an observable must have real coefficients: take the Hermitian part first",
      {
        field: "observable",
      },
    );
  }
  const { qubitCount, terms } = observable;
  const isIdentity = ({ x, z }: PauliProduct): boolean => x === 0 && z === 0;
  const groups = groupTerms(
    terms.filter((term) => !isIdentity(term)),
    options,
  );
  return {
    qubitCount,
    constant: terms.find(isIdentity)?.real ?? 0,
    groups: groups.map((group) => {
      const { operations, diagonals } = diagonaliseProducts(group, qubitCount);
      return {
        circuit: createCircuit(qubitCount, operations),
        terms: group.map(({ x, z, real }, index) => ({ x, z, coefficient: real, ...diagonals[index] })),
      };
    }),
  };
}

/** Σ coefficient · sign · (±1) of a group for one measured basis state: what one shot says about the group's part of O. */
export function groupOutcome({ terms }: MeasurementGroup, outcome: number): number {
  let sum = 0;
  for (const { coefficient, mask, sign } of terms) {
    const isOdd = (countBits(outcome & mask) & 1) === 1;
    sum += (isOdd ? -sign : sign) * coefficient;
  }
  return sum;
}
