import { bindParameters } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, SimulationTooLargeError } from "../errors.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { compileNoisyProgram } from "../noise/noisy-program.ts";
import type { NoisyStep } from "../noise/noisy-program.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { createPacer } from "./pacer.ts";
import { runChunk } from "./run-chunk.ts";
import { createSegmentRunner } from "./segment-runner.ts";
import type { TrajectoryChunk } from "./run-chunk.ts";
import type { TrajectorySums } from "./shot-groups.ts";

export interface TrajectoryOptions {
  /** Trajectories to sum over, at least 1. */
  readonly shots: number;
  readonly seed: number;
  /** Number of the first shot, by default 0: runs of the shots a to b − 1 and b to c − 1 make up that of a to c − 1. */
  readonly firstShot?: number;
  readonly parameters?: ParameterValues;
  /** A checked model of `createNoiseModel`; none for the ideal circuit. */
  readonly noise?: NoiseModel;
  /** Hermitian Pauli sums, averaged over the states after the circuit (before its terminal measurements). */
  readonly observables?: readonly PauliSum[];
  /** Threads that share the shots; the result is the same without. */
  readonly pool?: ComputePool;
  readonly memoryLimitBytes?: number;
  readonly signal?: AbortSignal;
  /** Called with the part of the shots done, in [0, 1]. */
  readonly onProgress?: (done: number) => void;
}

/** A mean over shots and its standard error √(s²/shots), s² the sample variance; infinite for a single shot. */
export interface Estimate {
  readonly value: number;
  readonly standardError: number;
}

export interface TrajectoryResult {
  readonly shots: number;
  readonly seed: number;
  /** Shots by classical bits (highest bit first), in ascending order; the empty text for a circuit without bits. */
  readonly counts: ReadonlyMap<string, number>;
  /** One for each observable. */
  readonly expectations: readonly Estimate[];
  /** Different trajectories that were run: shots of the same history share one. */
  readonly trajectoryCount: number;
}

const greatestShots = 1e9;
/** Chunks when noise makes most shots differ: enough for threads to share, whatever their number. */
const noisyChunks = 16;
const leastChunkShots = 16;
const greatestChunkShots = 32_768;
/** Classical bits of all shots run together, a byte each. */
const greatestChunkBits = 2 ** 26;
const defaultMemoryLimitBytes = 2 ** 33;

/** Bytes of so many shots run together on one thread: at most log₂(shots) + 2 states of 16·2ⁿ bytes, and one to work on. */
function groupBytes(qubitCount: number, shots: number): number {
  return 16 * 2 ** qubitCount * (Math.ceil(Math.log2(shots)) + 3);
}

/** The most shots run together that fit a limit. */
function groupShots(qubitCount: number, limit: number): number {
  let shots = greatestChunkShots;
  while (shots > 1 && groupBytes(qubitCount, shots) > limit) shots /= 2;
  return shots;
}

/**
 * Bytes that trajectories take at most on one thread: shots that are run together have log₂(shots) + 3 states of 16·2ⁿ
 * bytes among them, and fewer are run together where the limit asks for it. Each further thread takes as much.
 */
export function trajectoryMemoryBytes(
  qubitCount: number,
  shots: number,
  memoryLimitBytes = defaultMemoryLimitBytes,
): number {
  return groupBytes(qubitCount, Math.min(shots, groupShots(qubitCount, memoryLimitBytes)));
}

function countEvents(program: readonly NoisyStep[]): number {
  return program.reduce((sum, step) => {
    if (step.kind === "unitary") return sum;
    return sum + (step.kind === "if" ? countEvents([...step.then, ...step.otherwise]) : 1);
  }, 0);
}

/** Sizes of chunks: a function of the task alone, so that results do not depend on threads. */
function chunkSizes(
  program: readonly NoisyStep[],
  bitCount: number,
  shots: number,
  greatest: number,
): number[] {
  const isBranching = countEvents(program) > bitCount + noisyChunks;
  const wanted = isBranching ? Math.min(noisyChunks, Math.ceil(shots / leastChunkShots)) : 1;
  const fitting = Math.min(greatest, Math.max(1, Math.floor(greatestChunkBits / Math.max(1, bitCount))));
  const chunks = Math.max(wanted, Math.ceil(shots / fitting));
  return Array.from(
    { length: chunks },
    (_, index) => Math.floor(((index + 1) * shots) / chunks) - Math.floor((index * shots) / chunks),
  );
}

function checkOptions(
  { shots, seed, firstShot = 0, observables = [] }: TrajectoryOptions,
  qubitCount: number,
): void {
  if (!Number.isSafeInteger(shots) || shots < 1 || shots > greatestShots) {
    throw new InvalidArgumentError(`shots must be an integer in [1, ${greatestShots}], got ${shots}`, {
      field: "shots",
      shots,
    });
  }
  if (!Number.isSafeInteger(firstShot) || firstShot < 0 || firstShot + shots > greatestShots) {
    throw new InvalidArgumentError(
      `firstShot must be an integer in [0, ${greatestShots} - shots], got ${firstShot}`,
      { field: "firstShot" },
    );
  }
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${seed}`, { field: "seed", seed });
  }
  observables.forEach((observable, index) => {
    if (observable.qubitCount !== qubitCount) {
      throw new InvalidArgumentError(
        `observables[${index}] must have the circuit's ${qubitCount} qubits, got ${observable.qubitCount}`,
        { field: `observables[${index}]` },
      );
    }
  });
}

