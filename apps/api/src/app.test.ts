import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { problemSchema, type Job, type JobEvent, type Problem } from "@ansatz/contract";
import type { JobService } from "@ansatz/jobs";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { createApp, type AppOptions } from "./app.ts";

/*
 * Faults and timing that the real job service does not show on demand. Everything else is tested against the real one
 * in tests/api.
 */

const id = "00000000-0000-4000-8000-000000000001";

/** A job service of which only the given methods can be called. */
function scripted(methods: Partial<JobService>): JobService {
  return new Proxy(methods as JobService, {
    get: (target, name): unknown =>
      Reflect.get(target, name) ??
      (() => {
        throw new Error(`unexpected call of ${String(name)}`);
      }),
  });
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(jobs: Partial<JobService>, options: Partial<AppOptions> = {}): Promise<string> {
  const app = createApp({
    jobs: scripted(jobs),
    catalogue: () => ({ basisSets: [], molecules: [] }),
    version: "0.0.0",
    closing: new AbortController().signal,
    log: pino({ level: "silent" }),
    ...options,
  });
  const server = createServer(app);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

/** A GET with any Host header, which fetch would not send. */
async function getAs(url: string, host: string): Promise<IncomingMessage> {
  const request = httpRequest(url, { headers: { host } }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.resume();
  return response;
}

test("a fault of the program is answered without its message and logged with it", async () => {
  const lines: string[] = [];
  const url = await serve(
    { list: () => Promise.reject(new Error("connect failed at /secret/place")) },
    { log: pino({ level: "error" }, { write: (line: string) => lines.push(line) }) },
  );
  const response = await fetch(`${url}/api/jobs`);
  const problem = await problemOf(response);
  expect(problem.code).toBe("internal");
  expect(JSON.stringify(problem)).not.toContain("secret");
  expect(lines.join("")).toContain("secret");
});

test("storage that cannot be used is answered with 503 and a time to try again", async () => {
  const failure = Object.assign(new Error("The disk is full."), { code: "storage-unavailable" });
  const url = await serve({ create: () => Promise.reject(failure) });
  const response = await fetch(`${url}/api/jobs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind: "ground-state", request: { molecule: { smiles: "O" } } }),
  });
  expect((await problemOf(response)).code).toBe("storage-unavailable");
  expect(response.status).toBe(503);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("more changes a minute than the limit are refused, reading is not", async () => {
  const url = await serve(
    { cancel: () => Promise.reject(Object.assign(new Error("ended"), { code: "job-finished" })) },
    { requestsPerMinute: 2 },
  );
  const cancel = (): Promise<Response> => fetch(`${url}/api/jobs/${id}/cancel`, { method: "POST" });
  expect((await cancel()).status).toBe(409);
  expect((await cancel()).status).toBe(409);
  const refused = await cancel();
  expect((await problemOf(refused)).code).toBe("too-many-requests");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await fetch(`${url}/api/catalogue`)).status).toBe(200);
});

test("a name the server does not go by is refused, as a page that rebinds its name would use", async () => {
  const url = await serve({}, { allowedHosts: ["chem.example"] });
  const { port } = new URL(url);
  for (const host of [`evil.example:${port}`, "evil.example", "127.0.0.1@evil.example", "x/y"]) {
    expect((await getAs(`${url}/api/catalogue`, host)).statusCode, host).toBe(403);
  }
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, "Chem.Example"]) {
    expect((await getAs(`${url}/api/catalogue`, host)).statusCode, host).toBe(200);
  }
});

const runningJob = { id, status: "running", lastEvent: 3 } as Job;

function progressEvent(seq: number, length = 0): JobEvent {
  return {
    type: "progress",
    seq,
    at: "2026-01-01T00:00:00.000Z",
    progress: { stage: "vqe", message: "x".repeat(length) },
  };
}

test("a client that goes away ends its event source", async () => {
  let ended = false;
  const url = await serve({
    read: () => Promise.resolve(runningJob),
    events: async function* (_id, { signal } = {}) {
      try {
        yield progressEvent(1);
        await new Promise((resolve) => signal?.addEventListener("abort", resolve));
      } finally {
        ended = true;
      }
    },
  });
  const client = new AbortController();
  const response = await fetch(`${url}/api/jobs/${id}/events`, { signal: client.signal });
  expect(response.headers.get("content-encoding")).toBeNull();
  await response.body!.getReader().read();
  client.abort();
  await expect.poll(() => ended).toBe(true);
});

test("a client that does not read holds the event source back", async () => {
  let produced = 0;
  const url = await serve({
    read: () => Promise.resolve(runningJob),
    events: async function* (_id, { signal } = {}) {
      while (!signal!.aborted && produced < 10_000) {
        await Promise.resolve();
        yield progressEvent(++produced, 10_000);
      }
    },
  });
  const request = httpRequest(`${url}/api/jobs/${id}/events`).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.pause();
  let before = -1;
  // The sockets' buffers fill and the source stands still, far from its end.
  await expect
    .poll(
      () => {
        const standsStill = produced === before;
        before = produced;
        return standsStill;
      },
      { interval: 300, timeout: 20_000 },
    )
    .toBe(true);
  expect(produced).toBeGreaterThan(0);
  expect(produced).toBeLessThan(5_000);
  request.destroy();
});

test("an event source that fails breaks the connection, so that the client comes back", async () => {
  const { promise: clientReads, resolve: clientHasRead } = Promise.withResolvers<undefined>();
  const url = await serve({
    read: () => Promise.resolve(runningJob),
    events: async function* () {
      yield progressEvent(1);
      await clientReads;
      throw new Error("lost");
    },
  });
  const reader = (await fetch(`${url}/api/jobs/${id}/events`)).body!.getReader();
  await reader.read();
  clientHasRead(undefined);
  const readOn = async (): Promise<void> => {
    while (!(await reader.read()).done);
  };
  await expect(readOn()).rejects.toThrow(/terminated/);
});

test("closing the server ends event streams", async () => {
  const closing = new AbortController();
  const url = await serve(
    {
      read: () => Promise.resolve(runningJob),
      events: async function* (_id, { signal } = {}) {
        yield progressEvent(1);
        await new Promise((resolve) => signal?.addEventListener("abort", resolve));
      },
    },
    { closing: closing.signal },
  );
  const response = await fetch(`${url}/api/jobs/${id}/events`);
  closing.abort();
  expect(await response.text()).toContain("id: 1");
});
