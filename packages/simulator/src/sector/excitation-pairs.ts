import { applyLadders } from "./occupation-strings.ts";
import type { SpinLadders } from "./sector-ansatz.ts";
import type { StringSet } from "./string-set.ts";

/** The strings of one spin that a product of ladder operators connects: T|source⟩ = sign · |target⟩. */
export interface ExcitationPairs {
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  readonly signs: Int8Array;
}

/** All pairs of a product of ladder operators, sources ascending. Without operators every string pairs with itself. */
export function excitationPairs(strings: StringSet, ladders: SpinLadders): ExcitationPairs {
  const sources: number[] = [];
  const targets: number[] = [];
  const signs: number[] = [];
  for (let source = 0; source < strings.masks.length; source++) {
    const image = applyLadders(strings.masks[source], ladders.create, ladders.annihilate);
    if (!image) continue;
    sources.push(source);
    targets.push(strings.indexOf(image.mask));
    signs.push(image.sign);
  }
  return {
    sources: Int32Array.from(sources),
    targets: Int32Array.from(targets),
    signs: Int8Array.from(signs),
  };
}

/**
 * Pairs ordered for the kernels: by the label of the source, positive signs before negative ones.
 * Segment (h, sign) is [segments[2h], segments[2h + 1]) for +1 and [segments[2h + 1], segments[2h + 2]) for −1.
 */
export interface SegmentedPairs {
  readonly segments: Int32Array;
  /** Two words a pair: byte offset of the source, byte offset of the target. */
  readonly offsets: Int32Array;
}

/** Orders pairs into segments. */
export function segmentPairs(strings: StringSet, pairs: ExcitationPairs): SegmentedPairs {
  const irrepCount = strings.start.length - 1;
  const segments = new Int32Array(2 * irrepCount + 1);
  const offsets = new Int32Array(2 * pairs.sources.length);
  let filled = 0;
  for (let segment = 0; segment < 2 * irrepCount; segment++) {
    segments[segment] = filled;
    for (let pair = 0; pair < pairs.sources.length; pair++) {
      const source = pairs.sources[pair];
      const negative = pairs.signs[pair] < 0 ? 1 : 0;
      if (2 * strings.labels[source] + negative !== segment) continue;
      offsets[2 * filled] = 8 * source;
      offsets[2 * filled + 1] = 8 * pairs.targets[pair];
      filled++;
    }
  }
  segments[2 * irrepCount] = filled;
  return { segments, offsets };
}
