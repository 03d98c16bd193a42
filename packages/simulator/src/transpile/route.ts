import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import { createRandom } from "../math/random.ts";
import type { GateBasis } from "../synthesis/gate-basis.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { identity } from "../synthesis/matrix-tools.ts";
import { completePlaces, findExactEmbedding } from "./exact-embedding.ts";
import { couplingDistances, couplingNeighbours } from "./coupling-map.ts";
import type { CouplingMap } from "./coupling-map.ts";
import { exchangeQubits, isBoundPair, pairCost } from "./passes/collect-pairs.ts";
import { relabelOperation } from "./operation-wires.ts";
import { routingGraph } from "./routing-graph.ts";
import type { RoutingGraph } from "./routing-graph.ts";
import { directionOf, routeSabre } from "./sabre.ts";
import type { RoutedPass, RoutingTarget } from "./sabre.ts";

/** Operations on physical qubits, and where each virtual qubit (those without operations at the end) starts and ends. */
export interface RoutedCircuit {
  readonly operations: Operation[];
  readonly initial: readonly number[];
  readonly final: readonly number[];
  readonly swapCount: number;
  readonly method: "given layout" | "exact embedding" | "trivial layout" | "sabre";
}

export interface RouteOptions {
  readonly seed: number;
  /** Layouts to start from. */
  readonly trials: number;
  /** Swaps that may be weighed before no further layout is tried, which keeps large circuits within seconds. */
  readonly work: number;
  /** Rounds forward and backward that improve a layout. */
  readonly rounds: number;
  readonly initialLayout?: readonly number[];
  /** Basis that tells what gates and swaps cost. */
  readonly basis: GateBasis;
  readonly useTrivialLayout: boolean;
}

/** Two-qubit gates of a node alone and of the node with a swap. */
interface NodeCost {
  readonly plain: number;
  readonly swapped: number;
}

function nodeCosts({ nodes }: RoutingGraph, basis: GateBasis): NodeCost[] {
  const swap = gateMatrix("swap", []);
  const known = new Map<string, NodeCost>();
  return nodes.map(({ pair, operations }) => {
    if (!pair) return { plain: 0, swapped: 0 };
    const pairs = operations.filter((operation) => operation.gate !== "gphase");
    if (pairs.some((operation) => operationQubitCount(operation) === 2 && !isBoundPair(operation))) {
      return { plain: 2, swapped: 3 };
    }
    const two = pairs.filter(isBoundPair);
    const key =
      two.length === 1 && two[0].gate !== "unitary"
        ? `${two[0].gate} ${JSON.stringify(two[0].parameters)}`
        : "";
    const found = key === "" ? undefined : known.get(key);
    if (found) return found;
    // One-qubit gates between pairs matter; those before and after do not.
    let matrix = identity(4);
    for (const operation of pairs) {
      if (!("parameters" in operation)) continue;
      const own = operationMatrixOnPair(operation, pair);
      if (own) matrix = multiplyMatrices(own, matrix);
    }
    const cost = { plain: pairCost(matrix, basis), swapped: pairCost(multiplyMatrices(swap, matrix), basis) };
    if (key !== "") known.set(key, cost);
    return cost;
  });
}

function operationQubitCount(operation: Operation): number {
  return operation.gate === "if" ? 0 : operation.qubits.length;
}

function operationMatrixOnPair(
  operation: Extract<Operation, { readonly parameters: readonly unknown[] }>,
  pair: readonly [number, number],
): ReturnType<typeof operationMatrix> | null {
  if ((operation.parameters as readonly unknown[]).some((value) => typeof value !== "number")) return null;
  if (operation.qubits.length === 2) {
    const matrix = operationMatrix(operation);
    return operation.qubits[0] === pair[0] ? matrix : exchangeQubits(matrix);
  }
  if (operation.qubits.length !== 1) return null;
  const one = operationMatrix(operation);
  const isLow = operation.qubits[0] === pair[0];
  const size = 4;
  const real = new Float64Array(16);
  const imaginary = new Float64Array(16);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const [kept, other] = isLow ? [row >> 1, column >> 1] : [row & 1, column & 1];
      if (kept !== other) continue;
      const at = isLow ? (row & 1) * 2 + (column & 1) : (row >> 1) * 2 + (column >> 1);
      real[row * size + column] = one.real[at];
      imaginary[row * size + column] = one.imaginary[at];
    }
  }
  return { size, real, imaginary };
}

