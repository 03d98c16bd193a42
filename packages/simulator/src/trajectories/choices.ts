/** The shots that made one choice. */
export interface Part {
  readonly choice: number;
  readonly shots: readonly number[];
}

/** The shots by their choices, in the order in which choices first occur. */
export function partition(shots: readonly number[], choose: (shot: number) => number): Part[] {
  if (shots.length === 1) return [{ choice: choose(shots[0]), shots }];
  const chosen = new Map<number, number[]>();
  for (const shot of shots) {
    const choice = choose(shot);
    const list = chosen.get(choice);
    if (list) list.push(shot);
    else chosen.set(choice, [shot]);
  }
  return Array.from(chosen, ([choice, list]) => ({ choice, shots: list }));
}

/** The first position whose sum is greater than `value`. An entry of weight 0 is never taken. */
export function pick(cumulative: ArrayLike<number>, value: number): number {
  const last = cumulative.length - 1;
  for (let index = 0; index < last; index++) if (value < cumulative[index]) return index;
  let index = last;
  while (index > 0 && cumulative[index] === cumulative[index - 1]) index--;
  return index;
}

/** Sums of the weights up to each; rounding below 0 counts as 0. */
export function sumUp(weights: ArrayLike<number>): number[] {
  let sum = 0;
  return Array.from(weights, (weight) => (sum += Math.max(0, weight)));
}
