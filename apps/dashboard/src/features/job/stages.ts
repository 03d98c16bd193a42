import { groundStateStages } from "@ansatz/contract";
import type { JobLog, Stage } from "./job-events.ts";

export const stageLabels: Readonly<Record<Stage, string>> = {
  geometry: "Geometry",
  integrals: "Integrals",
  scf: "Hartree–Fock",
  "active-space": "Active space",
  mp2: "MP2",
  casci: "Exact reference",
  vqe: "VQE",
  audit: "Audit",
};

export interface StageState {
  readonly stage: Stage;
  readonly label: string;
  readonly state: "done" | "current" | "waiting";
}

/** How far a ground state has come, stage by stage. */
export function stageStates(log: Pick<JobLog, "stage" | "status">): StageState[] {
  const current = log.stage === undefined ? -1 : groundStateStages.indexOf(log.stage);
  const isOver = log.status === "succeeded";
  return groundStateStages.map((stage, index) => ({
    stage,
    label: stageLabels[stage],
    state: isOver || index < current ? "done" : index === current ? "current" : "waiting",
  }));
}
