import type { PredictRequest, PredictResult, TrainedModel } from "@ansatz/contract";
import { workerModule } from "@ansatz/simulator";
import { callApart } from "../threads/call-apart.ts";

const call = { module: workerModule(import.meta.url, "../tasks/learning-tasks"), name: "predictApart" };

/**
 * Predictions of a trained model, in a thread beside the event loop.
 *
 * @throws MaterialsTableError where the request gives rows of another kind than the model was trained on, ModelError.
 */
export async function predictInThread(model: TrainedModel, request: PredictRequest): Promise<PredictResult> {
  return (await callApart(call, { model, request }, { memoryLimitBytes: undefined })) as PredictResult;
}
