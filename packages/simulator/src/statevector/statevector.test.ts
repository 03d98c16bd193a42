import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindParameters, createCircuit, parameterNames } from "../circuit/circuit.ts";
import { decomposeCircuit } from "../circuit/decompose.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gate, gateNames, pauliGadget } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, StateVectorTooLargeError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { createPauliSum, formatPauli, parsePauliSum } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { applyDense, denseCircuit, densePauliSum } from "../testing/dense-circuit.ts";
import { randomObservable } from "../testing/dense-energy.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { randomState } from "../testing/random-state.ts";
import { createStateVectorEngine } from "./engine.ts";
import type { StateVectorEngine } from "./engine.ts";
import { basisState, formatBasisState, innerProduct, probabilities, sampleCounts } from "./state-vector.ts";
import type { StateVector } from "./state-vector.ts";

const rounding = 1e-12;
const variants = [
  { name: "WASM with relaxed SIMD", options: { backend: "wasm", build: "relaxedSimd" } },
  { name: "WASM with SIMD", options: { backend: "wasm", build: "simd" } },
  { name: "TypeScript", options: { backend: "typescript" } },
] as const;

function distance(a: { real: Float64Array; imaginary: Float64Array }, b: typeof a): number {
  return Math.max(...a.real.map((x, at) => Math.hypot(x - b.real[at], a.imaginary[at] - b.imaginary[at])));
}

function denseExpectation(state: StateVector, { qubitCount, terms }: PauliSum): number {
  const matrix = densePauliSum(
    qubitCount,
    terms.map((term) => ({ pauli: formatPauli(term, qubitCount), coefficient: [term.real, term.imaginary] })),
  );
  return innerProduct(state, { qubitCount, ...applyDense(matrix, state) })[0];
}

function valuesOf(circuit: Circuit, seed: number): ParameterValues {
  const random = createRandom(seed);
  return Object.fromEntries(parameterNames(circuit).map((name) => [name, random.normal()]));
}

/** All ordered choices of `count` qubits. */
function arrangements(qubits: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return qubits.flatMap((qubit) =>
    arrangements(
      qubits.filter((other) => other !== qubit),
      count - 1,
    ).map((rest) => [qubit, ...rest]),
  );
}

