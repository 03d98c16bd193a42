import { completePlaces } from "./exact-embedding.ts";
import type { RoutingGraph } from "./routing-graph.ts";
import type { RoutingTarget } from "./sabre.ts";

/** A layout around the densest part of the map: qubits in the order of their use go beside those they act with. */
export function denseLayout(
  graph: RoutingGraph,
  { neighbours, distances, qubitCount }: RoutingTarget,
): number[] {
  const weights = Array.from({ length: graph.qubitCount }, (): Map<number, number> => new Map());
  for (const { pair } of graph.nodes) {
    if (!pair) continue;
    const [a, b] = pair;
    weights[a].set(b, (weights[a].get(b) ?? 0) + 1);
    weights[b].set(a, (weights[b].get(a) ?? 0) + 1);
  }
  const places = new Int32Array(graph.qubitCount).fill(-1);
  const isTaken = new Uint8Array(qubitCount);
  const total = weights.map((map) => [...map.values()].reduce((sum, value) => sum + value, 0));
  let centre = 0;
  let least = Infinity;
  for (let at = 0; at < qubitCount; at++) {
    const near = [...distances.subarray(at * qubitCount, (at + 1) * qubitCount)].sort((x, y) => x - y);
    const sum = near.slice(0, graph.qubitCount).reduce((a, b) => a + b, 0) - 0.01 * neighbours[at].length;
    if (sum < least) [centre, least] = [at, sum];
  }
  for (let placed = 0; placed < graph.qubitCount; placed++) {
    let best = -1;
    let bestLink = -1;
    for (let qubit = 0; qubit < graph.qubitCount; qubit++) {
      if (places[qubit] >= 0) continue;
      let link = 1e-6 * total[qubit];
      for (const [partner, weight] of weights[qubit]) if (places[partner] >= 0) link += weight;
      if (link > bestLink) [best, bestLink] = [qubit, link];
    }
    let at = -1;
    let lowest = Infinity;
    for (let candidate = 0; candidate < qubitCount; candidate++) {
      if (isTaken[candidate] === 1) continue;
      let cost = 1e-3 * distances[candidate * qubitCount + centre];
      for (const [partner, weight] of weights[best]) {
        if (places[partner] >= 0) cost += weight * distances[candidate * qubitCount + places[partner]];
      }
      if (cost < lowest) [at, lowest] = [candidate, cost];
    }
    places[best] = at;
    isTaken[at] = 1;
  }
  return completePlaces(places, qubitCount);
}
