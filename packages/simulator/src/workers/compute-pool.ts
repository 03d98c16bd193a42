/** A function exported by a module, to be called in a worker thread with one structured-cloneable argument. */
export interface WorkerCall {
  /** URL of the module, as {@link workerModule} makes it. */
  readonly module: string;
  /** Name of the exported function. */
  readonly name: string;
  /** The function's argument. Shared memory (`WebAssembly.Memory`, `SharedArrayBuffer`) is shared, all else copied. */
  readonly data: unknown;
}

/** What a function called by {@link ComputePool.runOnAll} receives. */
export interface GangCall<Data> {
  readonly thread: number;
  readonly threads: number;
  readonly data: Data;
}

/** Worker threads for calculations. Library code takes one as an option and runs inline without it. */
export interface ComputePool extends AsyncDisposable {
  readonly threads: number;
  /** Runs one call on any free thread. */
  run<Result>(call: WorkerCall, options?: { readonly signal?: AbortSignal }): Promise<Result>;
  /**
   * Runs the call on every thread at once, each with its {@link GangCall} argument, and returns the results by thread.
   * Only one gang runs at a time, so the threads may wait for each other (barriers in shared memory).
   */
  runOnAll<Result>(call: WorkerCall): Promise<Result[]>;
}

/** URL of a worker module beside the caller: `.ts` when the sources run directly, `.js` when built. */
export function workerModule(callerUrl: string, nameWithoutExtension: string): string {
  return new URL(`${nameWithoutExtension}${callerUrl.endsWith(".ts") ? ".ts" : ".js"}`, callerUrl).href;
}
