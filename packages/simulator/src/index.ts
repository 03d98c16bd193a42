export { InvalidArgumentError, KernelError, NumericalError, SectorTooLargeError } from "./errors.ts";
export { loadKernels, probeKernelBuild } from "./kernels/load-kernels.ts";
export type { KernelBuildName, KernelBuilds } from "./kernels/load-kernels.ts";
export { createRandom } from "./math/random.ts";
export type { Random } from "./math/random.ts";
export { workerModule } from "./workers/compute-pool.ts";
export type { ComputePool, GangCall, WorkerCall } from "./workers/compute-pool.ts";
