import { createJobSchema } from "@ansatz/contract";
import { cliCommand } from "../job-result/cli-command.ts";

/** The command that runs a draft in a terminal; the tables, which only the terminal reads, may be missing from it. */
export function commandOfDraft(toJob: () => unknown): string {
  let job: unknown;
  try {
    job = toJob();
  } catch {
    return "npx ansatz --help";
  }
  const { request } = job as { request: Record<string, unknown> };
  // A file that the page does not hold leaves its table empty; any text stands for it.
  const filled =
    request.prices === ""
      ? { ...request, prices: "-" }
      : request.moments === undefined
        ? request
        : { ...request, moments: { means: "-", risk: "-" } };
  const parsed = createJobSchema.safeParse({ ...(job as object), request: filled });
  return parsed.success ? cliCommand(parsed.data) : "npx ansatz --help";
}
