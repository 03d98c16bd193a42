import type { GangCall } from "@ansatz/simulator";
import { callTaskKernel, loadIntegralKernels, type TaskRunMessage } from "./task-runner.ts";

/** Takes part in a run of tasks until none is left. Called in a worker thread. */
export async function runTaskKernel({ thread, data }: GangCall<TaskRunMessage>): Promise<void> {
  const kernels = await loadIntegralKernels(data.memory);
  while (callTaskKernel(kernels, data, data.scratch[thread], 2 ** 31 - 1) !== 0);
}
