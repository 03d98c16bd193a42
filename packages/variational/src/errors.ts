/** An option, a start vector or an objective that the optimiser cannot work with. */
export class OptimizerOptionError extends RangeError {
  override readonly name = "OptimizerOptionError";
  readonly code = "invalid-argument";
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.details = details;
  }
}

/** An objective that returned a value or a gradient that is not finite. `details.parameters` holds the point. */
export class ObjectiveValueError extends Error {
  override readonly name = "ObjectiveValueError";
  readonly code = "numerical";
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.details = details;
  }
}

/** A checkpoint of another version, optimiser or parameter count, or one that is damaged. */
export class OptimizerCheckpointError extends Error {
  override readonly name = "OptimizerCheckpointError";
  readonly code = "checkpoint";
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.details = details;
  }
}
