import { simulate, type Circuit, type SimulationOptions, type SimulationResult } from "@ansatz/simulator";

/** What has been found from the shots before `done`; JSON-safe. */
export interface ShotsCheckpoint {
  readonly done: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Σ x and Σ x² of each observable's values in the shots. */
  readonly sums: readonly number[];
  readonly squares: readonly number[];
}

/** Parts that a job's shots are run in, where they are followed one by one: a lost process costs the work of one. */
const partCount = 32;
/** Fewer shots at a time would not share their work. */
const leastShots = 512;

interface PartsOptions {
  readonly checkpoint: ShotsCheckpoint | undefined;
  readonly onCheckpoint: (checkpoint: ShotsCheckpoint) => void;
}

function addPart(sum: ShotsCheckpoint, { counts = {}, expectations = [] }: SimulationResult, shots: number) {
  const total: Record<string, number> = { ...sum.counts };
  for (const [bits, count] of Object.entries(counts)) total[bits] = (total[bits] ?? 0) + count;
  const add = (before: readonly number[], values: readonly number[]): number[] =>
    values.map((value, index) => value + (before[index] ?? 0));
  return {
    done: sum.done + shots,
    counts: total,
    sums: add(
      sum.sums,
      expectations.map(({ value }) => shots * value),
    ),
    squares: add(
      sum.squares,
      // The sample variance is (n − 1)·(standard error)², of one shot it is 0 by definition of the sums.
      expectations.map(({ value, standardError }) => {
        const variance = shots > 1 ? (shots - 1) * standardError ** 2 : 0;
        return shots * (variance + value * value);
      }),
    ),
  };
}

/**
 * `simulate` shot by shot (trajectories, stabiliser tableaus) in parts, each of which ends with a checkpoint; going on from
 * one gives the same result as never having stopped.
 */
export async function simulateInParts(
  circuit: Circuit,
  options: SimulationOptions & { readonly shots: number },
  { checkpoint, onCheckpoint }: PartsOptions,
): Promise<SimulationResult> {
  const { shots, onProgress } = options;
  const started = performance.now();
  const partShots = Math.max(leastShots, Math.ceil(shots / partCount));
  let sum: ShotsCheckpoint = checkpoint ?? { done: 0, counts: {}, sums: [], squares: [] };
  let last: SimulationResult | undefined;
  while (sum.done < shots) {
    const { done } = sum;
    const count = Math.min(partShots, shots - done);
    last = await simulate(circuit, {
      ...options,
      shots: count,
      firstShot: done,
      ...(onProgress ? { onProgress: (part: number) => onProgress((done + part * count) / shots) } : {}),
    });
    sum = addPart(sum, last, count);
    onCheckpoint(sum);
  }
  // A checkpoint of the last part leaves nothing to run but the plan.
  last ??= await simulate(circuit, { ...options, shots: 1, firstShot: shots - 1 });
  const expectations = sum.sums.map((total, index) => {
    const value = total / shots;
    const variance = Math.max(0, sum.squares[index] / shots - value * value);
    return { value, standardError: shots > 1 ? Math.sqrt(variance / (shots - 1)) : Infinity };
  });
  const counts = Object.fromEntries(Object.entries(sum.counts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...last,
    shots,
    counts,
    ...(expectations.length > 0 ? { expectations } : {}),
    seconds: (performance.now() - started) / 1000,
  };
}
