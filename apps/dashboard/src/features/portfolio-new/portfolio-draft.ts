import type { PortfolioRequest, PortfolioRequestInput } from "@ansatz/contract";
import type { Choices } from "../../shared/form/draft-store.ts";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";
import { FormErrorsError } from "../../shared/form/use-job-form.ts";
import { marketFields, type MarketDraft, type MarketTables } from "../market-input/market-draft.ts";
import { viewDraft, viewsOf, type ViewDraft } from "../portfolio-form/view-draft.ts";
import { groupFieldsOf, groupLimitsOf, type GroupLimitsDraft } from "../portfolio-form/group-limits.ts";
import {
  formatNumberLines,
  formatWeights,
  parseNumberLines,
  parseWeights,
} from "../market-input/weight-lines.ts";

/** A mandate as it is typed; shares in percent. */
export interface PortfolioDraft extends GroupLimitsDraft {
  readonly form: PortfolioRequest["form"];
  readonly pickMode: "exact" | "range" | "any";
  readonly pick: NumberField;
  readonly pickMinimum: NumberField;
  readonly pickMaximum: NumberField;
  readonly steps: NumberField;
  readonly budget: NumberField;
  /** Lines of an asset and the price of a lot. */
  readonly lotPrices: string;
  readonly minimumWeight: NumberField;
  readonly maximumWeight: NumberField;
  readonly riskAversion: NumberField;
  readonly objective: PortfolioRequest["objective"];
  readonly required: readonly string[];
  readonly excluded: readonly string[];
  readonly today: string;
  readonly maximumChanges: NumberField;
  readonly maximumTurnover: NumberField;
  readonly fixedCosts: NumberField;
  readonly proportionalCosts: NumberField;
  readonly views: readonly ViewDraft[];
  /** "auto" leaves the choice to the server: QAOA where its states are few enough. */
  readonly algorithm: NonNullable<PortfolioRequest["algorithm"]> | "auto";
  readonly mixer: PortfolioRequest["mixer"];
  readonly layers: NumberField;
  readonly start: PortfolioRequest["start"];
  readonly tail: NumberField;
  readonly warmStart: boolean;
  readonly multiAngle: boolean;
  readonly restarts: NumberField;
  readonly shots: NumberField;
  readonly noise: string;
  readonly seed: NumberField;
}

export const initialPortfolio: PortfolioDraft = {
  form: "selection",
  pickMode: "exact",
  pick: 5,
  pickMinimum: "",
  pickMaximum: "",
  steps: "",
  budget: "",
  lotPrices: "",
  minimumWeight: "",
  maximumWeight: "",
  riskAversion: 0.5,
  objective: "mean-variance",
  sectorLimits: [],
  groups: [],
  required: [],
  excluded: [],
  today: "",
  maximumChanges: "",
  maximumTurnover: "",
  fixedCosts: "",
  proportionalCosts: "",
  views: [],
  algorithm: "auto",
  mixer: "xy-ring",
  layers: "",
  start: "linear-ramp",
  tail: "",
  warmStart: false,
  multiAngle: false,
  restarts: "",
  shots: "",
  noise: "",
  seed: "",
};

export const portfolioChoices: Choices<PortfolioDraft> = {
  form: ["selection", "weights", "lots"],
  pickMode: ["exact", "range", "any"],
  objective: ["mean-variance", "tracking"],
  algorithm: [
    "auto",
    "qaoa",
    "recursive-qaoa",
    "variational",
    "exact",
    "greedy",
    "local-search",
    "annealing",
  ],
  mixer: ["xy-ring", "xy-complete", "x", "grover"],
  start: ["linear-ramp", "fixed-angles", "interp"],
};

const percent = (value: NumberField): NumberField => (value === "" ? "" : fromPercent(value));
const shown = (share: number | undefined, usual?: number): NumberField =>
  share === undefined || share === usual ? "" : toPercent(share);

/** The pick of a draft; undefined for any number of holdings. */
export function pickOf(draft: PortfolioDraft): PortfolioRequestInput["pick"] | "" {
  if (draft.pickMode === "any" && draft.form !== "selection") return undefined;
  if (draft.pickMode === "exact") return draft.pick;
  const range = { ...optional("minimum", draft.pickMinimum), ...optional("maximum", draft.pickMaximum) };
  return Object.keys(range).length === 0 ? undefined : range;
}

