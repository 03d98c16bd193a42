import { InvalidArgumentError } from "../errors.ts";

/** Which pairs of a machine's qubits two-qubit gates may act on. Frozen and JSON-safe. */
export interface CouplingMap {
  readonly qubitCount: number;
  /** Pairs [a, b]; both orders are allowed unless the map is directed. */
  readonly edges: readonly (readonly [number, number])[];
  /** Whether gates such as cx may act in the order of the pairs only; the other order is made by turning the gate around. */
  readonly isDirected: boolean;
}

const greatestQubitCount = 4096;

function checkSize(value: number, field: string, least: number): void {
  if (!Number.isInteger(value) || value < least || value > greatestQubitCount) {
    throw new InvalidArgumentError(
      `${field} must be an integer in [${least}, ${greatestQubitCount}], got ${value}`,
      {
        field,
      },
    );
  }
}

/**
 * A coupling map from its pairs (also from parsed JSON).
 * Throws {@link InvalidArgumentError} for qubits out of range, a pair of equal qubits, and a map that is not connected.
 */
export function createCouplingMap(
  qubitCount: number,
  edges: readonly (readonly [number, number])[],
  { isDirected = false }: { readonly isDirected?: boolean } = {},
): CouplingMap {
  checkSize(qubitCount, "qubitCount", 1);
  if (!Array.isArray(edges)) {
    throw new InvalidArgumentError(`edges must be a list of pairs of qubits, got ${String(edges)}`, {
      field: "edges",
    });
  }
  const seen = new Set<number>();
  const kept: (readonly [number, number])[] = [];
  (edges as readonly (readonly [number, number])[]).forEach((edge, index) => {
    const isPair = Array.isArray(edge) && (edge as readonly unknown[]).length === 2;
    const isInside =
      isPair && edge.every((qubit) => Number.isInteger(qubit) && qubit >= 0 && qubit < qubitCount);
    if (!isInside || edge[0] === edge[1]) {
      throw new InvalidArgumentError(
        `edges[${index}] must be two different qubits in [0, ${qubitCount - 1}], got ${JSON.stringify(edge)}`,
        { field: "edges" },
      );
    }
    const [a, b] = isDirected || edge[0] < edge[1] ? edge : [edge[1], edge[0]];
    if (seen.has(a * qubitCount + b)) return;
    seen.add(a * qubitCount + b);
    kept.push(Object.freeze([a, b] as const));
  });
  const map = Object.freeze({ qubitCount, edges: Object.freeze(kept), isDirected });
  const unreached = couplingDistances(map).subarray(0, qubitCount).indexOf(unreachable);
  if (unreached >= 0) {
    throw new InvalidArgumentError(
      `the coupling map must be connected, but no path leads from qubit 0 to qubit ${unreached}`,
      { field: "edges" },
    );
  }
  return map;
}

/** Qubits 0 … n − 1 in a row. */
export function lineCoupling(qubitCount: number): CouplingMap {
  checkSize(qubitCount, "qubitCount", 1);
  return createCouplingMap(
    qubitCount,
    Array.from({ length: qubitCount - 1 }, (_, a) => [a, a + 1] as const),
  );
}

/** Qubits in a circle. */
export function ringCoupling(qubitCount: number): CouplingMap {
  checkSize(qubitCount, "qubitCount", 3);
  return createCouplingMap(
    qubitCount,
    Array.from({ length: qubitCount }, (_, a) => [a, (a + 1) % qubitCount] as const),
  );
}

/** A rectangle of rows × columns qubits, numbered row by row. */
export function gridCoupling(rows: number, columns: number): CouplingMap {
  checkSize(rows, "rows", 1);
  checkSize(columns, "columns", 1);
  checkSize(rows * columns, "rows × columns", 1);
  const edges: [number, number][] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (column + 1 < columns) edges.push([at, at + 1]);
      if (row + 1 < rows) edges.push([at, at + columns]);
    }
  }
  return createCouplingMap(rows * columns, edges);
}

