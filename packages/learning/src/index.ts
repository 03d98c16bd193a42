export { DataSetError, LearningTooLargeError, ModelError } from "./errors.ts";
