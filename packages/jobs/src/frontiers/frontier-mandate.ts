import type { FrontierRequest } from "@ansatz/contract";
import { MandateError, type GroupLimit, type WeightMandate } from "@ansatz/finance";
import { assetNames } from "../portfolios/asset-names.ts";
import { groupLimitsOf } from "../portfolios/group-limits.ts";
import type { Market } from "../portfolios/read-market.ts";

/** Limits of continuous weights, JSON-safe, with what is limited said in sentences. */
export interface FrontierMandate {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly groups: readonly GroupLimit[];
  readonly today: readonly number[] | null;
  readonly maximumTurnover: number | null;
  /** Least weight of an asset that is held, where holdings are counted. */
  readonly minimumHolding: number;
}

/** Least weight that counts as a holding where a request names none. */
const leastHolding = 0.01;

/**
 * The limits of a request with their names looked up. A least weight is one of every asset, or with a cardinality one of
 * those held; a required asset has at least that weight, or 1 %.
 *
 * @throws MandateError for unknown names and limits out of range.
 */
export function frontierMandate(request: FrontierRequest, { moments }: Market): FrontierMandate {
  const { minimumWeight, maximumWeight, cardinality, maximumTurnover } = request;
  const { indexOf, toNumbers } = assetNames(moments);
  const n = moments.assets.length;
  if (minimumWeight > maximumWeight) {
    throw new MandateError(
      `minimumWeight must not exceed maximumWeight, got ${minimumWeight} > ${maximumWeight}`,
      { minimumWeight, maximumWeight },
    );
  }
  for (const [field, value] of Object.entries({ cardinality, pick: request.pick })) {
    if (value === undefined || value <= n) continue;
    throw new MandateError(`${field} must be in [1, ${n}], the number of assets, got ${value}`, {
      [field]: value,
      assetCount: n,
    });
  }
  const ofAll = cardinality === undefined ? minimumWeight : 0;
  const lower = new Float64Array(n).fill(ofAll);
  const upper = new Float64Array(n).fill(maximumWeight);
  const holding = minimumWeight > 0 ? minimumWeight : Math.min(leastHolding, maximumWeight);
  const required = (request.required ?? []).map((name) => indexOf(name, "required"));
  const excluded = (request.excluded ?? []).map((name) => indexOf(name, "excluded"));
  for (const index of required) lower[index] = holding;
  for (const index of excluded) {
    if (required.includes(index)) {
      const { name } = moments.assets[index];
      throw new MandateError(
        `the mandate contradicts itself: "hold ${name}", "do not hold ${name}" cannot hold together; relax one of them`,
        { conflict: [`hold ${name}`, `do not hold ${name}`] },
      );
    }
    lower[index] = 0;
    upper[index] = 0;
  }
  const today = request.today ? toNumbers(request.today, "today") : undefined;
  if (maximumTurnover !== undefined && today === undefined) {
    throw new MandateError("maximumTurnover needs today, the weights that it is counted against", {
      field: "today",
    });
  }
  return {
    lower: [...lower],
    upper: [...upper],
    groups: groupLimitsOf(moments, request, "shares"),
    today: today ? [...today] : null,
    maximumTurnover: maximumTurnover ?? null,
    minimumHolding: holding,
  };
}

/** As solvers take it. */
export function toWeightMandate(mandate: FrontierMandate): WeightMandate {
  const { lower, upper, groups, today, maximumTurnover } = mandate;
  return {
    lower,
    upper,
    groups,
    ...(today === null ? {} : { today }),
    ...(maximumTurnover === null ? {} : { maximumTurnover }),
  };
}

const percent = (share: number): string => `${Number((100 * share).toPrecision(4))} %`;

function limitText({ minimum, maximum }: GroupLimit): string {
  if (minimum === undefined) return `at most ${percent(maximum!)}`;
  if (maximum === undefined) return `at least ${percent(minimum)}`;
  return minimum === maximum ? `exactly ${percent(minimum)}` : `${percent(minimum)} to ${percent(maximum)}`;
}

/** What was asked, in sentences. */
export function frontierSentences(
  request: FrontierRequest,
  { moments }: Market,
  { groups, minimumHolding }: FrontierMandate,
): string[] {
  const { minimumWeight, maximumWeight, cardinality, required, excluded, maximumTurnover, pick } = request;
  const sentences = [`Weights of ${moments.assets.length} assets that add up to 100 %, none below 0.`];
  if (minimumWeight > 0 && cardinality === undefined) {
    sentences.push(`Every asset has at least ${percent(minimumWeight)}.`);
  }
  if (maximumWeight < 1) sentences.push(`No asset has more than ${percent(maximumWeight)}.`);
  for (const group of groups) sentences.push(`${group.name}: ${limitText(group)} of the weights.`);
  if (required && required.length > 0) {
    sentences.push(`Hold ${required.join(", ")}, each with at least ${percent(minimumHolding)}.`);
  }
  if (excluded && excluded.length > 0) sentences.push(`Do not hold ${excluded.join(", ")}.`);
  if (maximumTurnover !== undefined) {
    sentences.push(`Turn over at most ${percent(maximumTurnover)} of today's weights.`);
  }
  if (cardinality !== undefined) {
    sentences.push(
      `A second frontier holds at most ${cardinality} assets, each with at least ${percent(minimumHolding)}.`,
    );
  }
  if (pick !== undefined) sentences.push(`Selections hold exactly ${pick} assets, in equal parts.`);
  return sentences;
}
