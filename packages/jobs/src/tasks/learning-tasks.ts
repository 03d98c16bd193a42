import type {
  AuditRequest,
  AuditResult,
  PredictRequest,
  PredictResult,
  ProposeRequest,
  ProposeResult,
  TrainedModel,
  TrainRequest,
  TrainResult,
} from "@ansatz/contract";
import type { TaskContext } from "../definitions/job-definition.ts";
import {
  openAudit,
  planAuditParts,
  runAuditPart,
  type AuditTaskInput,
  type AuditTaskOutput,
} from "../learning/audit-tasks.ts";
import { combineAuditParts } from "../learning/combine-audit.ts";
import { predictRows } from "../learning/predict-rows.ts";
import {
  combineProposals,
  planProposals,
  runProposalPart,
  type ProposeTaskInput,
  type ProposeTaskOutput,
} from "../learning/propose-compounds.ts";
import { prepareTraining, trainModel } from "../learning/train-model.ts";

/** Each checks a job before it is stored. */
export async function checkAuditJob(request: AuditRequest): Promise<null> {
  await openAudit(request);
  return null;
}

export async function checkTrainJob(request: TrainRequest): Promise<null> {
  await prepareTraining(request);
  return null;
}

export async function checkProposeJob(request: ProposeRequest): Promise<null> {
  await planProposals(request);
  return null;
}

export async function planAuditJob(request: AuditRequest, context: TaskContext): Promise<AuditTaskInput[]> {
  context.onProgress({ stage: "read-table", message: "Reading the table", fraction: 0.01 });
  return (await planAuditParts(request)).map((part) => ({ request, part }));
}

export function runAuditTask(input: AuditTaskInput, context: TaskContext): Promise<AuditTaskOutput> {
  return runAuditPart(input, context);
}

export function combineAuditJob(
  { request, outputs }: { readonly request: AuditRequest; readonly outputs: readonly AuditTaskOutput[] },
  context: TaskContext,
): Promise<AuditResult> {
  return combineAuditParts(request, outputs, context);
}

export function runTrainJob(request: TrainRequest, context: TaskContext): Promise<TrainResult> {
  return trainModel(request, context);
}

export async function planProposeJob(
  request: ProposeRequest,
  context: TaskContext,
): Promise<ProposeTaskInput[]> {
  context.onProgress({ stage: "read-table", message: "Reading the table", fraction: 0.01 });
  return (await planProposals(request)).map((part) => ({ request, part }));
}

export function runProposeTask(input: ProposeTaskInput, context: TaskContext): Promise<ProposeTaskOutput> {
  return runProposalPart(input, context);
}

export function combineProposeJob({
  request,
  outputs,
}: {
  readonly request: ProposeRequest;
  readonly outputs: readonly ProposeTaskOutput[];
}): Promise<ProposeResult> {
  return combineProposals(request, outputs);
}

/** Predictions beside the event loop. */
export function predictApart({
  model,
  request,
}: {
  readonly model: TrainedModel;
  readonly request: PredictRequest;
}): Promise<PredictResult> {
  return predictRows(model, request);
}
