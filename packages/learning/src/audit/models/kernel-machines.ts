import type { Task } from "../../data/data-set.ts";
import { gaussianProcess, gaussianProcessClassifier } from "../../kernel-methods/gaussian-process.ts";
import { kernelRidge } from "../../kernel-methods/kernel-ridge.ts";
import { supportVector } from "../../kernel-methods/support-vector.ts";
import type { Kernel } from "../../kernels/kernel.ts";
import type { Model } from "../../models/model.ts";

/** Kernel methods of a task on a kernel: regression by ridge and Gaussian process, classification by support vectors. */
export function machinesOf(task: Task, kernel: Kernel, withUncertainty: boolean): Model[] {
  if (task === "regression")
    return [kernelRidge(kernel), ...(withUncertainty ? [gaussianProcess(kernel)] : [])];
  return [supportVector(kernel), ...(withUncertainty ? [gaussianProcessClassifier(kernel)] : [])];
}
