/** Puts a list into a random order, in place (Fisher–Yates). */
export function shuffle(list: Int32Array | number[], uniform: () => number): void {
  for (let last = list.length - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    [list[last], list[chosen]] = [list[chosen], list[last]];
  }
}
