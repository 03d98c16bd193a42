export { minimize } from "./minimize.ts";
export { optimizerNames } from "./types.ts";
export type {
  IterationRecord,
  MinimizeOptions,
  MinimizeResult,
  Objective,
  OptimizerName,
  OptimizerSettings,
  StopReason,
} from "./types.ts";
export type { EncodedVector, OptimizerCheckpoint } from "./checkpoint.ts";
export { ObjectiveValueError, OptimizerCheckpointError, OptimizerOptionError } from "./errors.ts";
