import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { minimize } from "./index.ts";
import { createObjective, quadratic, rosenbrock } from "./test-objectives.ts";
import type { CountedObjective } from "./test-objectives.ts";

/** Central differences of the value. */
async function differenceGradient(objective: CountedObjective, x: Float64Array): Promise<number[]> {
  const step = 1e-6;
  const shifted = (index: number, by: number): Promise<number> =>
    objective.value(x.map((entry, at) => (at === index ? entry + by : entry)));
  return Promise.all(
    Array.from(
      x,
      async (_, index) => ((await shifted(index, step)) - (await shifted(index, -step))) / (2 * step),
    ),
  );
}

test("Rosenbrock's valley is followed to its end", async () => {
  const objective = rosenbrock();
  const result = await minimize(objective, Float64Array.of(-1.2, 1), {
    gradientTolerance: 1e-9,
    valueTolerance: 0,
  });
  expect(result.converged).toBe(true);
  expect(result.parameters[0]).toBeCloseTo(1, 8);
  expect(result.parameters[1]).toBeCloseTo(1, 8);
  expect(result.evaluations).toBeLessThanOrEqual(60);
});

test("the recorded gradient norm is the one of finite differences", async () => {
  const objective = rosenbrock();
  for (const maxIterations of [0, 1, 5]) {
    const result = await minimize(objective, Float64Array.of(-1.2, 1), { maxIterations });
    const expected = Math.max(...(await differenceGradient(objective, result.parameters)).map(Math.abs));
    expect(result.gradientNorm).toBeGreaterThan(0.1);
    expect(result.gradientNorm! / expected).toBeCloseTo(1, 6);
  }
});

test("a quadratic of six curvatures from 1 to 32 ends within 20 evaluations", async () => {
  const objective = quadratic([1, 2, 4, 8, 16, 32]);
  const result = await minimize(objective, Float64Array.of(1, 1, 1, 1, 1, 1), { valueTolerance: 1e-12 });
  expect(result.converged).toBe(true);
  expect(result.value).toBeCloseTo(-1, 10);
  expect(result.evaluations).toBeLessThanOrEqual(20);
});

test("the exact inverse diagonal ends a separable quadratic with the first step", async () => {
  const curvatures = [1e-2, 1, 1e2, 1e4];
  const settings = { inverseDiagonal: curvatures.map((entry) => 1 / entry) };
  const result = await minimize(quadratic(curvatures), new Float64Array(4), { settings });
  expect(result.evaluations).toBe(2);
  expect(result.value).toBeCloseTo(-1, 12);
});

test("most iterations cost one evaluation", async () => {
  const random = createRandom(11);
  const count = 60;
  // A well-scaled smooth function with weak coupling, like an energy near its minimum.
  const couplings = Float64Array.from({ length: count }, () => 0.2 * random.normal());
  const objective = createObjective(
    count,
    (x) =>
      x.reduce(
        (sum, entry, i) => sum - Math.cos(entry - 0.1) * (1 + couplings[i] * Math.sin(x[(i + 1) % count])),
        0,
      ),
    (x) => {
      const gradient = new Float64Array(count);
      x.forEach((entry, i) => {
        const next = (i + 1) % count;
        gradient[i] += Math.sin(entry - 0.1) * (1 + couplings[i] * Math.sin(x[next]));
        gradient[next] -= Math.cos(entry - 0.1) * couplings[i] * Math.cos(x[next]);
      });
      return gradient;
    },
  );
  const result = await minimize(objective, new Float64Array(count));
  expect(result.converged).toBe(true);
  expect(result.evaluations).toBeLessThanOrEqual(result.iterations + 4);
});

test("a function at its rounding floor converges instead of failing", async () => {
  // −107 hartree with rounding of about 1e-14 relative, as an energy of N2 has.
  const random = createRandom(3);
  const objective = createObjective(
    3,
    (x) =>
      -107 +
      x.reduce((sum, entry, i) => sum + (1 + i) * (1 - Math.cos(entry)), 0) * (1 + 1e-13 * random.normal()),
    (x) => x.map((entry, i) => (1 + i) * Math.sin(entry) + 1e-13 * random.normal()),
  );
  const options = { valueTolerance: 0, gradientTolerance: 0 };
  const result = await minimize(objective, Float64Array.of(0.3, -0.2, 0.1), options);
  expect(result).toMatchObject({ converged: true, stopReason: "value-tolerance" });
  expect(result.evaluations).toBeLessThan(60);
});

test("a slope that never turns ends at the iteration limit, not in an endless search", async () => {
  const objective = createObjective(
    1,
    ([x]) => -x,
    () => Float64Array.of(-1),
  );
  const result = await minimize(objective, Float64Array.of(0), { maxIterations: 5 });
  expect(result.stopReason).toBe("max-iterations");
  expect(result.evaluations).toBeLessThanOrEqual(1 + 5 * 20);
});

test("a gradient of the wrong sign ends as a failed line search", async () => {
  const objective = createObjective(
    1,
    ([x]) => x * x,
    ([x]) => Float64Array.of(-2 * x),
  );
  const result = await minimize(objective, Float64Array.of(1));
  expect(result).toMatchObject({ converged: false, stopReason: "line-search-failed", value: 1 });
});

test("no parameter moves by more than the maximum step", async () => {
  const objective = quadratic([1, 1]);
  let last = Float64Array.of(0, -30);
  const seen: Float64Array[] = [];
  const watched = {
    ...objective,
    valueAndGradient: (x: Float64Array) => {
      seen.push(x);
      return objective.valueAndGradient(x);
    },
  };
  await minimize(watched, last, { settings: { maximumStep: 0.5 }, maxIterations: 5 });
  expect(seen.length).toBeGreaterThan(5);
  for (const x of seen) {
    expect(Math.abs(x[1] - last[1])).toBeLessThanOrEqual(0.5 + 1e-12);
    last = x as Float64Array<ArrayBuffer>;
  }
});
