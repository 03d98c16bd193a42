import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createApiClient,
  exitCodes,
  groundStateResultSchema,
  jobSchema,
  jobListSchema,
} from "@ansatz/contract";
import { makeDataDirectory } from "@ansatz/jobs/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finish, runCli, startCli, waitForOutput } from "./run-cli.ts";

const data = mkdtempSync(join(tmpdir(), "ansatz-serve-"));
let server: ChildProcess;
let banner: string;
let url: string;

beforeAll(async () => {
  server = startCli(["serve", "--port", "0", "--threads", "2"], { environment: { ANSATZ_DATA: data } });
  banner = await waitForOutput(server, /Stop +Ctrl-C/);
  url = /http:\/\/\S+/.exec(banner)![0];
});

afterAll(() => {
  server.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

const hydrogen = "H 0 0 0\nH 0 0 0.7414\n";
/** Full CI in STO-3G (PySCF 2.7.0), hartree. */
const hydrogenFullCi = -1.1372701747;

test("the server prints its address, its docs and where data is kept", async () => {
  expect(banner).toContain(`${url}/api/docs`);
  expect(banner).toContain(data);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
});

test("a calculation on the server gives the result that it gives in this process", async () => {
  const args = ["ground-state", "--xyz", "-", "--full", "--json"];
  const remote = await runCli([...args, "--server", url], { input: hydrogen });
  expect(remote.stderr).toBe("");
  expect(remote.code).toBe(exitCodes.success);
  const result = groundStateResultSchema.parse(JSON.parse(remote.stdout));
  expect(result.energy).toBeCloseTo(hydrogenFullCi, 6);
  const local = await runCli(args, { input: hydrogen });
  expect(groundStateResultSchema.parse(JSON.parse(local.stdout)).energy).toBe(result.energy);
});

test("an error of the server's job ends with the code it has in this process", async () => {
  const args = ["ground-state", "--smiles", "O", "--basis", "sto-99g", "--server", url];
  const { code, stderr } = await runCli(args);
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toMatch(/sto-99g/);
});

test("jobs are listed and shown with their result", async () => {
  await runCli(["ground-state", "--xyz", "-", "--server", url, "--json"], { input: hydrogen });
  const listed = await runCli(["jobs", "list", "--server", url, "--status", "succeeded"]);
  expect(listed.code).toBe(0);
  expect(listed.stdout).toMatch(/succeeded +-1\.13727\d+/);
  const json = await runCli(["jobs", "list", "--server", url, "--json"]);
  const [newest] = jobListSchema.parse(JSON.parse(json.stdout)).jobs;
  const shown = await runCli(["jobs", "show", newest.id, "--server", url]);
  expect(shown.stdout).toContain(newest.id);
  expect(shown.stdout).toMatch(/^Verdict: /m);
  const shownJson = await runCli(["jobs", "show", newest.id, "--server", url, "--json"]);
  expect(jobSchema.parse(JSON.parse(shownJson.stdout)).id).toBe(newest.id);
});

test("a job that the server does not know is bad input", async () => {
  const id = "00000000-0000-4000-8000-000000000000";
  const { code, stderr } = await runCli(["jobs", "show", id, "--server", url]);
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toContain(id);
});

test("Ctrl-C cancels the job on the server", async () => {
  const child = startCli(["ground-state", "--molecule", "h12-chain", "--full", "--server", url]);
  const ended = finish(child);
  await new Promise((resolve) => child.stderr!.once("data", resolve));
  child.kill("SIGINT");
  expect((await ended).code).toBe(exitCodes.cancelled);
  const { jobs } = await createApiClient(url).listJobs({ limit: 1 });
  await expect
    .poll(async () => (await createApiClient(url).readJob(jobs[0].id)).status, { timeout: 5_000 })
    .toBe("cancelled");
});

test("`jobs cancel` ends a running job, whose follower ends with it", async () => {
  const child = startCli(["ground-state", "--molecule", "h12-chain", "--full", "--server", url]);
  const follower = finish(child);
  await new Promise((resolve) => child.stderr!.once("data", resolve));
  const { jobs } = await createApiClient(url).listJobs({ limit: 1 });
  const cancelled = await runCli(["jobs", "cancel", jobs[0].id, "--server", url]);
  expect(cancelled.code).toBe(exitCodes.success);
  expect((await follower).code).toBe(exitCodes.cancelled);
  const again = await runCli(["jobs", "cancel", jobs[0].id, "--server", url]);
  expect(again.code).toBe(exitCodes.badInput);
});

test("a second server on the same data is refused with the first one's process", async () => {
  const { code, stderr } = await runCli(["serve", "--port", "0"], { environment: { ANSATZ_DATA: data } });
  expect(code).toBe(exitCodes.unavailable);
  expect(stderr).toMatch(new RegExp(`\\b${server.pid!}\\b`));
});

test("a busy port is stepped over and told", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const { dataDirectory, remove } = await makeDataDirectory();
  const child = startCli(["serve", "--port", String(port), "--data", dataDirectory]);
  try {
    const text = await waitForOutput(child, new RegExp(`Port .*\\b${port}\\b.* was in use`));
    expect(text).toMatch(/http:\/\/127\.0\.0\.1:\d+\n/);
    expect(text).not.toContain(`http://127.0.0.1:${port}\n`);
  } finally {
    other.close();
    child.kill("SIGTERM");
    await once(child, "close");
    await remove();
  }
});

test("SIGTERM stops the server in order", async () => {
  server.kill("SIGTERM");
  const [code] = (await once(server, "close")) as [number | null];
  expect(code).toBe(exitCodes.success);
  await expect(fetch(`${url}/api/health`)).rejects.toThrow();
});