/** Most qubits of a map that lists every pair. */
const greatestFullCount = 512;

/** Every pair, on up to 512 qubits; transpiling without a map means the same and has no such limit. */
export function fullCoupling(qubitCount: number): CouplingMap {
  checkSize(qubitCount, "qubitCount", 1);
  if (qubitCount > greatestFullCount) {
    throw new InvalidArgumentError(
      `qubitCount must be in [1, ${greatestFullCount}] for a map of all pairs, got ${qubitCount}; leave the map out instead`,
      { field: "qubitCount" },
    );
  }
  const edges: [number, number][] = [];
  for (let a = 0; a < qubitCount; a++) for (let b = a + 1; b < qubitCount; b++) edges.push([a, b]);
  return createCouplingMap(qubitCount, edges);
}

/**
 * The heavy-hexagonal lattice of an odd distance d, (5d² − 2d − 1)/2 qubits of at most three neighbours: 19 for d = 3, 57 for
 * d = 5, 115 for d = 7. The d² data qubits come first, row by row, then the d(d − 1) flag qubits between neighbours of a row,
 * then the (d² − 1)/2 qubits that join rows. Source: Chamberland et al., Phys. Rev. X 10, 011022 (2020), figure 2.
 */
export function heavyHexCoupling(distance: number): CouplingMap {
  if (!Number.isInteger(distance) || distance < 3 || distance % 2 === 0 || distance > 39) {
    throw new InvalidArgumentError(`distance must be an odd integer in [3, 39], got ${distance}`, {
      field: "distance",
    });
  }
  const d = distance;
  const edges: [number, number][] = [];
  let next = d * d;
  const data = (row: number, column: number): number => row * d + column;
  // A flag between neighbours of a row; a bridge between two flags of neighbouring rows, or at the rim a flag and a data qubit.
  const flags = new Map<string, number>();
  for (let row = 0; row < d; row++) {
    for (let column = 0; column + 1 < d; column++) {
      flags.set(`${row},${column}`, next);
      edges.push([data(row, column), next], [next, data(row, column + 1)]);
      next++;
    }
  }
  for (let row = 0; row + 1 < d; row++) {
    for (let column = row % 2; column + 1 < d; column += 2) {
      const [upper, lower] = [flags.get(`${row},${column}`)!, flags.get(`${row + 1},${column}`)!];
      edges.push([upper, next], [next, lower]);
      next++;
    }
    // The rim alternates between the left and the right side.
    const column = row % 2 === 0 ? d - 1 : 0;
    edges.push([data(row, column), next], [next, data(row + 1, column)]);
    next++;
  }
  return createCouplingMap(next, edges);
}

/** Distance of qubits that no path joins. */
export const unreachable = 65535;

/** Neighbours of every qubit, either direction. */
export function couplingNeighbours({ qubitCount, edges }: CouplingMap): number[][] {
  const neighbours = Array.from({ length: qubitCount }, (): Set<number> => new Set());
  for (const [a, b] of edges) {
    neighbours[a].add(b);
    neighbours[b].add(a);
  }
  return neighbours.map((set) => [...set].sort((a, b) => a - b));
}

/** Edges on the shortest path between qubits a and b at a·qubitCount + b, by breadth-first search. */
export function couplingDistances(map: CouplingMap): Uint16Array {
  const { qubitCount } = map;
  const neighbours = couplingNeighbours(map);
  const distances = new Uint16Array(qubitCount * qubitCount).fill(unreachable);
  for (let start = 0; start < qubitCount; start++) {
    const row = distances.subarray(start * qubitCount, (start + 1) * qubitCount);
    row[start] = 0;
    const queue = [start];
    for (const at of queue) {
      for (const next of neighbours[at]) {
        if (row[next] !== unreachable) continue;
        row[next] = row[at] + 1;
        queue.push(next);
      }
    }
  }
  return distances;
}
