import type { CreateJob, CreateJobInput, JobKind, JobResult } from "@ansatz/contract";
import { createProgressDisplay } from "../output/progress.ts";
import type { CommandContext } from "../terminal.ts";

export interface RunOptions {
  readonly server?: string;
  readonly threads?: number;
  readonly json?: true;
  readonly progress?: true;
}

/**
 * Runs a job in this process, or on a server, and returns its result; progress goes to standard error.
 *
 * @throws RequestError where the job does not match its schema, and the job's own error where it failed.
 */
export async function runJob<Kind extends JobKind>(
  input: Extract<CreateJobInput, { kind: Kind }>,
  options: RunOptions,
  { terminal, signal }: CommandContext,
): Promise<JobResult<Kind>> {
  const { createJobSchema, parseInput } = await import("@ansatz/contract");
  const job: CreateJob = parseInput(createJobSchema, input);
  const display = createProgressDisplay(terminal, options);
  try {
    if (options.server !== undefined) {
      if (options.threads !== undefined && !options.json) {
        terminal.stderr.write("note: --threads has no effect with --server; the server has its own.\n");
      }
      const { runOnServer } = await import("./run-on-server.ts");
      return (await runOnServer(options.server, job, signal, display)) as JobResult<Kind>;
    }
    const { runJobLocally } = await import("@ansatz/jobs");
    return (await runJobLocally(job, {
      signal,
      threads: options.threads,
      onProgress: (progress) => {
        display.update(progress);
      },
    })) as JobResult<Kind>;
  } finally {
    display.finish();
  }
}
