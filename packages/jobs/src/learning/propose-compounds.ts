import type { ProposeRequest, ProposeResult, Verdict } from "@ansatz/contract";
import {
  combineReplays,
  ModelError,
  rankCandidates,
  runReplay,
  type Acquisition,
  type Ranking,
  type ReplayOutput,
  type ReplayResult,
  type StandardModel,
} from "@ansatz/learning";
import { listCandidates, MaterialsTableError, parseFormula, type CandidateList } from "@ansatz/materials";
import type { TaskContext } from "../definitions/job-definition.ts";
import { describeRows } from "./describe-rows.ts";
import { readLearningDataOnce, type LearningData } from "./learning-data.ts";
import { namedModel } from "./named-model.ts";

/** Independent replays: enough for an interval. */
const replayCount = 6;
/** Share of the rows known at the start of a replay, and most of them: each further row refits the model. */
const initialShare = 0.1;
const mostInitial = 100;
const mostMeasured = 30;
const leastRows = 40;

export type ProposePart = { readonly kind: "rank" } | { readonly kind: "replay"; readonly seed: number };

export interface ProposeTaskInput {
  readonly request: ProposeRequest;
  readonly part: ProposePart;
}

export type ProposeTaskOutput =
  | {
      readonly kind: "rank";
      readonly ranking: Ranking;
      readonly formulas: readonly string[];
      readonly states: readonly (string | null)[];
      readonly candidates: number;
      readonly isComplete: boolean;
      readonly seconds: number;
    }
  | { readonly kind: "replay"; readonly output: ReplayOutput; readonly seconds: number };

interface Prepared {
  readonly learning: LearningData;
  readonly chosen: StandardModel;
}

/** Reads a request's data and finds its model; throws for what proposals cannot be made from. */
export async function prepareProposals(request: ProposeRequest): Promise<Prepared> {
  const learning = await readLearningDataOnce(request);
  const { data, description } = learning;
  if (data.task !== "regression") {
    throw new ModelError("proposals need a target of numbers, got classes: choose another target");
  }
  if (description.subject !== "composition" || description.columns.length > 0) {
    throw new MaterialsTableError(
      "proposals are made of formulas alone: leave out structures and columns of numbers, which new compounds do not have",
    );
  }
  const chosen = namedModel(request.model, data.task, request, data.features.columnCount);
  if (!request.model.includes("gaussian-process") && !request.model.startsWith("random-forest")) {
    throw new ModelError(
      `model must tell its uncertainty to propose compounds: a Gaussian process such as matern52-gaussian-process-reduced or zz-fidelity-gaussian-process, or random-forest; got ${request.model}`,
      { model: request.model },
    );
  }
  return { learning, chosen };
}

function candidatesOf(request: ProposeRequest, learning: LearningData): CandidateList {
  const { elements, required, minimumElements, maximumElements, maximumAtoms, chargeBalanced } = request;
  const allowed = learning.description.elements;
  const strangers = allowed.length === 0 ? [] : elements.filter((symbol) => !allowed.includes(symbol));
  if (strangers.length > 0) {
    throw new MaterialsTableError(
      `elements must occur in the table when fractions describe it, got ${strangers.join(", ")}: choose other descriptors`,
      { strangers },
    );
  }
  const most = Math.min(maximumElements, new Set(elements).size);
  if (minimumElements > most) {
    throw new MaterialsTableError(
      `minimumElements must be at most maximumElements and the number of elements, ${most}, got ${minimumElements}: allow more elements, or fewer of them in a compound`,
      { minimumElements, maximumElements },
    );
  }
  return listCandidates(
    {
      elements,
      required,
      elementCount: { minimum: minimumElements, maximum: most },
      maximumAtoms,
      chargeBalance: chargeBalanced ? "ordered" : "none",
      known: learning.labels.map((label) => parseFormula(label)),
    },
    { limit: request.candidates },
  );
}

/** The tasks of a proposal: the ranking, and replays of the search on the known rows. */
export async function planProposals(request: ProposeRequest): Promise<ProposePart[]> {
  const { learning } = await prepareProposals(request);
  candidatesOf(request, learning);
  const parts: ProposePart[] = [{ kind: "rank" }];
  if (request.replay && learning.data.targets.length >= leastRows) {
    for (let k = 0; k < replayCount; k++)
      parts.push({ kind: "replay", seed: (request.seed + k) % 4_294_967_296 });
  }
  return parts;
}

const acquisitionOf = ({ acquisition }: ProposeRequest): Acquisition => ({ kind: acquisition });

const statesInWords = (states: Readonly<Record<string, number>> | undefined): string | null =>
  states === undefined
    ? null
    : Object.entries(states)
        .map(([symbol, state]) => `${symbol} ${state > 0 ? "+" : "−"}${Math.abs(state)}`)
        .join(", ");

