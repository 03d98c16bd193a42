import type { PredictResult, ProposeResult } from "@ansatz/contract";
import { csvText } from "./csv.ts";

const yesNo = (value: boolean): string => (value ? "yes" : "no");
const orEmpty = (value: number | string | null): number | string => value ?? "";

/** A row a prediction. */
export function predictionsCsv({ target, predictions }: PredictResult): string {
  const name = target.unit === null ? target.name : `${target.name} (${target.unit})`;
  return csvText([
    [
      "Row",
      "Name",
      name,
      "Deviation",
      ...target.classes.map((label) => `P(${label})`),
      "Out of domain",
      "Problem",
    ],
    ...predictions.map((prediction) => [
      prediction.row,
      prediction.name,
      orEmpty(prediction.class ?? prediction.value),
      orEmpty(prediction.deviation),
      ...target.classes.map((label) => orEmpty(prediction.probabilities?.[label] ?? null)),
      yesNo(prediction.isOutOfDomain),
      orEmpty(prediction.problem),
    ]),
  ]);
}

/** A row a proposed compound. */
export function proposalsCsv({ proposals, target }: ProposeResult): string {
  const name = target.unit === null ? target.name : `${target.name} (${target.unit})`;
  return csvText([
    ["Formula", name, "Deviation", "Acquisition", "Oxidation states", "Out of domain"],
    ...proposals.map(({ formula, mean, deviation, acquisition, oxidationStates, isOutOfDomain }) => [
      formula,
      mean,
      deviation,
      acquisition,
      orEmpty(oxidationStates),
      yesNo(isOutOfDomain),
    ]),
  ]);
}
