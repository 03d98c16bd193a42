import { once } from "node:events";
import type { JobEvent } from "@ansatz/contract";
import type { Response } from "express";

/** Time between comments that keep proxies and clients from giving up a silent stream. */
const heartbeatMs = 15_000;

/** One message of an event stream; the number lets a client resume by Last-Event-ID. */
function message(event: JobEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/**
 * Writes events as server-sent events until they end or `signal` is aborted. Waits while the client reads more slowly
 * than events come, so that a stalled client costs one socket buffer and no more.
 */
export async function writeEventStream(
  response: Response,
  events: AsyncIterable<JobEvent>,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  // Clients wait this long, in ms, before they reconnect.
  response.write("retry: 1000\n\n");
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(": heartbeat\n\n");
  }, heartbeatMs);
  try {
    for await (const event of events) {
      if (signal.aborted) break;
      if (!response.write(message(event))) await once(response, "drain", { signal });
    }
  } catch (error) {
    // The error handler breaks the connection, which a client takes for a reason to resume.
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
  }
  response.end();
}
