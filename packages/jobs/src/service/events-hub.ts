/** Wakes those who wait for a job's events. */
export interface EventsHub {
  /** There may be new events of a job, or of any job. */
  readonly wake: (jobId?: string) => void;
  /**
   * Watches a job; `next` resolves when it was woken since the call before, or after `timeoutMs`, or when the signal
   * aborts.
   */
  readonly watch: (jobId: string) => EventsWatch;
}

export interface EventsWatch extends Disposable {
  readonly next: (timeoutMs: number, signal?: AbortSignal) => Promise<void>;
}

export function createEventsHub(): EventsHub {
  const watchers = new Map<string, Set<() => void>>();
  return {
    wake(jobId) {
      const groups = jobId === undefined ? [...watchers.values()] : [watchers.get(jobId) ?? new Set()];
      for (const group of groups) for (const wake of group) wake();
    },
    watch(jobId) {
      let isWoken = false;
      let resolveNext: (() => void) | undefined;
      const wake = (): void => {
        isWoken = true;
        resolveNext?.();
      };
      const group = watchers.get(jobId) ?? new Set();
      watchers.set(jobId, group.add(wake));
      return {
        async next(timeoutMs, signal) {
          if (!isWoken && !signal?.aborted) {
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, timeoutMs);
              resolveNext = () => {
                clearTimeout(timer);
                resolve();
              };
              signal?.addEventListener("abort", resolveNext, { once: true });
            });
            if (resolveNext) signal?.removeEventListener("abort", resolveNext);
            resolveNext = undefined;
          }
          isWoken = false;
        },
        [Symbol.dispose]() {
          group.delete(wake);
          if (group.size === 0 && watchers.get(jobId) === group) watchers.delete(jobId);
        },
      };
    },
  };
}
