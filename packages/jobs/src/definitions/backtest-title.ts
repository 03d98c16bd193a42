import type { BacktestRequest } from "@ansatz/contract";

/** For example "us-stocks · backtest, monthly · pick 5 · 7 strategies". */
export function backtestTitle({ name, sample, rebalancing, pick, strategies }: BacktestRequest): string {
  const rhythm = typeof rebalancing === "number" ? `every ${rebalancing} periods` : rebalancing;
  const count = `${strategies.length} ${strategies.length === 1 ? "strategy" : "strategies"}`;
  return [name ?? sample ?? "Prices", `backtest, ${rhythm}`, `pick ${pick}`, count].join(" · ");
}
