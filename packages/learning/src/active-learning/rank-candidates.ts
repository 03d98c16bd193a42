import { flagOutOfDomain } from "../audit/uncertainty/out-of-domain.ts";
import { createDataSet, type DataSet } from "../data/data-set.ts";
import { type FeatureMatrix, selectRows } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import type { FitContext } from "../models/model.ts";
import { applySteps, fitSteps } from "../validation/nested/prepared-split.ts";
import { type Acquisition, acquisitionOf, bestOf, type Goal } from "./acquisition.ts";
import { selectDiverseBatch } from "./diverse-batch.ts";
import { predictCandidates, type ProposalModel, type UncertainPrediction } from "./fit-for-proposals.ts";

/**
 * How a batch is kept from being copies of one idea: `believer` refits the model after each choice as if its prediction
 * had been measured; `determinantal` weighs merit against likeness of features, without refitting; `none` takes the best.
 */
export type Diversity = "believer" | "determinantal" | "none";

export interface RankingOptions {
  readonly goal: Goal;
  /** Default expected improvement. */
  readonly acquisition?: Acquisition | undefined;
  /** Candidates to propose together. Default all, in the order of their acquisition. */
  readonly batch?: number | undefined;
  /** Default `determinantal` where there is a batch. */
  readonly diversity?: Diversity | undefined;
}

export interface RankedCandidate {
  /** Row of the candidates. */
  readonly candidate: number;
  readonly value: number;
  readonly deviation: number;
  /** Higher is better; of the model as fitted to the data alone. */
  readonly acquisition: number;
  /** Further from the training rows than these are from each other. */
  readonly isOutOfDomain: boolean;
}

export interface Ranking {
  /** The batch first choice first, or all candidates. */
  readonly proposals: readonly RankedCandidate[];
  /** The best value of the data. */
  readonly best: number;
  readonly settings: UncertainPrediction["settings"];
}

/** Row indices by falling merit; equal ones keep their order. */
function byMerit(merits: Float64Array): number[] {
  return Array.from(merits.keys()).sort((a, b) => merits[b] - merits[a]);
}

/** The data with one more row, whose target is believed. */
function withBelief(data: DataSet, candidates: FeatureMatrix, row: number, target: number): DataSet {
  const { features, targets } = data;
  const values = new Float64Array(features.values.length + features.columnCount);
  values.set(features.values);
  values.set(selectRows(candidates, [row]).values, features.values.length);
  const believed = new Float64Array(targets.length + 1);
  believed.set(targets);
  believed[targets.length] = target;
  return createDataSet({ ...features, rowCount: features.rowCount + 1, values }, believed);
}

async function believedBatch(
  proposal: ProposalModel,
  data: DataSet,
  candidates: FeatureMatrix,
  first: UncertainPrediction,
  count: number,
  merits: (prediction: UncertainPrediction, known: DataSet, turn: number) => Float64Array,
  context: FitContext,
): Promise<number[]> {
  const chosen: number[] = [];
  let known = data;
  let prediction = first;
  for (let turn = 0; turn < count; turn++) {
    context.signal?.throwIfAborted();
    if (turn > 0) {
      prediction = await predictCandidates(
        { ...proposal, settings: first.settings },
        known,
        candidates,
        context,
      );
    }
    const next = byMerit(merits(prediction, known, turn)).find((row) => !chosen.includes(row))!;
    chosen.push(next);
    known = withBelief(known, candidates, next, prediction.values[next]);
  }
  return chosen;
}

/**
 * Candidates ranked by what measuring them promises, under a model with deviations that is fitted to all of the data;
 * with `batch`, a set of that size to be measured together.
 *
 * @throws ModelError where candidates' columns are not the data's, the batch is larger than the candidates, the task is a
 * classification, or the model predicts no deviations.
 *
 * Source: Ginsbourger et al., in Computational Intelligence in Expensive Optimization Problems (2010), chapter 6 (kriging
 * believer).
 */
export async function rankCandidates(
  proposal: ProposalModel,
  data: DataSet,
  candidates: FeatureMatrix,
  options: RankingOptions,
  context: FitContext,
): Promise<Ranking> {
  const { goal, acquisition = { kind: "expected-improvement" }, batch } = options;
  if (candidates.columnCount !== data.features.columnCount || candidates.rowCount === 0) {
    throw new ModelError(
      `candidates must be at least one, with the ${data.features.columnCount} columns of the data, got ${candidates.rowCount} with ${candidates.columnCount}`,
    );
  }
  if (batch !== undefined && !(Number.isInteger(batch) && batch >= 1 && batch <= candidates.rowCount)) {
    throw new ModelError(`batch must be an integer in [1, ${candidates.rowCount}], got ${batch}`, { batch });
  }
  const prediction = await predictCandidates(proposal, data, candidates, context);
  const meritsOf = (found: UncertainPrediction, known: DataSet, turn = 0): Float64Array =>
    acquisitionOf(acquisition, found.values, found.deviations, {
      goal,
      best: bestOf(known.targets, goal),
      seed: context.seed + turn,
    });
  const merits = meritsOf(prediction, data);
  const diversity = batch === undefined ? "none" : (options.diversity ?? "determinantal");
  const prepared = fitSteps(data, proposal.steps ?? []);
  const candidateFeatures = applySteps(candidates, prepared.fitted);
  const count = batch ?? candidates.rowCount;
  const rows =
    diversity === "believer"
      ? await believedBatch(proposal, data, candidates, prediction, count, meritsOf, context)
      : diversity === "determinantal"
        ? selectDiverseBatch(candidateFeatures, merits, count)
        : byMerit(merits).slice(0, count);
  const isOutside =
    prepared.data.features.rowCount < 2
      ? rows.map(() => false)
      : flagOutOfDomain(prepared.data.features, selectRows(candidateFeatures, rows)).isOutside;
  return {
    proposals: rows.map((candidate, place) => ({
      candidate,
      value: prediction.values[candidate],
      deviation: prediction.deviations[candidate],
      acquisition: merits[candidate],
      isOutOfDomain: isOutside[place],
    })),
    best: bestOf(data.targets, goal),
    settings: prediction.settings,
  };
}