/** Two-qubit gates that a pass comes to, swaps merged with the gates beside them. */
function passCost(
  { steps }: RoutedPass,
  { nodes }: RoutingGraph,
  costs: readonly NodeCost[],
  start: readonly number[],
  swapCost: number,
): number {
  const places = Int32Array.from(start);
  const virtualAt = new Int32Array(places.length);
  places.forEach((at, qubit) => (virtualAt[at] = qubit));
  /** The open run on a physical pair: the cost without and with one more swap. */
  const open = new Map<number, { partner: number; plain: number; swapped: number; isMerged: boolean }>();
  let total = 0;
  for (const { node, swap } of steps) {
    const pair = swap ?? nodes[node].pair?.map((qubit) => places[qubit]);
    if (!pair) continue;
    const [a, b] = pair;
    const run = open.get(a);
    const isSame = run !== undefined && run === open.get(b);
    if (swap) {
      if (isSame) {
        total += run.swapped - run.plain;
        [run.plain, run.swapped] = [run.swapped, run.plain];
      } else {
        const next = { partner: b, plain: swapCost, swapped: 0, isMerged: false };
        total += swapCost;
        open.set(a, next);
        open.set(b, next);
      }
      const [first, second] = [virtualAt[a], virtualAt[b]];
      [virtualAt[a], virtualAt[b]] = [second, first];
      [places[first], places[second]] = [b, a];
      continue;
    }
    const { plain, swapped } = costs[node];
    if (isSame && !run.isMerged && run.swapped === 0) {
      // A swap alone came before: the gate takes it in.
      total += swapped - run.plain;
      [run.plain, run.swapped, run.isMerged] = [swapped, plain, true];
      continue;
    }
    const next = { partner: b, plain, swapped, isMerged: true };
    total += plain;
    open.set(a, next);
    open.set(b, next);
  }
  return total;
}

