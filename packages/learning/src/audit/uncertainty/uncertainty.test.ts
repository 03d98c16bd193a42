import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { createFeatureMatrix } from "../../data/feature-matrix.ts";
import { calibrate, gaussianCrps, recalibrationFactor } from "./calibration.ts";
import { flagOutOfDomain } from "./out-of-domain.ts";

const reference = JSON.parse(
  readFileSync(new URL("../reference/calibration.json", import.meta.url), "utf8"),
) as {
  readonly targets: number[];
  readonly values: number[];
  readonly deviations: number[];
  readonly crps: number;
  readonly nll: number;
  readonly coverage: [number, number][];
  readonly area: number;
  readonly signed: number;
};

test("coverage, likelihood, CRPS and area are those of SciPy's integrals", () => {
  const found = calibrate(reference.targets, reference.values, reference.deviations);
  expect(found.crps).toBeCloseTo(reference.crps, 8);
  expect(found.negativeLogLikelihood).toBeCloseTo(reference.nll, 10);
  for (const [level, observed] of reference.coverage) {
    expect(found.coverage.find((point) => point.level === level)!.observed).toBeCloseTo(observed, 12);
  }
  // The reference is a sum over 200,000 levels.
  expect(found.miscalibrationArea).toBeCloseTo(reference.area, 4);
  expect(found.signedArea).toBeCloseTo(reference.signed, 4);
});

test("the CRPS at the mean and far out", () => {
  // σ (√2 − 1)/√π, and |y − μ| − σ/√π.
  expect(gaussianCrps(3, 3, 2)).toBeCloseTo((2 * (Math.SQRT2 - 1)) / Math.sqrt(Math.PI), 12);
  expect(gaussianCrps(103, 3, 2)).toBeCloseTo(100 - 2 / Math.sqrt(Math.PI), 10);
});

test("right deviations are calibrated, doubled ones too wide, halved ones too narrow, and a factor mends them", () => {
  const { normal } = createRandom(2);
  const count = 4000;
  const values = new Float64Array(count);
  const targets = Float64Array.from({ length: count }, normal);
  const of = (deviation: number): Float64Array => new Float64Array(count).fill(deviation);
  const [right, wide, narrow] = [1, 2, 0.5].map((deviation) => calibrate(targets, values, of(deviation)));
  // Standard errors of shares of 4,000 are below 0.008.
  expect(right.miscalibrationArea).toBeLessThan(0.02);
  expect(right.standardisedError).toBeCloseTo(1, 1);
  expect(wide.signedArea).toBeGreaterThan(0.15);
  expect(narrow.signedArea).toBeLessThan(-0.15);
  expect(right.crps).toBeLessThan(Math.min(wide.crps, narrow.crps));
  expect(right.negativeLogLikelihood).toBeLessThan(
    Math.min(wide.negativeLogLikelihood, narrow.negativeLogLikelihood),
  );
  expect(recalibrationFactor(targets, values, of(2))).toBeCloseTo(0.5, 1);
});

test("the extreme areas are 1/2", () => {
  expect(calibrate([0], [0], [1]).signedArea).toBeCloseTo(0.5, 12);
  expect(calibrate([100], [0], [1]).signedArea).toBeCloseTo(-0.5, 12);
});

test("deviations that are none are refused", () => {
  expect(() => calibrate([1, 2], [1, 2], [1, 0])).toThrow(/deviation 2 must be above 0 and finite, got 0/);
  expect(() => calibrate([], [], [])).toThrow(/a value and a deviation a target/);
});

const table = (rows: number[][]): ReturnType<typeof createFeatureMatrix> =>
  createFeatureMatrix(rows.length, rows[0].length, Float64Array.from(rows.flat()));

test("rows far from all training rows are outside, in units of the training rows' scatter", () => {
  const { normal } = createRandom(3);
  const training = table(Array.from({ length: 80 }, () => [normal(), 1000 * normal()]));
  const rows = table([
    [0, 0],
    [0, 8000],
    [8, 0],
    [0.5, 500],
  ]);
  const flags = flagOutOfDomain(training, rows);
  expect(flags.isOutside).toEqual([false, true, true, false]);
  expect(flags.shares[1]).toBe(0);
  expect(flags.shares[0]).toBeGreaterThan(0.2);
});

test("about one row in twenty of the training distribution is outside at the quantile 0.95", () => {
  const { normal } = createRandom(5);
  const draw = (count: number): ReturnType<typeof table> =>
    table(Array.from({ length: count }, () => [normal(), normal(), normal()]));
  const { isOutside } = flagOutOfDomain(draw(400), draw(600));
  // Three standard errors of a share of 0.05 in 600 and of the quantile of 400.
  expect(Math.abs(isOutside.filter(Boolean).length / 600 - 0.05)).toBeLessThan(0.04);
});

test("distances are those of a worked example", () => {
  // Scatter of 0, 1, 2, 3 is √1.25; the two nearest of 5 are 2 and 3 away.
  const flags = flagOutOfDomain(table([[0], [1], [2], [3]]), table([[5]]), { neighbours: 2 });
  expect(flags.distances[0]).toBeCloseTo(2.5 / Math.sqrt(1.25), 12);
  expect(flags.threshold).toBeCloseTo(1.5 / Math.sqrt(1.25), 12);
});

test("a departure from a column that is constant counts", () => {
  const flags = flagOutOfDomain(
    table([
      [0, 1],
      [1, 1],
      [2, 1],
    ]),
    table([
      [1, 1],
      [1, 6],
    ]),
  );
  expect(flags.isOutside).toEqual([false, true]);
});

test("options out of range are refused", () => {
  const small = table([[0], [1]]);
  expect(() => flagOutOfDomain(small, table([[0, 1]]))).toThrow(/must have the 1 training columns, got 2/);
  expect(() => flagOutOfDomain(small, small, { neighbours: 2 })).toThrow(
    /neighbours must be an integer in \[1, 1\], got 2/,
  );
  expect(() => flagOutOfDomain(small, small, { quantile: 0 })).toThrow(/quantile must be in \(0, 1\], got 0/);
});
