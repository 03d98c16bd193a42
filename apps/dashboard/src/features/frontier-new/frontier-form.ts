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

/** A frontier as it is typed; shares in percent. */
export interface FrontierDraft {
  readonly points: NumberField;
  readonly cardinality: NumberField;
  readonly pick: NumberField;
  readonly layers: NumberField;
  readonly minimumWeight: NumberField;
  readonly maximumWeight: NumberField;
  readonly riskFreeRate: NumberField;
  readonly required: readonly string[];
  readonly excluded: readonly string[];
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
  secondsPerPoint: "",
  seed: "",
};

export const frontierStore = createDraftStore("ansatz.frontier", initialFrontier);

const percent = (value: NumberField): NumberField => (value === "" ? "" : fromPercent(value));

export function toFrontierJob(draft: FrontierDraft, market: MarketDraft, tables: MarketTables): unknown {
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
      ...optional("secondsPerPoint", draft.secondsPerPoint),
      ...optional("seed", draft.seed),
    },
  };
}

const unless = (value: number, usual: number): NumberField => (value === usual ? "" : value);

/** Fills the form with what a job was asked; limits that the form does not have are left out. */
export function fillFrontierForm(request: FrontierRequest): void {
  replaceMarket(marketOfRequest(request));
  frontierStore.save({
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
  });
}
