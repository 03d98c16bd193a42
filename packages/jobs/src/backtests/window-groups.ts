import {
  type BacktestPlan,
  type BacktestWindow,
  type BacktestWindowResult,
  type ReturnTable,
  runBacktestWindow,
} from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { createStrategy, type StrategySettings } from "./backtest-strategies.ts";
import { numbersOfText, numbersToText } from "./number-text.ts";

/** Windows that one task decides, with the rows that they look back on and no later ones. */
export interface WindowGroup {
  readonly settings: StrategySettings;
  readonly plan: BacktestPlan["settings"];
  /** Windows of the whole backtest. */
  readonly windowCount: number;
  /** Windows of every group but the last, which may have fewer. */
  readonly groupSize: number;
  /** Their rows count from the first row of `returns`. */
  readonly windows: readonly BacktestWindow[];
  readonly assets: ReturnTable["assets"];
  readonly dates: readonly string[];
  readonly frequency: ReturnTable["frequency"];
  /** A base64 text of 64-bit numbers, a row of assets a date. */
  readonly returns: string;
}

export interface WindowGroupOutput {
  readonly results: readonly BacktestWindowResult[];
  readonly windowCount: number;
  readonly groupSize: number;
  readonly lastDate: string;
}

/** Groups of a backtest: enough for threads and machines to share, few enough that starting them takes no time. */
const greatestGroupCount = 32;
/** Bytes of all groups' rows; a table of hundreds of assets goes into fewer groups, whose windows overlap less. */
const greatestBytes = 16_000_000;

/** Least work that a checkpoint is worth, ms. */
const checkpointMs = 1_000;

function groupOf(
  table: ReturnTable,
  plan: BacktestPlan,
  from: number,
  size: number,
): Omit<WindowGroup, "settings" | "groupSize"> {
  const windows = plan.windows.slice(from, from + size);
  const first = Math.min(...windows.map(({ firstRow }) => firstRow));
  const last = Math.max(...windows.map(({ lastRow }) => lastRow));
  const columns = table.assets.length;
  return {
    plan: plan.settings,
    windowCount: plan.windows.length,
    windows: windows.map((window) => ({
      ...window,
      firstRow: window.firstRow - first,
      lastRow: window.lastRow - first,
      tradeRow: window.tradeRow - first,
    })),
    assets: table.assets,
    dates: table.dates.slice(first, last + 1),
    frequency: table.frequency,
    returns: numbersToText(table.returns.slice(first * columns, (last + 1) * columns)),
  };
}

/** Splits a plan's windows into groups of neighbours. */
export function groupWindows(
  table: ReturnTable,
  plan: BacktestPlan,
  settings: StrategySettings,
): WindowGroup[] {
  const count = plan.windows.length;
  for (let groups = Math.min(greatestGroupCount, count); ; groups = Math.floor(groups / 2)) {
    const groupSize = Math.ceil(count / groups);
    const made: WindowGroup[] = [];
    let bytes = 0;
    for (let from = 0; from < count && bytes <= greatestBytes; from += groupSize) {
      const group = { ...groupOf(table, plan, from, groupSize), settings, groupSize };
      made.push(group);
      bytes += group.returns.length;
    }
    if (bytes <= greatestBytes || groups === 1) return made;
  }
}

/** Assets that a message names. */
const namedAssets = 5;

/** What the first strategy decided, in a few words. */
function describeDecision(
  { decisions: [{ strategy, weights }] }: BacktestWindowResult,
  assets: ReturnTable["assets"],
): string {
  if (weights === "hold") return `${strategy} holds`;
  const held = assets
    .map(({ name }, asset) => ({ name, weight: weights[asset] }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const names = held.slice(0, namedAssets).map(({ name }) => name);
  const more = held.length > names.length ? ` and ${held.length - names.length} more` : "";
  return `${strategy} takes ${names.length === 0 ? "cash" : names.join(", ")}${more}`;
}

/** Decides the windows of a group; a later attempt goes on after the last window of the checkpoint. */
export async function decideWindows(
  group: WindowGroup,
  { signal, checkpoint, onCheckpoint, onProgress }: TaskContext,
): Promise<WindowGroupOutput> {
  const { settings, windows, windowCount, groupSize } = group;
  const table: ReturnTable = { ...group, returns: numbersOfText(group.returns) };
  const all: BacktestWindow[] = [];
  for (const window of windows) all[window.index] = window;
  const plan: BacktestPlan = { settings: group.plan, windows: all, rowCount: table.dates.length };
  const strategies = settings.strategies.map((name) => createStrategy(name, settings));
  const results: BacktestWindowResult[] = [...((checkpoint as BacktestWindowResult[] | undefined) ?? [])];
  let savedAt = performance.now();
  for (const [done, { index, decisionDate }] of windows.entries()) {
    if (done < results.length) continue;
    signal.throwIfAborted();
    const where = `Window ${index + 1} of ${windowCount}, up to ${decisionDate}`;
    onProgress({ stage: "windows", message: where });
    const result = await runBacktestWindow(table, plan, index, strategies, { signal });
    results.push(result);
    onProgress({ stage: "windows", message: `${where}: ${describeDecision(result, table.assets)}` });
    if (performance.now() - savedAt > checkpointMs) {
      onCheckpoint(results);
      savedAt = performance.now();
    }
    // Lets an abort come in.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { results, windowCount, groupSize, lastDate: windows[windows.length - 1].decisionDate };
}
