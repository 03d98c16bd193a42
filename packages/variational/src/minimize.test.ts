import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ObjectiveValueError, OptimizerOptionError, minimize, optimizerNames } from "./index.ts";
import type { IterationRecord, MinimizeOptions, OptimizerName } from "./index.ts";
import { coupledRotations, createObjective, quadratic, rosenbrock } from "./test-objectives.ts";

/** Options that bring each optimiser to the minimum, and how near in each parameter it then must be. */
const cases: Readonly<Record<OptimizerName, { options: MinimizeOptions; distance: number }>> = {
  "l-bfgs": { options: {}, distance: 1e-5 },
  adam: { options: { maxIterations: 3000, settings: { learningRate: 0.05 } }, distance: 1e-3 },
  // Noise-like steps: the gain falls only as k^−0.602.
  spsa: { options: { maxIterations: 4000, seed: 5 }, distance: 0.02 },
  cobyla: { options: { settings: { initialTrustRadius: 0.5 } }, distance: 1e-4 },
  "nelder-mead": { options: { valueTolerance: 1e-12 }, distance: 1e-4 },
};

describe.each(optimizerNames)("%s", (optimizer) => {
  const { options, distance } = cases[optimizer];

  test("finds the minimum of a quadratic", async () => {
    const objective = quadratic([1, 2, 3, 0.5]);
    const result = await minimize(objective, new Float64Array(4), { ...options, optimizer });
    result.parameters.forEach((entry, index) => expect(Math.abs(entry - index)).toBeLessThan(distance));
    expect(result.value).toBeCloseTo(-1, 3);
    expect(result.evaluations).toBe(objective.calls.count);
    if (optimizer !== "spsa") expect(result.converged).toBe(true);
  });

  test("finds the minimum of coupled rotations", async () => {
    const result = await minimize(coupledRotations(5), new Float64Array(5), { ...options, optimizer });
    expect(result.value).toBeCloseTo(-4.5, 3);
  });

  test("reports the value at its parameters and a record for each iteration", async () => {
    const seen: IterationRecord[] = [];
    const objective = coupledRotations(4);
    const result = await minimize(objective, Float64Array.of(1, 0.5, 0, -1), {
      ...options,
      optimizer,
      maxIterations: 30,
      onIteration: (record) => seen.push(record),
    });
    expect(result.value).toBe(await objective.value(result.parameters));
    expect(result.history).toEqual(seen);
    expect(seen.map(({ iteration }) => iteration)).toEqual([...Array(result.iterations + 1).keys()]);
    expect(
      seen.every(({ evaluations }, index) => index === 0 || evaluations >= seen[index - 1].evaluations),
    ).toBe(true);
    const usesGradient = optimizer === "l-bfgs" || optimizer === "adam";
    expect(seen.every(({ gradientNorm }) => (gradientNorm === null) !== usesGradient)).toBe(true);
  });

  test("stops at the iteration limit without having converged", async () => {
    const result = await minimize(rosenbrock(), Float64Array.of(-1.2, 1), { optimizer, maxIterations: 3 });
    expect(result).toMatchObject({ iterations: 3, converged: false, stopReason: "max-iterations" });
  });

  test("stops at the evaluation limit with the lowest point it knows", async () => {
    for (const maxEvaluations of [1, 2, 9]) {
      const objective = rosenbrock();
      const result = await minimize(objective, Float64Array.of(-1.2, 1), { optimizer, maxEvaluations });
      expect(objective.calls.count).toBe(maxEvaluations);
      expect(result).toMatchObject({ converged: false, stopReason: "max-evaluations" });
      expect(result.value).toBe(await objective.value(result.parameters));
      expect(result.value).toBeLessThanOrEqual(await objective.value(Float64Array.of(-1.2, 1)));
    }
  });

  test("refuses a value that is not a number and names the point", async () => {
    const objective = createObjective(
      2,
      ([x]) => (x === 0.25 ? Number.NaN : x),
      () => Float64Array.of(1, 0),
    );
    const failure = minimize(objective, Float64Array.of(0.25, 0), { optimizer });
    await expect(failure).rejects.toThrow(ObjectiveValueError);
    await expect(failure).rejects.toMatchObject({ code: "numerical", details: { parameters: [0.25, 0] } });
  });

  test("rejects with the signal's reason, also while an evaluation hangs", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    let calls = 0;
    const hangs = <T>(value: T): Promise<T> => {
      calls++;
      if (calls < 7) return Promise.resolve(value);
      setTimeout(() => controller.abort(reason), 1);
      return new Promise(() => undefined);
    };
    const objective = {
      parameterCount: 2,
      value: ([x, y]: Float64Array) => hangs((x - 1) ** 4 + y ** 4),
      valueAndGradient: ([x, y]: Float64Array) =>
        hangs({ value: (x - 1) ** 4 + y ** 4, gradient: Float64Array.of(4 * (x - 1) ** 3, 4 * y ** 3) }),
    };
    const run = minimize(objective, Float64Array.of(3, 2), { optimizer, signal: controller.signal });
    await expect(run).rejects.toBe(reason);
  });

  test("lets an abort arrive between iterations", async () => {
    const controller = new AbortController();
    let iterations = 0;
    const run = minimize(quadratic([1, 1e4]), Float64Array.of(5, 5), {
      optimizer,
      valueTolerance: 0,
      gradientTolerance: 0,
      maxIterations: 1e6,
      settings: { learningRate: 1e-5, gain: 1e-9, finalTrustRadius: 1e-300 },
      signal: controller.signal,
      onIteration: () => {
        iterations++;
        if (iterations === 4) void sleep(0).then(() => controller.abort());
      },
    });
    // L-BFGS may end first; the others cannot.
    if (optimizer === "l-bfgs") await run.catch(() => undefined);
    else await expect(run).rejects.toMatchObject({ name: "AbortError" });
    expect(iterations).toBeLessThan(1e5);
  });
});

