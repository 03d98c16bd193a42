import type { KernelMemory } from "../kernels/kernel-memory.ts";
import type { KernelCall } from "../kernels/kernel-worker.ts";
import { probeKernelBuild } from "../kernels/load-kernels.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import { createPacer } from "../trajectories/pacer.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { giveBackMemory, takeMemory } from "./arena-memory.ts";
import type { ArenaMemory } from "./arena-memory.ts";
import { prepareRows } from "./circuit-worker.ts";
import type { CircuitTask } from "./circuit-worker.ts";
import { systemFields, systemWords } from "./fields.ts";
import { checkGramStatus } from "./kernels.ts";
import type { GramKernels } from "./kernels.ts";
import { arenaBytes } from "./state-arena.ts";
import type { ArenaMatrix, ArenaSize, StateArena, StateRange } from "./state-arena.ts";
import type { CircuitPreparation, LayersPreparation, StatePreparation } from "./state-preparation.ts";

export interface WasmArenaOptions extends ArenaSize {
  readonly pool?: ComputePool | undefined;
  readonly build?: KernelBuildName | undefined;
  /** Rows and columns of a tile; for tests and measurements. */
  readonly blockRows?: number | undefined;
}

/** Multiplications below which a kernel runs on the caller's thread: waking others takes as long. */
const leastSharedWork = 2 ** 22;
/** Multiplications of a thread between two looks at the abort signal: some tenths of a second. */
const workOfCall = 2 ** 32;
/** Amplitudes that are packed at once: a plane of a panel of each side is 6 KB. */
const greatestDepth = 256;
const greatestBlock = 96;
const greatestMemoryBytes = 2 ** 32 - 2 ** 17;

/** The calculation by the kernels of assembly/gram, on the threads of a pool. */
export class WasmArena implements StateArena {
  readonly #qubitCount: number;
  readonly #held: ArenaMemory;
  readonly #memory: KernelMemory;
  readonly #pool: ComputePool | undefined;
  readonly #blockRows: number | undefined;
  readonly #words = new Int32Array(systemWords);
  /** Calculations that have not ended well: threads may still write to the memory. */
  #openCount = 0;
  readonly #system: number;
  readonly #states: number;
  readonly #results: number;

  constructor(options: WasmArenaOptions) {
    const { qubitCount, stateCount, resultCount, pool, build, blockRows } = options;
    this.#qubitCount = qubitCount;
    this.#pool = pool;
    this.#blockRows = blockRows;
    const otherBytes = 2 ** 25 + 32 * 2 ** qubitCount * (pool?.threads ?? 1);
    const maximumBytes = Math.min(
      greatestMemoryBytes,
      arenaBytes(options) + otherBytes + 64 * stateCount * 64,
    );
    this.#held = takeMemory(pool, build ?? probeKernelBuild(), maximumBytes);
    this.#memory = this.#held.memory;
    this.#system = this.#memory.allocate(4 * systemWords);
    this.#states = this.#memory.allocate(stateCount * 16 * 2 ** qubitCount);
    this.#results = this.#memory.allocate(8 * resultCount);
    this.#words[systemFields.states] = this.#states;
    this.#words[systemFields.qubitCount] = qubitCount;
    this.#words[systemFields.output] = this.#results;
  }

