import { describe, expect, it } from "vitest";
import { createCircuit, visitOperations, withOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { barrier, conditional, gate, isUnitaryOperation, measure, reset } from "../../circuit/operation.ts";
import type { Operation, UnitaryKindOperation } from "../../circuit/operation.ts";
import { createRandom } from "../../math/random.ts";
import { parsePauliSum } from "../../operators/pauli-sum.ts";
import { denseCircuit, matrixDistance } from "../../testing/dense-circuit.ts";
import { randomCircuit } from "../../testing/random-circuit.ts";
import { oracleEstimate } from "../testing/noisy-density.ts";
import { extrapolateToZeroNoise, richardsonWeights } from "./extrapolate.ts";
import { foldCircuit } from "./fold-circuit.ts";
import type { Folding } from "./fold-circuit.ts";
import { zeroNoiseExtrapolation } from "./zero-noise-extrapolation.ts";

const isGate = (operation: Operation): boolean =>
  isUnitaryOperation(operation) && operation.qubits.length > 0;
function countGates({ operations }: Circuit, names?: readonly string[]): number {
  let count = 0;
  visitOperations(operations, (operation) => {
    if (isGate(operation) && (!names || names.includes(operation.gate))) count++;
  });
  return count;
}

const foldings: readonly Folding[] = [
  { method: "global" },
  { method: "local", order: "left" },
  { method: "local", order: "right" },
  { method: "local", order: "random", seed: 5 },
];

describe("foldCircuit", () => {
  it("keeps the unitary and reaches the scale factor that it states, for every method and factor", () => {
    for (const seed of [1, 2, 3]) {
      const circuit = randomCircuit({ qubitCount: 3, operationCount: 12, seed, symbolic: false });
      const matrix = denseCircuit(circuit);
      for (const folding of foldings) {
        for (const scaleFactor of [1, 1.3, 2, 2.5, 3, 4.7, 5]) {
          const folded = foldCircuit(circuit, scaleFactor, folding);
          const where = `${JSON.stringify(folding)}, seed ${seed}, ${scaleFactor}`;
          expect(matrixDistance(denseCircuit(folded.circuit), matrix), where).toBeLessThan(1e-11);
          expect(folded.scaleFactor).toBeCloseTo(countGates(folded.circuit) / countGates(circuit), 12);
          // A fold adds two gates: the nearest factor is at most 1/d away.
          expect(Math.abs(folded.scaleFactor - scaleFactor)).toBeLessThanOrEqual(
            1 / countGates(circuit) + 1e-12,
          );
        }
      }
    }
  });

  const line = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1]), gate("s", [1]), gate("cz", [1, 0])]);
  const names = (circuit: Circuit): string =>
    circuit.operations
      .filter(isGate)
      .map((operation) => operation.gate)
      .join(" ");

  it("folds from the left, from the right, or only gates on two qubits", () => {
    const fold = (folding: Folding, scaleFactor: number): string =>
      names(foldCircuit(line, scaleFactor, folding, { barriers: false }).circuit);
    expect(fold({ method: "local", order: "left" }, 2)).toBe("h h h cx cx cx s cz");
    expect(fold({ method: "local", order: "right" }, 2)).toBe("h cx s sdg s cz cz cz");
    expect(fold({ method: "local", order: "left", gates: "multi-qubit" }, 3)).toBe("h cx cx cx s cz cz cz");
    expect(fold({ method: "local", order: "left", gates: "multi-qubit" }, 2)).toBe("h cx cx cx s cz");
    expect(fold({ method: "global" }, 3)).toBe("h cx s cz cz sdg cx h h cx s cz");
    // The last two of four gates once more: 1 + 2·2/4.
    expect(fold({ method: "global" }, 2)).toBe("h cx s cz cz sdg s cz");
  });

  it("random folding depends on the seed alone and folds each gate about as often", () => {
    const gates = Array.from({ length: 10 }, (_, at) => gate("rx", [0], [at + 1]));
    const circuit = createCircuit(1, gates);
    const folded = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 400; seed++) {
      const result = foldCircuit(circuit, 1.6, { method: "local", order: "random", seed });
      for (const operation of result.circuit.operations) {
        if (isUnitaryOperation(operation) && (operation.parameters[0] as number) < 0) {
          folded[-(operation.parameters[0] as number) - 1]++;
        }
      }
    }
    // 3 of 10 gates each time: mean 120, standard deviation √(400·0.3·0.7) = 9.2.
    for (const count of folded) expect(Math.abs(count - 120)).toBeLessThan(5 * 9.2);
    const again = (): unknown => foldCircuit(circuit, 1.6, { method: "local", order: "random", seed: 3 });
    expect(again()).toEqual(again());
  });

  it("measurements stay last, resets first, barriers between the gates that they part", () => {
    const circuit = createCircuit(
      2,
      [
        reset(0, 1),
        gate("h", [0]),
        barrier(0, 1),
        gate("cx", [0, 1]),
        measure([0], [0]),
        gate("t", [1]),
        measure([1], [1]),
      ],
      { bitCount: 2 },
    );
    const folded = foldCircuit(circuit, 3, { method: "global" }, { barriers: false });
    expect(folded.circuit.operations.map((operation) => operation.gate).join(" ")).toBe(
      "reset h barrier cx t tdg cx barrier h h barrier cx t measure measure",
    );
    const local = foldCircuit(circuit, 3, { method: "local", order: "left" }, { barriers: false });
    expect(local.circuit.operations.map((operation) => operation.gate).join(" ")).toBe(
      "reset h h h barrier cx cx cx measure t tdg t measure",
    );
  });

  it("a barrier keeps a gate apart from its inverse", () => {
    const { circuit } = foldCircuit(createCircuit(1, [gate("t", [0])]), 3, { method: "global" });
    expect(circuit.operations.map((operation) => operation.gate)).toEqual([
      "t",
      "barrier",
      "tdg",
      "barrier",
      "t",
    ]);
  });

  it("local folding takes dynamic circuits, global folding refuses them by name", () => {
    const condition = { kind: "compare", bits: [0], comparison: "==", value: "1" } as const;
    const dynamic = createCircuit(
      2,
      [
        gate("h", [0]),
        measure([0], [0]),
        conditional(condition, [gate("x", [1])], [gate("s", [1])]),
        reset(0),
      ],
      { bitCount: 1 },
    );
    const { circuit } = foldCircuit(dynamic, 3, { method: "local", order: "left" }, { barriers: false });
    expect(circuit.operations).toEqual([
      ...[1, 2, 3].map(() => gate("h", [0])),
      measure([0], [0]),
      conditional(
        condition,
        [1, 2, 3].map(() => gate("x", [1])),
        [gate("s", [1]), gate("sdg", [1]), gate("s", [1])],
      ),
      reset(0),
    ]);
    const global = (operations: readonly Operation[]): unknown =>
      foldCircuit(createCircuit(2, operations, { bitCount: 1 }), 3, { method: "global" });
    expect(() => global(dynamic.operations)).toThrow(/operations\[2\]: a conditional/);
    expect(() => global([gate("h", [0]), reset(0)])).toThrow(/operations\[1\]: a reset in mid-circuit/);
    expect(() => global([measure([0], [0]), gate("h", [0])])).toThrow(
      /operations\[1\]: it follows a measurement/,
    );
  });

  it("refuses factors out of range, circuits without gates, random folding without seed", () => {
    for (const factor of [0.5, NaN, Infinity, 1001]) {
      expect(() => foldCircuit(line, factor, { method: "global" })).toThrow(
        /scaleFactor must be in \[1, 1000\]/,
      );
    }
    expect(() => foldCircuit(createCircuit(1, []), 3, { method: "global" })).toThrow(/must have a gate/);
    expect(() => foldCircuit(line, 3, { method: "local" })).toThrow(/seed must be/);
    expect(() => foldCircuit(line, 3, { method: "other" } as unknown as Folding)).toThrow(/folding.method/);
  });
});

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

