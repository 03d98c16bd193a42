/** A value passed to the simulator lies outside its range. */
export class InvalidArgumentError extends RangeError {
  override readonly name = "InvalidArgumentError";
  readonly code = "invalid-argument";
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** A determinant space needs more memory than there is or than can be addressed. */
export class SectorTooLargeError extends Error {
  override readonly name = "SectorTooLargeError";
  readonly code = "too-large";
  readonly details: Readonly<{ determinantCount: number; bytesNeeded: number; bytesAvailable: number }>;

  constructor(
    message: string,
    details: Readonly<{ determinantCount: number; bytesNeeded: number; bytesAvailable: number }>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.details = details;
  }
}

/** A calculation produced a number that is not finite. */
export class NumericalError extends Error {
  override readonly name = "NumericalError";
  readonly code = "numerical";
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** A compute kernel could not be built or reported a failure. */
export class KernelError extends Error {
  override readonly name = "KernelError";
  readonly code = "kernel";
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** A state vector of more qubits than fit into the memory that kernels can address. */
export class StateVectorTooLargeError extends Error {
  override readonly name = "StateVectorTooLargeError";
  readonly code = "too-large";
  readonly details: Readonly<{ qubitCount: number; bytesNeeded: number }>;

  constructor(
    message: string,
    details: Readonly<{ qubitCount: number; bytesNeeded: number }>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.details = details;
  }
}

/** Where in an OpenQASM text an error is: lines and columns count from 1, `excerpt` is that line. */
export interface QasmErrorDetails {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
  readonly fileName?: string;
}

/** An OpenQASM text is malformed, uses what is not supported, or passes a limit. */
export class QasmError extends Error {
  override readonly name = "QasmError";
  readonly code = "invalid-qasm";
  readonly details: Readonly<QasmErrorDetails>;

  constructor(message: string, details: Readonly<QasmErrorDetails>, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** A simulation needs more memory than it may take. */
export class SimulationTooLargeError extends Error {
  override readonly name = "SimulationTooLargeError";
  readonly code = "too-large";
  readonly details: Readonly<{ qubitCount: number; bytesNeeded: number; bytesAvailable: number }>;

  constructor(
    message: string,
    details: Readonly<{ qubitCount: number; bytesNeeded: number; bytesAvailable: number }>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.details = details;
  }
}
