import type { PortfolioRequest } from "@ansatz/contract";
import type { GroupLimit } from "@ansatz/finance";
import type { Market } from "./read-market.ts";
import type { PickLimits, StatedMandate } from "./mandate-form.ts";

const percent = (share: number): string => `${Number((100 * share).toPrecision(4))} %`;

function limits(
  { minimum, maximum }: { readonly minimum?: number | undefined; readonly maximum?: number | undefined },
  text: (value: number) => string,
): string {
  if (minimum === undefined || minimum === 0)
    return maximum === undefined ? "any" : `at most ${text(maximum)}`;
  if (maximum === undefined) return `at least ${text(minimum)}`;
  return minimum === maximum ? `exactly ${text(minimum)}` : `${text(minimum)} to ${text(maximum)}`;
}

function costsText({ costs, form }: PortfolioRequest): string {
  if (!costs) return "";
  const { fixed, proportional } = costs;
  const parts = [
    ...(fixed > 0 ? [`${fixed} for each asset traded`] : []),
    ...(proportional > 0
      ? [`${proportional} ${form === "selection" ? "for each asset" : "times the weight"} traded`]
      : []),
  ];
  return parts.length === 0 ? "" : `, plus costs of ${parts.join(" and ")}`;
}

function objectiveSentence(request: PortfolioRequest): string {
  const { objective, riskAversion, form } = request;
  if (objective === "tracking") {
    return `Minimise the variance a year of the difference from the benchmark${costsText(request)}.`;
  }
  const [formula, over] =
    form === "selection" ? ["xᵀΣx − μᵀx", "zeros and ones x of the assets"] : ["wᵀΣw − μᵀw", "weights w"];
  return `Minimise q·${formula} with q = ${riskAversion}, over the ${over}${costsText(request)}.`;
}

function formSentence(request: PortfolioRequest, pick: PickLimits | null, assets: number): string {
  const holdings = pick ? limits(pick, String) : "any number";
  if (request.form === "selection") return `Hold ${holdings} of ${assets} assets, in equal parts.`;
  if (request.form === "weights") {
    return `Hold ${holdings} of ${assets} assets, with weights in steps of ${percent(1 / request.steps)} that add up to 100 %.`;
  }
  return `Hold ${holdings} of ${assets} assets, in whole lots for at most ${request.budget!.toLocaleString("en-US")}.`;
}

function groupSentence({ name, ...limit }: GroupLimit, isCount: boolean): string {
  return `${name}: ${limits(limit, isCount ? String : percent)}${isCount ? ` holding${(limit.maximum ?? limit.minimum) === 1 ? "" : "s"}` : " of the weights"}.`;
}

/** What was asked, in sentences. */
export function mandateSentences(
  request: PortfolioRequest,
  { moments }: Market,
  { groups, required, excluded, today }: StatedMandate,
  pick: PickLimits | null,
): string[] {
  const names = (indices: readonly number[]): string =>
    indices.map((index) => moments.assets[index].name).join(", ");
  const { form, minimumWeight, maximumWeight, maximumChanges, maximumTurnover, views } = request;
  const sentences = [objectiveSentence(request), formSentence(request, pick, moments.assets.length)];
  if (form !== "selection" && minimumWeight > 0) {
    sentences.push(`An asset that is held has at least ${percent(minimumWeight)}.`);
  }
  if (form !== "selection" && maximumWeight < 1)
    sentences.push(`No asset has more than ${percent(maximumWeight)}.`);
  for (const group of groups) sentences.push(groupSentence(group, form === "selection"));
  if (required.length > 0) sentences.push(`Hold ${names(required)}.`);
  if (excluded.length > 0) sentences.push(`Do not hold ${names(excluded)}.`);
  if (today) {
    const held = [...today.keys()].filter((index) => today[index] > 0);
    const shown = held.slice(0, 12).map((index) => `${moments.assets[index].name} ${percent(today[index])}`);
    sentences.push(
      `Held today: ${shown.join(", ") || "nothing"}${held.length > 12 ? ` and ${held.length - 12} more` : ""}.`,
    );
  }
  if (maximumChanges !== undefined) sentences.push(`Buy and sell at most ${maximumChanges} assets together.`);
  if (maximumTurnover !== undefined) sentences.push(`Turn over at most ${percent(maximumTurnover)}.`);
  for (const { assets, expectedReturn, confidence } of views ?? []) {
    const combination = Object.entries(assets)
      .map(([name, weight]) => (weight === 1 ? name : `${weight}·${name}`))
      .join(" + ");
    sentences.push(
      `View: ${combination} returns ${percent(expectedReturn)} a year, with a confidence of ${percent(confidence)}.`,
    );
  }
  return sentences;
}
