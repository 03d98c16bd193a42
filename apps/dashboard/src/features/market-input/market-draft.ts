import type { PortfolioRequestInput } from "@ansatz/contract";
import { optional, type NumberField } from "../../shared/form/number-field.ts";
import type { Choices } from "../../shared/form/draft-store.ts";

/** A table of the market: its text, or a file that is too large for the page to hold. */
export interface MarketTable {
  readonly text: string;
  /** Name of the file that the text comes from; "" for what was typed or pasted. */
  readonly fileName: string;
  /** A file that only the worker reads; it does not survive a reload. */
  readonly file: File | null;
}

export const emptyTable: MarketTable = { text: "", fileName: "", file: null };

export const tableNames = ["prices", "means", "risk"] as const;
export type TableName = (typeof tableNames)[number];

/** Which market all forms of finance speak of, and how its moments are estimated. */
export interface MarketDraft {
  readonly source: "sample" | "prices" | "moments";
  readonly sample: "us-stocks" | "synthetic";
  readonly frequency: "" | "daily" | "weekly" | "monthly" | "quarterly" | "yearly";
  readonly benchmark: string;
  /** Lines of an asset, a colon or comma, and its sector. */
  readonly sectors: string;
  readonly estimator: "sample" | "exponential" | "ledoit-wolf" | "oas" | "factor-model";
  readonly halfLife: NumberField;
  readonly factors: NumberField;
  readonly repair: boolean;
}

export const initialMarket: MarketDraft = {
  source: "sample",
  sample: "us-stocks",
  frequency: "",
  benchmark: "",
  sectors: "",
  estimator: "sample",
  halfLife: "",
  factors: "",
  repair: false,
};

export const marketChoices: Choices<MarketDraft> = {
  source: ["sample", "prices", "moments"],
  sample: ["us-stocks", "synthetic"],
  frequency: ["", "daily", "weekly", "monthly", "quarterly", "yearly"],
  estimator: ["sample", "exponential", "ledoit-wolf", "oas", "factor-model"],
};

export type MarketTables = Readonly<Record<TableName, MarketTable>>;

/** Sectors by asset from lines "AAPL: Technology"; a line without a sector is an error with its number. */
export function parseSectors(
  text: string,
): { readonly sectors: Readonly<Record<string, string>> } | { readonly error: string } {
  const sectors: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const match = /^\s*(.+?)\s*[:,;\t=]\s*(.+?)\s*$/.exec(line);
    if (!match) {
      return { error: `Line ${index + 1} must be an asset, a colon and a sector, got "${line.trim()}".` };
    }
    sectors[match[1]] = match[2];
  }
  return { sectors };
}

/** Whether the draft names tables that are there. */
export function namesTables({ source }: MarketDraft, tables: MarketTables): boolean {
  const has = ({ text, file }: MarketTable): boolean => file !== null || text.trim() !== "";
  if (source === "sample") return true;
  return source === "prices" ? has(tables.prices) : has(tables.means);
}

/** The first table that only the worker can read. */
export function largeFile({ source }: MarketDraft, tables: MarketTables): File | undefined {
  const named =
    source === "prices" ? ["prices" as const] : source === "moments" ? (["means", "risk"] as const) : [];
  return named.map((name) => tables[name].file).find((file) => file !== null) ?? undefined;
}

type SourceFields = Pick<
  PortfolioRequestInput,
  "prices" | "sample" | "moments" | "name" | "frequency" | "benchmark" | "sectors"
>;

/** What lists call a job on the tables. */
function nameOf({ source }: MarketDraft, tables: MarketTables): string {
  const used = source === "prices" ? [tables.prices] : [tables.means, tables.risk];
  return used
    .map(({ fileName }) => fileName)
    .filter((name) => name !== "")
    .join(", ")
    .slice(0, 100);
}

/** The request's fields that say where prices or moments come from. */
export function sourceFields(draft: MarketDraft, tables: MarketTables): SourceFields {
  const { source, sample, frequency, benchmark } = draft;
  const read = parseSectors(draft.sectors);
  const sectors = "sectors" in read && Object.keys(read.sectors).length > 0 ? read.sectors : undefined;
  const shared = {
    ...optional("frequency", frequency),
    ...optional("benchmark", benchmark),
    ...optional("sectors", sectors),
  };
  if (source === "sample") return { sample, ...optional("sectors", sectors) };
  const name = optional("name", nameOf(draft, tables));
  if (source === "prices") return { prices: tables.prices.text, ...name, ...shared };
  const { means, risk } = tables;
  return { moments: { means: means.text, ...optional("risk", risk.text) }, ...name, ...shared };
}

/** The request's fields that say how moments are estimated. */
export function estimatorFields(
  draft: MarketDraft,
): Pick<PortfolioRequestInput, "estimator" | "halfLife" | "factors"> {
  const { estimator, halfLife, factors } = draft;
  return {
    estimator,
    ...(estimator === "exponential" ? optional("halfLife", halfLife) : {}),
    ...(estimator === "factor-model" ? optional("factors", factors) : {}),
  };
}

/** Source and estimator of a problem that takes moments as well as prices. */
export function marketFields(
  draft: MarketDraft,
  tables: MarketTables,
): SourceFields & Partial<PortfolioRequestInput> {
  return {
    ...sourceFields(draft, tables),
    ...(draft.source === "moments" ? { repair: draft.repair } : estimatorFields(draft)),
  };
}

/** A request's part that names a market, of any kind. */
export type MarketRequest = SourceFields &
  Partial<Pick<PortfolioRequestInput, "estimator" | "halfLife" | "factors" | "repair">>;

/** The draft and the tables that a request was made from. */
export function marketOfRequest(request: MarketRequest): { draft: MarketDraft; tables: MarketTables } {
  const { prices, moments, sample, name = "" } = request;
  const source = prices !== undefined ? "prices" : moments !== undefined ? "moments" : "sample";
  const [meansName = "", riskName = ""] = name.split(", ");
  const table = (text: string | undefined, fileName: string): MarketTable =>
    text === undefined ? emptyTable : { text, fileName, file: null };
  return {
    draft: {
      source,
      sample: sample ?? initialMarket.sample,
      frequency: request.frequency ?? "",
      benchmark: request.benchmark ?? "",
      sectors: Object.entries(request.sectors ?? {})
        .map(([asset, sector]) => `${asset}: ${sector}`)
        .join("\n"),
      estimator: request.estimator ?? "sample",
      halfLife: request.halfLife === undefined || request.halfLife === 63 ? "" : request.halfLife,
      factors: request.factors === undefined || request.factors === 3 ? "" : request.factors,
      repair: request.repair ?? false,
    },
    tables: {
      prices: table(prices, name),
      means: table(moments?.means, meansName),
      risk: table(moments?.risk, riskName),
    },
  };
}

/** Where errors of the market's fields are shown. */
export const marketErrorFields = [
  "prices",
  "means",
  "risk",
  "sample",
  "frequency",
  "benchmark",
  "sectors",
  "estimator",
  "halfLife",
  "factors",
  "repair",
] as const;
