import type { Random } from "../math/random.ts";
import type { RoutingGraph } from "./routing-graph.ts";

/** What routing needs to know of a machine. */
export interface RoutingTarget {
  readonly qubitCount: number;
  readonly neighbours: readonly (readonly number[])[];
  /** Distances at a·qubitCount + b. */
  readonly distances: Uint16Array;
}

/** A node that runs, or a swap of two physical qubits (`node` −1). */
export interface RoutingStep {
  readonly node: number;
  readonly swap: readonly [number, number] | null;
}

/** The outcome of one pass. */
export interface RoutedPass {
  readonly steps: readonly RoutingStep[];
  /** Physical places of the virtual qubits at the end. */
  readonly places: Int32Array;
  readonly swapCount: number;
  /** Swaps that were weighed, a measure of time that does not depend on the machine. */
  readonly work: number;
}

/** Gates looked at beyond the front layer, and their weight against it. */
const extendedSize = 20;
const extendedWeight = 0.5;
/** What each swap adds to the weight of its qubits, so that swaps in parallel are preferred; forgotten after five. */
const decayStep = 0.001;
const decayReset = 5;

/** Dependencies of a graph in one direction. */
interface Direction {
  readonly successors: readonly (readonly number[])[];
  readonly waiting: Int32Array;
}

/** The graph's dependencies, forward or backward in time. */
export function directionOf({ nodes }: RoutingGraph, isForward: boolean): Direction {
  return {
    successors: nodes.map((node) => (isForward ? node.successors : node.predecessors)),
    waiting: Int32Array.from(nodes, (node) => (isForward ? node.predecessors : node.successors).length),
  };
}

/**
 * Routes a graph from given places of its qubits: runs whatever can run and otherwise makes the swap with the least mean
 * distance of the front layer plus half the mean distance of the next gates. Ties are broken by `random`.
 *
 * `mergeBonus` is what a swap is preferred by (in distances of one gate) where it merges with the gate that ran there last.
 * Source: Li, Ding and Xie, ASPLOS 2019, arXiv:1809.02573, algorithm 1 and section 4.4.
 */
