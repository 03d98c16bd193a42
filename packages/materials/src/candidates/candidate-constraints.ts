import { LearningTooLargeError } from "@ansatz/learning";
import type { OxidationStates } from "../compositions/charge-balance.ts";
import type { Composition } from "../compositions/composition.ts";
import { findElement } from "../elements/elements.ts";
import { CompositionError } from "../errors.ts";

/** Which compounds are wanted. */
export interface CandidateConstraints {
  /** Symbols that may occur. */
  readonly elements: readonly string[];
  /** Symbols that must occur; part of `elements`. Default none. */
  readonly required?: readonly string[];
  /** How many different elements. Default 2 to 4. */
  readonly elementCount?: { readonly minimum: number; readonly maximum: number };
  /** Atoms in a reduced formula unit at most. Default 10. */
  readonly maximumAtoms?: number;
  /** Bounds of the atoms of an element in a reduced formula unit where it occurs. */
  readonly amounts?: Readonly<Record<string, { readonly minimum?: number; readonly maximum?: number }>>;
  /** Default "ordered": charges of common oxidation states add up to 0, anions more electronegative than cations. */
  readonly chargeBalance?: "ordered" | "any-order" | "none";
  /** Whether atoms of one element may have different states, as in Fe3O4. Default true. */
  readonly mixedValence?: boolean;
  /** Oxidation states in place of the common ones. */
  readonly oxidationStates?: OxidationStates;
  /** Materials that are already known; they are marked. */
  readonly known?: readonly Composition[];
}

/** Constraints with every default filled in. */
export interface CheckedConstraints {
  readonly elements: readonly string[];
  readonly required: ReadonlySet<string>;
  readonly minimumElements: number;
  readonly maximumElements: number;
  readonly maximumAtoms: number;
  readonly bounds: (symbol: string) => { readonly minimum: number; readonly maximum: number };
  /** Amounts that the search would go through. */
  readonly searchSize: number;
}

/** More amounts than this are not gone through: tens of seconds. */
export const largestSearch = 1e7;

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
}

function checkWhole(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new CompositionError(`${name} must be a whole number in [${low}, ${high}], got ${value}`, {
    [name]: value,
  });
}

/**
 * Checks constraints and fills in defaults.
 *
 * @throws CompositionError for what makes no sense, LearningTooLargeError for more than 1e7 amounts to go through.
 */
export function checkConstraints(constraints: CandidateConstraints): CheckedConstraints {
  const elements = [...new Set(constraints.elements)];
  const strange = [
    ...elements,
    ...(constraints.required ?? []),
    ...Object.keys(constraints.amounts ?? {}),
  ].find((symbol) => findElement(symbol) === undefined);
  if (strange !== undefined || elements.length === 0) {
    throw new CompositionError(`elements must be symbols such as Fe, got ${strange ?? "none"}`, { elements });
  }
  const required = new Set(constraints.required);
  const outside = [...required].find((symbol) => !elements.includes(symbol));
  if (outside !== undefined) {
    throw new CompositionError(
      `required elements must be among the allowed ones ${elements.join(", ")}, got ${outside}`,
      { symbol: outside },
    );
  }
  const { minimum, maximum } = constraints.elementCount ?? {
    minimum: Math.min(2, elements.length),
    maximum: Math.min(4, elements.length),
  };
  const maximumAtoms = constraints.maximumAtoms ?? 10;
  checkWhole("maximumAtoms", maximumAtoms, 1, 200);
  checkWhole("elementCount.maximum", maximum, 1, elements.length);
  checkWhole("elementCount.minimum", minimum, 1, maximum);
  if (required.size > maximum) {
    throw new CompositionError(
      `elementCount.maximum must be at least the number of required elements ${required.size}, got ${maximum}`,
      { required: [...required], maximum },
    );
  }
  for (const [symbol, range] of Object.entries(constraints.amounts ?? {})) {
    checkWhole(`amounts.${symbol}.minimum`, range.minimum ?? 1, 1, maximumAtoms);
    checkWhole(`amounts.${symbol}.maximum`, range.maximum ?? maximumAtoms, range.minimum ?? 1, 1000);
  }
  let searchSize = 0;
  for (let count = Math.max(minimum, required.size); count <= maximum; count++) {
    const choices = binomial(elements.length - required.size, count - required.size);
    // Positive whole amounts of `count` elements that add up to at most maximumAtoms.
    searchSize += choices * binomial(maximumAtoms, count);
  }
  if (searchSize > largestSearch) {
    throw new LearningTooLargeError(
      `candidates of ${elements.length} elements, up to ${maximum} at once and ${maximumAtoms} atoms, must be at most ${largestSearch} amounts to go through, got ${searchSize.toExponential(1)}: allow fewer elements or atoms, or require some elements`,
      { searchSize, largestSearch },
    );
  }
  return {
    elements,
    required,
    minimumElements: minimum,
    maximumElements: maximum,
    maximumAtoms,
    bounds: (symbol) => ({
      minimum: constraints.amounts?.[symbol]?.minimum ?? 1,
      maximum: constraints.amounts?.[symbol]?.maximum ?? maximumAtoms,
    }),
    searchSize,
  };
}
