import { getElement } from "../elements/elements.ts";
import type { OxidationStates } from "../compositions/charge-balance.ts";

/** Sums of charges that a number of atoms of one element can have; made once and kept. */
export class ChargePossibilities {
  private readonly known = new Map<string, readonly number[]>();
  private readonly states: OxidationStates;
  private readonly isMixed: boolean;

  /** @param isMixed Whether atoms of one element may have different states. */
  constructor(states: OxidationStates, isMixed: boolean) {
    this.states = states;
    this.isMixed = isMixed;
  }

  /** @param sign Which states count: the positive ones, the negative ones, or 0 for all. */
  sums(symbol: string, count: number, sign: -1 | 0 | 1): readonly number[] {
    const key = `${symbol} ${count} ${sign}`;
    let sums = this.known.get(key);
    if (sums === undefined) {
      const all = this.states[symbol] ?? getElement(symbol).commonOxidationStates;
      const states = all.filter((state) => sign === 0 || Math.sign(state) === sign);
      sums = this.isMixed ? mixedSums(states, count) : states.map((state) => state * count);
      this.known.set(key, sums);
    }
    return sums;
  }
}

function mixedSums(states: readonly number[], count: number): number[] {
  let sums = new Set([0]);
  for (let atom = 0; atom < count; atom++) {
    const next = new Set<number>();
    for (const sum of sums) for (const state of states) next.add(sum + state);
    sums = next;
  }
  return [...sums];
}

function reachesZero(options: readonly (readonly number[])[]): boolean {
  let least = 0;
  let most = 0;
  for (const own of options) {
    least += Math.min(...own);
    most += Math.max(...own);
  }
  if (!(least <= 0 && most >= 0)) return false;
  let sums = new Set([0]);
  for (const own of options) {
    const next = new Set<number>();
    for (const a of sums) for (const b of own) next.add(a + b);
    sums = next;
  }
  return sums.has(0);
}

/** Whether charges of these atoms can add up to 0. */
export function canBeNeutral(
  possibilities: ChargePossibilities,
  elements: readonly string[],
  amounts: readonly number[],
): boolean {
  return reachesZero(elements.map((symbol, k) => possibilities.sums(symbol, amounts[k], 0)));
}

/**
 * Whether charges can add up to 0 with the more electronegative elements as anions and the others as cations: for some cut
 * through the elements in order of electronegativity every element below has a positive state and every one above a
 * negative one. Elements without an electronegativity never are anions.
 */
export function canBeNeutralInOrder(
  possibilities: ChargePossibilities,
  elements: readonly string[],
  amounts: readonly number[],
): boolean {
  const order = elements
    .map((_, k) => k)
    .toSorted(
      (a, b) =>
        (getElement(elements[a]).electronegativity ?? 0) - (getElement(elements[b]).electronegativity ?? 0),
    );
  for (let cut = 1; cut < order.length; cut++) {
    const options = order.map((k, rank) => possibilities.sums(elements[k], amounts[k], rank < cut ? 1 : -1));
    if (options.every((sums) => sums.length > 0) && reachesZero(options)) return true;
  }
  return false;
}
