import { identityMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import type { GateBasis } from "../synthesis/gate-basis.ts";
import { isBound } from "../synthesis/one-qubit-runs.ts";
import { isBoundPair, pairCost } from "./passes/collect-pairs.ts";
import { applyToPair } from "./passes/pair-matrix.ts";
import type { RoutingGraph } from "./routing-graph.ts";
import type { RoutedPass } from "./sabre.ts";

/** Two-qubit gates of a node alone and of the node with a swap. */
export interface NodeCost {
  readonly plain: number;
  readonly swapped: number;
}

export function nodeCosts({ nodes }: RoutingGraph, basis: GateBasis): NodeCost[] {
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
    let matrix = identityMatrix(4);
    for (const operation of pairs) {
      if (isUnitaryOperation(operation) && isBound(operation)) matrix = applyToPair(operation, pair, matrix);
    }
    const cost = { plain: pairCost(matrix, basis), swapped: pairCost(multiplyMatrices(swap, matrix), basis) };
    if (key !== "") known.set(key, cost);
    return cost;
  });
}

function operationQubitCount(operation: Operation): number {
  return operation.gate === "if" ? 0 : operation.qubits.length;
}

/** Two-qubit gates that a pass comes to, swaps merged with the gates beside them. */
export function passCost(
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
