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
