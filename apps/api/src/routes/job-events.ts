import { isFinal, parseInput, routes } from "@ansatz/contract";
import { writeEventStream } from "../http/event-stream.ts";
import type { Handler } from "../http/mount.ts";
import type { Services } from "../services.ts";

/**
 * Streams a job's events. `Last-Event-ID`, which a browser sends when it reconnects, goes before `?after=`, which still
 * stands in the address then. A client that has seen the end already gets 204: browsers stop reconnecting on it.
 */
export function jobEvents({ jobs, closing }: Services): Handler<typeof routes.jobEvents> {
  return async ({ params, query, request, response }) => {
    const lastEventId = request.headers["last-event-id"];
    const { after } =
      lastEventId === undefined || lastEventId === ""
        ? query
        : parseInput(routes.jobEvents.query, { after: lastEventId });
    const job = await jobs.read(params.id);
    if (isFinal(job.status) && after >= job.lastEvent) {
      response.status(204).end();
      return null;
    }
    if (request.method === "HEAD") {
      response.type("text/event-stream").end();
      return null;
    }
    const disconnected = new AbortController();
    response.once("close", () => {
      disconnected.abort();
    });
    const signal = AbortSignal.any([disconnected.signal, closing]);
    await writeEventStream(response, jobs.events(params.id, { after, signal }), signal);
    return null;
  };
}
