import { gateMatrix } from "../circuit/gate-matrix.ts";
import type { Operation } from "../circuit/operation.ts";
import { createRandom } from "../math/random.ts";
import type { GateBasis } from "../synthesis/gate-basis.ts";
import { couplingDistances, couplingNeighbours } from "./coupling-map.ts";
import type { CouplingMap } from "./coupling-map.ts";
import { denseLayout } from "./dense-layout.ts";
import { completePlaces, findExactEmbedding } from "./exact-embedding.ts";
import { pairCost } from "./passes/collect-pairs.ts";
import { nodeCosts, passCost } from "./routing-cost.ts";
import { pathLayout } from "./path-layout.ts";
import { routingGraph } from "./routing-graph.ts";
import { directionOf, routeSabre } from "./sabre.ts";
import type { RoutedPass, RoutingTarget } from "./sabre.ts";
import { writePass } from "./write-route.ts";

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
  // Layouts with a meaning first, as they are and improved; then random ones.
  const path = pathLayout(qubitCount, target, random) ?? trivial;
  const candidates = [denseLayout(graph, target), path, trivial];
  /** The cheapest pass so far, once there is one. */
  const best: { pass: RoutedPass; start: readonly number[]; cost: number }[] = [];
  let work = 0;
  const tryFrom = (start: readonly number[]): void => {
    for (const mergeBonus of [0, 0.3, 0.6]) {
      const pass = run(start, mergeBonus);
      work += pass.work;
      const cost = passCost(pass, graph, costs, start, swapCost);
      if (best.length === 0 || cost < best[0].cost) best[0] = { pass, start, cost };
    }
  };
  const improved = (start: readonly number[]): readonly number[] => {
    let places = start;
    for (let round = 0; round < options.rounds; round++) {
      const there = routeSabre(graph, forward, target, places, random, { isRecorded: false });
      const back = routeSabre(graph, backward, target, there.places, random, { isRecorded: false });
      places = Array.from(back.places);
      work += there.work + back.work;
    }
    return places;
  };
  for (let trial = 0; trial < options.trials && (trial === 0 || work < options.work); trial++) {
    if (given) {
      tryFrom(given);
      continue;
    }
    const start = candidates[trial] ?? shuffled();
    tryFrom(improved(start));
    if (trial < candidates.length && trial > 0 && work < options.work) tryFrom(start);
  }
  return finish(best[0].pass, best[0].start, given ? "given layout" : "sabre");
}
