import { expect, test } from "vitest";
import { drawdowns, rollingVolatility } from "./curves.ts";

test("a drawdown is the loss from the peak so far", () => {
  expect(drawdowns([100, 120, 90, 130, 117])).toEqual([0, 0, -0.25, 0, expect.closeTo(-0.1, 12)]);
});

test("rolling volatility is the sample deviation of the last returns, a year", () => {
  const returns = [0.01, -0.02, 0.03, 0.005, -0.01, 0.02];
  const equity = [100];
  for (const value of returns) equity.push(equity.at(-1)! * (1 + value));
  const deviation = (values: readonly number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  };
  const rolled = rollingVolatility(equity, 3, 12);
  expect(rolled.slice(0, 3)).toEqual([null, null, null]);
  expect(rolled.length).toBe(equity.length);
  for (let end = 3; end <= returns.length; end++) {
    expect(rolled[end]).toBeCloseTo(deviation(returns.slice(end - 3, end)) * Math.sqrt(12), 12);
  }
});
