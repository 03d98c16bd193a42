import { afterAll, describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";
import { denseCircuit } from "../testing/dense-circuit.ts";
import { bindParameters } from "../circuit/circuit.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { blochTable, fidelityMatrix, gramMemoryBytes, overlapMatrix, prepareStates } from "./gram.ts";
import type { GramOptions } from "./gram.ts";
import type { CircuitPreparation, LayersPreparation } from "./state-preparation.ts";

/** Rounding of sums over at most 2^7 amplitudes whose squares add up to 1. */
const rounding = 1e-14;

const pool = createComputePool({ threads: 2 });
afterAll(() => pool[Symbol.asyncDispose]());

const kernelOptions: [name: string, options: GramOptions][] = [
  ["relaxed SIMD", { backend: "wasm", build: "relaxedSimd" }],
  ["SIMD", { backend: "wasm", build: "simd" }],
  ["TypeScript", { backend: "typescript" }],
];

function randomLayers(
  qubitCount: number,
  rowCount: number,
  seed: number,
  repetitions = 2,
): LayersPreparation {
  const random = createRandom(seed);
  const masks = Array.from(
    { length: 2 * qubitCount },
    () => 1 + Math.floor(random.uniform() * (2 ** qubitCount - 1)),
  );
  const phases = Float64Array.from({ length: rowCount * masks.length }, () => 20 * random.normal());
  return { kind: "hadamard-diagonal", qubitCount, rowCount, repetitions, masks, phases };
}

/** The same states as gates: a ladder of CX onto the highest qubit of each set, a phase, and back. */
function layersCircuit({
  qubitCount,
  rowCount,
  repetitions,
  masks,
  phases,
}: LayersPreparation): CircuitPreparation {
  const operations: Operation[] = [];
  for (let layer = 0; layer < repetitions; layer++) {
    for (let qubit = 0; qubit < qubitCount; qubit++) operations.push(gate("h", [qubit]));
    masks.forEach((mask, term) => {
      const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit).filter(
        (qubit) => (mask >> qubit) & 1,
      );
      const last = qubits.at(-1)!;
      const ladder = qubits.slice(0, -1).map((qubit) => gate("cx", [qubit, last]));
      operations.push(...ladder, gate("p", [last], [parameter(`t${term}`)]), ...ladder);
    });
  }
  return {
    kind: "circuit",
    circuit: createCircuit(qubitCount, operations),
    rowCount,
    parameterOrder: masks.map((_, term) => `t${term}`),
    values: phases,
  };
}

/** The first column of the dense matrix of each row's circuit. */
function denseStates({ circuit, rowCount, parameterOrder, values }: CircuitPreparation): {
  real: number[];
  imaginary: number[];
} {
  const [real, imaginary]: [number[], number[]] = [[], []];
  for (let row = 0; row < rowCount; row++) {
    const bound = Object.fromEntries(
      parameterOrder.map((name, p) => [name, values[row * parameterOrder.length + p]]),
    );
    const matrix = denseCircuit(bindParameters(circuit, bound));
    const size = 2 ** circuit.qubitCount;
    for (let k = 0; k < size; k++) {
      real.push(matrix.real[k * size]);
      imaginary.push(matrix.imaginary[k * size]);
    }
  }
  return { real, imaginary };
}

function expectClose(values: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = rounding): void {
  expect(values.length).toBe(wanted.length);
  let worst = 0;
  for (let k = 0; k < values.length; k++) worst = Math.max(worst, Math.abs(values[k] - wanted[k]));
  expect(worst).toBeLessThan(tolerance);
}

