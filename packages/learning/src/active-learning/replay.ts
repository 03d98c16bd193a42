import { type DataSet, selectSamples } from "../data/data-set.ts";
import { selectRows } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import type { FitContext } from "../models/model.ts";
import { shuffled } from "../validation/nested/training-rows.ts";
import { bestOf, type Goal, meritOf } from "./acquisition.ts";
import type { ProposalModel } from "./fit-for-proposals.ts";
import { rankCandidates, type RankingOptions } from "./rank-candidates.ts";

export interface ReplaySettings extends Pick<RankingOptions, "acquisition" | "diversity"> {
  readonly goal: Goal;
  /** Rows known at the start, at random. Default 10. */
  readonly initial?: number | undefined;
  /** Rows measured in each round. Default 1. */
  readonly batch?: number | undefined;
  readonly rounds: number;
  /** Share of all rows that count as good: what is looked for. Default 0.05. */
  readonly goodShare?: number | undefined;
}

/** One strategy in one replay: JSON-safe. */
export interface ReplayRun {
  /** Rows in the order in which they were measured, after the initial ones. */
  readonly measured: readonly number[];
  /** The best value known after the initial rows and after each further one. */
  readonly best: readonly number[];
  /** Good rows found beyond the initial ones. */
  readonly found: number;
  /** Share of the good rows that were to be found, over the share of the rows that were measured: 1 is random choice. */
  readonly enrichment: number;
}

/** Both strategies from the same start. */
export interface ReplayOutput {
  readonly seed: number;
  readonly initial: readonly number[];
  readonly active: ReplayRun;
  readonly random: ReplayRun;
  /** Best value of the whole table. */
  readonly optimum: number;
  /** Good rows that were not among the initial ones. */
  readonly toFind: number;
}

/** @throws ModelError where a setting is out of range for so many rows. */
export function resolveReplay(
  data: DataSet,
  settings: ReplaySettings,
): Readonly<Record<"initial" | "batch" | "rounds" | "goodShare", number>> {
  const rowCount = data.targets.length;
  const { initial = 10, batch = 1, rounds, goodShare = 0.05 } = settings;
  const check = (name: string, value: number, isAllowed: boolean, range: string): void => {
    if (!isAllowed) throw new ModelError(`${name} must be ${range}, got ${value}`, { name, value });
  };
  check(
    "initial",
    initial,
    Number.isInteger(initial) && initial >= 2 && initial < rowCount,
    `an integer in [2, ${rowCount - 1}]`,
  );
  check("batch", batch, Number.isInteger(batch) && batch >= 1, "an integer of at least 1");
  const most = Math.floor((rowCount - initial) / batch);
  check(
    "rounds",
    rounds,
    Number.isInteger(rounds) && rounds >= 1 && rounds <= most,
    `an integer in [1, ${most}], so that rows are left`,
  );
  check("goodShare", goodShare, goodShare > 0 && goodShare <= 0.5, "in (0, 0.5]");
  return { initial, batch, rounds, goodShare };
}

/** The rows that count as good: the best share, at least one. */
function goodRows(data: DataSet, goal: Goal, share: number): Set<number> {
  const order = Array.from(data.targets.keys()).sort(
    (a, b) => meritOf(data.targets[b], goal) - meritOf(data.targets[a], goal),
  );
  return new Set(order.slice(0, Math.max(1, Math.round(share * order.length))));
}

/**
 * One replay of a search on a table whose targets are all known: from the same initial rows, once measuring what the model
 * proposes and once what chance does. Replays of different seeds can run anywhere.
 *
 * @throws ModelError as resolveReplay and rankCandidates do; the signal's reason where it is aborted.
 */
export async function runReplay(
  data: DataSet,
  proposal: ProposalModel,
  settings: ReplaySettings,
  context: FitContext,
): Promise<ReplayOutput> {
  const { initial, batch, rounds, goodShare } = resolveReplay(data, settings);
  const { goal, acquisition, diversity } = settings;
  const { seed, signal, onProgress } = context;
  const rowCount = data.targets.length;
  const order = shuffled(
    Array.from({ length: rowCount }, (_, row) => row),
    seed,
  );
  const start = order.slice(0, initial);
  const good = goodRows(data, goal, goodShare);
  const toFind = [...good].filter((row) => !start.includes(row)).length;

  const measured: number[] = [];
  for (let round = 0; round < rounds; round++) {
    signal?.throwIfAborted();
    const known = [...start, ...measured];
    const isKnown = new Set(known);
    const pool = order.filter((row) => !isKnown.has(row));
    const { proposals } = await rankCandidates(
      proposal,
      selectSamples(data, known),
      selectRows(data.features, pool),
      { goal, acquisition, batch, diversity },
      { ...context, seed: (seed + round) % 4294967296, onProgress: undefined },
    );
    measured.push(...proposals.map(({ candidate }) => pool[candidate]));
    onProgress?.((round + 1) / rounds);
  }
  // Shuffled rows after the initial ones are a random choice already.
  const byChance = order.slice(initial, initial + measured.length);

  const describe = (rows: readonly number[]): ReplayRun => {
    let best = bestOf(
      start.map((row) => data.targets[row]),
      goal,
    );
    const curve = [best, ...rows.map((row) => (best = bestOf([best, data.targets[row]], goal)))];
    const found = rows.filter((row) => good.has(row)).length;
    const expected = (toFind * rows.length) / (rowCount - initial);
    return { measured: rows, best: curve, found, enrichment: toFind === 0 ? 1 : found / expected };
  };
  return {
    seed,
    initial: start,
    active: describe(measured),
    random: describe(byChance),
    optimum: bestOf(data.targets, goal),
    toFind,
  };
}
