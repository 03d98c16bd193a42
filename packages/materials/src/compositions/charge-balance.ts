import { getElement } from "../elements/elements.ts";
import { atomicFractions, type Composition } from "./composition.ts";
import { toWholeAmounts } from "./reduce-composition.ts";

/** Whether and how the common oxidation states of a composition's elements add up to its charge. */
export interface ChargeBalance {
  readonly isPossible: boolean;
  /** Oxidation state by element where each element has a single one; undefined where none such balances. */
  readonly states: Readonly<Record<string, number>> | undefined;
  /** Balanced only if atoms of one element have different states, as in Fe3O4. */
  readonly isMixedValence: boolean;
}

/** Oxidation states that may be taken by symbol; default: the common ones of each element. */
export type OxidationStates = Readonly<Record<string, readonly number[]>>;

function statesOf(elements: readonly string[], states: OxidationStates): (readonly number[])[] {
  return elements.map((symbol) => states[symbol] ?? getElement(symbol).commonOxidationStates);
}

/** Sums that n atoms with these states can have: n·min … n·max, each atom its own state. */
function reachableSums(states: readonly number[], count: number): Set<number> {
  let sums = new Set([0]);
  for (let atom = 0; atom < count; atom++) {
    const next = new Set<number>();
    for (const sum of sums) for (const state of states) next.add(sum + state);
    sums = next;
  }
  return sums;
}

const mostAtoms = 400;

function canMix(states: readonly (readonly number[])[], amounts: readonly number[], charge: number): boolean {
  if (amounts.reduce((sum, amount) => sum + amount, 0) > mostAtoms)
    return spansCharge(states, amounts, charge);
  let sums = new Set([0]);
  for (const [k, options] of states.entries()) {
    const own = reachableSums(options, amounts[k]);
    const next = new Set<number>();
    for (const a of sums) for (const b of own) next.add(a + b);
    sums = next;
  }
  return sums.has(charge);
}

function spansCharge(
  states: readonly (readonly number[])[],
  amounts: readonly number[],
  charge: number,
): boolean {
  const lowest = states.reduce((sum, options, k) => sum + amounts[k] * Math.min(...options), 0);
  const highest = states.reduce((sum, options, k) => sum + amounts[k] * Math.max(...options), 0);
  return lowest <= charge + 1e-9 && highest >= charge - 1e-9;
}

/**
 * The assignments of one oxidation state an element that add up to the charge, those first whose states fall with
 * electronegativity (the most electronegative element takes the electrons).
 */
export function findOxidationStates(
  composition: Composition,
  options: { readonly states?: OxidationStates; readonly limit?: number } = {},
): Readonly<Record<string, number>>[] {
  const { limit = 100 } = options;
  const { elements, charge } = composition;
  const states = statesOf(elements, options.states ?? {});
  const found: { states: number[]; disorder: number }[] = [];
  if (states.some((list) => list.length === 0)) return [];
  const { amounts } = composition;
  const scale = amounts.reduce((sum, amount) => sum + amount, 0);
  // What the elements from k on can still add.
  const least = new Array<number>(elements.length + 1).fill(0);
  const most = new Array<number>(elements.length + 1).fill(0);
  for (let k = elements.length - 1; k >= 0; k--) {
    least[k] = least[k + 1] + amounts[k] * Math.min(...states[k]);
    most[k] = most[k + 1] + amounts[k] * Math.max(...states[k]);
  }
  const tolerance = 1e-6 * scale;
  const chosen: number[] = [];
  const search = (k: number, sum: number): void => {
    if (sum + least[k] > charge + tolerance || sum + most[k] < charge - tolerance) return;
    if (k === elements.length) {
      found.push({ states: [...chosen], disorder: electronegativityDisorder(elements, chosen) });
      return;
    }
    for (const state of states[k]) {
      chosen.push(state);
      search(k + 1, sum + amounts[k] * state);
      chosen.pop();
    }
  };
  search(0, 0);
  return found
    .toSorted((a, b) => a.disorder - b.disorder)
    .slice(0, limit)
    .map((assignment) => Object.fromEntries(elements.map((symbol, k) => [symbol, assignment.states[k]])));
}

/** By how much states rise where electronegativity does: Σ over pairs with a wrong order of both differences' product. */
function electronegativityDisorder(elements: readonly string[], states: readonly number[]): number {
  let disorder = 0;
  for (let a = 0; a < elements.length; a++) {
    for (let b = 0; b < a; b++) {
      const xa = getElement(elements[a]).electronegativity ?? 0;
      const xb = getElement(elements[b]).electronegativity ?? 0;
      disorder += Math.max(0, (xa - xb) * (states[a] - states[b]));
    }
  }
  return disorder;
}

/** Whether every anion of an assignment is at least as electronegative as every cation. */
export function followsElectronegativity(states: Readonly<Record<string, number>>): boolean {
  const electronegativities = (isWanted: (state: number) => boolean): number[] =>
    Object.entries(states)
      .filter(([, state]) => isWanted(state))
      .map(([symbol]) => getElement(symbol).electronegativity ?? 0);
  const cations = electronegativities((state) => state > 0);
  const anions = electronegativities((state) => state < 0);
  return cations.length === 0 || anions.length === 0 || Math.max(...cations) <= Math.min(...anions);
}

/**
 * Whether the common oxidation states can add up to the composition's charge.
 *
 * Whole amounts: each atom may have its own state. Amounts without a whole ratio (dopants): any mixture of states, so the
 * charge must lie between the least and the greatest sum. A single uncharged element counts as balanced; an element
 * without common states (a noble gas) in a compound does not.
 */
export function balanceCharges(
  composition: Composition,
  options: { readonly states?: OxidationStates } = {},
): ChargeBalance {
  const { elements, charge } = composition;
  if (elements.length === 1 && charge === 0) {
    return { isPossible: true, states: { [elements[0]]: 0 }, isMixedValence: false };
  }
  const states = statesOf(elements, options.states ?? {});
  if (states.some((list) => list.length === 0)) {
    return { isPossible: false, states: undefined, isMixedValence: false };
  }
  const single = findOxidationStates(composition, { ...options, limit: 1 });
  if (single.length > 0) return { isPossible: true, states: single[0], isMixedValence: false };
  const isPossible = composition.amounts.every(Number.isInteger)
    ? canMix(states, composition.amounts, charge)
    : charge === 0 && toWholeAmounts(composition) !== undefined
      ? canMix(states, toWholeAmounts(composition)!, 0)
      : spansCharge(states, charge === 0 ? atomicFractions(composition) : composition.amounts, charge);
  return { isPossible, states: undefined, isMixedValence: isPossible };
}
