import type { OptionRequest } from "@ansatz/contract";
import { createDraftStore } from "../../shared/form/draft-store.ts";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";
import {
  amplitudeChoices,
  amplitudeOfRequest,
  amplitudeRequest,
  initialAmplitude,
  type AmplitudeDraft,
} from "../risk-new/amplitude-fields.ts";

/** An option as it is typed; rates and volatilities in percent. */
export interface OptionDraft extends AmplitudeDraft {
  readonly kind: OptionRequest["kind"];
  readonly type: OptionRequest["type"];
  readonly spot: NumberField;
  readonly strike: NumberField;
  readonly maturity: NumberField;
  readonly volatility: NumberField;
  readonly rate: NumberField;
  readonly dividendYield: NumberField;
  readonly average: OptionRequest["average"];
  readonly dates: NumberField;
  readonly barrier: NumberField;
  readonly direction: OptionRequest["direction"];
  readonly knock: OptionRequest["knock"];
}

export const initialOption: OptionDraft = {
  ...initialAmplitude,
  kind: "european",
  type: "call",
  spot: 100,
  strike: 105,
  maturity: 1,
  volatility: 20,
  rate: 3,
  dividendYield: "",
  average: "arithmetic",
  dates: "",
  barrier: 130,
  direction: "up",
  knock: "out",
};

export const optionStore = createDraftStore("ansatz.option", initialOption, {
  ...amplitudeChoices,
  kind: ["european", "asian", "barrier"],
  type: ["call", "put"],
  average: ["arithmetic", "geometric"],
  direction: ["up", "down"],
  knock: ["in", "out"],
});

const percent = (value: NumberField): NumberField => (value === "" ? "" : fromPercent(value));

export function toOptionJob(draft: OptionDraft): unknown {
  const { kind } = draft;
  return {
    kind: "option",
    request: {
      kind,
      type: draft.type,
      ...optional("spot", draft.spot),
      ...optional("strike", draft.strike),
      ...optional("maturity", draft.maturity),
      ...optional("volatility", percent(draft.volatility)),
      ...optional("rate", percent(draft.rate)),
      ...optional("dividendYield", percent(draft.dividendYield)),
      ...(kind === "asian" ? { average: draft.average } : {}),
      ...(kind === "european" ? {} : optional("dates", draft.dates)),
      ...(kind === "barrier"
        ? { ...optional("barrier", draft.barrier), direction: draft.direction, knock: draft.knock }
        : {}),
      ...amplitudeRequest(draft),
    },
  };
}

/** A draft that repeats a job. */
export function optionOfRequest(request: OptionRequest): OptionDraft {
  return {
    ...amplitudeOfRequest(request, 12),
    kind: request.kind,
    type: request.type,
    spot: request.spot,
    strike: request.strike,
    maturity: request.maturity,
    volatility: toPercent(request.volatility),
    rate: toPercent(request.rate),
    dividendYield: request.dividendYield === 0 ? "" : toPercent(request.dividendYield),
    average: request.average,
    dates: request.dates === 3 ? "" : request.dates,
    barrier: request.barrier ?? initialOption.barrier,
    direction: request.direction,
    knock: request.knock,
  };
}

export function fillOptionForm(request: OptionRequest): void {
  optionStore.save(optionOfRequest(request));
}
