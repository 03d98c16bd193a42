import type { OptionRequest, OptionResult } from "@ansatz/contract";
import type { TaskContext } from "../definitions/job-definition.ts";
import { runOption } from "../risks/run-option.ts";

/** The only task of an option job. */
export function runOptionJob(request: OptionRequest, context: TaskContext): Promise<OptionResult> {
  return runOption(request, context);
}
