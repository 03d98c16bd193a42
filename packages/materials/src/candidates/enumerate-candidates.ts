import { findOxidationStates, followsElectronegativity } from "../compositions/charge-balance.ts";
import { createComposition, type Composition } from "../compositions/composition.ts";
import { compositionKey, formatFormula } from "../compositions/reduce-composition.ts";
import { CompositionError } from "../errors.ts";
import {
  checkConstraints,
  type CandidateConstraints,
  type CheckedConstraints,
} from "./candidate-constraints.ts";
import { canBeNeutral, canBeNeutralInOrder, ChargePossibilities } from "./charge-possibilities.ts";

/** A compound that meets the constraints. */
export interface Candidate {
  readonly composition: Composition;
  /** The reduced formula for reading. */
  readonly formula: string;
  /** Oxidation states that balance; undefined where an element needs several, or balance was not asked for. */
  readonly states: Readonly<Record<string, number>> | undefined;
  /** Whether `known` holds the composition. */
  readonly isKnown: boolean;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Sets of elements within the constraints, required ones in each. */
function* elementSets({ elements, required, minimumElements, maximumElements }: CheckedConstraints) {
  const free = elements.filter((symbol) => !required.has(symbol));
  const chosen: string[] = [];
  function* choose(from: number, left: number): Generator<string[]> {
    if (left === 0) {
      yield [...required, ...chosen];
      return;
    }
    for (let k = from; k <= free.length - left; k++) {
      chosen.push(free[k]);
      yield* choose(k + 1, left - 1);
      chosen.pop();
    }
  }
  for (let count = Math.max(minimumElements, required.size); count <= maximumElements; count++) {
    yield* choose(0, count - required.size);
  }
}

/** Whole amounts within bounds that add up to a total and have no common divisor. */
function* reducedAmounts(
  ranges: readonly { readonly minimum: number; readonly maximum: number }[],
  total: number,
): Generator<number[]> {
  const amounts: number[] = [];
  function* fill(k: number, left: number): Generator<number[]> {
    const { minimum, maximum } = ranges[k];
    if (k === ranges.length - 1) {
      if (left < minimum || left > maximum) return;
      const complete = [...amounts, left];
      if (complete.reduce(greatestCommonDivisor) === 1) yield complete;
      return;
    }
    for (let amount = minimum; amount <= Math.min(maximum, left - (ranges.length - 1 - k)); amount++) {
      amounts.push(amount);
      yield* fill(k + 1, left - amount);
      amounts.pop();
    }
  }
  yield* fill(0, total);
}

/**
 * The compounds that meet the constraints, each reduced formula once, those with few atoms first: a stream that may be left
 * at any time.
 *
 * @throws CompositionError for constraints that make no sense, LearningTooLargeError where more than 1e7 amounts would have
 * to be gone through; both before the first compound.
 */
export function enumerateCandidates(constraints: CandidateConstraints): Generator<Candidate, void> {
  return stream(constraints, checkConstraints(constraints));
}

function* stream(constraints: CandidateConstraints, checked: CheckedConstraints): Generator<Candidate, void> {
  const { chargeBalance = "ordered", oxidationStates = {}, mixedValence = true } = constraints;
  const known = new Set((constraints.known ?? []).map(compositionKey));
  const possibilities = new ChargePossibilities(oxidationStates, mixedValence);
  const isBalanced = (elements: readonly string[], amounts: readonly number[]): boolean => {
    if (chargeBalance === "none" || elements.length === 1) return true;
    return chargeBalance === "ordered"
      ? canBeNeutralInOrder(possibilities, elements, amounts)
      : canBeNeutral(possibilities, elements, amounts);
  };
  const sets = [...elementSets(checked)];
  for (let total = 1; total <= checked.maximumAtoms; total++) {
    for (const elements of sets) {
      if (elements.length > total) continue;
      for (const amounts of reducedAmounts(elements.map(checked.bounds), total)) {
        if (!isBalanced(elements, amounts)) continue;
        const composition = createComposition(
          Object.fromEntries(elements.map((symbol, k) => [symbol, amounts[k]])),
        );
        const assignments =
          chargeBalance === "none" || elements.length === 1
            ? []
            : findOxidationStates(composition, { states: oxidationStates, limit: 20 });
        yield {
          composition,
          formula: formatFormula(composition),
          states:
            chargeBalance === "ordered" ? assignments.find(followsElectronegativity) : assignments.at(0),
          isKnown: known.size > 0 && known.has(compositionKey(composition)),
        };
      }
    }
  }
}

/** Candidates up to a limit. */
export interface CandidateList {
  readonly candidates: readonly Candidate[];
  /** False where the limit cut the list. */
  readonly isComplete: boolean;
}

/**
 * The first compounds that meet the constraints, known ones left out unless `includeKnown`.
 *
 * @param limit Default 1,000, at most 100,000.
 * @throws CompositionError for constraints that make no sense or that no compound meets, LearningTooLargeError as
 * enumerateCandidates.
 */
export function listCandidates(
  constraints: CandidateConstraints,
  options: { readonly limit?: number; readonly includeKnown?: boolean } = {},
): CandidateList {
  const { limit = 1000, includeKnown = false } = options;
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100_000)) {
    throw new CompositionError(`limit must be a whole number in [1, 100000], got ${limit}`, { limit });
  }
  const candidates: Candidate[] = [];
  let knownCount = 0;
  for (const candidate of enumerateCandidates(constraints)) {
    if (candidate.isKnown && !includeKnown) {
      knownCount++;
      continue;
    }
    if (candidates.length === limit) return { candidates, isComplete: false };
    candidates.push(candidate);
  }
  if (candidates.length === 0) {
    throw new CompositionError(
      `constraints must leave at least one ${knownCount > 0 ? "unknown " : ""}compound, got none${knownCount > 0 ? ` beside ${knownCount} known` : ""}: allow more elements or atoms, or another chargeBalance`,
      { knownCount },
    );
  }
  return { candidates, isComplete: true };
}
