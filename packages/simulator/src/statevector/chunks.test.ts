import { afterAll, describe, expect, test } from "vitest";
import { createCircuit, parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { gate } from "../circuit/operation.ts";
import { createRandom } from "../math/random.ts";
import { createPauliSum } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { createStateVectorEngine } from "./engine.ts";
import type { StateVectorEngine, StateVectorEngineOptions } from "./engine.ts";
import type { StateVector } from "./state-vector.ts";

const qubitCount = 7;
/** A few hundred roundings of amplitudes below 1. */
const rounding = { double: 1e-12, single: 2e-5 } as const;
const pool = createComputePool({ threads: 2 });
afterAll(() => pool[Symbol.asyncDispose]());

/** Runs hold whole vectors: two doubles or four singles. */
const shapes = [
  { localBits: 4, runBits: 2 },
  { localBits: 5, runBits: 2 },
  { localBits: 6, runBits: 3 },
];

function distance(a: StateVector, b: StateVector): number {
  let largest = 0;
  a.real.forEach((x, at) => {
    largest = Math.max(largest, Math.hypot(x - b.real[at], a.imaginary[at] - b.imaginary[at]));
  });
  return largest;
}

function valuesOf(circuit: Circuit, seed: number): ParameterValues {
  const random = createRandom(seed);
  return Object.fromEntries(parameterNames(circuit).map((name) => [name, 3 * random.normal()]));
}

function randomObservable(seed: number): PauliSum {
  const random = createRandom(seed);
  const mask = (): number => Math.floor(random.uniform() * 2 ** qubitCount);
  return createPauliSum(
    qubitCount,
    Array.from({ length: 12 }, () => ({ x: mask(), z: mask(), real: random.normal(), imaginary: 0 })),
  );
}

const engines = new Map<string, Promise<StateVectorEngine>>();
function engineFor(options: Partial<StateVectorEngineOptions>): Promise<StateVectorEngine> {
  const { pool: used, ...rest } = options;
  const key = JSON.stringify([rest, used?.threads]);
  const engine = engines.get(key) ?? createStateVectorEngine({ qubitCount, ...options });
  engines.set(key, engine);
  return engine;
}

describe.each(["double", "single"] as const)("%s precision", (precision) => {
  test("long circuits agree between whole states, chunks and plain TypeScript", async () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const circuit = randomCircuit({ qubitCount, operationCount: 300, seed });
      const parameters = valuesOf(circuit, seed);
      const whole = await (await engineFor({ precision })).run(circuit, { parameters });
      for (const options of [
        ...shapes.map((shape) => ({ precision, shape })),
        { precision, build: "simd" as const },
        { precision, backend: "typescript" as const },
      ]) {
        const state = await (await engineFor(options)).run(circuit, { parameters });
        expect(distance(state, whole), `${JSON.stringify(options)} ${seed}`).toBeLessThan(
          10 * rounding[precision],
        );
      }
    }
  });

  test("one and two threads give the same bits", async () => {
    for (const shape of shapes) {
      const one = await engineFor({ precision, shape });
      const two = await engineFor({ precision, shape, pool });
      expect(two.threads).toBe(2);
      const circuit = randomCircuit({ qubitCount, operationCount: 60, seed: 9 });
      const parameters = valuesOf(circuit, 9);
      expect(await two.run(circuit, { parameters })).toEqual(await one.run(circuit, { parameters }));
      const observable = randomObservable(4);
      expect(await two.expectationAndGradient(circuit, observable, { parameters })).toEqual(
        await one.expectationAndGradient(circuit, observable, { parameters }),
      );
    }
  });

  test("gradients of several observables in one sweep are those of one at a time, in chunks and whole", async () => {
    const circuit = randomCircuit({ qubitCount, operationCount: 80, seed: 17 });
    const parameters = valuesOf(circuit, 17);
    const observables = [1, 2, 3].map(randomObservable);
    const reference = await engineFor({ precision: "double", backend: "typescript" });
    const single = [];
    for (const observable of observables) {
      single.push(await reference.expectationAndGradient(circuit, observable, { parameters }));
    }
    expect(Math.hypot(...single[0].gradient)).toBeGreaterThan(0.1);
    for (const options of [{}, ...shapes.map((shape) => ({ shape }))]) {
      const engine = await engineFor({ precision, ...options });
      const { values, gradients } = await engine.expectationsAndGradients(circuit, observables, {
        parameters,
      });
      // Sums over 80 gates and 12 terms of size 1.
      const tolerance = 200 * rounding[precision];
      single.forEach(({ value, gradient }, index) => {
        expect(Math.abs(values[index] - value)).toBeLessThan(tolerance);
        gradient.forEach((slope, at) =>
          expect(Math.abs(gradients[index][at] - slope)).toBeLessThan(tolerance),
        );
      });
    }
  });
});

test("a watched run tells its progress, gives the same state, and stops between stages", async () => {
  const count = 20;
  const circuit = createCircuit(
    count,
    Array.from({ length: 3 * count }, (_, index) => [
      gate("ry", [index % count], [0.1 * index]),
      gate("cx", [index % count, (7 * index + 3) % count]),
    ]).flat(),
  );
  await using engine = await createStateVectorEngine({ qubitCount: count, pool });
  const shares: number[] = [];
  const watched = await engine.run(circuit, { onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(distance(watched, await engine.runInPlace(circuit))).toBe(0);
  const stop = new AbortController();
  const stopped = engine.run(circuit, {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error("stopped by its user")),
  });
  await expect(stopped).rejects.toThrow("stopped by its user");
  expect(distance(await engine.run(circuit), watched)).toBe(0);
});

test("a layer of rotations, phases and CNOTs is told as three merged kinds in one pass over a small state", async () => {
  const circuit = createCircuit(qubitCount, [
    ...Array.from({ length: qubitCount }, (_, qubit) => [
      gate("rx", [qubit], [0.3]),
      gate("rz", [qubit], [0.2]),
    ]).flat(),
    ...Array.from({ length: qubitCount - 1 }, (_, qubit) => gate("cx", [qubit, qubit + 1])),
  ]);
  await using engine = await createStateVectorEngine({ qubitCount });
  expect(engine.describe(circuit)).toEqual({
    stageCount: 1,
    operations: { shear: qubitCount, polynomial: 1, affine: 1 },
    bytesMoved: 2 * 16 * 2 ** qubitCount,
  });
});
