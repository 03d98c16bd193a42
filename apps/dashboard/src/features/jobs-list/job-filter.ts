import type { JobKind, JobStatus, JobSummary } from "@ansatz/contract";

/** What the list of jobs can be narrowed to, as it stands in the page's address. */
export interface JobFilter {
  readonly status?: JobStatus | undefined;
  readonly kind?: JobKind | undefined;
}

export const jobFilters = {
  statuses: ["queued", "running", "succeeded", "failed", "cancelled"],
  kinds: [
    "ground-state",
    "bond-scan",
    "circuit",
    "portfolio",
    "frontier",
    "backtest",
    "risk",
    "option",
    "audit",
    "train",
    "propose",
  ],
} as const satisfies { statuses: readonly JobStatus[]; kinds: readonly JobKind[] };

/** The filter in an address; what is not known there is left out. */
export function parseFilter(search: Readonly<Record<string, unknown>>): JobFilter {
  const status = jobFilters.statuses.find((known) => known === search.status);
  const kind = jobFilters.kinds.find((known) => known === search.kind);
  return { ...(status ? { status } : {}), ...(kind ? { kind } : {}) };
}

/** Whether every word of a text occurs in the job's title; formulas may be typed with plain digits. */
export function matches({ title }: Pick<JobSummary, "title">, text: string): boolean {
  const plain = (value: string) =>
    value.toLowerCase().replaceAll(/[₀-₉]/g, (digit) => String("₀₁₂₃₄₅₆₇₈₉".indexOf(digit)));
  const words = plain(text).split(/\s+/);
  return words.every((word) => plain(title).includes(word));
}
