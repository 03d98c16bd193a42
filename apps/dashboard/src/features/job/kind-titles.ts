import type { JobKind } from "@ansatz/contract";

/** What the kinds of jobs are called. */
export const kindTitles: Readonly<Record<JobKind, string>> = {
  "ground-state": "Ground state",
  "bond-scan": "Bond scan",
  circuit: "Circuit",
  portfolio: "Portfolio",
};
