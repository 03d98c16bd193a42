import { StorageUnavailableError } from "../errors.ts";

const firstWaitMs = 250;
const longestWaitMs = 10_000;
const waits = 60;

/** Repeats what a failing store does not let happen. */
export interface Patience {
  /** Repeats an action, with longer and longer waits, while the store is unavailable; ten minutes at most. */
  readonly retry: (action: () => Promise<void>, onFailure: (error: unknown) => void) => Promise<void>;
  /** Ends waiting: what fails now has failed. */
  readonly end: () => void;
}

export function createPatience(): Patience {
  const ended = new AbortController();
  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = (): void => {
        clearTimeout(timer);
        ended.signal.removeEventListener("abort", stop);
        resolve();
      };
      const timer = setTimeout(stop, ms);
      ended.signal.addEventListener("abort", stop);
    });
  return {
    async retry(action, onFailure) {
      for (let attempt = 0; ; attempt++) {
        const isLast = ended.signal.aborted || attempt >= waits;
        try {
          await action();
          return;
        } catch (error) {
          if (isLast || !(error instanceof StorageUnavailableError)) throw error;
          onFailure(error);
        }
        await wait(Math.min(firstWaitMs * 2 ** attempt, longestWaitMs));
      }
    },
    end() {
      ended.abort();
    },
  };
}
