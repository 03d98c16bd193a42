/** What the classes below share: structured details beside the message. */
abstract class LearningError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** Features or targets that nothing can be learnt from: shapes that do not match, values that are not finite, one class only. */
export class DataSetError extends LearningError {
  override readonly name = "DataSetError";
  readonly code = "data-set";
}

/** A model, a kernel or a protocol with a setting out of range or one that does not fit its data. */
export class ModelError extends LearningError {
  override readonly name = "ModelError";
  readonly code = "model";
}

/** A problem with more rows or qubits than memory or time allow; the message gives the size and what to change. */
export class LearningTooLargeError extends LearningError {
  override readonly name = "LearningTooLargeError";
  readonly code = "too-large";
}
