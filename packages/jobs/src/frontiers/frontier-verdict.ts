import type { FrontierResult, Verdict } from "@ansatz/contract";

/** What the verdict and the warnings look at. */
export type FrontierFigures = Omit<FrontierResult, "verdict" | "warnings" | "seed" | "seconds" | "threads">;

/** Observations an asset below which a sample covariance is noisy. */
const fewObservations = 10;

const percent = (share: number): string =>
  Math.abs(share) < 1e-6 ? "0 %" : `${Number((100 * share).toPrecision(3))} %`;

function frontierSentence({ frontier }: FrontierFigures): string {
  const byReturn = frontier.toSorted((a, b) => a.expectedReturn - b.expectedReturn);
  const [first, last] = [byReturn[0], byReturn[byReturn.length - 1]];
  return `${frontier.length} points of least variance, each proven by a convex quadratic programme, from a return of ${percent(first.expectedReturn)} at a volatility of ${percent(first.volatility)} to ${percent(last.expectedReturn)} at ${percent(last.volatility)}.`;
}

/** What limiting the holdings costs. */
function cardinalitySentences({ cardinalityFrontier, frontier, cardinality }: FrontierFigures): string[] {
  if (!cardinalityFrontier) return [];
  const found = cardinalityFrontier.flatMap((point, index) =>
    point ? [{ point, extra: point.volatility - frontier[index].volatility }] : [],
  );
  if (found.length === 0) return [`With at most ${cardinality!} holdings no point was found in time.`];
  const proven = found.filter(({ point }) => point.proven).length;
  const extra = found.map((entry) => entry.extra).sort((a, b) => a - b);
  const median = extra[Math.floor(extra.length / 2)];
  return [
    `With at most ${cardinality!} holdings ${found.length} of ${frontier.length} returns were reached, ${proven} of them proven; the volatility is ${percent(Math.max(0, median))} higher in the median and ${percent(Math.max(0, extra[extra.length - 1]))} at most.`,
  ];
}

function selectionSentences({ selections, pick }: FrontierFigures): string[] {
  if (!selections || selections.length === 0) return [];
  const optimal = selections.filter(({ isOptimal }) => isOptimal).length;
  const factors = selections
    .map(({ optimumProbability, uniformProbability }) => optimumProbability / uniformProbability)
    .sort((a, b) => a - b);
  const middle = factors[Math.floor(factors.length / 2)];
  return [
    `QAOA's best of 1,000 samples is the proven best selection of ${pick!} at ${optimal} of ${selections.length} risk aversions; a sample is it ${Number(middle.toPrecision(3)).toLocaleString("en-US")} times as likely as a random draw in the median. Proving these optima takes milliseconds: the quantum method gains nothing in speed here.`,
  ];
}

/** What the frontier is worth, in plain sentences. */
export function frontierVerdict(figures: FrontierFigures): Verdict {
  const { observations, assets, covariance, cardinalityFrontier } = figures;
  const isUnproven = cardinalityFrontier?.some((point) => !point?.proven) ?? false;
  const isDoubtful =
    covariance.status === "indefinite" || (observations !== null && observations < 2 * assets);
  const rest =
    observations === null
      ? "It is the frontier of the moments given, whose errors are not known here."
      : `It is the frontier of moments estimated from ${observations.toLocaleString("en-US")} periods: portfolios at its upper end rest on few returns and usually disappoint.`;
  return {
    level: isDoubtful ? "caution" : isUnproven ? "good" : "excellent",
    text: [
      frontierSentence(figures),
      ...cardinalitySentences(figures),
      ...selectionSentences(figures),
      rest,
    ].join(" "),
  };
}

/** What may change a conclusion, beside what the table's reader says. */
export function frontierWarnings(figures: FrontierFigures, found: readonly string[]): string[] {
  const { covariance, observations, assets, cardinalityFrontier, selections } = figures;
  const warnings = found.map((text) => `${text[0].toUpperCase()}${text.slice(1)}`);
  if (covariance.status !== "positive-definite") {
    warnings.push(`${covariance.message[0].toUpperCase()}${covariance.message.slice(1)}.`);
  }
  if (observations !== null && observations < fewObservations * assets) {
    warnings.push(
      `${observations.toLocaleString("en-US")} observations of ${assets} assets are few (${(observations / assets).toFixed(1)} an asset): the covariances are noisy; a shrinkage estimator (ledoit-wolf or oas) helps.`,
    );
  }
  const missing = cardinalityFrontier?.filter((point) => point === null).length ?? 0;
  if (missing > 0) {
    warnings.push(
      `${missing} returns have no point with so few holdings: none fulfils them, or none was found within the time of a point (secondsPerPoint).`,
    );
  }
  const unsampled = selections?.filter(({ selection }) => selection.length === 0).length ?? 0;
  if (unsampled > 0) {
    warnings.push(`At ${unsampled} risk aversions none of QAOA's samples fulfils the mandate.`);
  }
  return warnings;
}
