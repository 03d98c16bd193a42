import { expect, test } from "vitest";
import { minimize } from "./index.ts";
import { quadratic } from "./test-objectives.ts";

const curvatures = Array.from({ length: 12 }, (_, index) => 1.5 ** index);
/** Where the quadratic is lowest, with value −1. */
const minimum = Float64Array.from(curvatures, (_, index) => index);

test("a start at the minimum stays there, though its slopes say nothing about the curvature", async () => {
  const result = await minimize(quadratic(curvatures), minimum, { optimizer: "spsa", maxIterations: 500 });
  expect(result.value + 1).toBeLessThan(0.01);
});

test("the inverse diagonal brings a badly scaled quadratic ten times nearer to its minimum", async () => {
  const start = minimum.map((entry) => entry + 0.3);
  const run = async (settings: { inverseDiagonal?: number[] }): Promise<number> => {
    const options = { optimizer: "spsa", maxIterations: 1000, settings } as const;
    return (await minimize(quadratic(curvatures), start, options)).value + 1;
  };
  const plain = await run({});
  const scaled = await run({ inverseDiagonal: curvatures.map((entry) => 1 / entry) });
  expect(plain).toBeGreaterThan(0);
  expect(scaled).toBeLessThan(plain / 10);
});

test("an iteration costs two evaluations, the calibration twenty-one and the result one", async () => {
  const options = { optimizer: "spsa", maxIterations: 7 } as const;
  const calibrated = await minimize(quadratic([1, 2]), new Float64Array(2), options);
  expect(calibrated.evaluations).toBe(21 + 2 * 7 + 1);
  const given = await minimize(quadratic([1, 2]), new Float64Array(2), {
    ...options,
    settings: { gain: 0.1 },
  });
  expect(given.evaluations).toBe(1 + 2 * 7 + 1);
});
