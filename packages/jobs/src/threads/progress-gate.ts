import type { TaskProgress } from "../definitions/job-definition.ts";

/** Least time between two messages of one stage, ms. */
const intervalMs = 30;

export interface ProgressGate {
  readonly accept: (progress: TaskProgress) => void;
  /** Sends what is held back. */
  readonly close: () => void;
}

/**
 * Thins out progress within a thread: the newest of each {@link intervalMs} passes. The first and the last progress of
 * a stage always pass, and no stage's first one waits, as a thread that calculates runs no timers.
 */
export function createProgressGate(
  send: (progress: TaskProgress) => void,
  now: () => number = () => performance.now(),
): ProgressGate {
  let sentAt = -Infinity;
  let stage: string | undefined;
  let held: TaskProgress | undefined;
  let timer: NodeJS.Timeout | undefined;
  const pass = (progress: TaskProgress): void => {
    held = undefined;
    sentAt = now();
    send(progress);
  };
  const close = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (held) pass(held);
  };
  return {
    accept(progress) {
      if (progress.stage !== stage) {
        close();
        stage = progress.stage;
        pass(progress);
      } else if (now() - sentAt >= intervalMs) {
        pass(progress);
      } else {
        held = progress;
        timer ??= setTimeout(close, intervalMs);
      }
    },
    close,
  };
}
