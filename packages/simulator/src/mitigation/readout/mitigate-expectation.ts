import { InvalidArgumentError } from "../../errors.ts";
import type { Counts, MitigatedValue } from "../executor.ts";
import { parseCounts } from "./counts.ts";
import type { ParsedCounts } from "./counts.ts";
import { invertConfusion } from "./full-inverse.ts";
import { checkReadoutModel } from "./readout-model.ts";
import type { Confusion, ReadoutModel } from "./readout-model.ts";

/** Σ coefficient · Πₖ Zₖ over classical bits: texts of I and Z printed from the highest bit to the lowest, { ZZI: 0.5 }. */
export type BitObservable = Readonly<Record<string, number>>;

export interface ReadoutExpectationDetails {
  /** Part of the standard error from the counts. */
  readonly shotError: number;
  /** Part from the calibration's own shots; 0 when the model has no `calibrationShots`. */
  readonly calibrationError: number;
}

interface Term {
  readonly bits: readonly number[];
  readonly coefficient: number;
}

function parseObservable(observable: BitObservable, bitCount: number): Term[] {
  const entries = Object.entries(observable);
  if (entries.length === 0)
    throw new InvalidArgumentError("observable must hold a term, got none", { field: "observable" });
  return entries.map(([text, coefficient]) => {
    if (!/^[IZ]+$/.test(text) || text.length !== bitCount || !Number.isFinite(coefficient)) {
      throw new InvalidArgumentError(
        `observable must have texts of ${bitCount} letters I or Z with finite coefficients, got "${text}": ${coefficient}`,
        { field: "observable" },
      );
    }
    const letters = Array.from(text).reverse();
    return { coefficient, bits: letters.flatMap((letter, bit) => (letter === "Z" ? [bit] : [])) };
  });
}

/** Per string: the value of the observable, of its mitigated twin, and the variance that calibration adds to the mean. */
interface Evaluation {
  readonly raw: Float64Array;
  readonly mitigated: Float64Array;
  readonly calibrationVariance: number;
}

const plainValue = (terms: readonly Term[], text: Uint8Array): number =>
  terms.reduce(
    (sum, { bits, coefficient }) =>
      sum + coefficient * bits.reduce((sign, bit) => (text[bit] ? -sign : sign), 1),
    0,
  );

/** Variance of a measured probability, kept above 0 when the event was never or always seen (Laplace's rule). */
function frequencyVariance(probability: number, shots: number): number {
  const smooth = (probability * shots + 1) / (shots + 2);
  return (smooth * (1 - smooth)) / shots;
}

/**
 * A bit's Z becomes w(m) with Σ_m P(m|a) w(m) = (−1)ᵃ: w(0) = (1 + α − β)/Δ, w(1) = −(1 − α + β)/Δ for
 * α = P(1|0), β = P(0|1), Δ = 1 − α − β. A product of Z's becomes the product of their w's, at no exponential cost.
 */
function evaluateTensored(
  confusions: readonly Confusion[],
  terms: readonly Term[],
  { bits: texts, frequencies }: ParsedCounts,
  calibrationShots: number | undefined,
): Evaluation {
  const weights = confusions.map(([[, alpha], [beta]]) => {
    const delta = 1 - alpha - beta;
    return {
      value: [(1 + alpha - beta) / delta, -(1 - alpha + beta) / delta],
      byAlpha: [(2 - 2 * beta) / delta ** 2, (-2 * beta) / delta ** 2],
      byBeta: [(2 * alpha) / delta ** 2, (2 * alpha - 2) / delta ** 2],
    };
  });
  const [slopesAlpha, slopesBeta] = [
    new Float64Array(confusions.length),
    new Float64Array(confusions.length),
  ];
  const mitigated = Float64Array.from(texts, (text, at) =>
    terms.reduce((sum, { bits, coefficient }) => {
      const product = bits.reduce((value, bit) => value * weights[bit].value[text[bit]], coefficient);
      for (const bit of bits) {
        const { value, byAlpha, byBeta } = weights[bit];
        const others = (frequencies[at] * product) / value[text[bit]];
        slopesAlpha[bit] += others * byAlpha[text[bit]];
        slopesBeta[bit] += others * byBeta[text[bit]];
      }
      return sum + product;
    }, 0),
  );
  const calibrationVariance =
    calibrationShots === undefined
      ? 0
      : confusions.reduce(
          (sum, [[, alpha], [beta]], bit) =>
            sum +
            slopesAlpha[bit] ** 2 * frequencyVariance(alpha, calibrationShots) +
            slopesBeta[bit] ** 2 * frequencyVariance(beta, calibrationShots),
          0,
        );
  return { raw: Float64Array.from(texts, (text) => plainValue(terms, text)), mitigated, calibrationVariance };
}

