import type { RiskRequest } from "@ansatz/contract";
import { createDraftStore } from "../../shared/form/draft-store.ts";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";
import { FormErrorsError } from "../../shared/form/use-job-form.ts";
import {
  marketOfRequest,
  sourceFields,
  type MarketDraft,
  type MarketTables,
} from "../market-input/market-draft.ts";
import { replaceMarket } from "../market-input/market-store.ts";
import { formatWeights, parseWeights } from "../market-input/weight-lines.ts";
import {
  amplitudeChoices,
  amplitudeOfRequest,
  amplitudeRequest,
  initialAmplitude,
  type AmplitudeDraft,
} from "./amplitude-fields.ts";

/** A debtor as it is typed; probabilities and sensitivities in percent. */
export interface ObligorDraft {
  readonly name: string;
  readonly defaultProbability: NumberField;
  readonly lossGivenDefault: NumberField;
  readonly sensitivity: NumberField;
}

export interface RiskDraft extends AmplitudeDraft {
  readonly model: RiskRequest["model"];
  readonly weights: string;
  readonly value: NumberField;
  readonly horizon: NumberField;
  readonly degreesOfFreedom: NumberField;
  readonly credit: readonly ObligorDraft[];
  /** Percent. */
  readonly level: NumberField;
}

const usualQubits = 7;

export const initialRisk: RiskDraft = {
  ...initialAmplitude,
  model: "historical",
  weights: "",
  value: "",
  horizon: "",
  degreesOfFreedom: "",
  credit: [
    { name: "Obligor A", defaultProbability: 15, lossGivenDefault: 1, sensitivity: 10 },
    { name: "Obligor B", defaultProbability: 25, lossGivenDefault: 2, sensitivity: 5 },
  ],
  level: "",
};

export const riskStore = createDraftStore("ansatz.risk", initialRisk, {
  ...amplitudeChoices,
  model: ["historical", "normal", "t", "credit"],
});

export function toRiskJob(draft: RiskDraft, market: MarketDraft, tables: MarketTables): unknown {
  const { model, level } = draft;
  const read = parseWeights(draft.weights);
  if (model !== "credit" && "error" in read) throw new FormErrorsError({ weights: read.error });
  const weights = "error" in read ? {} : read.weights;
  const shared = {
    model,
    ...optional("level", level === "" ? "" : fromPercent(level)),
    ...amplitudeRequest(draft),
  };
  if (model === "credit") {
    const credit = draft.credit.map(({ name, defaultProbability, lossGivenDefault, sensitivity }) => ({
      ...optional("name", name.trim()),
      ...optional("defaultProbability", defaultProbability === "" ? "" : fromPercent(defaultProbability)),
      ...optional("lossGivenDefault", lossGivenDefault),
      ...optional("sensitivity", sensitivity === "" ? "" : fromPercent(sensitivity)),
    }));
    return { kind: "risk", request: { ...shared, credit } };
  }
  return {
    kind: "risk",
    request: {
      ...sourceFields(market, tables),
      ...shared,
      ...(Object.keys(weights).length === 0 ? {} : { weights }),
      ...optional("value", draft.value),
      ...optional("horizon", draft.horizon),
      ...(model === "t" ? optional("degreesOfFreedom", draft.degreesOfFreedom) : {}),
    },
  };
}

const unless = (value: number, usual: number): NumberField => (value === usual ? "" : value);

/** A draft that repeats a job. */
export function riskOfRequest(request: RiskRequest): RiskDraft {
  return {
    ...amplitudeOfRequest(request, usualQubits),
    model: request.model,
    weights: formatWeights(request.weights ?? {}),
    value: unless(request.value, 1_000_000),
    horizon: unless(request.horizon, 1),
    degreesOfFreedom: unless(request.degreesOfFreedom, 5),
    credit:
      request.credit?.map(({ name, defaultProbability, lossGivenDefault, sensitivity }) => ({
        name: name ?? "",
        defaultProbability: toPercent(defaultProbability),
        lossGivenDefault,
        sensitivity: toPercent(sensitivity),
      })) ?? initialRisk.credit,
    level: request.level === 0.95 ? "" : toPercent(request.level),
  };
}

export function fillRiskForm(request: RiskRequest): void {
  if (request.model !== "credit") replaceMarket(marketOfRequest(request));
  riskStore.save(riskOfRequest(request));
}
