import type { RiskRequest, RiskResult } from "@ansatz/contract";
import type { TaskContext } from "../definitions/job-definition.ts";
import { prepareRisk } from "../risks/prepare-risk.ts";
import { runRisk } from "../risks/run-risk.ts";

/** Checks a job before it is stored. */
export async function checkRiskJob(request: RiskRequest): Promise<null> {
  await prepareRisk(request);
  return null;
}

/** The only task of a risk job. */
export function runRiskJob(request: RiskRequest, context: TaskContext): Promise<RiskResult> {
  return runRisk(request, context);
}
