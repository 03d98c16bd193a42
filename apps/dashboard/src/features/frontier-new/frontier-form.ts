import type { FrontierRequest } from "@ansatz/contract";
import { createDraftStore } from "../../shared/form/draft-store.ts";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";
import {
  marketFields,
  marketOfRequest,
  type MarketDraft,
  type MarketTables,
} from "../market-input/market-draft.ts";
import { replaceMarket } from "../market-input/market-store.ts";
import { formatWeights, parseWeights } from "../market-input/weight-lines.ts";
import { viewDraft, viewsOf, type ViewDraft } from "../portfolio-form/view-draft.ts";
import { groupFieldsOf, groupLimitsOf, type GroupLimitsDraft } from "../portfolio-form/group-limits.ts";
import { FormErrorsError } from "../../shared/form/use-job-form.ts";

/** A frontier as it is typed; shares in percent. */
export interface FrontierDraft extends GroupLimitsDraft {
  readonly points: NumberField;
  readonly cardinality: NumberField;
  readonly pick: NumberField;
  readonly layers: NumberField;
  readonly minimumWeight: NumberField;
  readonly maximumWeight: NumberField;
  readonly riskFreeRate: NumberField;
  readonly required: readonly string[];
  readonly excluded: readonly string[];
  readonly today: string;
  readonly maximumTurnover: NumberField;
  readonly views: readonly ViewDraft[];
  readonly secondsPerPoint: NumberField;
  readonly seed: NumberField;
}

export const initialFrontier: FrontierDraft = {
  points: "",
  cardinality: 5,
  pick: 5,
  layers: "",
  minimumWeight: "",
  maximumWeight: "",
  riskFreeRate: "",
  required: [],
  excluded: [],
  sectorLimits: [],
  groups: [],
  today: "",
  maximumTurnover: "",
  views: [],
  secondsPerPoint: "",
  seed: "",
};

export const frontierStore = createDraftStore("ansatz.frontier", initialFrontier);

const percent = (value: NumberField): NumberField => (value === "" ? "" : fromPercent(value));

export function toFrontierJob(draft: FrontierDraft, market: MarketDraft, tables: MarketTables): unknown {
  const today = parseWeights(draft.today);
  if ("error" in today) throw new FormErrorsError({ today: today.error });
  return {
    kind: "frontier",
    request: {
      ...marketFields(market, tables),
      ...optional("points", draft.points),
      ...optional("cardinality", draft.cardinality),
      ...optional("pick", draft.pick),
      ...optional("layers", draft.layers),
      ...optional("minimumWeight", percent(draft.minimumWeight)),
      ...optional("maximumWeight", percent(draft.maximumWeight)),
      ...optional("riskFreeRate", percent(draft.riskFreeRate)),
      ...(draft.required.length === 0 ? {} : { required: draft.required }),
      ...(draft.excluded.length === 0 ? {} : { excluded: draft.excluded }),
      ...groupFieldsOf(draft, false),
      ...(Object.keys(today.weights).length === 0 ? {} : { today: today.weights }),
      ...optional("maximumTurnover", percent(draft.maximumTurnover)),
      ...optional("views", viewsOf(draft.views)),
      ...optional("secondsPerPoint", draft.secondsPerPoint),
      ...optional("seed", draft.seed),
    },
  };
}

const unless = (value: number, usual: number): NumberField => (value === usual ? "" : value);

/** A draft that repeats a job. */
export function frontierOfRequest(request: FrontierRequest): FrontierDraft {
  return {
    ...groupLimitsOf(request, false),
    today: formatWeights(request.today ?? {}),
    views: (request.views ?? []).map(viewDraft),
    maximumTurnover: request.maximumTurnover === undefined ? "" : toPercent(request.maximumTurnover),
    points: unless(request.points, 50),
    cardinality: request.cardinality ?? "",
    pick: request.pick ?? "",
    layers: unless(request.layers, 3),
    minimumWeight: request.minimumWeight === 0 ? "" : toPercent(request.minimumWeight),
    maximumWeight: request.maximumWeight === 1 ? "" : toPercent(request.maximumWeight),
    riskFreeRate: request.riskFreeRate === 0 ? "" : toPercent(request.riskFreeRate),
    required: request.required ?? [],
    excluded: request.excluded ?? [],
    secondsPerPoint: unless(request.secondsPerPoint, 10),
    seed: unless(request.seed, 42),
  };
}

export function fillFrontierForm(request: FrontierRequest): void {
  replaceMarket(marketOfRequest(request));
  frontierStore.save(frontierOfRequest(request));
}
