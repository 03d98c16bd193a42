import { createServer } from "node:http";
import { isIPv6 } from "node:net";
import { createJobSchema, listJobsQuerySchema } from "@ansatz/contract";
import { catalogue, openJobs, type JobService } from "@ansatz/jobs";
import { pino, type Logger } from "pino";
import { createApp } from "./app.ts";
import { ServerOptionError } from "./errors.ts";
import { findDashboard } from "./http/dashboard.ts";
import { listenOnFreePort } from "./listen.ts";
import { version } from "./version.ts";

export interface ServerOptions {
  /** Address to listen on; the loopback interface by default. */
  readonly host?: string | undefined;
  /** Port to listen on, 3210 by default; a busy one is stepped over, 0 takes any free one. */
  readonly port?: number | undefined;
  /** Folder of the embedded database that keeps the jobs; not used with `databaseUrl`. */
  readonly dataDirectory?: string | undefined;
  /** PostgreSQL server that keeps the jobs in place of the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** Threads for calculations; all cores by default. */
  readonly threads?: number | undefined;
  /** The dashboard's build; that of the workspace by default. */
  readonly dashboardDirectory?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  readonly requestsPerMinute?: number | undefined;
  /** Level of the log on standard error, "warn" by default. */
  readonly logLevel?: string | undefined;
  /** A log in place of that on standard error. */
  readonly log?: Logger | undefined;
}

/** A server that listens. */
export interface RunningServer extends AsyncDisposable {
  /** Address to open on this machine. */
  readonly url: string;
  readonly port: number;
  /** Ports that were wished for and taken by other programs. */
  readonly busyPorts: readonly number[];
  readonly version: string;
  readonly hasDashboard: boolean;
  /** Ends event streams, lets running requests end, gives running tasks back to the queue, closes the store. */
  close(): Promise<void>;
}

/** Time that running requests get to end when the server closes, ms. */
const drainMs = 1_000;

const logLevels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"];

function createLog(level: string): Logger {
  if (!logLevels.includes(level)) {
    throw new ServerOptionError(`log level must be one of ${logLevels.join(", ")}, got "${level}".`);
  }
  return pino({ level: level, base: null }, pino.destination({ fd: 2, sync: true }));
}

/** Loads and compiles what the first job would otherwise wait for: chemistry, schemas, statements. */
async function warmUp(jobs: JobService): Promise<void> {
  createJobSchema.safeParse({ kind: "ground-state", request: { molecule: { library: "h2" } } });
  await catalogue();
  await jobs.list(listJobsQuerySchema.parse({ limit: 1 }));
}

/** Opens the job store and serves the API and the dashboard. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? "127.0.0.1";
  const log = options.log ?? createLog(options.logLevel ?? "warn");
  const dashboardDirectory = options.dashboardDirectory ?? findDashboard();
  const jobs = await openJobs({
    dataDirectory: options.dataDirectory,
    databaseUrl: options.databaseUrl,
    threads: options.threads,
    log,
  });
  try {
    const closing = new AbortController();
    const app = createApp({
      jobs,
      catalogue,
      version,
      closing: closing.signal,
      log,
      dashboardDirectory,
      allowedHosts: [host, ...(options.allowedHosts ?? [])],
      requestsPerMinute: options.requestsPerMinute,
    });
    const server = createServer(app);
    const { port, busyPorts } = await listenOnFreePort(server, host, options.port ?? 3210);
    warmUp(jobs).catch((error: unknown) => {
      log.debug({ err: error }, "Warming up failed.");
    });
    let closed: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      const drained = new Promise((resolve) => server.close(resolve));
      closing.abort();
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, drainMs);
      await Promise.all([drained, jobs[Symbol.asyncDispose]()]);
      clearTimeout(timer);
    };
    const closeOnce = (): Promise<void> => (closed ??= close());
    const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
    return {
      url: `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${port}`,
      port,
      busyPorts,
      version,
      hasDashboard: dashboardDirectory !== undefined,
      close: closeOnce,
      [Symbol.asyncDispose]: closeOnce,
    };
  } catch (error) {
    await jobs[Symbol.asyncDispose]();
    throw error;
  }
}