describe.each(variants)("$name", ({ options }) => {
  const engines = new Map<number, Promise<StateVectorEngine>>();
  const engineFor = (qubitCount: number): Promise<StateVectorEngine> => {
    const engine = engines.get(qubitCount) ?? createStateVectorEngine({ qubitCount, ...options });
    engines.set(qubitCount, engine);
    return engine;
  };

  test.each(gateNames)("%s on every choice of qubits is its dense matrix", async (name) => {
    const row = gateTable[name];
    const parameters = [0.7, -1.3, 2.9, 0.4].slice(0, row.parameterCount);
    for (const qubitCount of [1, 2, 4]) {
      const engine = await engineFor(qubitCount);
      const initial = randomState(qubitCount, 17);
      const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
      for (const chosen of arrangements(qubits, gateQubitCount(row))) {
        const circuit = createCircuit(qubitCount, [gate(name, chosen, parameters)]);
        const expected = applyDense(denseCircuit(circuit), initial);
        expect(distance(await engine.run(circuit, { initial }), expected), chosen.join()).toBeLessThan(
          rounding,
        );
      }
    }
  });

  test("every Pauli gadget on three qubits is its dense matrix", async () => {
    const engine = await engineFor(3);
    const initial = randomState(3, 5);
    for (let code = 1; code < 64; code++) {
      const letters = [code & 3, (code >> 2) & 3, code >> 4].map((digit) => "IXYZ"[digit]);
      const qubits = [0, 1, 2].filter((qubit) => letters[qubit] !== "I");
      const pauli = qubits.map((qubit) => letters[qubit]).join("");
      const circuit = createCircuit(3, [pauliGadget(pauli, qubits, 0.77)]);
      const expected = applyDense(denseCircuit(circuit), initial);
      expect(distance(await engine.run(circuit, { initial }), expected), pauli).toBeLessThan(rounding);
    }
  });

  test("random circuits are their dense matrices", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 1e6 }),
        async (qubitCount, seed) => {
          const circuit = randomCircuit({ qubitCount, operationCount: 12, seed });
          const parameters = valuesOf(circuit, seed);
          const dense = denseCircuit(bindParameters(circuit, parameters));
          const state = await (await engineFor(qubitCount)).run(circuit, { parameters });
          expect(distance(state, applyDense(dense, basisState(qubitCount)))).toBeLessThan(rounding);
        },
      ),
      { numRuns: 25, seed: 7 },
    );
  });

  test("expectations are those of the dense matrix, with few and with many terms an X-mask", async () => {
    for (const [qubitCount, termCount] of [
      [1, 8],
      [2, 40],
      [4, 3],
      [4, 200],
    ]) {
      const engine = await engineFor(qubitCount);
      const observable = randomObservable(qubitCount, termCount, termCount);
      const initial = randomState(qubitCount, 3);
      const value = await engine.expectation(createCircuit(qubitCount, []), observable, { initial });
      expect(Math.abs(value)).toBeGreaterThan(1e-3);
      expect(Math.abs(value - denseExpectation(initial, observable))).toBeLessThan(1e-11);
    }
  });

  test("gradients are those of finite differences, over all gates with parameters", async () => {
    const rows = gateNames.filter((name) => gateTable[name].parameterCount > 0);
    const engine = await engineFor(3);
    const observable = randomObservable(3, 2, 30);
    const operations = rows.flatMap((name, at): Operation[] => {
      const row = gateTable[name];
      const qubits = [0, 1, 2].map((qubit) => (qubit + at) % 3).slice(0, gateQubitCount(row));
      const symbols = Array.from({ length: row.parameterCount }, (_, index) =>
        parameter(`${name}${index}`, 0.5 + at / 10, 0.2),
      );
      return [gate("ry", [at % 3], [0.4 + at]), gate(name, qubits, symbols), gate("h", [(at + 1) % 3])];
    });
    const circuit = createCircuit(3, [
      ...operations,
      pauliGadget("XYZ", [1, 0, 2], parameter("shared", -1.5)),
      pauliGadget("Z", [2], parameter("shared", 2)),
      pauliGadget("Y", [0], parameter("shared")),
    ]);
    const names = parameterNames(circuit);
    const parameters = valuesOf(circuit, 8);
    const { value, gradient } = await engine.expectationAndGradient(circuit, observable, { parameters });
    expect(value).toBeCloseTo(await engine.expectation(circuit, observable, { parameters }), 12);
    expect(gradient).toHaveLength(names.length);
    const step = 1e-4;
    for (const [index, name] of names.entries()) {
      const shifted = (by: number): Promise<number> =>
        engine.expectation(circuit, observable, {
          parameters: { ...parameters, [name]: parameters[name] + by },
        });
      const [a, b, c, d] = [
        await shifted(step),
        await shifted(-step),
        await shifted(2 * step),
        await shifted(-2 * step),
      ];
      // Five-point differences: h⁴ and rounding/h, both near 1e-12.
      const slope = (8 * (a - b) - (c - d)) / (12 * step);
      expect(Math.abs(gradient[index] - slope), name).toBeLessThan(1e-9);
    }
    expect(gradient.filter((slope) => Math.abs(slope) > 1e-3).length).toBeGreaterThan(names.length / 2);
  });

  test("the gradient follows the order asked for, zero for a parameter that does not occur", async () => {
    const engine = await engineFor(1);
    const circuit = createCircuit(1, [gate("rx", [0], [parameter("a")]), gate("ry", [0], [parameter("b")])]);
    const parameters = { a: 0.3, b: 1.1 };
    const observable = parsePauliSum({ Z: 1 });
    const plain = await engine.expectationAndGradient(circuit, observable, { parameters });
    const options = { parameters, parameterOrder: ["b", "none", "a"] };
    const { gradient } = await engine.expectationAndGradient(circuit, observable, options);
    expect([...gradient]).toEqual([plain.gradient[1], 0, plain.gradient[0]]);
    // ⟨Z⟩ = cos a cos b.
    expect(plain.value).toBeCloseTo(Math.cos(0.3) * Math.cos(1.1), 14);
    expect(plain.gradient[0]).toBeCloseTo(-Math.sin(0.3) * Math.cos(1.1), 14);
  });

  test("a wide circuit keeps its norm and equals its decomposition", async () => {
    const engine = await engineFor(9);
    const circuit = randomCircuit({ qubitCount: 9, operationCount: 80, seed: 12, symbolic: false });
    const state = await engine.run(circuit);
    expect(innerProduct(state, state)[0]).toBeCloseTo(1, 12);
    expect(distance(state, await engine.run(decomposeCircuit(circuit)))).toBeLessThan(rounding);
  });

  test("the GHZ state has two amplitudes of 1/√2", async () => {
    const engine = await engineFor(4);
    const circuit = createCircuit(4, [
      gate("h", [0]),
      gate("cx", [0, 1]),
      gate("cx", [1, 2]),
      gate("cx", [2, 3]),
    ]);
    const state = await engine.run(circuit);
    const expected = new Float64Array(16);
    expected[0] = expected[15] = Math.SQRT1_2;
    state.real.forEach((entry, index) => expect(entry).toBeCloseTo(expected[index], 15));
    expect(state.imaginary).toEqual(new Float64Array(16));
    expect(await engine.expectation(circuit, parsePauliSum({ XXXX: 2, IIZZ: 1, IIIZ: 5 }))).toBeCloseTo(
      3,
      14,
    );
  });
});

