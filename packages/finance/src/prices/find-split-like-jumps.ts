import type { TableFinding } from "./findings.ts";

const splitRatios = [1.5, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50, 100];

/**
 * Days on which a price moved by nearly a ratio at which shares are split or merged, and at least ten times as far as
 * the asset usually moves. Nothing is altered: a crash can look the same.
 *
 * `column(t)` is the price at date t. Nearly: within 3 % of n or 1/n for n = 3/2, 2, …, 8, 10, 15, 20, 25, 30, 50, 100.
 */
export function findSplitLikeJumps(
  name: string,
  column: (index: number) => number,
  dates: readonly string[],
): readonly TableFinding[] {
  const moves = Float64Array.from({ length: dates.length - 1 }, (_, index) =>
    Math.log(column(index + 1) / column(index)),
  );
  const usual = moves.map(Math.abs).sort()[moves.length >> 1];
  const findings: TableFinding[] = [];
  for (const [index, move] of moves.entries()) {
    if (Math.abs(move) < Math.max(0.35, 10 * usual)) continue;
    const ratio = Math.exp(Math.abs(move));
    const near = splitRatios.find((split) => Math.abs(ratio / split - 1) < 0.03);
    if (near === undefined) continue;
    const terms = near === 1.5 ? ["3", "2"] : [String(near), "1"];
    const kind = move > 0 ? "reverse split" : "split";
    if (move > 0) terms.reverse();
    findings.push({
      code: "split-like-jump",
      severity: "warning",
      message: `${name} went from ${Number(column(index).toPrecision(6))} to ${Number(column(index + 1).toPrecision(6))} on ${dates[index + 1]}, as a ${terms.join("-for-")} ${kind} would do; the prices were not altered`,
      asset: name,
      date: dates[index + 1],
    });
  }
  return findings;
}
