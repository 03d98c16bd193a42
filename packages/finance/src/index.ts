export {
  MandateError,
  MomentsError,
  PortfolioTooLargeError,
  PriceTableError,
  RiskModelError,
  SolverError,
} from "./errors.ts";
export type { Moments } from "./moments/moments.ts";
export { periodsPerYear } from "./prices/price-table.ts";
export type { Asset, Frequency, PriceTable, ReturnTable } from "./prices/price-table.ts";

export { bootstrapDifference, bootstrapInterval } from "./performance/bootstrap-interval.ts";
export type { BootstrapDifference, BootstrapInterval } from "./performance/bootstrap-interval.ts";
export { optimalBlockLength } from "./performance/block-length.ts";
export { maximumDrawdown } from "./performance/drawdown.ts";
export type { Drawdown } from "./performance/drawdown.ts";
export { performanceFigureNames, performanceFigures } from "./performance/performance-figures.ts";
export type { PerformanceFigureName } from "./performance/performance-figures.ts";
export {
  annualisedReturn,
  annualisedVolatility,
  calmarRatio,
  hitRate,
  sharpeRatio,
  sortinoRatio,
} from "./performance/ratios.ts";
export { informationRatio, trackingError } from "./performance/relative.ts";
export type { AnnualisationOptions, ReturnSeries } from "./performance/return-series.ts";
export type { BootstrapOptions } from "./performance/stationary-bootstrap.ts";
export { historicalConditionalValueAtRisk, historicalValueAtRisk } from "./performance/tail.ts";
export { oneWayTurnover } from "./performance/turnover.ts";