/** w = A⁻¹o over all bitstrings; calibration adds Σₐ pₐ² Var(w | a)/shots, p the mitigated quasi-probabilities. */
function evaluateFull(
  confusion: Confusion,
  terms: readonly Term[],
  { bitCount, bits: texts, texts: names, frequencies }: ParsedCounts,
  calibrationShots: number | undefined,
): Evaluation {
  const size = 2 ** bitCount;
  const inverse = invertConfusion(confusion);
  const plain = Array.from({ length: size }, (_, index) =>
    plainValue(
      terms,
      Uint8Array.from({ length: bitCount }, (_unused, bit) => (index >> bit) & 1),
    ),
  );
  const weights = inverse.map((row) => row.reduce((sum, entry, at) => sum + entry * plain[at], 0));
  const quasi = new Float64Array(size);
  names.forEach((name, at) => {
    inverse[parseInt(name, 2)].forEach((entry, actual) => (quasi[actual] += entry * frequencies[at]));
  });
  const calibrationVariance =
    calibrationShots === undefined
      ? 0
      : confusion.reduce((sum, row, actual) => {
          const mean = row.reduce((total, entry, read) => total + entry * weights[read], 0);
          const square = row.reduce((total, entry, read) => total + entry * weights[read] ** 2, 0);
          return sum + (quasi[actual] ** 2 * Math.max(0, square - mean * mean)) / calibrationShots;
        }, 0);
  return {
    raw: Float64Array.from(texts, (text) => plainValue(terms, text)),
    mitigated: Float64Array.from(names, (name) => weights[parseInt(name, 2)]),
    calibrationVariance,
  };
}

/**
 * The expectation value of a sum of Z products with readout errors taken out, unbiased, without the 2ⁿ probabilities: for a
 * tensored model it costs (bitstrings read) × (letters Z), for any number of bits. The standard error holds the shot noise of
 * the counts and, where the model has `calibrationShots`, that of the calibration. `samplingOverhead` is the variance of one
 * shot's mitigated value over that of its plain one.
 *
 * Bravyi et al., arXiv:2006.14044, section II. Throws {@link InvalidArgumentError} for what does not fit together.
 */
export function mitigateReadoutExpectation(
  counts: Counts,
  model: ReadoutModel,
  observable: BitObservable,
): MitigatedValue<ReadoutExpectationDetails> {
  const bitCount = checkReadoutModel(model);
  const parsed = parseCounts(counts, bitCount);
  const terms = parseObservable(observable, bitCount);
  const { raw, mitigated, calibrationVariance } =
    model.kind === "full"
      ? evaluateFull(model.confusion, terms, parsed, model.calibrationShots)
      : evaluateTensored(model.confusions, terms, parsed, model.calibrationShots);
  const moments = (values: Float64Array): { mean: number; variance: number } => {
    const mean = values.reduce((sum, value, at) => sum + value * parsed.frequencies[at], 0);
    return {
      mean,
      variance: values.reduce((sum, value, at) => sum + (value - mean) ** 2 * parsed.frequencies[at], 0),
    };
  };
  const [plain, better] = [moments(raw), moments(mitigated)];
  const shotError = Math.sqrt(better.variance / parsed.shots);
  const definition =
    "variance of one shot's mitigated value over that of its plain value: shots for equal error";
  const largest = (values: Float64Array): number =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const warnings: string[] = [];
  const reach = terms.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 0);
  const standardError = Math.sqrt(shotError ** 2 + calibrationVariance);
  if (Math.abs(better.mean) > reach + 3 * standardError) {
    warnings.push(
      "The mitigated value lies outside the observable's range by more than 3 standard errors: the model does not fit the counts.",
    );
  }
  return {
    value: better.mean,
    standardError,
    rawValue: plain.mean,
    rawStandardError: Math.sqrt(plain.variance / parsed.shots),
    samplingOverhead:
      plain.variance > 0
        ? { factor: better.variance / plain.variance, definition }
        : {
            factor: (largest(mitigated) / (largest(raw) || 1)) ** 2,
            definition: `${definition}; here the ratio of the largest squares, as all shots gave one value`,
          },
    circuitsRun: 1,
    shotsUsed: parsed.shots,
    details: { shotError, calibrationError: Math.sqrt(calibrationVariance) },
    warnings,
  };
}
