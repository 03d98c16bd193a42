import { InvalidArgumentError } from "../../errors.ts";
import type { Counts, SamplingOverhead } from "../executor.ts";
import { parseCounts } from "../readout/counts.ts";

/** A quantity that every noise-free outcome shares, over classical bits (all of them if `bits` is left out). */
export type Symmetry =
  | { readonly kind: "parity"; readonly value: 0 | 1; readonly bits?: readonly number[] }
  /** Number of ones: the Hamming weight, or particles of a spin in the Jordan–Wigner picture. */
  | { readonly kind: "particle-number"; readonly value: number; readonly bits?: readonly number[] };

export interface PostselectedCounts {
  readonly counts: Counts;
  readonly keptShots: number;
  readonly shots: number;
  /** keptShots/shots with its standard error. */
  readonly acceptance: number;
  readonly acceptanceError: number;
  readonly samplingOverhead: SamplingOverhead;
  readonly warnings: readonly string[];
}

const lowAcceptance = 0.1;

function ones(symmetry: Symmetry, bits: Uint8Array): number {
  return symmetry.bits
    ? symmetry.bits.reduce((sum, bit) => sum + bits[bit], 0)
    : bits.reduce((sum, bit) => sum + bit, 0);
}

/**
 * Counts whose bitstrings have the symmetries of the noise-free state: outcomes that can only come from an error are left
 * out (McArdle, Yuan and Benjamin, arXiv:1807.02467; Bonet-Monroig et al., arXiv:1807.10050). Errors that keep the symmetries
 * remain. Meaningful for counts of measurements in a basis in which the symmetry is diagonal.
 * Throws {@link InvalidArgumentError} for no symmetry, bits or values out of range, or when no shot is left.
 */
export function postselectCounts(counts: Counts, symmetries: readonly Symmetry[]): PostselectedCounts {
  const { bitCount, shots, texts, bits } = parseCounts(counts);
  if (symmetries.length === 0) {
    throw new InvalidArgumentError("symmetries must hold at least one, got none", { field: "symmetries" });
  }
  symmetries.forEach((symmetry, index) => {
    const where = `symmetries[${index}]`;
    const chosen = symmetry.bits ?? Array.from({ length: bitCount }, (_, bit) => bit);
    if (
      chosen.some((bit) => !Number.isInteger(bit) || bit < 0 || bit >= bitCount) ||
      new Set(chosen).size !== chosen.length
    ) {
      throw new InvalidArgumentError(
        `${where}.bits must be different and in [0, ${bitCount - 1}], got ${chosen.join(", ")}`,
        {
          field: where,
        },
      );
    }
    if (!["parity", "particle-number"].includes(symmetry.kind)) {
      throw new InvalidArgumentError(
        `${where}.kind must be parity or particle-number, got ${symmetry.kind as string}`,
        {
          field: where,
        },
      );
    }
    const most = symmetry.kind === "parity" ? 1 : chosen.length;
    if (!Number.isInteger(symmetry.value) || symmetry.value < 0 || symmetry.value > most) {
      throw new InvalidArgumentError(
        `${where}.value must be an integer in [0, ${most}], got ${symmetry.value}`,
        {
          field: where,
        },
      );
    }
  });
  const isKept = (text: Uint8Array): boolean =>
    symmetries.every((symmetry) => {
      const count = ones(symmetry, text);
      return (symmetry.kind === "parity" ? count % 2 : count) === symmetry.value;
    });
  const kept = texts.filter((_, at) => isKept(bits[at]));
  const keptShots = kept.reduce((sum, text) => sum + counts[text], 0);
  if (keptShots === 0) {
    throw new InvalidArgumentError(`no shot of ${shots} has the symmetries; check bits and values`, {
      field: "symmetries",
    });
  }
  const acceptance = keptShots / shots;
  return {
    counts: Object.fromEntries(kept.map((text) => [text, counts[text]])),
    keptShots,
    shots,
    acceptance,
    acceptanceError: Math.sqrt((acceptance * (1 - acceptance)) / shots),
    samplingOverhead: { factor: 1 / acceptance, definition: "shots run for each shot that is kept" },
    warnings:
      acceptance < lowAcceptance
        ? [
            `Only ${(100 * acceptance).toPrecision(2)} % of the shots are kept: most carry errors, and so may those that are left.`,
          ]
        : [],
  };
}