/** Fields of the quantum algorithms, where one of them runs. */
function algorithmFields(draft: PortfolioDraft): Partial<PortfolioRequestInput> {
  const { algorithm, mixer, start } = draft;
  const isQuantum = usesCircuit(draft);
  return {
    ...(algorithm === "auto" ? {} : { algorithm }),
    ...(isQuantum
      ? {
          mixer,
          start,
          ...optional("layers", draft.layers),
          ...optional("tail", percent(draft.tail)),
          ...(draft.form === "selection" ? { warmStart: draft.warmStart } : {}),
          multiAngle: draft.multiAngle,
          ...optional("restarts", draft.restarts),
          ...optional("noise", draft.noise),
        }
      : {}),
    ...optional("shots", draft.shots),
    ...optional("seed", draft.seed),
  };
}

/** Whether the draft's algorithm runs a circuit. */
export function usesCircuit({ algorithm }: Pick<PortfolioDraft, "algorithm">): boolean {
  return (
    algorithm === "auto" ||
    algorithm === "qaoa" ||
    algorithm === "recursive-qaoa" ||
    algorithm === "variational"
  );
}

/** The job that a mandate on a market describes, not yet checked. @throws FormErrorsError for lines that cannot be read. */
export function toPortfolioJob(draft: PortfolioDraft, market: MarketDraft, tables: MarketTables): unknown {
  const { form } = draft;
  const isSelection = form === "selection";
  const today = parseWeights(draft.today);
  if ("error" in today) throw new FormErrorsError({ today: today.error });
  const prices = parseNumberLines(
    form === "lots" ? draft.lotPrices : "",
    'an asset and a price, such as "AAPL 190"',
  );
  if ("error" in prices) throw new FormErrorsError({ lotPrices: prices.error });
  const costs = {
    ...optional("fixed", draft.fixedCosts),
    ...optional("proportional", draft.proportionalCosts),
  };
  return {
    kind: "portfolio",
    request: {
      ...marketFields(market, tables),
      form,
      ...optional("pick", pickOf(draft)),
      ...(form === "weights" ? optional("steps", draft.steps) : {}),
      ...(form === "lots" ? optional("budget", draft.budget) : {}),
      ...(Object.keys(prices.numbers).length === 0 ? {} : { lotPrices: prices.numbers }),
      ...optional("minimumWeight", percent(draft.minimumWeight)),
      ...optional("maximumWeight", percent(draft.maximumWeight)),
      ...optional("riskAversion", draft.riskAversion),
      objective: draft.objective,
      ...groupFieldsOf(draft, isSelection),
      ...(draft.required.length === 0 ? {} : { required: draft.required }),
      ...(draft.excluded.length === 0 ? {} : { excluded: draft.excluded }),
      ...(Object.keys(today.weights).length === 0 ? {} : { today: today.weights }),
      ...(isSelection
        ? optional("maximumChanges", draft.maximumChanges)
        : optional("maximumTurnover", percent(draft.maximumTurnover))),
      ...(Object.keys(costs).length === 0 ? {} : { costs }),
      ...optional("views", viewsOf(draft.views)),
      ...algorithmFields(draft),
    },
  };
}

function pickFields(pick: PortfolioRequest["pick"]): Partial<PortfolioDraft> {
  if (pick === undefined) return { pickMode: "any", pick: "" };
  if (typeof pick === "number") return { pickMode: "exact", pick };
  return { pickMode: "range", pick: "", pickMinimum: pick.minimum ?? "", pickMaximum: pick.maximum ?? "" };
}

/** A draft that repeats a job's mandate. */
export function portfolioOfRequest(request: PortfolioRequest): PortfolioDraft {
  const { costs } = request;
  return {
    ...initialPortfolio,
    ...pickFields(request.pick),
    form: request.form,
    steps: request.steps === 10 ? "" : request.steps,
    budget: request.budget ?? "",
    lotPrices: formatNumberLines(request.lotPrices ?? {}),
    minimumWeight: shown(request.minimumWeight, 0),
    maximumWeight: shown(request.maximumWeight, 1),
    riskAversion: request.riskAversion,
    objective: request.objective,
    ...groupLimitsOf(request, request.form === "selection"),
    required: request.required ?? [],
    excluded: request.excluded ?? [],
    today: formatWeights(request.today ?? {}),
    maximumChanges: request.maximumChanges ?? "",
    maximumTurnover: shown(request.maximumTurnover),
    fixedCosts: costs?.fixed || "",
    proportionalCosts: costs?.proportional || "",
    views: (request.views ?? []).map(viewDraft),
    algorithm: request.algorithm ?? "auto",
    mixer: request.mixer,
    layers: request.layers === 3 ? "" : request.layers,
    start: request.start,
    tail: shown(request.tail, 1),
    warmStart: request.warmStart,
    multiAngle: request.multiAngle,
    restarts: request.restarts === 0 ? "" : request.restarts,
    shots: request.shots === 1000 ? "" : request.shots,
    noise: request.noise ?? "",
    seed: request.seed === 42 ? "" : request.seed,
  };
}
