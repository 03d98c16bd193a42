import type { ReturnTable } from "../prices/price-table.ts";
import { periodsPerYear } from "../prices/price-table.ts";
import { oneWayTurnover } from "../performance/turnover.ts";
import { MandateError } from "../errors.ts";
import type { BacktestPlan } from "./plan-backtest.ts";
import type { Holdings } from "./rebalance.ts";
import { rebalance, valueOf } from "./rebalance.ts";
import type { BacktestDecision } from "./run-backtest-window.ts";

/** One purchase or sale. */
export interface BacktestTrade {
  readonly date: string;
  readonly asset: string;
  /** Money bought (above 0) or sold (below 0). */
  readonly amount: number;
  readonly cost: number;
}

/** The weights around one date of trading; cash is what is missing to 1. */
export interface BacktestRebalancing {
  readonly date: string;
  /** As they have drifted. */
  readonly before: readonly number[];
  /** What the strategy decided; undefined where it held. */
  readonly target?: readonly number[];
  readonly after: readonly number[];
  /** One-way: the larger of purchases and sales over the value before. */
  readonly turnover: number;
  /** Money. */
  readonly cost: number;
  /** Whether the turnover limit kept the portfolio from its target. */
  readonly isLimited: boolean;
  readonly notes?: Readonly<Record<string, unknown>>;
}

/** What became of the capital under one sequence of decisions. */
export interface SimulatedStrategy {
  /** Value at the first trade before its costs, then after each period, net of the costs of that date. */
  readonly equity: number[];
  readonly rebalancings: BacktestRebalancing[];
  readonly trades: BacktestTrade[];
}

/** Weights of the assets in a portfolio's value. */
const weightsOf = (holdings: Holdings, value: number): number[] =>
  Array.from(holdings.assets, (money) => money / value);

/**
 * Walks through the periods after the first trade: holdings drift with their returns, cash earns the cash rate, and at
 * each trade row the decision is carried out at that row's closing value within the turnover limit. `decisions` holds
 * one entry a window. Throws MandateError where the portfolio loses everything or cannot pay its costs.
 */
export function simulateStrategy(
  table: ReturnTable,
  plan: BacktestPlan,
  decisions: readonly BacktestDecision[],
): SimulatedStrategy {
  const { settings, windows } = plan;
  const columns = table.assets.length;
  const cashReturn = Math.expm1(settings.cashRate / periodsPerYear[table.frequency]);
  const decisionAt = new Map(windows.map((window, w) => [window.tradeRow, decisions[w]]));
  let holdings: Holdings = { assets: new Float64Array(columns), cash: settings.initialCapital };
  const equity: number[] = [];
  const rebalancings: BacktestRebalancing[] = [];
  const trades: BacktestTrade[] = [];
  let isInvested = false;

  const trade = (row: number, decision: BacktestDecision): void => {
    const date = table.dates[row];
    const value = valueOf(holdings);
    const before = weightsOf(holdings, value);
    const notes = decision.notes === undefined ? {} : { notes: decision.notes };
    if (decision.weights === "hold") {
      rebalancings.push({ date, before, after: before, turnover: 0, cost: 0, isLimited: false, ...notes });
      return;
    }
    const target = decision.weights;
    const wanted = oneWayTurnover(before, target);
    const isLimited = isInvested && wanted > settings.turnoverLimit * (1 + 1e-12);
    const part = isLimited ? settings.turnoverLimit / wanted : 1;
    const reached = isLimited ? before.map((weight, a) => weight + part * (target[a] - weight)) : target;
    const {
      holdings: next,
      traded,
      costs,
    } = rebalance(holdings, reached, {
      ...settings.costs,
      minimumTrade: settings.minimumTrade,
    });
    let bought = 0;
    let sold = 0;
    let cost = 0;
    for (let a = 0; a < columns; a++) {
      if (traded[a] === 0) continue;
      trades.push({ date, asset: table.assets[a].name, amount: traded[a], cost: costs[a] });
      if (traded[a] > 0) bought += traded[a];
      else sold -= traded[a];
      cost += costs[a];
    }
    holdings = next;
    isInvested ||= bought > 0;
    const after = weightsOf(holdings, valueOf(holdings));
    const turnover = Math.max(bought, sold) / value;
    rebalancings.push({ date, before, target, after, turnover, cost, isLimited, ...notes });
  };

  const firstRow = windows[0].tradeRow;
  for (let row = firstRow; row < plan.rowCount; row++) {
    if (row > firstRow) {
      holdings = {
        assets: holdings.assets.map((money, a) => money * (1 + table.returns[row * columns + a])),
        cash: holdings.cash * (1 + cashReturn),
      };
    } else {
      equity.push(valueOf(holdings));
    }
    if (!(valueOf(holdings) > 0)) {
      throw new MandateError(`the portfolio has lost everything by ${table.dates[row]}`, {
        date: table.dates[row],
      });
    }
    const decision = decisionAt.get(row);
    if (decision !== undefined) trade(row, decision);
    if (row > firstRow) equity.push(valueOf(holdings));
  }
  return { equity, rebalancings, trades };
}
