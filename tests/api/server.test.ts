import { createServer } from "node:http";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import type { IncomingMessage } from "node:http";
import { startServer } from "@ansatz/api";
import { makeDataDirectory } from "@ansatz/jobs/testing";
import { afterAll, expect, test } from "vitest";
import {
  eventsOf,
  followToEnd,
  hydrogen,
  longJob,
  problemOf,
  readJob,
  startTestServer,
  submit,
} from "./test-server.ts";

const scratch = mkdtempSync(join(tmpdir(), "ansatz-server-"));
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** A build of a dashboard in the form that Vite gives it. */
function dashboard(): string {
  const directory = join(scratch, "dashboard");
  mkdirSync(join(directory, "assets"), { recursive: true });
  writeFileSync(join(directory, "index.html"), "<!doctype html><title>Dashboard</title>");
  writeFileSync(join(directory, "favicon.svg"), "<svg/>");
  writeFileSync(join(directory, "assets", "index-abc123.js"), "export {};");
  writeFileSync(join(scratch, "secret.txt"), "secret");
  return directory;
}

/** A GET whose path is sent as it stands, which fetch would tidy. */
async function rawGet(url: string, path: string): Promise<IncomingMessage> {
  const { hostname, port } = new URL(url);
  const asked = request({ hostname, port, path }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.resume();
  return response;
}

test("the dashboard: hashed files are kept for a year, pages are revalidated, addresses of pages get the page", async () => {
  await using service = await startTestServer({ dashboardDirectory: dashboard() });
  const { url } = service;
  const html = { headers: { accept: "text/html,*/*" } };
  for (const path of ["/", "/jobs", "/jobs/00000000-0000-4000-8000-000000000000?tab=result"]) {
    const response = await fetch(url + path, html);
    expect(response.status, path).toBe(200);
    expect(await response.text()).toContain("Dashboard");
    expect(response.headers.get("cache-control")).toBe("no-cache");
  }
  const asset = await fetch(`${url}/assets/index-abc123.js`);
  expect(asset.headers.get("content-type")).toMatch(/javascript/);
  expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await fetch(`${url}/favicon.svg`)).headers.get("content-type")).toMatch(/svg/);

  for (const path of ["/assets/old-chunk.js", "/missing.png"]) {
    expect((await problemOf(await fetch(url + path, html))).code, path).toBe("not-found");
  }
  expect(
    (await problemOf(await fetch(`${url}/jobs`, { headers: { accept: "application/json" } }))).status,
  ).toBe(404);
  for (const path of [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/%2e%2e/secret.txt",
  ]) {
    const { statusCode } = await rawGet(url, path);
    expect([400, 403, 404], path).toContain(statusCode);
  }
});

test("a busy port is stepped over and told", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port: busy } = other.address() as AddressInfo;
  try {
    await using service = await startTestServer({ port: busy });
    expect(service.server.busyPorts).toContain(busy);
    expect(service.server.port).toBeGreaterThan(busy);
    expect((await fetch(`${service.url}/api/health`)).status).toBe(200);
  } finally {
    other.close();
  }
});

test("a second server on one data directory is refused with the process that holds it", async () => {
  await using service = await startTestServer();
  const second = startServer({ port: 0, logLevel: "silent", dataDirectory: service.dataDirectory });
  await expect(second).rejects.toMatchObject({ code: "data-directory-in-use" });
  await expect(second).rejects.toThrow(new RegExp(`\\b${process.pid}\\b`));
  expect((await fetch(`${service.url}/api/health`)).status).toBe(200);
});

test("a server that closes ends event streams; at the next start the jobs are all there and the running one goes on", async () => {
  const { dataDirectory, remove } = await makeDataDirectory();
  const first = await startTestServer({ dataDirectory });
  const done = await submit(first.url, hydrogen);
  await followToEnd(first.url, done.id);
  const { id } = await submit(first.url, longJob);
  const stream = await fetch(`${first.url}/api/jobs/${id}/events`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes('"running"')) text += (await reader.read()).value ?? "";
  await first.server.close();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += chunk.value;
  const seen = eventsOf(text).at(-1)!.seq;

  const second = await startTestServer({ dataDirectory });
  expect((await readJob(second.url, done.id)).status).toBe("succeeded");
  const resumed = await fetch(`${second.url}/api/jobs/${id}/events?after=${seen}`);
  const further = resumed.body!.pipeThrough(new TextDecoderStream()).getReader();
  let more = "";
  while (!more.includes("data: ")) more += (await further.read()).value ?? "";
  expect(more).toContain(`id: ${seen + 1}\n`);
  await fetch(`${second.url}/api/jobs/${id}/cancel`, { method: "POST" });
  await further.cancel();
  expect((await readJob(second.url, id)).status).toBe("cancelled");
  await second.server.close();
  await remove();
});
