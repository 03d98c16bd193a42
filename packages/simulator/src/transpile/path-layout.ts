import type { Random } from "../math/random.ts";
import { completePlaces } from "./exact-embedding.ts";
import type { RoutingTarget } from "./sabre.ts";

/** Steps of the search from one start. */
const greatestSteps = 4000;
const starts = 8;

/**
 * A layout of qubits 0 … n − 1 in a row along a path of neighbours, which suits circuits that act on all pairs in order (such
 * as the Fourier transform); undefined if no path is found within the budget. Depth-first search that goes to the neighbour
 * with the fewest ways on.
 */
export function pathLayout(
  count: number,
  { neighbours, qubitCount }: RoutingTarget,
  random: Random,
): number[] | undefined {
  if (count > qubitCount) return undefined;
  for (let attempt = 0; attempt < starts; attempt++) {
    const isVisited = new Uint8Array(qubitCount);
    const waysOn = (at: number): number => neighbours[at].filter((next) => isVisited[next] === 0).length;
    const orderOf = (at: number): number[] => {
      const open = neighbours[at].filter((next) => isVisited[next] === 0);
      const keys = new Map(open.map((next) => [next, waysOn(next) + 0.5 * random.uniform()]));
      // The best one last, as it is taken from the end.
      return open.sort((a, b) => (keys.get(b) ?? 0) - (keys.get(a) ?? 0));
    };
    const first = Math.floor(random.uniform() * qubitCount);
    const path = [first];
    isVisited[first] = 1;
    const choices = [orderOf(first)];
    for (let step = 0; step < greatestSteps && path.length > 0 && path.length < count; step++) {
      const next = choices[choices.length - 1].pop();
      if (next === undefined) {
        choices.pop();
        isVisited[path.pop() ?? 0] = 0;
      } else if (isVisited[next] === 0) {
        isVisited[next] = 1;
        path.push(next);
        choices.push(orderOf(next));
      }
    }
    if (path.length === count) return completePlaces(path, qubitCount);
  }
  return undefined;
}
