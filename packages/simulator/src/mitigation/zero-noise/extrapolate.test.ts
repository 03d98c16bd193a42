import { describe, expect, it } from "vitest";
import { createRandom } from "../../math/random.ts";
import { extrapolateToZeroNoise, richardsonWeights } from "./extrapolate.ts";

describe("extrapolateToZeroNoise", () => {
  const exact = (scaleFactors: readonly number[], curve: (scale: number) => number) =>
    scaleFactors.map((scaleFactor) => ({ scaleFactor, value: curve(scaleFactor), standardError: 0 }));

  it("Richardson is exact for polynomials of degree below the number of points", () => {
    const curve = (x: number): number => 0.9 - 0.3 * x + 0.07 * x * x - 0.004 * x ** 3;
    const result = extrapolateToZeroNoise(exact([1, 1.5, 2, 3], curve), { kind: "richardson" });
    expect(result.value).toBeCloseTo(0.9, 12);
    expect(richardsonWeights([1, 2, 3])).toEqual([3, -3, 1]);
    result.weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(richardsonWeights([1, 1.5, 2, 3])[at], 9);
    });
  });

  it("polynomials and both exponentials recover their own curves", () => {
    const scales = [1, 1.5, 2, 2.5, 3];
    const quadratic = extrapolateToZeroNoise(
      exact(scales, (x) => 1 - 0.2 * x + 0.01 * x * x),
      {
        kind: "polynomial",
        degree: 2,
      },
    );
    expect(quadratic.value).toBeCloseTo(1, 12);
    const decay = (x: number): number => 0.1 + 0.8 * Math.exp(-0.37 * x);
    for (const asymptote of [0.1, undefined]) {
      const result = extrapolateToZeroNoise(exact(scales, decay), {
        kind: "exponential",
        ...(asymptote === undefined ? {} : { asymptote }),
      });
      expect(result.warnings, String(asymptote)).toEqual([]);
      expect(result.value).toBeCloseTo(0.9, 8);
      expect(result.coefficients[2]).toBeCloseTo(0.37, 7);
      expect(result.curve[0].value).toBeCloseTo(0.9, 8);
      expect(result.curve.at(-1)).toEqual({ scaleFactor: 3, value: expect.closeTo(decay(3), 8) as number });
    }
  });

  it("the straight line's error bar is that of the weighted least-squares formula", () => {
    const points = [
      { scaleFactor: 1, value: 0.8, standardError: 0.01 },
      { scaleFactor: 2, value: 0.63, standardError: 0.02 },
      { scaleFactor: 3, value: 0.41, standardError: 0.03 },
    ];
    const result = extrapolateToZeroNoise(points, { kind: "linear" });
    // Bevington and Robinson, Data Reduction, 3rd ed., eqs. 6.12 and 6.22.
    const sum = (term: (point: (typeof points)[number]) => number): number =>
      points.reduce((total, point) => total + term(point) / point.standardError ** 2, 0);
    const [s, sx, sxx] = [sum(() => 1), sum((p) => p.scaleFactor), sum((p) => p.scaleFactor ** 2)];
    const [sy, sxy] = [sum((p) => p.value), sum((p) => p.scaleFactor * p.value)];
    const determinant = s * sxx - sx * sx;
    expect(result.value).toBeCloseTo((sxx * sy - sx * sxy) / determinant, 12);
    expect(result.standardError).toBeCloseTo(Math.sqrt(sxx / determinant), 12);
    expect(result.errorSource).toBe("standard errors");
  });

  it("stated errors are those of repeated noisy fits, for every model", () => {
    const scales = [1, 1.5, 2, 2.5, 3];
    const sigma = 0.01;
    const models = [
      { kind: "linear" },
      { kind: "polynomial", degree: 2 },
      { kind: "richardson" },
      { kind: "exponential", asymptote: 0 },
      { kind: "exponential" },
    ] as const;
    for (const model of models) {
      const random = createRandom(99);
      const curve = (x: number): number =>
        model.kind === "linear" ? 0.9 - 0.2 * x : 0.9 * Math.exp(-0.6 * x);
      const results = Array.from({ length: 300 }, () =>
        extrapolateToZeroNoise(
          scales.map((scaleFactor) => ({
            scaleFactor,
            value: curve(scaleFactor) + sigma * random.normal(),
            standardError: sigma,
          })),
          model,
        ),
      );
      const mean = results.reduce((total, { value }) => total + value, 0) / results.length;
      const scatter = Math.sqrt(
        results.reduce((total, { value }) => total + (value - mean) ** 2, 0) / (results.length - 1),
      );
      const stated = Math.sqrt(
        results.reduce((total, { standardError }) => total + standardError ** 2, 0) / results.length,
      );
      // The scatter of 300 values is known to 4 %; the free exponential is nonlinear, its errors not quite normal.
      const tolerance = model.kind === "exponential" && !("asymptote" in model) ? 0.5 : 0.2;
      expect(Math.abs(scatter / stated - 1), JSON.stringify(model)).toBeLessThan(tolerance);
    }
  });

  // mitiq 1.1.0, mitiq.zne.inference: Linear-, Poly-, Richardson- and ExpFactory.extrapolate (avoid_log=True) on these points;
  // values at zero noise and, from full_output, standard errors. Their nonlinear fits stop at about 1e-8.
  it.each([
    [{ kind: "linear" }, 0.9428571428571432, 0.009497582936339751],
    [{ kind: "polynomial", degree: 2 }, 0.9818181818181787, 0.00811080291752381],
    [{ kind: "richardson" }, 1.0200000000000005, 0],
    [{ kind: "exponential", asymptote: 0 }, 0.9831397511062737, 0.0023515128951102273],
    [{ kind: "exponential", asymptote: 0.25 }, 1.00802260615364, null],
    [{ kind: "exponential" }, 0.9862696226725822, null],
  ] as const)("%j gives the value and error of an independent program", (model, value, error) => {
    const values = [0.83, 0.76, 0.7, 0.59];
    const points = [1, 1.5, 2, 3].map((scaleFactor, at) => ({
      scaleFactor,
      value: values[at],
      standardError: 0,
    }));
    const result = extrapolateToZeroNoise(points, model);
    expect(Math.abs(result.value - value)).toBeLessThan(1e-6);
    if (error !== null) expect(Math.abs(result.standardError - error)).toBeLessThan(1e-7);
  });

  it("an exponential that cannot be fitted says so and becomes a straight line", () => {
    const result = extrapolateToZeroNoise(
      exact([1, 2, 3], (x) => 1 - 0.1 * x),
      { kind: "exponential" },
    );
    expect(result.model).toEqual({ kind: "linear" });
    expect(result.value).toBeCloseTo(1, 12);
    expect(result.warnings.join()).toMatch(/exponential fit failed.*straight line/);
    const few = extrapolateToZeroNoise(
      exact([1, 2], (x) => Math.exp(-x)),
      { kind: "exponential" },
    );
    expect(few.warnings.join()).toMatch(/needs 3 scale factors, got 2/);
  });

  it("warns of amplified noise and of curves that miss the points", () => {
    const noisy = [1, 1.2, 1.4, 1.6].map((scaleFactor) => ({ scaleFactor, value: 0.5, standardError: 0.01 }));
    expect(extrapolateToZeroNoise(noisy, { kind: "richardson" }).warnings.join()).toMatch(
      /unstable.*amplified/,
    );
    const bent = [1, 2, 3, 4].map((x) => ({ scaleFactor: x, value: Math.exp(-x), standardError: 0.001 }));
    expect(extrapolateToZeroNoise(bent, { kind: "linear" }).warnings.join()).toMatch(/reduced chi squared/);
  });

  it("refuses too few or equal scale factors and values that are not finite", () => {
    const point = { scaleFactor: 1, value: 1, standardError: 0 };
    expect(() => extrapolateToZeroNoise([point, point], { kind: "linear" })).toThrow(
      /2 different scale factors/,
    );
    expect(() => extrapolateToZeroNoise([{ ...point, value: NaN }], { kind: "linear" })).toThrow(
      /finite value/,
    );
    expect(() => extrapolateToZeroNoise([point], { kind: "polynomial", degree: 0 })).toThrow(
      /degree must be/,
    );
    expect(() => richardsonWeights([1, 1])).toThrow(/differ/);
  });
});
