import type { ErrorPlaces, NamedError } from "../../shared/form/form-errors.ts";
import { marketErrorFields } from "../market-input/market-draft.ts";
import { readMarketState } from "../market-input/market-store.ts";
import { fieldOfMarketError } from "../market-input/use-market-check.ts";
import { initialPortfolio } from "./portfolio-draft.ts";

const formFields: readonly string[] = [...Object.keys(initialPortfolio), ...marketErrorFields];

/** The field of a form for a path of its request; the paths of all forms of finance that differ from their fields. */
export function fieldOfRequestPath(path: readonly string[], known: readonly string[]): string | undefined {
  const [head, inner] = path;
  if (head === "moments") return inner === "risk" ? "risk" : "means";
  if (head === "costs") return inner === "fixed" ? "fixedCosts" : "proportionalCosts";
  return known.find((field) => field === head);
}

/** The field that a constraint's name, as a conflict lists it, comes from. */
function fieldOfConstraint(name: string, groups: readonly string[]): string {
  if (/^pick |holdings of|number of holdings/i.test(name) && !name.includes(":")) return "pick";
  if (name.startsWith("hold ")) return "required";
  if (name.startsWith("do not hold ")) return "excluded";
  if (/changes of today/.test(name)) return "maximumChanges";
  if (/turnover/i.test(name)) return "maximumTurnover";
  if (/budget|spend/i.test(name)) return "budget";
  const group = /^(.*?):/.exec(name)?.[1];
  if (group === undefined) return "form";
  return groups.includes(group) ? "groups" : "sectorLimits";
}

/** Fields of a mandate's error: those that its details or its first word name, or all sides of a contradiction. */
export function fieldsOfMandateError(
  { message, details }: NamedError,
  known: readonly string[],
  groups: readonly string[] = [],
): string[] {
  const { conflict, field } = details;
  if (Array.isArray(conflict)) {
    return [...new Set(conflict.map((name) => fieldOfConstraint(String(name), groups)))];
  }
  const first = /^[A-Za-z]+/.exec(message)?.[0] ?? "";
  const named = [typeof field === "string" ? field.replace(/[.[].*$/, "") : "", first].find((name) =>
    known.includes(name),
  );
  return named === undefined ? [] : [named];
}

/** Fields of an error about the market or the mandate; none for an error of the whole form. */
export function fieldsOfFinanceError(
  error: NamedError,
  known: readonly string[],
  groups?: readonly string[],
): string[] {
  if (error.code === "mandate") return fieldsOfMandateError(error, known, groups);
  if (error.code === "price-table" || error.code === "moments") {
    return [fieldOfMarketError(readMarketState().draft, error.code, error.message)];
  }
  return [];
}

export function portfolioErrorPlaces(groups: readonly string[]): ErrorPlaces {
  return {
    fieldOfPath: (path) => fieldOfRequestPath(path, formFields),
    fieldsOfError: (error) => fieldsOfFinanceError(error, formFields, groups),
  };
}
