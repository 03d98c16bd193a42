import { startServer, type RunningServer, type ServerOptions } from "@ansatz/api";
import {
  jobEventSchema,
  jobSchema,
  problemSchema,
  type CreateJobInput,
  type Job,
  type JobEvent,
  type Problem,
} from "@ansatz/contract";
import { makeDataDirectory } from "@ansatz/jobs/testing";
import { afterAll, beforeAll, expect } from "vitest";

/** A real server on a free port; without a data directory it has one of its own, which goes with it. */
export interface TestServer extends AsyncDisposable {
  readonly server: RunningServer;
  readonly url: string;
  readonly dataDirectory: string;
}

export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const place = options.dataDirectory === undefined ? await makeDataDirectory() : undefined;
  const dataDirectory = options.dataDirectory ?? place!.dataDirectory;
  const server = await startServer({ port: 0, logLevel: "silent", threads: 2, ...options, dataDirectory });
  return {
    server,
    url: server.url,
    dataDirectory,
    async [Symbol.asyncDispose]() {
      await server.close();
      await place?.remove();
    },
  };
}

/** Serves for the tests of a file, from its first to its last; `onReady` gets the address. */
export function serveTests(onReady: (url: string) => void): void {
  let service: TestServer;
  beforeAll(async () => {
    service = await startTestServer();
    onReady(service.url);
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
  });
}

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export async function submit(url: string, job: CreateJobInput): Promise<Job> {
  const response = await post(`${url}/api/jobs`, job);
  expect(response.status).toBe(201);
  const created = jobSchema.parse(await response.json());
  expect(response.headers.get("location")).toBe(`/api/jobs/${created.id}`);
  return created;
}

export async function readJob(url: string, id: string): Promise<Job> {
  const response = await fetch(`${url}/api/jobs/${id}`);
  expect(response.status).toBe(200);
  return jobSchema.parse(await response.json());
}

/** The problem document that a response carries; its status is the response's. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

/** Messages of a complete event stream, each held against its own id and event lines. */
export function eventsOf(stream: string): JobEvent[] {
  return stream
    .split("\n\n")
    .filter((block) => block.includes("data: "))
    .map((block) => {
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
      const event = jobEventSchema.parse(JSON.parse(field("data")!));
      expect(field("id")).toBe(String(event.seq));
      expect(field("event")).toBe(event.type);
      return event;
    });
}

/** All events of a job; returns when the job has ended. */
export async function followToEnd(url: string, id: string, query = ""): Promise<JobEvent[]> {
  const response = await fetch(`${url}/api/jobs/${id}/events${query}`);
  expect(response.status).toBe(200);
  return eventsOf(await response.text());
}

/** Hydrogen at 0.7414 Å in STO-3G: full CI −1.1372701747 hartree (PySCF 2.7.0). */
export const hydrogen: CreateJobInput = {
  kind: "ground-state",
  request: {
    molecule: { xyz: "H 0 0 0\nH 0 0 0.7414" },
    basis: "sto-3g",
    activeSpace: { kind: "full" },
  },
};
export const hydrogenFullCi = -1.1372701747;

/** A job that runs for longer than any test waits, but can be cancelled. */
export const longJob: CreateJobInput = {
  kind: "ground-state",
  request: { molecule: { library: "h12-chain" }, basis: "sto-3g", activeSpace: { kind: "full" } },
};
