import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createApiClient, type JobEvent } from "@ansatz/contract";
import { afterEach, expect, test } from "vitest";
import { followJob } from "./job-events.ts";

const id = "00000000-0000-4000-8000-000000000001";
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers its nth request for events by the nth handler. */
async function eventServer(
  handlers: readonly ((response: ServerResponse, after: number) => void)[],
): Promise<{ url: string; asked: number[] }> {
  const asked: number[] = [];
  const server = createServer((request, response) => {
    const after = Number(new URL(request.url!, "http://host").searchParams.get("after") ?? 0);
    const handler = handlers[asked.length];
    asked.push(after);
    handler(response, after);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const at = "2026-01-01T00:00:00.000Z";

function message(seq: number, status?: "running" | "succeeded"): string {
  const event: JobEvent =
    status === undefined
      ? { type: "progress", seq, at, progress: { stage: "vqe", message: `step ${seq}` } }
      : { type: "status", seq, at, status };
  return `id: ${seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function stream(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

async function follow(url: string, signal = new AbortController().signal): Promise<number[]> {
  const seen: number[] = [];
  for await (const { seq } of followJob(createApiClient(url), id, signal)) seen.push(seq);
  return seen;
}

test("a broken connection is taken up after the last event seen", async () => {
  const { url, asked } = await eventServer([
    (response) => {
      stream(response);
      // The third message is cut in its middle.
      response.write(message(1, "running") + message(2) + message(3).slice(0, 20), () => response.destroy());
    },
    (response) => response.writeHead(503).end("{}"),
    (response) => {
      stream(response);
      // A server may repeat what was seen.
      response.end(`: heartbeat\n\n${message(2)}${message(3)}${message(4, "succeeded")}`);
    },
  ]);
  expect(await follow(url)).toEqual([1, 2, 3, 4]);
  expect(asked).toEqual([0, 2, 2]);
});

test("messages may come in pieces", async () => {
  const { url } = await eventServer([
    (response) => {
      stream(response);
      const bytes = Buffer.from(message(1) + message(2, "succeeded"));
      const send = (index: number): void => {
        if (index < bytes.length) response.write(bytes.subarray(index, index + 7), () => send(index + 7));
        else response.end();
      };
      send(0);
    },
  ]);
  expect(await follow(url)).toEqual([1, 2]);
});

test("a job that the server does not know ends the following with the server's message", async () => {
  const { url, asked } = await eventServer([
    (response) => {
      response.writeHead(404, { "content-type": "application/problem+json" }).end(
        JSON.stringify({
          type: "urn:ansatz:problem:job-not-found",
          title: "There is no such job",
          status: 404,
          detail: "There is no job 1.",
          code: "job-not-found",
        }),
      );
    },
  ]);
  await expect(follow(url)).rejects.toMatchObject({ code: "job-not-found", message: "There is no job 1." });
  expect(asked).toHaveLength(1);
});

test("an abort ends the following at once", async () => {
  const { url } = await eventServer([
    (response) => {
      stream(response);
      response.write(message(1));
    },
  ]);
  const stop = new AbortController();
  const events = followJob(createApiClient(url), id, stop.signal);
  expect((await events.next()).value).toMatchObject({ seq: 1 });
  const next = events.next();
  stop.abort();
  await expect(next).rejects.toMatchObject({ name: "AbortError" });
});
