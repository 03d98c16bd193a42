import {
  auditStages,
  backtestStages,
  frontierStages,
  groundStateStages,
  optionStages,
  portfolioStages,
  proposeStages,
  riskStages,
  trainStages,
  type JobKind,
} from "@ansatz/contract";
import type { JobLog, Stage } from "./job-events.ts";

const labels = {
  geometry: "Geometry",
  integrals: "Integrals",
  scf: "Hartree–Fock",
  "active-space": "Active space",
  mp2: "MP2",
  casci: "Exact reference",
  vqe: "VQE",
  audit: "Audit",
  "read-market": "Data",
  "classical-optimum": "Classical optimum",
  select: "Selection",
  frontier: "Frontier",
  "cardinality-frontier": "With cardinality",
  selections: "Quantum selections",
  windows: "Windows",
  bootstrap: "Bootstrap",
  scenarios: "Scenarios",
  estimate: "Amplitude estimation",
  "error-series": "Error against calls",
  "read-table": "Data",
  describe: "Candidates",
  fit: "Folds",
  diagnose: "Comparison",
  rank: "Ranking",
} as const satisfies Partial<Record<Stage, string>>;

/** The stages of a job's kind in the order in which they come; none for a kind that tells its progress otherwise. */
const stagesOfKind: Partial<Record<JobKind, readonly (keyof typeof labels)[]>> = {
  "ground-state": groundStateStages,
  portfolio: portfolioStages,
  frontier: frontierStages,
  backtest: backtestStages,
  risk: riskStages,
  option: optionStages,
  audit: auditStages,
  train: trainStages,
  propose: proposeStages,
};

export function stageLabel(stage: Stage): string | undefined {
  return (labels as Partial<Record<Stage, string>>)[stage];
}

export interface StageState {
  readonly stage: Stage;
  readonly label: string;
  readonly state: "done" | "current" | "waiting";
}

/** How far a job has come, stage by stage. */
export function stageStates(kind: JobKind, log: Pick<JobLog, "stage" | "status">): StageState[] {
  const stages = stagesOfKind[kind] ?? [];
  const current = stages.findIndex((stage) => stage === log.stage);
  const isOver = log.status === "succeeded";
  return stages.map((stage, index) => ({
    stage,
    label: labels[stage],
    state: isOver || index < current ? "done" : index === current ? "current" : "waiting",
  }));
}
