import { jobKinds, type JobKind } from "@ansatz/contract";

/** What the kinds of jobs are called. */
export const kindTitles = Object.fromEntries(
  Object.entries(jobKinds).map(([kind, { title }]) => [kind, title]),
) as Readonly<Record<JobKind, string>>;
