import { expect, test } from "vitest";
import { RiskModelError } from "../../errors.ts";
import { studentTReference } from "./student-t-reference.ts";

// VaR and CVaR of t with unit variance by scipy.stats.t 1.17.1.
test.each([
  [4, 0.99, 2.6494919067893115, 3.6915104856807583],
  [5, 0.95, 1.5608497583442291, 2.2386842554615196],
  [2.5, 0.999, 6.181472678805115, 10.33231934005663],
  [30, 0.9, 1.2659811884542742, 1.7640818688624906],
  [1000, 0.975, 1.9603757595936437, 2.339465308286897],
] as const)(
  "t with %d degrees of freedom at the level %d has the published quantile and tail mean",
  (degreesOfFreedom, level, valueAtRisk, conditionalValueAtRisk) => {
    const { mean, ...reference } = studentTReference({ mean: 3, standardDeviation: 2, degreesOfFreedom });
    expect(mean).toBe(3);
    // The library's incomplete beta function converges to 3e-7.
    expect((reference.valueAtRisk(level) - 3) / 2 / valueAtRisk).toBeCloseTo(1, 5);
    expect((reference.conditionalValueAtRisk(level) - 3) / 2 / conditionalValueAtRisk).toBeCloseTo(1, 5);
  },
);

test("the tail mean is the integral of the quantiles beyond the level", () => {
  const reference = studentTReference({ mean: 0, standardDeviation: 1, degreesOfFreedom: 6 });
  // Midpoint rule over the level; the quantile's singularity at 1 leaves an error of the order of count^(1/6 − 1).
  const count = 20_000;
  let sum = 0;
  for (let k = 0; k < count; k++) sum += reference.valueAtRisk(0.9 + (0.1 * (k + 0.5)) / count);
  expect(Math.abs(sum / count / reference.conditionalValueAtRisk(0.9) - 1)).toBeLessThan(2e-3);
});

test.each([2, 0, 1001])("%d degrees of freedom are refused", (degreesOfFreedom) => {
  expect(() => studentTReference({ mean: 0, standardDeviation: 1, degreesOfFreedom })).toThrow(
    RiskModelError,
  );
});
