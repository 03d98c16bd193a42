import { MomentsError } from "../errors.ts";
import { periodsPerYear } from "../prices/price-table.ts";
import type { Asset, Frequency } from "../prices/price-table.ts";
import { checkCovariance } from "./check-covariance.ts";
import type { CovarianceCheck } from "./check-covariance.ts";
import type { Moments } from "./moments.ts";
import { readMeans } from "./read-means.ts";
import { readNumberTable } from "./read-number-table.ts";
import { readRisk } from "./read-risk.ts";
import { repairCovariance } from "./repair-covariance.ts";

export interface ParseMomentsOptions {
  /** What the risk table holds. Default: correlations if its diagonal is 1 (or left out) and deviations are given. */
  readonly risk?: "covariances" | "correlations";
  /** Period to which the values belong; they are annualised by its periods a year. Default "yearly": taken as they are. */
  readonly frequency?: Frequency;
  /** Names where the table of means has none. Default Asset 1, Asset 2, … */
  readonly names?: readonly string[];
  readonly sectors?: Readonly<Record<string, string>>;
  /** Replaces an indefinite covariance by the nearest one (repairCovariance). Default false. */
  readonly repair?: boolean;
}

/** Moments that were given, and what was found about them. */
export interface ParsedMoments {
  readonly moments: Moments;
  /** Of the covariance as it was given. */
  readonly check: CovarianceCheck;
  readonly riskKind: "covariances" | "correlations";
  /** Largest change of a correlation by the repair, where one was asked for and needed. */
  readonly repair?: { readonly largestChange: number };
  /** Sentences for a report: what was assumed, and that a covariance is singular or indefinite. */
  readonly findings: readonly string[];
}

/**
 * Reads expected returns and risk that are given instead of estimated.
 *
 * `meansText` has a row an asset: mean, or mean and standard deviation, perhaps after a name. `riskText` has covariances
 * or correlations as an N × N matrix (perhaps with names on top and at the left) or as rows i, j, value with i and j
 * from 1 (or 0), where one of (i, j) and (j, i) will do. Without `riskText`, `meansText` is a file of the OR-Library: the number
 * of assets, then the rows of means and deviations, then the rows of correlations.
 *
 * Throws a MomentsError, with row and column where there is one, for text in place of numbers, missing or contradictory
 * entries, asymmetry, correlations outside [−1, 1], negative deviations, and correlations without deviations. An
 * indefinite or singular covariance is said in `check` and `findings`, not refused: it can be repaired on request.
 */
export function parseMoments(
  meansText: string,
  riskText?: string,
  options: ParseMomentsOptions = {},
): ParsedMoments {
  const texts = riskText === undefined ? splitLibraryFile(meansText) : { means: meansText, risk: riskText };
  const means = readMeans(readNumberTable(texts.means, "means"), options.names);
  const count = means.names.length;
  const risk = readRisk(readNumberTable(texts.risk, "risks"), means);
  const { kind, covariance } = risk.toCovariance(options.risk);
  const findings: string[] = [];
  if (options.risk === undefined) findings.push(`the risk table was read as ${kind}`);
  const check = checkCovariance(covariance);
  if (check.status !== "positive-definite") findings.push(check.message);
  if (check.status === "indefinite" && options.repair !== true) {
    findings.push("a repair, which replaces it by the nearest covariance, can be asked for");
  }
  let used = covariance;
  let repair: ParsedMoments["repair"];
  if (options.repair === true && check.status === "indefinite") {
    const repaired = repairCovariance(covariance);
    used = repaired.covariance;
    repair = { largestChange: repaired.largestChange };
    findings.push(
      `the covariance was replaced by the nearest positive semidefinite one with the same variances; correlations changed by up to ${repaired.largestChange.toPrecision(3)}`,
    );
  }
  const perYear = periodsPerYear[options.frequency ?? "yearly"];
  if (perYear !== 1)
    findings.push(`${options.frequency!} values were multiplied by ${perYear} periods a year`);
  const assets = means.names.map((name): Asset => {
    const { sectors } = options;
    return sectors !== undefined && Object.hasOwn(sectors, name) ? { name, sector: sectors[name] } : { name };
  });
  const moments: Moments = {
    assets,
    mean: Float64Array.from({ length: count }, (_, index) => means.mean[index] * perYear),
    covariance: used.map((value) => value * perYear),
    source: { estimator: repair === undefined ? "given" : "given, repaired" },
  };
  return { moments, check, riskKind: kind, ...(repair === undefined ? {} : { repair }), findings };
}

function splitLibraryFile(text: string): { means: string; risk: string } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const count = Number(lines[0]);
  if (!Number.isInteger(count) || count < 1 || lines.length < count + 2) {
    throw new MomentsError(
      "without a table of risks the text must be a file of the OR-Library: a line with the number of assets, a line of mean and deviation for each, then rows i, j, correlation",
      { firstLine: lines[0]?.slice(0, 40), lines: lines.length },
    );
  }
  return { means: lines.slice(1, count + 1).join("\n"), risk: lines.slice(count + 1).join("\n") };
}
