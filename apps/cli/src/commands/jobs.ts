import {
  createApiClient,
  exitCodes,
  jobKindSchema,
  jobStatusSchema,
  type Job,
  type JobSummary,
} from "@ansatz/contract";
import { printCircuit } from "../circuits/circuit-report.ts";
import { statevectorOfPairs } from "../circuits/shown-circuit.ts";
import { UsageError } from "../errors.ts";
import { printBacktest } from "../output/backtest-report.ts";
import { printBondScan } from "../output/bond-scan-report.ts";
import { amount } from "../output/finance-text.ts";
import { printFrontier } from "../output/frontier-report.ts";
import { printGroundState } from "../output/ground-state-report.ts";
import { printJson } from "../output/json.ts";
import { printOption } from "../output/option-report.ts";
import { printPortfolio } from "../output/portfolio-report.ts";
import { createReport } from "../output/report.ts";
import { printRisk } from "../output/risk-report.ts";
import { hartree, table } from "../output/text.ts";
import type { CommandContext, Terminal } from "../terminal.ts";

interface ServerOptions {
  readonly server: string;
  readonly json?: true;
}

export interface ListJobsOptions extends ServerOptions {
  readonly status?: string;
  readonly kind?: string;
  readonly limit?: number;
}

/** A date as `2026-01-31 09:30`, in the machine's time zone. */
function localTime(iso: string): string {
  const date = new Date(iso);
  const pad = (value: number): string => String(value).padStart(2, "0");
  return (
    `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ` +
    `${pad(date.getHours())}:${pad(date.getMinutes())}`
  );
}

function stateOf({ status, fraction }: JobSummary | Job): string {
  return status === "running" ? `running ${Math.floor(fraction * 100)} %` : status;
}

/** The result in one number, named where its kind does not tell what it is. */
function headlineText({ kind, headline }: JobSummary): string {
  if (headline === null) return "-";
  if (kind === "portfolio") return `ratio ${headline.toFixed(4)}`;
  if (kind === "backtest") return `Sharpe ${headline.toFixed(2)}`;
  if (kind === "risk") return `CVaR ${amount(headline)}`;
  if (kind === "option") return `price ${amount(headline)}`;
  return kind === "circuit" ? `${(100 * headline).toFixed(1)} %` : `${hartree(headline)} Ha`;
}

function choice<T extends string>(
  option: string,
  value: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (value === undefined || (choices as readonly string[]).includes(value)) return value as T | undefined;
  throw new UsageError(`${option} must be one of ${choices.join(", ")}, got "${value}".`);
}

/** `ansatz jobs list`: prints a server's jobs, newest first. */
export async function listJobs(options: ListJobsOptions, { terminal }: CommandContext): Promise<number> {
  const status = choice("--status", options.status, jobStatusSchema.options);
  const kind = choice("--kind", options.kind, jobKindSchema.options);
  const list = await createApiClient(options.server).listJobs({
    ...(status === undefined ? {} : { status }),
    ...(kind === undefined ? {} : { kind }),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  if (options.json) {
    printJson(list, terminal);
    return exitCodes.success;
  }
  const report = createReport(terminal);
  if (list.jobs.length === 0) {
    report.line("No jobs. `ansatz ground-state --smiles O --server URL` submits one.");
  } else {
    const [head, ...rows] = table(
      [
        { title: "Job" },
        { title: "Created" },
        { title: "Status" },
        { title: "Result", align: "right" },
        { title: "Verdict" },
        { title: "Title" },
      ],
      list.jobs.map((job) => [
        job.id,
        localTime(job.createdAt),
        stateOf(job),
        headlineText(job),
        job.verdictLevel ?? "-",
        job.title,
      ]),
    );
    report.line(report.style.dim(head));
    for (const row of rows) report.line(row);
    if (list.nextCursor !== null) report.line("There are more; --limit N shows up to 200.");
  }
  report.print();
  return exitCodes.success;
}

function printJobState(job: Job, terminal: Terminal): void {
  const report = createReport(terminal);
  report.fact("Job", job.id);
  report.fact("Title", job.title);
  report.fact("Status", stateOf(job));
  report.fact("Created", localTime(job.createdAt));
  if (job.startedAt !== null) report.fact("Started", localTime(job.startedAt));
  if (job.finishedAt !== null) report.fact("Ended", localTime(job.finishedAt));
  if (job.restarts > 0) report.fact("Restarts", String(job.restarts));
  if (job.status === "running" && job.message !== null) report.fact("Now", job.message);
  if (job.error) report.fact("Error", report.style.red(`${job.error.message} (${job.error.code})`));
  report.print();
}

function printResult(job: Job, terminal: Terminal): void {
  if (job.result === null) return;
  if (job.kind === "ground-state") printGroundState(job.result, terminal);
  else if (job.kind === "bond-scan") printBondScan(job.result, terminal);
  else if (job.kind === "portfolio") {
    printPortfolio(job.request.name ?? job.request.sample ?? "Prices", job.result, terminal);
  } else if (job.kind === "frontier") {
    printFrontier(job.request.name ?? job.request.sample ?? "Prices", job.result, terminal);
  } else if (job.kind === "backtest") {
    printBacktest(job.request.name ?? job.request.sample ?? "Prices", job.result, terminal);
  } else if (job.kind === "risk") {
    printRisk(job.request.name ?? job.request.sample ?? "Risk", job.result, terminal);
  } else if (job.kind === "option") printOption(job.request, job.result, terminal);
  else if (job.kind === "circuit") {
    const { statevector, ...result } = job.result;
    const stateVector = statevector && statevectorOfPairs(statevector);
    printCircuit({ name: job.request.name ?? "Circuit", ...result, stateVector }, terminal);
  }
}

/** `ansatz jobs show`: prints a job and, once it has one, its result. */
export async function showJob(
  id: string,
  options: ServerOptions,
  { terminal }: CommandContext,
): Promise<number> {
  const job = await createApiClient(options.server).readJob(id);
  if (options.json) {
    printJson(job, terminal);
    return exitCodes.success;
  }
  printJobState(job, terminal);
  if (job.result) {
    terminal.stdout.write("\n");
    printResult(job, terminal);
  }
  return exitCodes.success;
}

/** `ansatz jobs cancel`: cancels a job that has not ended. */
export async function cancelJob(
  id: string,
  options: ServerOptions,
  { terminal }: CommandContext,
): Promise<number> {
  const job = await createApiClient(options.server).cancelJob(id);
  if (options.json) printJson(job, terminal);
  else printJobState(job, terminal);
  return exitCodes.success;
}