function combine(
  parts: readonly TrajectorySums[],
  { shots, seed, observables = [] }: TrajectoryOptions,
): TrajectoryResult {
  const counts = new Map<string, number>();
  for (const part of parts) {
    for (const [text, count] of part.counts) counts.set(text, (counts.get(text) ?? 0) + count);
  }
  const expectations = observables.map((_, index): Estimate => {
    const total = (key: "sums" | "squares"): number => parts.reduce((sum, part) => sum + part[key][index], 0);
    const value = total("sums") / shots;
    const variance = Math.max(0, total("squares") / shots - value * value);
    return { value, standardError: shots > 1 ? Math.sqrt(variance / (shots - 1)) : Infinity };
  });
  return {
    shots,
    seed,
    counts: new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    expectations,
    trajectoryCount: parts.reduce((sum, { trajectoryCount }) => sum + trajectoryCount, 0),
  };
}

/**
 * Runs a noisy circuit shot by shot on state vectors: at each channel one Kraus operator K is drawn with the probability
 * ‖Kψ‖² (without a look at the state where the channel is a mixture of unitaries), at each measurement an outcome. Means
 * over shots are those of the density matrix, with an error of 1/√shots. Shots share the work as long as their histories
 * agree. The same seed gives the same result on any number of threads.
 * Throws {@link InvalidArgumentError} for a shot count, seed or observable out of range, {@link SimulationTooLargeError} for
 * states that do not fit.
 * Source: Mølmer, Castin and Dalibard, J. Opt. Soc. Am. B 10, 524 (1993).
 */
export async function runTrajectories(
  circuit: Circuit,
  options: TrajectoryOptions,
): Promise<TrajectoryResult> {
  const { shots, seed, firstShot = 0, parameters = {}, noise, observables = [], pool } = options;
  const { signal, onProgress } = options;
  const { memoryLimitBytes = defaultMemoryLimitBytes } = options;
  const { qubitCount, bitCount } = circuit;
  checkOptions(options, qubitCount);
  const bytesNeeded = trajectoryMemoryBytes(qubitCount, shots, memoryLimitBytes);
  if (bytesNeeded > memoryLimitBytes) {
    throw new SimulationTooLargeError(
      `trajectories of ${qubitCount} qubits need at least ${bytesNeeded} bytes; the limit is ${memoryLimitBytes}: ` +
        "use fewer qubits or raise memoryLimitBytes",
      { qubitCount, bytesNeeded, bytesAvailable: memoryLimitBytes },
    );
  }
  const program = compileNoisyProgram(bindParameters(circuit, parameters), noise);
  let first = firstShot;
  const chunks = chunkSizes(program, bitCount, shots, groupShots(qubitCount, memoryLimitBytes)).map(
    (count): TrajectoryChunk => {
      const chunk = { qubitCount, bitCount, program, observables, seed, first, count };
      first += count;
      return chunk;
    },
  );
  // As many chunks at a time as fit; with a single one, the threads share its states instead.
  const atATime = Math.min(pool?.threads ?? 1, chunks.length, Math.floor(memoryLimitBytes / bytesNeeded));
  signal?.throwIfAborted();
  if (!pool || atATime < 2) {
    const pacer = createPacer({
      total: shots,
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress } : {}),
    });
    await using runner = await createSegmentRunner(qubitCount, pool);
    const parts: TrajectorySums[] = [];
    for (const chunk of chunks) parts.push(await runChunk(chunk, runner, pacer));
    onProgress?.(1);
    return combine(parts, options);
  }
  return combine(await runOnPool(chunks, pool, atATime, options), options);
}

/** Runs chunks on the threads of a pool, `atATime` at once; the results are in the order of the chunks. */
async function runOnPool(
  chunks: readonly TrajectoryChunk[],
  pool: ComputePool,
  atATime: number,
  { shots, signal, onProgress }: TrajectoryOptions,
): Promise<TrajectorySums[]> {
  const module = workerModule(import.meta.url, "./trajectory-worker");
  const parts: TrajectorySums[] = [];
  let [next, done] = [0, 0];
  const takeChunks = async (): Promise<void> => {
    while (next < chunks.length) {
      const index = next++;
      const data = chunks[index];
      parts[index] = await pool.run<TrajectorySums>(
        { module, name: "runTrajectoryChunk", data },
        signal ? { signal } : {},
      );
      done += data.count;
      onProgress?.(done / shots);
    }
  };
  await Promise.all(Array.from({ length: atATime }, takeChunks));
  return parts;
}