  #workspace(bytesOfThread: number): void {
    const stride = Math.ceil(bytesOfThread / 64) * 64;
    this.#words[systemFields.workspace] = this.#memory.allocate(stride * (this.#pool?.threads ?? 1));
    this.#words[systemFields.workspaceStride] = stride;
  }

  /** Runs a kernel on items 0 … count−1, claimed one by one by whichever thread is free. */
  async #run(
    kernel: keyof GramKernels,
    count: number,
    workOfItem: number,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const step = Math.max(1, Math.floor((workOfCall * (this.#pool?.threads ?? 1)) / workOfItem));
    const pacer = createPacer({ total: count, ...(signal ? { signal } : {}) });
    this.#openCount++;
    for (let first = 0; first < count; first += step) {
      await pacer.pause();
      const end = Math.min(count, first + step);
      this.#words[systemFields.counter] = this.#system + 4 * (systemWords - 1);
      this.#words[systemFields.endItem] = end;
      this.#words[systemWords - 1] = first;
      this.#memory.int32(this.#system, systemWords).set(this.#words);
      if (!this.#pool || (end - first) * workOfItem < leastSharedWork) {
        checkGramStatus((await this.#held.kernels())[kernel](this.#system, 0, 1), kernel);
        continue;
      }
      this.#held.hasWorkers = true;
      const data: KernelCall = {
        engine: this.#held.engine,
        memory: this.#memory.memory,
        build: this.#held.build,
        kernel,
        pointers: [this.#system],
      };
      const module = workerModule(import.meta.url, "./gram-worker");
      const statuses = await this.#pool.runOnAll<number>({ module, name: "runKernel", data });
      for (const status of statuses) checkGramStatus(status, kernel);
    }
    this.#openCount--;
  }

  prepare(preparation: StatePreparation, first: number, signal?: AbortSignal): Promise<void> {
    return preparation.kind === "circuit"
      ? this.#prepareCircuits(preparation, first, signal)
      : this.#prepareLayers(preparation, first, signal);
  }

  async #prepareLayers(
    { rowCount, repetitions, masks, phases }: LayersPreparation,
    first: number,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const size = 2 ** this.#qubitCount;
    this.#words[systemFields.masks] = this.#memory.place(Int32Array.from(masks));
    this.#words[systemFields.phases] = this.#memory.place(phases);
    this.#words[systemFields.maskCount] = masks.length;
    this.#words[systemFields.repetitions] = repetitions;
    this.#words[systemFields.firstState] = first;
    this.#words[systemFields.stateCount] = rowCount;
    this.#workspace(24 * size);
    await this.#run("prepareLayers", rowCount, size * (20 + 2 * repetitions * this.#qubitCount), signal);
  }

  async #prepareCircuits(
    { circuit, parameterOrder, values, rowCount }: CircuitPreparation,
    first: number,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const size = 2 ** this.#qubitCount;
    const width = parameterOrder.length;
    const taskOf = (from: number, end: number): CircuitTask => ({
      circuit,
      parameterOrder,
      values: values.slice(from * width, end * width),
      rowCount: end - from,
      buffer: this.#memory.memory,
      offset: this.#states + (first + from) * size * 16,
      backend: "wasm",
    });
    signal?.throwIfAborted();
    this.#openCount++;
    const pool = this.#pool;
    if (!pool || rowCount * size * circuit.operations.length < leastSharedWork) {
      await prepareRows(taskOf(0, rowCount), signal);
      this.#openCount--;
      return;
    }
    const partCount = Math.min(rowCount, 2 * pool.threads);
    const module = workerModule(import.meta.url, "./circuit-worker");
    await Promise.all(
      Array.from({ length: partCount }, (_, part) => {
        const [from, end] = [part, part + 1].map((edge) => Math.floor((edge * rowCount) / partCount));
        return pool.run({ module, name: "prepareRows", data: taskOf(from, end) }, signal ? { signal } : {});
      }),
    );
    this.#openCount--;
  }

  async multiply(
    left: StateRange,
    right: StateRange | undefined,
    options: { readonly overlaps: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<ArenaMatrix> {
    const columns = right ?? left;
    const size = 2 ** this.#qubitCount;
    const depth = Math.min(size, greatestDepth);
    const block = this.#blockRows ?? blockOf(Math.max(left.count, columns.count));
    const [rowBlocks, columnBlocks] = [left.count, columns.count].map((count) => Math.ceil(count / block));
    const tiles: number[] = [];
    for (let i = 0; i < rowBlocks; i++) {
      for (let j = right ? 0 : i + 1; j < columnBlocks; j++) tiles.push(i, j);
    }
    // Diagonal tiles are half the work and come last, so that threads end together.
    if (!right) for (let i = 0; i < rowBlocks; i++) tiles.push(i, i);
    const count = left.count * columns.count;
    const words = this.#words;
    words[systemFields.left] = left.first;
    words[systemFields.leftCount] = left.count;
    words[systemFields.right] = columns.first;
    words[systemFields.rightCount] = columns.count;
    words[systemFields.isSymmetric] = right ? 0 : 1;
    words[systemFields.imaginary] = options.overlaps ? this.#results + 8 * count : 0;
    words[systemFields.blockRows] = block;
    words[systemFields.depth] = depth;
    words[systemFields.tiles] = this.#memory.place(Int32Array.from(tiles));
    this.#workspace(48 * depth * block + 16 * block * block + 432);
    await this.#run("multiplyTiles", tiles.length / 2, 3 * block * block * size, options.signal);
    return {
      real: this.#memory.float64(this.#results, count).slice(),
      imaginary: options.overlaps
        ? this.#memory.float64(this.#results + 8 * count, count).slice()
        : new Float64Array(),
    };
  }

  async blochVectors({ first, count }: StateRange, signal?: AbortSignal): Promise<Float64Array> {
    this.#words[systemFields.firstState] = first;
    await this.#run("blochVectors", count, 4 * this.#qubitCount * 2 ** this.#qubitCount, signal);
    return this.#memory.float64(this.#results, count * this.#qubitCount * 3).slice();
  }

  read({ first, count }: StateRange): { real: Float64Array; imaginary: Float64Array } {
    const size = 2 ** this.#qubitCount;
    const real = new Float64Array(count * size);
    const imaginary = new Float64Array(count * size);
    for (let state = 0; state < count; state++) {
      const start = this.#states + (first + state) * size * 16;
      real.set(this.#memory.float64(start, size), state * size);
      imaginary.set(this.#memory.float64(start + 8 * size, size), state * size);
    }
    return { real, imaginary };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await giveBackMemory(this.#pool, this.#held, { isQuiet: this.#openCount === 0 });
  }
}

/** A multiple of 3 that leaves small matrices enough tiles for the threads. */
function blockOf(count: number): number {
  return Math.min(greatestBlock, Math.max(12, 3 * Math.ceil(count / 24)));
}