const withoutIdentity = (channel: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(channel).filter(([text]) => !/^I+$/.test(text)));

describe("zeroNoiseExtrapolation", () => {
  const ghz = createCircuit(3, [gate("h", [0]), gate("cx", [0, 1]), gate("cx", [1, 2])]);
  const parity = parsePauliSum({ XXX: 1 });

  it("under global depolarising noise of p a gate, folding to λ gives (1 − p)^(λd) and the exponential is exact", async () => {
    const p = 0.05;
    for (const folding of foldings) {
      const result = await zeroNoiseExtrapolation(ghz, {
        estimate: oracleEstimate(parity, { globalDepolarizing: p }),
        scaleFactors: [1, 5 / 3, 3, 5],
        folding,
        model: { kind: "exponential", asymptote: 0 },
        seed: 1,
      });
      for (const { scaleFactor, value } of result.details.points) {
        expect(value).toBeCloseTo((1 - p) ** (3 * scaleFactor), 12);
      }
      expect(result.value).toBeCloseTo(1, 9);
      expect(result.rawValue).toBeCloseTo((1 - p) ** 3, 12);
      expect(result.circuitsRun).toBe(4);
    }
  });

  it("GHZ parity under two-qubit depolarising noise decays as (1 − 16p/15)² and is brought nearer to 1", async () => {
    const p = 0.03;
    const letters = ["I", "X", "Y", "Z"];
    const channel = Object.fromEntries(
      letters.flatMap((a) => letters.map((b) => [a + b, p / 15])).filter(([text]) => text !== "II"),
    ) as Record<string, number>;
    const estimate = oracleEstimate(parity, {
      pauli: (operation) => (operation.gate === "cx" ? channel : null),
    });
    const result = await zeroNoiseExtrapolation(ghz, {
      estimate,
      scaleFactors: [1, 3, 5],
      folding: { method: "local", order: "left", gates: "multi-qubit" },
      seed: 2,
    });
    expect(result.rawValue).toBeCloseTo((1 - (16 * p) / 15) ** 2, 12);
    expect(Math.abs(result.value - 1)).toBeLessThan(0.02 * (1 - result.rawValue) + 1e-3);
    expect(result.details.extrapolation.weights.map((weight) => weight * 8)).toEqual([
      expect.closeTo(15, 9),
      expect.closeTo(-10, 9),
      expect.closeTo(3, 9),
    ]);
    expect(result.samplingOverhead.factor).toBeCloseTo((3 * (15 ** 2 + 10 ** 2 + 3 ** 2)) / 64, 9);
  });

  // mitiq 1.1.0 over cirq 1.6.1's density-matrix simulator: execute_with_zne with fold_global and fold_gates_at_random, scale
  // factors 1, 3, 5, and the folded circuits' own values. cirq.depolarize(0.01) on each qubit of an operation after it.
  it.each([
    [
      { method: "global" },
      [0.7558156103078268, 0.6226952591736197, 0.5140948443800919],
      0.831570762002685,
      0.8121591457329805,
    ],
    [
      { method: "local" },
      [0.7558156103078268, 0.622710111738578, 0.5141271342026019],
      0.8315643049799281,
      0.8121506424952538,
    ],
  ] as const)(
    "%j gives the values of an independent program",
    async (folding, values, richardson, linear) => {
      const circuit = createCircuit(3, [
        gate("h", [0]),
        gate("ry", [1], [0.4]),
        gate("cx", [0, 1]),
        gate("rx", [2], [0.9]),
        gate("cx", [1, 2]),
        gate("t", [2]),
        gate("h", [2]),
        gate("rz", [0], [0.3]),
        gate("cz", [2, 0]),
        gate("ry", [0], [-0.7]),
      ]);
      const letters = { I: 0.99, X: 0.01 / 3, Y: 0.01 / 3, Z: 0.01 / 3 };
      const both = Object.fromEntries(
        Object.entries(letters).flatMap(([a, p]) => Object.entries(letters).map(([b, q]) => [a + b, p * q])),
      );
      const onOne = withoutIdentity(letters);
      const onTwo = withoutIdentity(both);
      const pauli = ({ qubits }: UnitaryKindOperation) => (qubits.length === 1 ? onOne : onTwo);
      const estimate = oracleEstimate(parsePauliSum({ IZZ: 1, XXI: 0.5, IIY: -0.3 }), { pauli });
      for (const [model, expected] of [
        [{ kind: "richardson" }, richardson],
        [{ kind: "linear" }, linear],
      ] as const) {
        const result = await zeroNoiseExtrapolation(circuit, {
          estimate,
          scaleFactors: [1, 3, 5],
          folding,
          model,
          seed: 1,
        });
        expect(result.value).toBeCloseTo(expected, 10);
        result.details.points.forEach(({ value }, at) => expect(value).toBeCloseTo(values[at], 10));
      }
    },
  );

  it("with shots, values lie within their error bars and the overhead is the ratio of shots at equal error", async () => {
    const options = {
      estimate: oracleEstimate(parity, { globalDepolarizing: 0.04 }),
      model: { kind: "exponential", asymptote: 0 },
      folding: { method: "global" },
      scaleFactors: [1, 3, 5],
      shots: 2000,
    } as const;
    let squares = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const result = await zeroNoiseExtrapolation(ghz, { ...options, seed });
      squares += ((result.value - 1) / result.standardError) ** 2;
      expect(result.shotsUsed).toBe(6000);
      expect(result.samplingOverhead.factor).toBeCloseTo(
        (3 * result.standardError ** 2) / result.rawStandardError ** 2,
        9,
      );
    }
    // Mean of 60 squared normal deviates: 1 ± √(2/60) = 0.18; 5 of them.
    expect(Math.abs(squares / 60 - 1)).toBeLessThan(0.92);
  });

  it("runs the unfolded circuit too when 1 is not among the factors, and tells what short circuits reach", async () => {
    const estimate = oracleEstimate(parity, { globalDepolarizing: 0.04 });
    const result = await zeroNoiseExtrapolation(ghz, {
      estimate,
      scaleFactors: [2, 4],
      seed: 1,
      model: { kind: "linear" },
    });
    expect(result.circuitsRun).toBe(3);
    expect(result.rawValue).toBeCloseTo(0.96 ** 3, 12);
    expect(result.details.points[0].scaleFactor).toBeCloseTo(7 / 3, 12);
    expect(result.warnings.join()).toMatch(/Scale factor 2 became 2.333/);
    await expect(zeroNoiseExtrapolation(ghz, { estimate, scaleFactors: [1, 1.1], seed: 1 })).rejects.toThrow(
      /become 1, 1 on this circuit/,
    );
  });

  it("the same seed gives the same result; numbers that are not finite are refused", async () => {
    const circuit = withOperations(ghz, [...ghz.operations, ...ghz.operations]);
    const run = (seed: number) =>
      zeroNoiseExtrapolation(circuit, {
        estimate: oracleEstimate(parity, { globalDepolarizing: 0.04 }),
        shots: 100,
        seed,
      });
    expect(await run(4)).toEqual(await run(4));
    expect((await run(4)).value).not.toBe((await run(5)).value);
    await expect(
      zeroNoiseExtrapolation(ghz, {
        estimate: () => Promise.resolve({ value: NaN, standardError: 0, shots: 0 }),
        seed: 1,
      }),
    ).rejects.toThrow(/estimate must return a finite value/);
    await expect(run(NaN)).rejects.toThrow(/seed must be/);
  });
});
