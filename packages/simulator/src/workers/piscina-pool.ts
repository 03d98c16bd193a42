import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { ComputePool, GangCall, WorkerCall } from "./compute-pool.ts";

/** Runs a WorkerCall's function unchanged when the sources run directly: their modules need the source condition. */
const sourceExecArgv = import.meta.url.endsWith(".ts") ? ["--conditions=@ansatz/source"] : [];

/** A {@link ComputePool} of piscina worker threads. */
export function createComputePool(options: { readonly threads?: number } = {}): ComputePool {
  const threads = options.threads ?? availableParallelism();
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
    throw new RangeError(`threads must be an integer in [1, 256], got ${String(threads)}`);
  }
  const piscina = new Piscina({
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    concurrentTasksPerWorker: 1,
    execArgv: [...process.execArgv, ...sourceExecArgv],
  });
  let lastGang: Promise<unknown> = Promise.resolve();

  const dispatch = <Result>(call: WorkerCall, data: unknown, signal?: AbortSignal): Promise<Result> =>
    piscina.run(data, {
      filename: fileURLToPath(call.module),
      name: call.name,
      ...(signal ? { signal } : {}),
    }) as Promise<Result>;

  return {
    threads,
    run: (call, { signal } = {}) => dispatch(call, call.data, signal),
    runOnAll: <Result>(call: WorkerCall): Promise<Result[]> => {
      const gang = lastGang.then(() =>
        Promise.all(
          Array.from({ length: threads }, (_, thread) =>
            dispatch<Result>(call, { thread, threads, data: call.data } satisfies GangCall<unknown>),
          ),
        ),
      );
      lastGang = gang.catch(() => undefined);
      return gang;
    },
    [Symbol.asyncDispose]: () => piscina.destroy(),
  };
}