test("an objective without parameters is evaluated once", async () => {
  const objective = createObjective(
    0,
    () => -0.5,
    () => new Float64Array(0),
  );
  expect(await minimize(objective, new Float64Array(0))).toMatchObject({
    value: -0.5,
    evaluations: 1,
    converged: true,
    stopReason: "no-parameters",
  });
});

test("the default is L-BFGS with a gradient and COBYLA without one", async () => {
  const objective = quadratic([1, 2]);
  const withGradient = await minimize(objective, new Float64Array(2));
  const without = await minimize({ parameterCount: 2, value: objective.value }, new Float64Array(2));
  expect(withGradient.gradientNorm).toBeLessThan(1e-6);
  expect(without.stopReason).toBe("trust-radius");
});

test("SPSA repeats its run for the same seed and not for another", async () => {
  const run = async (seed: number): Promise<Float64Array> => {
    const options = { optimizer: "spsa", maxIterations: 20, seed } as const;
    return (await minimize(coupledRotations(3), Float64Array.of(1, 0, 1), options)).parameters;
  };
  expect(await run(1)).toEqual(await run(1));
  expect(await run(1)).not.toEqual(await run(2));
});

test.each([
  ["start", { start: Float64Array.of(1) }, "start must have 2 entries, one a parameter, got 1"],
  ["start", { start: Float64Array.of(1, Infinity) }, "start[1] must be a finite number, got Infinity"],
  ["optimizer", { optimizer: "sgd" as OptimizerName }, "optimizer must be one of l-bfgs, adam"],
  ["maxIterations", { maxIterations: -1 }, "maxIterations must be an integer of at least 0, got -1"],
  ["maxEvaluations", { maxEvaluations: 0 }, "maxEvaluations must be an integer of at least 1, got 0"],
  ["valueTolerance", { valueTolerance: Number.NaN }, "valueTolerance must be a finite number of at least 0"],
  ["seed", { seed: 0.5 }, "seed must be a safe integer, got 0.5"],
  ["settings", { settings: { memory: 0 } }, "settings.memory must be an integer of at least 1, got 0"],
  [
    "settings",
    { settings: { inverseDiagonal: [1, 0] } },
    "settings.inverseDiagonal[1] must be a finite number above 0, got 0",
  ],
])(
  "%s out of range is refused by name",
  async (_field, { start, ...options }: { start?: Float64Array } & MinimizeOptions, message) => {
    const run = minimize(quadratic([1, 1]), start ?? new Float64Array(2), options);
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toThrow(OptimizerOptionError);
  },
);

test("an optimiser that needs a gradient refuses an objective without one", async () => {
  const { value } = quadratic([1]);
  await expect(
    minimize({ parameterCount: 1, value }, new Float64Array(1), { optimizer: "l-bfgs" }),
  ).rejects.toThrow("optimizer needs an objective with valueAndGradient");
});
