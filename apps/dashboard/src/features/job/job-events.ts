import {
  groundStateStages,
  isFinal,
  type BondScanProgress,
  type GroundStateProgress,
  type GroundStateResult,
  type JobEvent,
  type JobStatus,
} from "@ansatz/contract";

export type Iteration = GroundStateResult["history"][number];
type Progress = Extract<JobEvent, { type: "progress" }>["progress"];
/** A stage of any kind of job. */
export type Stage = Progress["stage"];
/** The objective that an iteration of a portfolio's algorithm has reached. */
export interface ObjectiveStep {
  readonly iteration: number;
  readonly value: number;
}
/** An audited model's score on a fold that has ended. */
export interface FoldScore {
  readonly model: string;
  readonly fold: number;
  readonly score: number;
}
export type ScanPoint = NonNullable<BondScanProgress["point"]>;

/** What the events of a job have told so far. */
export interface JobLog {
  /** Number of the newest event seen; events up to it are never applied again. */
  readonly lastEvent: number;
  readonly status: JobStatus | undefined;
  readonly fraction: number;
  readonly message: string | undefined;
  readonly stage: Stage | undefined;
  /** When each stage began, ISO time. */
  readonly stageStarts: Readonly<Partial<Record<Stage, string>>>;
  readonly iterations: readonly Iteration[];
  /** hartree, once known */
  readonly rhf: number | undefined;
  readonly exact: number | undefined;
  /** Of a portfolio's algorithm. */
  readonly objectives: readonly ObjectiveStep[];
  /** A portfolio's objective that is proven or known to be the best. */
  readonly optimum: number | undefined;
  /** Of an audit, in the order in which they came. */
  readonly folds: readonly FoldScore[];
  readonly points: readonly ScanPoint[];
  readonly pointCount: number | undefined;
  /** What was said each time the job was taken up again. */
  readonly restarts: readonly string[];
}

export const emptyLog: JobLog = {
  lastEvent: 0,
  status: undefined,
  fraction: 0,
  message: undefined,
  stage: undefined,
  stageStarts: {},
  iterations: [],
  rhf: undefined,
  exact: undefined,
  objectives: [],
  optimum: undefined,
  folds: [],
  points: [],
  pointCount: undefined,
  restarts: [],
};

/** The log with one more event. An event that was seen before changes nothing. */
export function applyEvent(log: JobLog, event: JobEvent): JobLog {
  if (event.seq <= log.lastEvent) return log;
  const next = { ...log, lastEvent: event.seq };
  switch (event.type) {
    case "status":
      return { ...next, status: event.status, ...(event.status === "succeeded" ? { fraction: 1 } : {}) };
    case "restarted":
      return { ...next, restarts: [...log.restarts, event.message] };
    case "progress":
      if (event.progress.stage === "scan") return applyScan(next, event.progress);
      return isGroundState(event.progress)
        ? applyGroundState(next, event.progress, event.at)
        : applyPlain(next, event.progress, event.at);
  }
}

/** Many events in one step. */
export function applyEvents(log: JobLog, events: readonly JobEvent[]): JobLog {
  let next = log;
  for (const event of events) next = applyEvent(next, event);
  return next;
}

export function hasEnded({ status }: JobLog): boolean {
  return status !== undefined && isFinal(status);
}

function isGroundState(progress: Progress): progress is GroundStateProgress {
  return groundStateStages.some((stage) => stage === progress.stage);
}

type PlainProgress = Exclude<Progress, GroundStateProgress | BondScanProgress>;

/** Progress of jobs without iterations in hartree: where they stand, and the objective of a portfolio's iterations. */
function applyPlain(log: JobLog, progress: PlainProgress, at: string): JobLog {
  const { stage, message, fraction } = progress;
  const { iteration, value, optimum } = "iteration" in progress || "optimum" in progress ? progress : {};
  return {
    ...log,
    stage,
    message,
    fraction: Math.max(log.fraction, fraction ?? 0),
    stageStarts: stage in log.stageStarts ? log.stageStarts : { ...log.stageStarts, [stage]: at },
    optimum: optimum ?? log.optimum,
    folds: "fold" in progress && progress.fold ? addFold(log.folds, progress.fold) : log.folds,
    objectives:
      iteration === undefined || value === undefined
        ? log.objectives
        : [...log.objectives.filter((known) => known.iteration < iteration), { iteration, value }],
  };
}

/** A fold that was done again, by a job taken up again, replaces what was known of it. */
function addFold(folds: readonly FoldScore[], added: FoldScore): readonly FoldScore[] {
  const isSame = ({ model, fold }: FoldScore): boolean => model === added.model && fold === added.fold;
  return [...folds.filter((known) => !isSame(known)), added];
}

function applyScan(log: JobLog, progress: BondScanProgress): JobLog {
  const { message, fraction, point, pointCount } = progress;
  const others = log.points.filter((known) => known.bondLengthAngstrom !== point?.bondLengthAngstrom);
  return {
    ...log,
    message,
    fraction: Math.max(log.fraction, fraction ?? 0),
    pointCount: pointCount ?? log.pointCount,
    points: point
      ? [...others, point].sort((a, b) => a.bondLengthAngstrom - b.bondLengthAngstrom)
      : log.points,
  };
}

function applyGroundState(log: JobLog, progress: GroundStateProgress, at: string): JobLog {
  const { stage, message, fraction, rhf, exact } = progress;
  return {
    ...log,
    stage,
    message,
    // A job that goes on from a checkpoint passes its first stages again; the bar does not run backwards.
    fraction: Math.max(log.fraction, fraction ?? 0),
    stageStarts: stage in log.stageStarts ? log.stageStarts : { ...log.stageStarts, [stage]: at },
    rhf: rhf ?? log.rhf,
    exact: exact ?? log.exact,
    iterations: addIteration(log.iterations, progress),
  };
}

/** A VQE iteration replaces everything from its number on: a job resumed from a checkpoint repeats some. */
function addIteration(iterations: readonly Iteration[], progress: GroundStateProgress): readonly Iteration[] {
  const { stage, iteration, energy, gradientNorm, evaluations, seconds } = progress;
  if (stage !== "vqe" || iteration === undefined || energy === undefined) return iterations;
  const added = {
    iteration,
    energy,
    gradientNorm: gradientNorm ?? null,
    evaluations: evaluations ?? 0,
    seconds: seconds ?? 0,
  };
  const last = iterations.at(-1);
  if (!last || last.iteration < iteration) return [...iterations, added];
  return [...iterations.filter((known) => known.iteration < iteration), added];
}
