import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { bondScanResultSchema, createApiClient, exitCodes } from "@ansatz/contract";
import { makePostgresql, type PostgresqlPlace } from "@ansatz/jobs/testing";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finish, runCli, startCli, waitForOutput } from "./run-cli.ts";

let postgresql: PostgresqlPlace;
let environment: Record<string, string>;
const processes: ChildProcess[] = [];

/** Starts a command that runs until it is stopped, on the shared database. */
async function start(args: readonly string[], ready: RegExp): Promise<{ child: ChildProcess; text: string }> {
  const child = startCli(args, { environment });
  processes.push(child);
  return { child, text: await waitForOutput(child, ready) };
}

beforeAll(async () => {
  postgresql = await makePostgresql();
  environment = { DATABASE_URL: postgresql.databaseUrl };
});

afterAll(async () => {
  for (const child of processes) child.kill("SIGKILL");
  await postgresql.remove();
});

test("a server and a worker share a scan's points, and a worker that is killed costs none", async () => {
  const { child: server, text } = await start(["serve", "--port", "0", "--threads", "1"], /Stop +Ctrl-C/);
  const url = /http:\/\/\S+/.exec(text)![0];
  expect(text).toContain("PostgreSQL 127.0.0.1:");
  expect((await createApiClient(url).health()).storage).toBe("postgresql");
  const { child: worker } = await start(["worker", "--threads", "1"], /Taking tasks from PostgreSQL/);
  const { child: victim } = await start(["worker", "--threads", "1"], /Taking tasks from PostgreSQL/);

  const scan = startCli(
    [
      ...["scan", "--molecule", "n2", "--bond", "1,2", "--from", "0.9", "--to", "1.6", "--points", "12"],
      ...["--active", "6,6", "--server", url, "--json", "--progress"],
    ],
    { environment },
  );
  const scanned = finish(scan);
  // Points are being worked on; on a fast machine all may be done before the first word of them.
  await new Promise<void>((resolve) => {
    let progress = "";
    scan.stderr!.on("data", (chunk: string) => {
      progress += chunk;
      if (/\d+ of 12/.test(progress)) resolve();
    });
    scan.once("close", resolve);
  });
  victim.kill("SIGKILL");

  const { code, stdout } = await scanned;
  expect(code).toBe(exitCodes.success);
  const result = bondScanResultSchema.parse(JSON.parse(stdout));
  expect(result.points).toHaveLength(12);
  expect(result.points.every(({ vqe, casci }) => vqe! >= casci! - 1e-9)).toBe(true);
  // N2's bond in STO-3G CASCI(6,6) is longer than the measured 1.098 Å, as minimal bases have it.
  expect(result.equilibrium!.bondLengthAngstrom).toBeGreaterThan(1.1);
  expect(result.equilibrium!.bondLengthAngstrom).toBeLessThan(1.3);

  for (const child of [worker, server]) {
    child.kill("SIGTERM");
    const [exitCode] = (await once(child, "exit")) as [number | null];
    expect(exitCode).toBe(exitCodes.success);
  }
}, 120_000);

test("a database that cannot be reached is said to be unavailable", async () => {
  const { host } = new URL(postgresql.databaseUrl);
  const unreachable = postgresql.databaseUrl.replace(host, "127.0.0.1:9");
  for (const command of ["serve", "worker"]) {
    const { code, stderr } = await runCli([command, "--database", unreachable]);
    expect(code, command).toBe(exitCodes.unavailable);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

test("a database that does not exist is named", async () => {
  const client = new pg.Client(postgresql.databaseUrl);
  await client.connect();
  expect((await client.query("SELECT 1 FROM pg_database WHERE datname = 'missing'")).rowCount).toBe(0);
  await client.end();
  const { code, stderr } = await runCli([
    "worker",
    "--database",
    postgresql.databaseUrl.replace(/[^/]+$/, "missing"),
  ]);
  expect(code).toBe(exitCodes.unavailable);
  expect(stderr).toContain("missing");
});
