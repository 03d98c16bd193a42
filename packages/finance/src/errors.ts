/** What the classes below share: structured details beside the message. */
abstract class FinanceError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }
}

/** A table of prices or returns that cannot be read or used; `details` names row and column where there is one. */
export class PriceTableError extends FinanceError {
  override readonly name = "PriceTableError";
  readonly code = "price-table";
}

/** Means and covariances that do not fit each other or are no covariances. */
export class MomentsError extends FinanceError {
  override readonly name = "MomentsError";
  readonly code = "moments";
}

/** A mandate with a value out of range or one that nothing can fulfil; the message names what contradicts what. */
export class MandateError extends FinanceError {
  override readonly name = "MandateError";
  readonly code = "mandate";
}

/** A risk model, an option or an estimation with a value out of range. */
export class RiskModelError extends FinanceError {
  override readonly name = "RiskModelError";
  readonly code = "risk-model";
}

/** A problem with more states than memory or time allow; the message gives the size and what to change. */
export class PortfolioTooLargeError extends FinanceError {
  override readonly name = "PortfolioTooLargeError";
  readonly code = "too-large";
}

/** A solver ended without an answer although the problem has one. */
export class SolverError extends FinanceError {
  override readonly name = "SolverError";
  readonly code = "solver";
}