test("the compiled kernels and their TypeScript twin agree", async () => {
  const circuit = randomCircuit({ qubitCount: 7, operationCount: 60, seed: 4 });
  const parameters = valuesOf(circuit, 1);
  const observable = randomObservable(7, 6, 300);
  const results = await Promise.all(
    variants.map(async ({ options }) => {
      const engine = await createStateVectorEngine({ qubitCount: 7, ...options });
      return engine.expectationAndGradient(circuit, observable, { parameters });
    }),
  );
  expect(Math.abs(results[0].value)).toBeGreaterThan(0.01);
  for (const { value, gradient } of results) {
    expect(Math.abs(value - results[0].value)).toBeLessThan(rounding * 10);
    gradient.forEach((slope, index) =>
      expect(Math.abs(slope - results[0].gradient[index])).toBeLessThan(rounding * 10),
    );
  }
});

describe("sampling", () => {
  const state = {
    qubitCount: 2,
    real: Float64Array.of(0.5, 0, 0.5, 0),
    imaginary: Float64Array.of(0.5, 0, 0, 0.5),
  };

  test("the same seed gives the same counts", () => {
    expect(sampleCounts(state, { shots: 100, seed: 9 })).toEqual(
      sampleCounts(state, { shots: 100, seed: 9 }),
    );
    expect(sampleCounts(state, { shots: 100, seed: 9 })).not.toEqual(
      sampleCounts(state, { shots: 100, seed: 10 }),
    );
  });

  test("counts follow the probabilities within five standard errors and add up", () => {
    const shots = 40_000;
    const counts = sampleCounts(state, { shots, seed: 1 });
    probabilities(state).forEach((probability, index) => {
      const deviation = Math.abs((counts.get(index) ?? 0) - shots * probability);
      expect(deviation).toBeLessThanOrEqual(5 * Math.sqrt(shots * probability * (1 - probability)));
    });
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(shots);
  });

  test("bits print from the highest qubit to the lowest", () => {
    expect(formatBasisState(1, 3)).toBe("001");
    expect(probabilities(basisState(3, 4)).indexOf(1)).toBe(4);
  });

  test("a shot count or a state that cannot be sampled is refused", () => {
    expect(() => sampleCounts(state, { shots: -1, seed: 0 })).toThrow(
      "shots must be an integer of at least 0, got -1",
    );
    const zero = { qubitCount: 1, real: new Float64Array(2), imaginary: new Float64Array(2) };
    expect(() => sampleCounts(zero, { shots: 1, seed: 0 })).toThrow(InvalidArgumentError);
    expect(() => basisState(2, 4)).toThrow("basis state must be in [0, 2^2), got 4");
  });
});

test("a state that does not fit is refused with its size", async () => {
  const create = createStateVectorEngine({ qubitCount: 28 });
  await expect(create).rejects.toThrow(StateVectorTooLargeError);
  await expect(create).rejects.toMatchObject({
    code: "too-large",
    details: { qubitCount: 28, bytesNeeded: 2 * 8 * 2 ** 28 },
  });
  await expect(createStateVectorEngine({ qubitCount: 0 })).rejects.toThrow(InvalidArgumentError);
});

test("circuits, observables and starts of another width or kind are refused", async () => {
  const engine = await createStateVectorEngine({ qubitCount: 2 });
  const circuit = createCircuit(2, [gate("rx", [0], [parameter("a")])]);
  await expect(engine.run(createCircuit(3, []))).rejects.toThrow(
    "circuit must have the engine's 2 qubits, got 3",
  );
  await expect(engine.run(circuit, { initial: basisState(1), parameters: { a: 1 } })).rejects.toThrow(
    "initial must have",
  );
  await expect(engine.expectation(circuit, parsePauliSum({ Z: 1 }))).rejects.toThrow("observable must have");
  await expect(engine.run(circuit)).rejects.toThrow(
    "parameter a must be bound to a finite number, got undefined",
  );
  const crooked = createPauliSum(2, [{ x: 1, z: 0, real: 0, imaginary: 1 }]);
  await expect(engine.expectation(circuit, crooked)).rejects.toThrow(
    "an observable must have real coefficients",
  );
});