/** A layout around the densest part of the map: qubits in the order of their use go beside those they act with. */
function denseLayout(graph: RoutingGraph, { neighbours, distances, qubitCount }: RoutingTarget): number[] {
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

/** Operations inside a conditional on physical qubits: each pair is brought together and back, so that every branch ends as it began. */
function routeBranch(
  operations: readonly Operation[],
  places: ArrayLike<number>,
  target: RoutingTarget,
): Operation[] {
  return operations.flatMap((operation): Operation[] => {
    if (operation.gate === "if") {
      return [
        {
          ...operation,
          then: routeBranch(operation.then, places, target),
          otherwise: routeBranch(operation.otherwise, places, target),
        },
      ];
    }
    const moved = relabelOperation(operation, (qubit) => places[qubit]);
    if (!("parameters" in moved) || moved.qubits.length < 2) return [moved];
    const [from, to] = moved.qubits;
    const path: Operation[] = [];
    let at = from;
    while (target.distances[at * target.qubitCount + to] > 1) {
      const distance = target.distances[at * target.qubitCount + to];
      const next = target.neighbours[at].find(
        (other) => target.distances[other * target.qubitCount + to] < distance,
      )!;
      path.push(gate("swap", [at, next]));
      at = next;
    }
    return [...path, { ...moved, qubits: [at, to] }, ...path.toReversed()];
  });
}

/** The operations of a pass on physical qubits, one-qubit gates and all else in their order. */
function writePass(
  { steps }: RoutedPass,
  { first, nodes }: RoutingGraph,
  start: readonly number[],
  target: RoutingTarget,
): Operation[] {
  const places = Int32Array.from(start);
  const virtualAt = new Int32Array(places.length);
  places.forEach((at, qubit) => (virtualAt[at] = qubit));
  const written: Operation[] = [];
  const write = (operation: Operation): void => {
    if (operation.gate === "if") written.push(...routeBranch([operation], places, target));
    else written.push(relabelOperation(operation, (qubit) => places[qubit]));
  };
  first.forEach(write);
  for (const { node, swap } of steps) {
    if (!swap) {
      nodes[node].operations.forEach(write);
      continue;
    }
    const [a, b] = swap;
    written.push(gate("swap", [a, b]));
    const [one, other] = [virtualAt[a], virtualAt[b]];
    [virtualAt[a], virtualAt[b]] = [other, one];
    [places[one], places[other]] = [b, a];
  }
  return written;
}

/**
 * Operations on at most two qubits placed on a coupling map, with swaps where a pair is apart. An exact embedding is taken where
 * one is found; else the best of several SABRE layouts and passes, judged by two-qubit gates with swaps merged into the gates
 * beside them. Everything random follows the seed.
 */
export function routeOperations(
  operations: readonly Operation[],
  qubitCount: number,
  coupling: CouplingMap,
  options: RouteOptions,
): RoutedCircuit {
  const graph = routingGraph(operations, qubitCount);
  const target: RoutingTarget = {
    qubitCount: coupling.qubitCount,
    neighbours: couplingNeighbours(coupling),
    distances: couplingDistances(coupling),
  };
  const random = createRandom(options.seed);
  const forward = directionOf(graph, true);
  const backward = directionOf(graph, false);
  const trivial = completePlaces(
    Int32Array.from({ length: qubitCount }, (_, qubit) => qubit),
    target.qubitCount,
  );
  const run = (start: readonly number[], mergeBonus = 0): RoutedPass =>
    routeSabre(graph, forward, target, start, random, { mergeBonus });
  const finish = (
    pass: RoutedPass,
    start: readonly number[],
    method: RoutedCircuit["method"],
  ): RoutedCircuit => ({
    operations: writePass(pass, graph, start, target),
    initial: start,
    final: Array.from(pass.places),
    swapCount: pass.swapCount,
    method,
  });
  const given = options.initialLayout && completePlaces(options.initialLayout, target.qubitCount);
  if (!given) {
    const plain = run(trivial);
    if (plain.swapCount === 0) return finish(plain, trivial, "trivial layout");
    if (options.useTrivialLayout) return finish(plain, trivial, "trivial layout");
    const exact = findExactEmbedding(graph, target.neighbours, random);
    if (exact) return finish(run(exact), exact, "exact embedding");
  }
  const costs = nodeCosts(graph, options.basis);
  const swapCost = pairCost(gateMatrix("swap", []), options.basis);
  const shuffled = (): number[] => {
    const list = [...trivial];
    for (let index = list.length - 1; index > 0; index--) {
      const other = Math.floor(random.uniform() * (index + 1));
      [list[index], list[other]] = [list[other], list[index]];
    }
    return list;
  };
  let best: { pass: RoutedPass; start: readonly number[]; cost: number } | null = null;
  let work = 0;
  for (let trial = 0; trial < options.trials && (trial === 0 || work < options.work); trial++) {
    let start: readonly number[] =
      given ?? (trial === 0 ? denseLayout(graph, target) : trial === 1 ? trivial : shuffled());
    if (!given) {
      for (let round = 0; round < options.rounds; round++) {
        const there = routeSabre(graph, forward, target, start, random, { isRecorded: false });
        const back = routeSabre(graph, backward, target, there.places, random, { isRecorded: false });
        start = Array.from(back.places);
        work += there.work + back.work;
      }
    }
    for (const mergeBonus of [0, 0.3, 0.6]) {
      const pass = run(start, mergeBonus);
      work += pass.work;
      const cost = passCost(pass, graph, costs, start, swapCost);
      if (!best || cost < best.cost) best = { pass, start, cost };
    }
  }
  return finish(best!.pass, best!.start, given ? "given layout" : "sabre");
}