/** Runs a task of a proposal. */
export async function runProposalPart(
  { request, part }: ProposeTaskInput,
  context: TaskContext,
): Promise<ProposeTaskOutput> {
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const { signal, pool, onProgress } = context;
  const { learning, chosen } = await prepareProposals(request);
  const { goal, batch, diverse, seed } = request;
  const proposal = { model: chosen.model };
  if (part.kind === "replay") {
    const rowCount = learning.data.targets.length;
    const initial = Math.min(mostInitial, Math.max(5, Math.round(initialShare * rowCount)));
    const rounds = Math.min(mostMeasured, rowCount - initial - 1);
    const output = await runReplay(
      learning.data,
      proposal,
      { goal, acquisition: acquisitionOf(request), initial, rounds },
      {
        seed: part.seed,
        signal,
        pool,
        onProgress: (fraction) =>
          onProgress({ stage: "rank", message: "Searching the known rows again", fraction }),
      },
    );
    return { kind: "replay", output, seconds: elapsed() };
  }
  onProgress({ stage: "describe", message: "Listing candidates", fraction: 0.05 });
  const { candidates, isComplete } = candidatesOf(request, learning);
  const { features } = await describeRows(
    { compositions: candidates.map(({ composition }) => composition) },
    learning.description,
  );
  signal.throwIfAborted();
  onProgress({
    stage: "rank",
    message: `Ranking ${candidates.length.toLocaleString("en-US")} candidates`,
    fraction: 0.3,
  });
  const ranking = await rankCandidates(
    proposal,
    learning.data,
    features,
    {
      goal,
      acquisition: acquisitionOf(request),
      batch: Math.min(batch, candidates.length),
      diversity: diverse ? "determinantal" : "none",
    },
    { seed, signal, pool },
  );
  const chosenRows = ranking.proposals.map(({ candidate }) => candidates[candidate]);
  return {
    kind: "rank",
    ranking,
    formulas: chosenRows.map(({ formula }) => formula),
    states: chosenRows.map(({ states }) => statesInWords(states)),
    candidates: candidates.length,
    isComplete,
    seconds: elapsed(),
  };
}

function replayResult(replays: ReplayResult | null, initial: number): ProposeResult["replay"] {
  if (replays === null) return null;
  const { active, random, speedUp, outcome, summary } = replays;
  return {
    repetitions: replays.replays,
    initial,
    steps: active.best.map(({ mean, lower, upper }, measured) => ({
      measured,
      guided: mean,
      guidedInterval: [lower, upper],
      random: random.best[measured].mean,
      randomInterval: [random.best[measured].lower, random.best[measured].upper],
    })),
    speedUp,
    outcome,
    message: summary,
  };
}

/** The result of a proposal from the outputs of its tasks. */
export async function combineProposals(
  request: ProposeRequest,
  outputs: readonly ProposeTaskOutput[],
): Promise<ProposeResult> {
  const { learning, chosen } = await prepareProposals(request);
  const { data, target, labels } = learning;
  const rank = outputs.find((output) => output.kind === "rank")!;
  const replayed = outputs.flatMap((output) => (output.kind === "replay" ? [output.output] : []));
  const replays = replayed.length >= 2 ? combineReplays(replayed, request.goal) : null;
  const { ranking } = rank;
  const best = data.targets.indexOf(ranking.best);
  const promising = ranking.proposals.filter(({ value }) =>
    request.goal === "maximise" ? value > ranking.best : value < ranking.best,
  ).length;
  const outside = ranking.proposals.filter(({ isOutOfDomain }) => isOutOfDomain).length;
  return {
    proposals: ranking.proposals.map(({ value, deviation, acquisition, isOutOfDomain }, k) => ({
      formula: rank.formulas[k],
      mean: value,
      deviation,
      acquisition,
      isOutOfDomain,
      oxidationStates: rank.states[k],
    })),
    candidates: rank.candidates,
    isTruncated: !rank.isComplete,
    best: { name: labels[best], value: ranking.best },
    replay: replayResult(replays, replayed.at(0)?.initial.length ?? 0),
    model: { name: chosen.model.name, label: chosen.model.label, kind: chosen.model.kind },
    task: data.task,
    target: { ...target, classes: [...target.classes] },
    rows: data.targets.length,
    dropped: learning.dropped,
    features: data.features.columnCount,
    qubits: Math.min(request.qubits, data.features.columnCount),
    findings: [...learning.findings],
    verdict: judge(replays, promising, ranking.proposals.length),
    warnings: [
      ...learning.warnings,
      ...(rank.isComplete
        ? []
        : [
            `Only the first ${rank.candidates.toLocaleString("en-US")} candidates were looked at, those with few atoms: allow fewer elements, or more candidates.`,
          ]),
      ...(outside > 0
        ? [
            `${outside} of ${ranking.proposals.length} proposals lie outside of what the model was trained on: their predictions are extrapolations.`,
          ]
        : []),
      ...(request.replay && replays === null
        ? [`The search was not done again on the known rows: it needs ${leastRows} of them.`]
        : []),
    ],
    seed: request.seed,
    seconds: outputs.reduce((sum, output) => sum + output.seconds, 0),
  };
}

function judge(replays: ReplayResult | null, promising: number, count: number): Verdict {
  const hope =
    promising === 0
      ? "None of the proposals is predicted to beat the best known value; they are there for what they would teach."
      : `${promising} of ${count} proposals are predicted to beat the best known value; predictions of the best of many are too good on average.`;
  if (replays === null) {
    return { level: "caution", text: `${hope} Whether choosing this way gains anything was not measured.` };
  }
  return {
    level: replays.outcome === "gain" ? "good" : "caution",
    text: `${hope} On the known rows: ${replays.summary}`,
  };
}
