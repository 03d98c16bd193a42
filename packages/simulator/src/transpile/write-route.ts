import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { relabelOperation } from "./operation-wires.ts";
import type { RoutingGraph } from "./routing-graph.ts";
import type { RoutedPass, RoutingTarget } from "./sabre.ts";

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
export function writePass(
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
