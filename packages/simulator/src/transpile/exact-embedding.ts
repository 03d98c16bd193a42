import type { Random } from "../math/random.ts";
import type { RoutingGraph } from "./routing-graph.ts";

/** Steps of the search after which it gives up. */
const greatestSteps = 40_000;
const attempts = 4;

/**
 * A place for every qubit such that all pairs of the graph are neighbours, or undefined if the search finds none within its
 * budget: backtracking over qubits in an order in which each has a neighbour placed before it, as in VF2 (Cordella, Foggia,
 * Sansone and Vento, IEEE Trans. PAMI 26, 1367 (2004)).
 */
export function findExactEmbedding(
  { qubitCount, nodes }: RoutingGraph,
  neighbours: readonly (readonly number[])[],
  random: Random,
): number[] | undefined {
  const partners = Array.from({ length: qubitCount }, (): Set<number> => new Set());
  for (const { pair } of nodes) {
    if (!pair) continue;
    partners[pair[0]].add(pair[1]);
    partners[pair[1]].add(pair[0]);
  }
  const order = connectedOrder(partners);
  const isNeighbour = neighbours.map((list) => new Set(list));
  const degreeNeeded = partners.map((set) => set.size);
  if (Math.max(...degreeNeeded) > Math.max(...neighbours.map((list) => list.length))) return undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const preference = Array.from(neighbours, () => (attempt === 0 ? 0 : random.uniform()));
    const places = new Int32Array(qubitCount).fill(-1);
    const isTaken = new Uint8Array(neighbours.length);
    let steps = 0;
    const place = (depth: number): boolean => {
      if (depth === order.length) return true;
      const qubit = order[depth];
      const placed = [...partners[qubit]].filter((partner) => places[partner] >= 0);
      const candidates = placed.length > 0 ? neighbours[places[placed[0]]] : Array.from(neighbours.keys());
      const fitting = candidates.filter(
        (at) =>
          isTaken[at] === 0 &&
          neighbours[at].length >= degreeNeeded[qubit] &&
          placed.every((partner) => isNeighbour[at].has(places[partner])),
      );
      fitting.sort(
        (a, b) => neighbours[a].length - neighbours[b].length || preference[a] - preference[b] || a - b,
      );
      for (const at of fitting) {
        if (++steps > greatestSteps) return false;
        places[qubit] = at;
        isTaken[at] = 1;
        if (place(depth + 1)) return true;
        places[qubit] = -1;
        isTaken[at] = 0;
      }
      return false;
    };
    if (place(0)) return completePlaces(places, neighbours.length);
    if (steps <= greatestSteps) return undefined;
  }
  return undefined;
}

/** Qubits with partners, component by component, the busiest first and then those with most placed partners. */
function connectedOrder(partners: readonly ReadonlySet<number>[]): number[] {
  const order: number[] = [];
  const isDone = new Uint8Array(partners.length);
  const placedPartners = new Int32Array(partners.length);
  const busy = partners.filter((set) => set.size > 0).length;
  while (order.length < busy) {
    let best = -1;
    partners.forEach((set, qubit) => {
      if (isDone[qubit] === 1 || set.size === 0) return;
      const isBetter =
        best < 0 ||
        placedPartners[qubit] > placedPartners[best] ||
        (placedPartners[qubit] === placedPartners[best] && set.size > partners[best].size);
      if (isBetter) best = qubit;
    });
    isDone[best] = 1;
    order.push(best);
    for (const partner of partners[best]) placedPartners[partner]++;
  }
  return order;
}

/** Gives every qubit without a place (−1) a free one; qubits beyond the list take what is left, lowest first. */
export function completePlaces(places: ArrayLike<number>, total: number): number[] {
  const taken = new Set(Array.from(places).filter((at) => at >= 0));
  const free = Array.from({ length: total }, (_, at) => at).filter((at) => !taken.has(at));
  const complete = Array.from(places, (at) => (at >= 0 ? at : (free.shift() ?? -1)));
  return [...complete, ...free];
}
