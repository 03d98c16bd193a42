import type { AuditRequest, ProposeRequest, TrainRequest } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { callApart } from "../threads/call-apart.ts";

const module = workerModule(import.meta.url, "../tasks/learning-tasks");

const names = { audit: "checkAuditJob", train: "checkTrainJob", propose: "checkProposeJob" } as const;

/**
 * Checks a job that learns without holding up the event loop: its table is read and described in a thread.
 *
 * @throws MaterialsTableError, CompositionError, StructureError, DataSetError, ModelError, LearningTooLargeError.
 */
export async function checkLearningApart(
  kind: keyof typeof names,
  request: AuditRequest | TrainRequest | ProposeRequest,
  options: { readonly memoryLimitBytes: number | undefined },
): Promise<void> {
  await callApart({ module, name: names[kind] }, request, options);
}
