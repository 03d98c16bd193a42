import { jobEventSchema, type JobEvent } from "@ansatz/contract";

export type Connection = "connecting" | "open" | "lost";

interface EventStreamOptions {
  /** The address of the stream after a number of events. */
  readonly url: (after: number) => string;
  /** Number of the newest event that is known. */
  readonly lastEvent: () => number;
  readonly onEvents: (events: readonly JobEvent[]) => void;
  readonly onConnection: (connection: Connection) => void;
  /** Whether nothing more is to come. */
  readonly hasEnded: () => boolean;
}

const eventTypes = ["status", "progress", "restarted"] as const;
type Timer = ReturnType<typeof setTimeout>;

const longestPauseMs = 15_000;
/** Events within this time are drawn at once. */
const batchMs = 30;

/**
 * Follows a job's events over server-sent events. A broken connection is taken up after the last event seen, by the
 * browser where it can and by a new one where it gave up. Events that come close together are handed over together.
 */
export function followEvents(options: EventStreamOptions): () => void {
  let source: EventSource | undefined;
  const timer: { batch?: Timer | undefined; reconnect?: Timer | undefined } = {};
  let waiting: JobEvent[] = [];
  let attempts = 0;
  let isClosed = false;

  const flush = () => {
    clearTimeout(timer.batch);
    timer.batch = undefined;
    const events = waiting;
    waiting = [];
    if (events.length > 0) options.onEvents(events);
    if (options.hasEnded()) close();
  };
  const receive = (message: MessageEvent<string>) => {
    const event = jobEventSchema.safeParse(JSON.parse(message.data));
    if (!event.success) return;
    waiting.push(event.data);
    timer.batch ??= setTimeout(flush, batchMs);
  };
  const close = () => {
    isClosed = true;
    clearTimeout(timer.reconnect);
    clearTimeout(timer.batch);
    source?.close();
  };
  const connect = () => {
    const opened = new EventSource(options.url(options.lastEvent()));
    source = opened;
    opened.onopen = () => {
      attempts = 0;
      options.onConnection("open");
    };
    for (const type of eventTypes) opened.addEventListener(type, receive);
    opened.onerror = () => {
      // The end of the stream is an error too; the last events may tell that it was meant.
      flush();
      if (isClosed || options.hasEnded()) {
        close();
        return;
      }
      options.onConnection("lost");
      if (opened.readyState !== EventSource.CLOSED) return;
      attempts += 1;
      timer.reconnect = setTimeout(connect, Math.min(longestPauseMs, 500 * 2 ** attempts));
    };
  };
  connect();
  return close;
}
