import type { FormErrors } from "../../shared/form/form-errors.ts";
import { largeFile, type MarketDraft, type MarketTables } from "./market-draft.ts";

/** Largest body that the HTTP API takes, bytes. */
export const bodyLimitBytes = 1_048_576;
/** Files up to this are held as text and sent; larger ones are only read by the page's worker. */
export const heldFileBytes = 1_000_000;

/** "0.4 MB", "812 kB" */
export function sizeText(bytes: number): string {
  if (bytes < 999_500) return `${Math.ceil(bytes / 1000)} kB`;
  if (bytes < 999.5e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes < 1e15
    ? `${(bytes / 1e9).toLocaleString("en-US", { maximumFractionDigits: 1 })} GB`
    : "over a million GB";
}

/** Why a market cannot be sent to the server although it can be read; nothing where it can. */
export function sizeErrors(draft: MarketDraft, tables: MarketTables, job: unknown): FormErrors {
  const field = draft.source === "moments" ? "risk" : "prices";
  const file = largeFile(draft, tables);
  const size = file?.size ?? new Blob([JSON.stringify(job)]).size;
  if (!file && size <= bodyLimitBytes) return {};
  return {
    [field]: `${file ? `${file.name} has` : "The request would have"} ${sizeText(size)}; the server takes requests of up to ${sizeText(bodyLimitBytes)}. Run it in a terminal, which reads files of any size, or keep fewer columns or dates.`,
  };
}
