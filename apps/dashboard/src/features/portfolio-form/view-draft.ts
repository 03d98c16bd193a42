import type { PortfolioRequest, PortfolioRequestInput } from "@ansatz/contract";
import { fromPercent, optional, toPercent, type NumberField } from "../../shared/form/number-field.ts";

/** An expectation of a return, of an asset or of one over another, in percent. */
export interface ViewDraft {
  readonly asset: string;
  readonly over: string;
  readonly expectedReturn: NumberField;
  readonly confidence: NumberField;
}

/** The views of a request; those without an asset are left out. */
export function viewsOf(views: readonly ViewDraft[]): PortfolioRequestInput["views"] {
  const typed = views.filter(({ asset }) => asset !== "");
  if (typed.length === 0) return undefined;
  return typed.map(({ asset, over, expectedReturn, confidence }) => ({
    assets: over === "" ? { [asset]: 1 } : { [asset]: 1, [over]: -1 },
    expectedReturn: (expectedReturn === "" ? undefined : fromPercent(expectedReturn)) as number,
    ...optional("confidence", confidence === "" ? "" : fromPercent(confidence)),
  }));
}

/** The view as it was typed. */
export function viewDraft(view: NonNullable<PortfolioRequest["views"]>[number]): ViewDraft {
  const names = Object.entries(view.assets);
  return {
    asset: names.find(([, weight]) => weight > 0)?.[0] ?? "",
    over: names.find(([, weight]) => weight < 0)?.[0] ?? "",
    expectedReturn: toPercent(view.expectedReturn),
    confidence: view.confidence === 0.5 ? "" : toPercent(view.confidence),
  };
}
