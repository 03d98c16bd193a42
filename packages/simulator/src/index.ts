export { loadKernels, probeKernelBuild } from "./kernels/load-kernels.ts";
export type { KernelBuildName, KernelBuilds } from "./kernels/load-kernels.ts";
export { workerModule } from "./workers/compute-pool.ts";
export type { ComputePool, GangCall, WorkerCall } from "./workers/compute-pool.ts";
