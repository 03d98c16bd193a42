import { createKernelWorker } from "../kernels/kernel-worker.ts";
import { gramKernelBuilds } from "./kernels.ts";

/** Runs this thread's part of a kernel, and forgets an engine. */
export const { runKernel, releaseEngine } = createKernelWorker(gramKernelBuilds);