describe.each(kernelOptions)("by %s", (_, options) => {
  test.each([1, 2, 3, 4])(
    "Hadamard-diagonal layers on %i qubits are the states of their circuit",
    async (n) => {
      const layers = randomLayers(n, 3, 10 + n, 3);
      const { real, imaginary } = await prepareStates(layers, { ...options, keepProducts: true });
      const wanted = denseStates(layersCircuit(layers));
      // Phases of up to some hundred radians are reduced with an error of some 1e-14 each.
      expectClose(real, wanted.real, 1e-12);
      expectClose(imaginary, wanted.imaginary, 1e-12);
    },
  );

  test("overlaps are the inner products of the states, Hermitian without a right side", async () => {
    for (const [rows, columns] of [
      [1, 1],
      [4, 7],
      [14, 5],
    ]) {
      const [left, right] = [randomLayers(4, rows, 1), randomLayers(4, columns, 2)];
      const [a, b] = [await prepareStates(left, options), await prepareStates(right, options)];
      const inner = (x: typeof a, i: number, y: typeof a, j: number): [number, number] => {
        let [re, im] = [0, 0];
        for (let k = 0; k < 16; k++) {
          const [p, q] = [16 * i + k, 16 * j + k];
          re += x.real[p] * y.real[q] + x.imaginary[p] * y.imaginary[q];
          im += x.real[p] * y.imaginary[q] - x.imaginary[p] * y.real[q];
        }
        return [re, im];
      };
      const rectangle = await overlapMatrix(left, right, { ...options, blockRows: 6 });
      const square = await overlapMatrix(left, undefined, { ...options, blockRows: 6 });
      const fidelities = await fidelityMatrix(left, right, { ...options, blockRows: 6 });
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const [re, im] = inner(a, i, b, j);
          const at = i * columns + j;
          expectClose(
            [rectangle.real[at], rectangle.imaginary[at], fidelities[at]],
            [re, im, re * re + im * im],
          );
        }
        for (let j = 0; j < rows; j++) {
          const [re, im] = inner(a, i, a, j);
          expectClose([square.real[i * rows + j], square.imaginary[i * rows + j]], [re, im]);
          expect(square.real[i * rows + j]).toBe(square.real[j * rows + i]);
          expect(square.imaginary[i * rows + j] + square.imaginary[j * rows + i]).toBe(0);
        }
      }
    }
  });

  test("any circuit is prepared row by row, and compared as its states", async () => {
    const layers = layersCircuit(randomLayers(3, 5, 3));
    const wanted = denseStates(layers);
    const { real, imaginary } = await prepareStates(layers, options);
    expectClose(real, wanted.real, 1e-12);
    expectClose(imaginary, wanted.imaginary, 1e-12);
    const fast = await fidelityMatrix(randomLayers(3, 5, 3), undefined, options);
    expectClose(await fidelityMatrix(layers, undefined, options), fast, 1e-12);
  });

  test("Bloch vectors are the expectation values of the Pauli matrices", async () => {
    const layers = randomLayers(4, 6, 4);
    const { real, imaginary } = await prepareStates(layers, options);
    const vectors = await blochTable(layers, options);
    for (let row = 0; row < 6; row++) {
      for (let qubit = 0; qubit < 4; qubit++) {
        // ρ_01 = Σ ψ_k ψ*_{k + 2^qubit} over k without the qubit's bit: ⟨X⟩ = 2 Re ρ_01, ⟨Y⟩ = −2 Im ρ_01.
        let [x, y, z] = [0, 0, 0];
        for (let k = 0; k < 16; k++) {
          const at = 16 * row + k;
          z += (1 - 2 * ((k >> qubit) & 1)) * (real[at] ** 2 + imaginary[at] ** 2);
          if ((k >> qubit) & 1) continue;
          const to = at + 2 ** qubit;
          x += 2 * (real[at] * real[to] + imaginary[at] * imaginary[to]);
          y -= 2 * (imaginary[at] * real[to] - real[at] * imaginary[to]);
        }
        expectClose(vectors.subarray(3 * (4 * row + qubit), 3 * (4 * row + qubit) + 3), [x, y, z]);
      }
    }
  });

  test("product states give the same as when they are multiplied out", async () => {
    const operations = [0, 1, 2].flatMap((qubit) => [
      gate("h", [qubit]),
      gate("rz", [qubit], [parameter(`a${qubit}`)]),
      gate("ry", [qubit], [parameter(`b${qubit}`)]),
    ]);
    const circuit = createCircuit(3, [...operations, gate("gphase", [], [0.3])]);
    const parameterOrder = ["a0", "b0", "a1", "b1", "a2", "b2"];
    const random = createRandom(5);
    const values = Float64Array.from({ length: 4 * 6 }, () => random.normal());
    const products: CircuitPreparation = { kind: "circuit", circuit, rowCount: 4, parameterOrder, values };
    const layers = { ...randomLayers(3, 4, 6), masks: [1, 2, 4, 2, 1, 4] };
    for (const [left, right] of [
      [products, undefined],
      [layers, undefined],
      [products, layers],
    ] as const) {
      const full = { ...options, keepProducts: true };
      expectClose(await fidelityMatrix(left, right, options), await fidelityMatrix(left, right, full), 1e-13);
      const [short, long] = [
        await overlapMatrix(left, right, options),
        await overlapMatrix(left, right, full),
      ];
      expectClose(short.real, long.real, 1e-13);
      expectClose(short.imaginary, long.imaginary, 1e-13);
      expectClose(await blochTable(left, options), await blochTable(left, full), 1e-13);
    }
  });
});

