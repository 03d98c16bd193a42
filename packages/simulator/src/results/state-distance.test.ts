import { expect, test } from "vitest";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { basisState } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { randomState } from "../testing/random-state.ts";
import { concurrence } from "./concurrence.ts";
import { reducedDensityMatrix } from "./reduced-density-matrix.ts";
import { stateFidelity, traceDistance } from "./state-distance.ts";

const rounding = 1e-12;

const whole = (state: StateVector): ComplexMatrix =>
  reducedDensityMatrix(
    state,
    Array.from({ length: state.qubitCount }, (_, qubit) => qubit),
  );
const diagonalDensity = (...probabilities: readonly number[]): ComplexMatrix => {
  const size = probabilities.length;
  const real = new Float64Array(size * size);
  probabilities.forEach((probability, k) => (real[k * (size + 1)] = probability));
  return { size, real, imaginary: new Float64Array(size * size) };
};
/** (1 + r·σ)/2. */
const qubitDensity = (x: number, y: number, z: number): ComplexMatrix => ({
  size: 2,
  real: Float64Array.of((1 + z) / 2, x / 2, x / 2, (1 - z) / 2),
  imaginary: Float64Array.of(0, -y / 2, y / 2, 0),
});
/** p |Ψ⁻⟩⟨Ψ⁻| + (1 − p)/4. */
const werner = (p: number): ComplexMatrix => {
  const density = diagonalDensity((1 - p) / 4, (1 + p) / 4, (1 + p) / 4, (1 - p) / 4);
  density.real[1 * 4 + 2] = density.real[2 * 4 + 1] = -p / 2;
  return density;
};

test("pure states give the same fidelity and distance as vectors, as matrices, and one of each", () => {
  for (const seed of [1, 2, 3]) {
    const [a, b] = [randomState(3, seed), randomState(3, seed + 100)];
    const fidelity = stateFidelity(a, b);
    expect(fidelity).toBeGreaterThan(0.001);
    expect(Math.abs(stateFidelity(a, whole(b)) - fidelity)).toBeLessThan(rounding);
    expect(Math.abs(stateFidelity(whole(a), b) - fidelity)).toBeLessThan(rounding);
    expect(Math.abs(stateFidelity(whole(a), whole(b)) - fidelity)).toBeLessThan(1e-9);
    const distance = traceDistance(a, b);
    expect(Math.abs(distance - Math.sqrt(1 - fidelity))).toBeLessThan(rounding);
    expect(Math.abs(traceDistance(whole(a), b) - distance)).toBeLessThan(rounding);
    expect(Math.abs(traceDistance(whole(a), whole(b)) - distance)).toBeLessThan(rounding);
  }
});

test("a distance of 1e-9 between pure states keeps its digits, also with a global phase between them", () => {
  const [cosine, sine] = [Math.cos(1e-9), Math.sin(1e-9)];
  const near = { qubitCount: 1, real: Float64Array.of(0, -sine), imaginary: Float64Array.of(cosine, 0) };
  expect(Math.abs(traceDistance(basisState(1), near) / 1e-9 - 1)).toBeLessThan(1e-6);
});

test("commuting density matrices have the classical fidelity and distance", () => {
  const [a, b] = [diagonalDensity(0.5, 0.3, 0.2, 0), diagonalDensity(0.1, 0.4, 0, 0.5)];
  expect(stateFidelity(a, b)).toBeCloseTo((Math.sqrt(0.05) + Math.sqrt(0.12)) ** 2, 12);
  expect(traceDistance(a, b)).toBeCloseTo((0.4 + 0.1 + 0.2 + 0.5) / 2, 12);
});

test("qubits have Hübner's fidelity and half the distance of their Bloch vectors", () => {
  const [a, b] = [
    [0.3, -0.5, 0.2],
    [-0.1, 0.4, 0.7],
  ] as const;
  const dot = a.reduce((sum, x, k) => sum + x * b[k], 0);
  const left = 1 - a.reduce((sum, x) => sum + x * x, 0);
  const right = 1 - b.reduce((sum, x) => sum + x * x, 0);
  // Hübner, Phys. Lett. A 163, 239 (1992): F = ½ (1 + a·b + √((1 − a²)(1 − b²))).
  expect(stateFidelity(qubitDensity(...a), qubitDensity(...b))).toBeCloseTo(
    (1 + dot + Math.sqrt(left * right)) / 2,
    12,
  );
  expect(traceDistance(qubitDensity(...a), qubitDensity(...b))).toBeCloseTo(
    Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2,
    12,
  );
});

test("mixed states obey Fuchs and van de Graaf", () => {
  for (let seed = 0; seed < 20; seed++) {
    const a = reducedDensityMatrix(randomState(4, seed), [0, 2]);
    const b = reducedDensityMatrix(randomState(4, seed + 50), [1, 3]);
    const [fidelity, distance] = [stateFidelity(a, b), traceDistance(a, b)];
    expect(distance).toBeGreaterThan(1 - Math.sqrt(fidelity));
    expect(distance).toBeLessThan(Math.sqrt(1 - fidelity));
    expect(Math.abs(stateFidelity(b, a) - fidelity)).toBeLessThan(rounding);
    expect(Math.abs(stateFidelity(a, a) - 1)).toBeLessThan(rounding);
  }
});

test("the concurrence of Werner states is (3p − 1)/2 or 0, of pure states √(2 (1 − Tr ρ²))", () => {
  for (const p of [0, 0.2, 1 / 3, 0.5, 0.8, 1]) {
    // Where it vanishes, √ρ's rounding remains.
    expect(Math.abs(concurrence(werner(p)) - Math.max(0, (3 * p - 1) / 2))).toBeLessThan(1e-9);
  }
  const state = randomState(2, 6);
  const single = reducedDensityMatrix(state, [0]);
  const squared = single.real.reduce((sum, x, k) => sum + x * x + single.imaginary[k] ** 2, 0);
  expect(concurrence(whole(state))).toBeCloseTo(Math.sqrt(2 * (1 - squared)), 9);
});

test.each<[string, () => unknown, string]>([
  ["different dimensions", () => stateFidelity(basisState(1), basisState(2)), "same dimension, got 2 and 4"],
  [
    "a vector of norm 2",
    () => stateFidelity({ ...basisState(1), real: Float64Array.of(2, 0) }, basisState(1)),
    "a must have norm 1",
  ],
  [
    "a matrix that is not Hermitian",
    () => traceDistance(basisState(1), { ...qubitDensity(0, 0, 0), imaginary: Float64Array.of(0, 1, 0, 0) }),
    "b must be Hermitian",
  ],
  [
    "a negative eigenvalue",
    () => stateFidelity(diagonalDensity(2, -1), diagonalDensity(1, 0)),
    "no negative eigenvalue",
  ],
  ["the concurrence of one qubit", () => concurrence(qubitDensity(0, 0, 0)), "size 4), got size 2"],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(InvalidArgumentError);
  expect(call).toThrow(message);
});