export function routeSabre(
  graph: RoutingGraph,
  { successors, waiting }: Direction,
  target: RoutingTarget,
  start: ArrayLike<number>,
  random: Random,
  { isRecorded = true, mergeBonus = 0 }: { readonly isRecorded?: boolean; readonly mergeBonus?: number } = {},
): RoutedPass {
  const { qubitCount: physical, neighbours, distances } = target;
  const { nodes } = graph;
  const places = Int32Array.from(start);
  const virtualAt = new Int32Array(physical).fill(-1);
  places.forEach((at, qubit) => (virtualAt[at] = qubit));
  const left = Int32Array.from(waiting);
  const steps: RoutingStep[] = [];
  let swapCount = 0;
  let work = 0;
  const decay = new Float64Array(physical).fill(1);
  /** The physical partner of each physical qubit in its last gate, where a swap would merge with it. */
  const lastPartner = new Int32Array(physical).fill(-1);
  const distanceOf = (node: number): number => {
    const pair = nodes[node].pair!;
    return distances[places[pair[0]] * physical + places[pair[1]]];
  };
  let front: number[] = [];
  const ready: number[] = [];
  waiting.forEach((count, node) => {
    if (count === 0) ready.push(node);
  });
  const runAll = (): boolean => {
    let hasRun = false;
    while (ready.length > 0) {
      const node = ready.pop()!;
      const { pair } = nodes[node];
      if (pair && distanceOf(node) > 1) {
        front.push(node);
        continue;
      }
      hasRun = true;
      if (isRecorded) steps.push({ node, swap: null });
      if (pair) {
        const [a, b] = [places[pair[0]], places[pair[1]]];
        lastPartner[a] = b;
        lastPartner[b] = a;
      }
      for (const next of successors[node]) if (--left[next] === 0) ready.push(next);
    }
    return hasRun;
  };
  /** Gates after the front layer, breadth first. */
  const lookAhead = (): number[] => {
    const found: number[] = [];
    const queue = [...front];
    const reduced = new Map<number, number>();
    for (const node of queue) {
      if (found.length >= extendedSize) break;
      for (const next of successors[node]) {
        const count = (reduced.get(next) ?? left[next]) - 1;
        reduced.set(next, count);
        if (count > 0) continue;
        queue.push(next);
        if (nodes[next].pair) found.push(next);
      }
    }
    return found;
  };
  const swapPlaces = (a: number, b: number): void => {
    const [first, second] = [virtualAt[a], virtualAt[b]];
    [virtualAt[a], virtualAt[b]] = [second, first];
    if (first >= 0) places[first] = b;
    if (second >= 0) places[second] = a;
    lastPartner[a] = b;
    lastPartner[b] = a;
    swapCount++;
    if (isRecorded) steps.push({ node: -1, swap: [a, b] });
  };
  let stuck = 0;
  let sinceReset = 0;
  let ahead: number[] | null = null;
  /** Gates of the front layer and beyond by physical qubit, to score a swap from what it moves only. */
  const involved: number[][] = Array.from({ length: physical }, () => []);
  runAll();
  while (front.length > 0) {
    ahead ??= lookAhead();
    if (stuck > 10 * (4 + Math.ceil(Math.sqrt(physical)))) {
      // No progress: the nearest pair of the front is brought together on a shortest path.
      const node = front.reduce((best, other) => (distanceOf(other) < distanceOf(best) ? other : best));
      const pair = nodes[node].pair!;
      while (distanceOf(node) > 1) {
        const [from, to] = [places[pair[0]], places[pair[1]]];
        const next = neighbours[from].find(
          (at) => distances[at * physical + to] < distances[from * physical + to],
        )!;
        swapPlaces(from, next);
      }
    } else {
      const touched: number[] = [];
      const frontWeight = 1 / front.length;
      const aheadWeight = ahead.length > 0 ? extendedWeight / ahead.length : 0;
      let total = 0;
      for (let index = 0; index < front.length + ahead.length; index++) {
        const node = index < front.length ? front[index] : ahead[index - front.length];
        const pair = nodes[node].pair!;
        for (const qubit of pair) {
          const at = places[qubit];
          if (involved[at].length === 0) touched.push(at);
          involved[at].push(index);
        }
        total += (index < front.length ? frontWeight : aheadWeight) * distanceOf(node);
      }
      const nodeAt = (index: number): number =>
        index < front.length ? front[index] : ahead![index - front.length];
      /** Change of the score of the gates at `from` when their qubit there goes to `to`. */
      const moved = (from: number, to: number): number => {
        let change = 0;
        for (const index of involved[from]) {
          const [p, q] = nodes[nodeAt(index)].pair!;
          const other = places[p] === from ? places[q] : places[p];
          if (other === to) continue;
          change +=
            (index < front.length ? frontWeight : aheadWeight) *
            (distances[to * physical + other] - distances[from * physical + other]);
        }
        return change;
      };
      let best: [number, number] | null = null;
      let bestScore = Infinity;
      let ties = 1;
      const tried = new Set<number>();
      for (const node of front) {
        for (const qubit of nodes[node].pair!) {
          const a = places[qubit];
          for (const b of neighbours[a]) {
            const key = a < b ? a * physical + b : b * physical + a;
            if (tried.has(key)) continue;
            tried.add(key);
            work++;
            const merges = lastPartner[a] === b && lastPartner[b] === a ? mergeBonus * frontWeight : 0;
            const score = Math.max(decay[a], decay[b]) * (total + moved(a, b) + moved(b, a)) - merges;
            if (score < bestScore - 1e-10) {
              [best, bestScore, ties] = [[a, b], score, 1];
            } else if (score < bestScore + 1e-10 && random.uniform() * ++ties < 1) best = [a, b];
          }
        }
      }
      for (const at of touched) involved[at].length = 0;
      const [a, b] = best!;
      swapPlaces(a, b);
      decay[a] += decayStep;
      decay[b] += decayStep;
      stuck++;
      if (++sinceReset >= decayReset) {
        decay.fill(1);
        sinceReset = 0;
      }
    }
    const waitingFront = front;
    front = [];
    ready.push(...waitingFront);
    if (runAll()) {
      stuck = 0;
      sinceReset = 0;
      decay.fill(1);
      ahead = null;
    }
  }
  return { steps, places, swapCount, work };
}