test("a Gram matrix has the same bits on one thread, on two and for any tiles", async () => {
  // 2 × 10^7 multiplications and more: the pool's threads take part.
  const layers = randomLayers(10, 130, 7);
  const one = await fidelityMatrix(layers);
  const two = await fidelityMatrix(layers, undefined, { pool });
  const narrow = await fidelityMatrix(layers, undefined, { pool, blockRows: 9 });
  expect(one).toEqual(two);
  expect(one).toEqual(narrow);
  for (let i = 0; i < 130; i++) {
    expect(Math.abs(one[131 * i] - 1)).toBeLessThan(1e-12);
    for (let j = 0; j < i; j++) expect(one[130 * i + j]).toBe(one[130 * j + i]);
  }
  const circuits = layersCircuit(randomLayers(8, 40, 8));
  expect(await blochTable(circuits, { pool })).toEqual(await blochTable(circuits));
});

test("memory that is used again leaves no trace, also after a calculation that was stopped", async () => {
  const [small, large] = [randomLayers(5, 20, 12), randomLayers(9, 90, 13)];
  const wanted = await fidelityMatrix(small, undefined, { backend: "typescript" });
  for (const options of [{}, { pool }]) {
    const first = await fidelityMatrix(small, undefined, options);
    await fidelityMatrix(large, undefined, options);
    // Long enough that the caller's thread gives way before its end.
    const circuits = layersCircuit(randomLayers(9, 3000, 14));
    await expect(
      fidelityMatrix(circuits, undefined, { ...options, signal: AbortSignal.timeout(1) }),
    ).rejects.toThrow();
    expect(await fidelityMatrix(small, undefined, options)).toEqual(first);
    expectClose(first, wanted, 1e-12);
    // Two at once do not share memory.
    const [again, other] = await Promise.all([
      fidelityMatrix(small, undefined, options),
      fidelityMatrix(large, undefined, options),
    ]);
    expect(again).toEqual(first);
    expect(other).toEqual(await fidelityMatrix(large, undefined, options));
  }
});

test("a matrix that does not fit is refused with its size", async () => {
  const layers = randomLayers(10, 8, 9);
  const bytes = gramMemoryBytes({ qubitCount: 10, rowCount: 8 });
  expect(bytes).toBe(8 * 16 * 1024 + 8 * 64);
  await expect(fidelityMatrix(layers, undefined, { memoryLimitBytes: bytes - 1 })).rejects.toThrow(
    `8 states of 10 qubits with their results need ${bytes} bytes; at most ${bytes - 1} may be used`,
  );
  await expect(fidelityMatrix(layers, undefined, { memoryLimitBytes: bytes })).resolves.toHaveLength(64);
});

test("product states of 60 qubits are compared without their 2^60 amplitudes", async () => {
  const circuit = createCircuit(
    60,
    Array.from({ length: 60 }, (_, qubit) => gate("rx", [qubit], [parameter("t")])),
  );
  const values = Float64Array.of(0.1, 0.3);
  const preparation = { kind: "circuit", circuit, rowCount: 2, parameterOrder: ["t"], values } as const;
  // |⟨0|Rx(t)†Rx(t′)|0⟩|² = cos²((t − t′)/2) on each qubit.
  expectClose(await fidelityMatrix(preparation), [1, Math.cos(0.1) ** 120, Math.cos(0.1) ** 120, 1], 1e-13);
});

test("an aborted calculation rejects with the signal's reason", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  for (const backend of ["wasm", "typescript"] as const) {
    await expect(fidelityMatrix(randomLayers(3, 4, 1), undefined, { signal, backend })).rejects.toThrow(
      "enough",
    );
  }
});

test.each([
  ["left.phases must have 2 × 4 entries", { phases: new Float64Array(7) }],
  ["left.phases[1] must be a finite number, got NaN", { phases: Float64Array.of(0, NaN, 0, 0, 0, 0, 0, 0) }],
  ["left.masks[0] must be an integer in [1, 3], got 4", { masks: [4, 1, 1, 1] }],
  ["left.repetitions must be an integer in [1, 1000], got 0", { repetitions: 0 }],
])("a preparation is refused: %s", async (message, change) => {
  await expect(fidelityMatrix({ ...randomLayers(2, 2, 1), ...change })).rejects.toThrow(message);
});

test("a parameter without values and qubits that differ are refused", async () => {
  const circuit = createCircuit(2, [gate("rx", [0], [parameter("a")])]);
  const preparation = {
    kind: "circuit",
    circuit,
    rowCount: 1,
    parameterOrder: [],
    values: new Float64Array(),
  } as const;
  await expect(fidelityMatrix(preparation)).rejects.toThrow("a is missing");
  await expect(fidelityMatrix(randomLayers(2, 2, 1), randomLayers(3, 2, 1))).rejects.toThrow(
    "right must have the 2 qubits of left, got 3",
  );
});
