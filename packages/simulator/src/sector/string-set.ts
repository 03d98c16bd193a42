import { occupationRank } from "./occupation-strings.ts";
import { stringLabel, type OrbitalSymmetry } from "./orbital-symmetry.ts";

/** The strings of one spin in the engine's inner order: by symmetry label, then by ascending mask. */
export interface StringSet {
  readonly masks: Uint32Array;
  readonly labels: Uint8Array;
  /** Strings with label g are those in [start[g], start[g + 1]). */
  readonly start: Int32Array;
  /** Position in ascending mask order of each string. */
  readonly toPublic: Int32Array;
  /** Position in this set of each string in ascending mask order. */
  readonly fromPublic: Int32Array;
  /** Inner position of a mask. */
  readonly indexOf: (mask: number) => number;
}

/** Sorts ascending strings by their symmetry label. */
export function createStringSet(ascending: Uint32Array, symmetry: OrbitalSymmetry): StringSet {
  const count = ascending.length;
  const publicLabels = Uint8Array.from(ascending, (mask) => stringLabel(mask, symmetry.labels));
  const start = new Int32Array(symmetry.irrepCount + 1);
  for (const label of publicLabels) start[label + 1]++;
  for (let label = 0; label < symmetry.irrepCount; label++) start[label + 1] += start[label];
  const next = Int32Array.from(start);
  const masks = new Uint32Array(count);
  const labels = new Uint8Array(count);
  const toPublic = new Int32Array(count);
  const fromPublic = new Int32Array(count);
  for (let position = 0; position < count; position++) {
    const inner = next[publicLabels[position]]++;
    masks[inner] = ascending[position];
    labels[inner] = publicLabels[position];
    toPublic[inner] = position;
    fromPublic[position] = inner;
  }
  return { masks, labels, start, toPublic, fromPublic, indexOf: (mask) => fromPublic[occupationRank(mask)] };
}
