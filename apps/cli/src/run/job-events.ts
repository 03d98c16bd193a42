import { setTimeout as sleep } from "node:timers/promises";
import {
  ApiProblemError,
  isFinal,
  jobEventSchema,
  problemSchema,
  type ApiClient,
  type JobEvent,
} from "@ansatz/contract";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { ServerLostError } from "../errors.ts";

/** How long a server may stay silent or unreachable before it is given up, ms. Its heartbeat comes every 15 s. */
const patienceMs = 40_000;
const firstWaitMs = 250;
const longestWaitMs = 4_000;

/** Reads one connection's events; ends when the connection does, whatever the reason. */
async function* readConnection(url: string, signal: AbortSignal): AsyncGenerator<JobEvent> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), patienceMs);
  try {
    const response = await fetch(url, {
      headers: { accept: "text/event-stream" },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 204) return;
    if (!response.ok || !response.body) {
      const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
      // Below 500 the server has understood: asking again changes nothing.
      if (problem.success && response.status < 500) throw new ApiProblemError(problem.data);
      return;
    }
    const alive = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), patienceMs);
        controller.enqueue(chunk);
      },
    });
    const messages = response.body
      .pipeThrough(alive)
      .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
      .pipeThrough(new EventSourceParserStream());
    for await (const { data } of messages) yield jobEventSchema.parse(JSON.parse(data));
  } catch (error) {
    signal.throwIfAborted();
    // A network that fails shows as a TypeError of fetch or of its body.
    if (!(error instanceof TypeError || silence.signal.aborted)) throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A job's events from the server until the final status, over as many connections as that takes: each resumes after the
 * last event seen, so none is lost and none comes twice.
 *
 * @throws {@link ServerLostError} when the server cannot be reached for a while.
 */
export async function* followJob(
  client: ApiClient,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  let after = 0;
  let waitMs = firstWaitMs;
  let lastSign = performance.now();
  for (;;) {
    for await (const event of readConnection(client.jobEventsUrl(id, after), signal)) {
      lastSign = performance.now();
      waitMs = firstWaitMs;
      if (event.seq <= after) continue;
      after = event.seq;
      yield event;
      if (event.type === "status" && isFinal(event.status)) return;
    }
    if (performance.now() - lastSign > patienceMs) {
      throw new ServerLostError(
        `The server stopped answering; job ${id} may go on there. \`ansatz jobs show ${id} --server URL\` tells.`,
        { details: { job: id } },
      );
    }
    await sleep(waitMs, undefined, { signal });
    waitMs = Math.min(2 * waitMs, longestWaitMs);
  }
}
