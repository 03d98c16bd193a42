import type { ComputePool } from "@ansatz/simulator";
import { createComputePool } from "@ansatz/simulator/node";

/** A pool of `threads` that starts its threads at the first call: small calculations never make one. */
export function createLazyComputePool(threads: number): ComputePool {
  let pool: ComputePool | undefined;
  const started = (): ComputePool => (pool ??= createComputePool({ threads }));
  return {
    threads,
    run: (call, options) => started().run(call, options),
    runOnAll: (call) => started().runOnAll(call),
    async [Symbol.asyncDispose]() {
      await pool?.[Symbol.asyncDispose]();
    },
  };
}
