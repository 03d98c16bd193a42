/** A pair of qubits (lower, higher) whose excitations an XY rotation exchanges. */
export type MixerEdge = readonly [lower: number, higher: number];

/**
 * The rotations of the XY mixer on a ring, in their order: pairs (j, j+1) of even j, those of odd j, then (0, n−1).
 * The same order as QOKit's (qokit/fur, furxy_ring).
 */
export function ringEdges(qubitCount: number): MixerEdge[] {
  const edges: MixerEdge[] = [];
  for (const parity of [0, 1]) {
    for (let qubit = parity; qubit + 1 < qubitCount; qubit += 2) edges.push([qubit, qubit + 1]);
  }
  if (qubitCount > 2) edges.push([0, qubitCount - 1]);
  return edges;
}

/**
 * The rotations of the XY mixer on all pairs, one Trotter step in lexicographic order: (0, 1), (0, 2), …, (n−2, n−1).
 * The same order as QOKit's (qokit/fur, furxy_complete).
 */
export function completeEdges(qubitCount: number): MixerEdge[] {
  const edges: MixerEdge[] = [];
  for (let lower = 0; lower < qubitCount; lower++) {
    for (let higher = lower + 1; higher < qubitCount; higher++) edges.push([lower, higher]);
  }
  return edges;
}

/** Pairs that the mixer rotates; undefined for one that rotates none. */
export function mixerEdges(mixer: string, qubitCount: number): MixerEdge[] | undefined {
  if (mixer === "xy-ring") return ringEdges(qubitCount);
  return mixer === "xy-complete" ? completeEdges(qubitCount) : undefined;
}
