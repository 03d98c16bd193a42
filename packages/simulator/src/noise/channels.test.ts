import { describe, expect, it } from "vitest";
import { adjointMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import { denseKrausSum, denseOnQubits } from "../testing/dense-noise.ts";
import { densePauli, matrixDistance } from "../testing/dense-circuit.ts";
import { averageGateFidelity, channelSuperoperator, depolarizingProbability } from "./channel-matrices.ts";
import { channelQubitCount } from "./channel.ts";
import type { Channel } from "./channel.ts";
import { checkChannel } from "./check-channel.ts";
import { krausOperators, pauliTextMatrix } from "./kraus-operators.ts";
import { exampleChannels } from "../testing/example-channels.ts";

/** Sums of a few dozen products of numbers up to 1. */
const rounding = 1e-14;

type Bloch = readonly [x: number, y: number, z: number];

/** The Bloch vector of a channel's image of ρ = (1 + r·σ)/2. */
function blochMap(channel: Channel, [x, y, z]: Bloch): Bloch {
  const rho = {
    size: 2,
    real: Float64Array.of((1 + z) / 2, x / 2, x / 2, (1 - z) / 2),
    imaginary: Float64Array.of(0, -y / 2, y / 2, 0),
  };
  const { real, imaginary } = denseKrausSum(rho, krausOperators(channel));
  return [2 * real[1], 2 * imaginary[2], real[0] - real[3]];
}

const r: Bloch = [0.3, -0.5, 0.6];
const [x, y, z] = r;

describe("Bloch maps against closed forms", () => {
  const rows: readonly [string, Channel, Bloch][] = [
    [
      "Pauli noise shrinks each axis by the probabilities of the other two",
      { kind: "pauli", probabilities: { X: 0.1, Y: 0.02, Z: 0.05 } },
      [(1 - 2 * (0.02 + 0.05)) * x, (1 - 2 * (0.1 + 0.05)) * y, (1 - 2 * (0.1 + 0.02)) * z],
    ],
    [
      "depolarising noise shrinks the vector by 1 − p",
      { kind: "depolarizing", qubitCount: 1, probability: 0.3 },
      [0.7 * x, 0.7 * y, 0.7 * z],
    ],
    [
      "depolarising noise beyond 1 turns the vector over",
      { kind: "depolarizing", qubitCount: 1, probability: 4 / 3 },
      [-x / 3, -y / 3, -z / 3],
    ],
    [
      "amplitude damping: z → γ + (1 − γ)z, x and y by √(1 − γ)",
      { kind: "amplitude-damping", gamma: 0.36 },
      [0.8 * x, 0.8 * y, 0.36 + 0.64 * z],
    ],
    [
      "amplitude damping to an excited population e: z → γ(1 − 2e) + (1 − γ)z",
      { kind: "amplitude-damping", gamma: 0.36, excitedPopulation: 0.25 },
      [0.8 * x, 0.8 * y, 0.18 + 0.64 * z],
    ],
    ["phase damping: x and y by √(1 − λ)", { kind: "phase-damping", lambda: 0.19 }, [0.9 * x, 0.9 * y, z]],
    [
      "thermal relaxation: e^(−t/T2) and e^(−t/T1)",
      { kind: "thermal-relaxation", t1: 50, t2: 70, time: 20, excitedPopulation: 0.1 },
      [
        Math.exp(-20 / 70) * x,
        Math.exp(-20 / 70) * y,
        0.8 * (1 - Math.exp(-20 / 50)) + Math.exp(-20 / 50) * z,
      ],
    ],
    [
      "thermal relaxation at T2 = 2·T1 is amplitude damping",
      { kind: "thermal-relaxation", t1: 50, t2: 100, time: 50 },
      blochMap({ kind: "amplitude-damping", gamma: 1 - Math.exp(-1) }, r),
    ],
    [
      "thermal relaxation for a long time ends in equilibrium",
      { kind: "thermal-relaxation", t1: 1, t2: 2, time: 1000, excitedPopulation: 0.3 },
      [0, 0, 0.4],
    ],
    [
      "a rotation about Z turns x towards y",
      { kind: "over-rotation", pauli: "Z", angle: 0.4 },
      [Math.cos(0.4) * x - Math.sin(0.4) * y, Math.sin(0.4) * x + Math.cos(0.4) * y, z],
    ],
    [
      "reset: towards |0⟩ and |1⟩ by their probabilities",
      { kind: "reset", probability: 0.2, excitedProbability: 0.1 },
      [0.7 * x, 0.7 * y, 0.7 * z + 0.2 - 0.1],
    ],
  ];
  it.each(rows)("%s", (_, channel, expected) => {
    blochMap(checkChannel(channel), r).forEach((entry, axis) =>
      expect(Math.abs(entry - expected[axis])).toBeLessThan(rounding),
    );
  });
});

describe("every channel", () => {
  it.each(exampleChannels.map((channel) => [channel.kind, channel] as const))(
    "%s: Kraus operators add up to the identity and the superoperator is their sum",
    (_, channel) => {
      const operators = krausOperators(channel);
      const d = 2 ** channelQubitCount(channel);
      let deviation = 0;
      for (let row = 0; row < d; row++) {
        for (let column = 0; column < d; column++) {
          let [re, im] = [row === column ? -1 : 0, 0];
          for (const k of operators) {
            const product = multiplyMatrices(adjointMatrix(k), k);
            re += product.real[row * d + column];
            im += product.imaginary[row * d + column];
          }
          deviation = Math.max(deviation, Math.hypot(re, im));
        }
      }
      expect(deviation).toBeLessThan(1e-12);
      const matrix = channelSuperoperator(channel);
      expect(matrix.size).toBe(d * d);
      for (let column = 0; column < d * d; column++) {
        const basis = { size: d, real: new Float64Array(d * d), imaginary: new Float64Array(d * d) };
        basis.real[column] = 1;
        const image = denseKrausSum(basis, operators);
        for (let row = 0; row < d * d; row++) {
          expect(Math.abs(matrix.real[row * d * d + column] - image.real[row])).toBeLessThan(rounding);
          expect(Math.abs(matrix.imaginary[row * d * d + column] - image.imaginary[row])).toBeLessThan(
            rounding,
          );
        }
      }
    },
  );

  it("depolarising two qubits keeps (1 − p)ρ + p·1/4", () => {
    const rho = {
      size: 4,
      real: Float64Array.from({ length: 16 }, (_, at) => [0.4, 0.1, 0.2, 0.3][at % 5] ?? 0.05),
      imaginary: new Float64Array(16),
    };
    const image = denseKrausSum(
      rho,
      krausOperators({ kind: "depolarizing", qubitCount: 2, probability: 0.37 }),
    );
    const trace = rho.real[0] + rho.real[5] + rho.real[10] + rho.real[15];
    image.real.forEach((entry, at) => {
      const mixed = at % 5 === 0 ? (0.37 * trace) / 4 : 0;
      expect(Math.abs(entry - (0.63 * rho.real[at] + mixed))).toBeLessThan(rounding);
    });
  });
});

it("letter k of a Pauli text acts on bit k of the index", () => {
  for (const text of ["X", "Y", "Z", "XI", "IY", "ZY", "YX", "ZZ"]) {
    // Printed from the highest bit to the lowest, the text is reversed.
    const expected = densePauli(Array.from(text).reverse().join(""));
    expect(matrixDistance(pauliTextMatrix(text), expected)).toBe(0);
  }
});

describe("average gate fidelity", () => {
  it("of depolarising noise is 1 − p(d − 1)/d", () => {
    expect(averageGateFidelity({ kind: "depolarizing", qubitCount: 1, probability: 0.02 })).toBeCloseTo(
      0.99,
      14,
    );
    expect(averageGateFidelity({ kind: "depolarizing", qubitCount: 2, probability: 0.02 })).toBeCloseTo(
      0.985,
      14,
    );
  });
  it("of relaxation is (3 + e^(−t/T1) + 2e^(−t/T2))/6", () => {
    const channel: Channel = { kind: "thermal-relaxation", t1: 100, t2: 80, time: 7 };
    expect(averageGateFidelity(channel)).toBeCloseTo(
      (3 + Math.exp(-7 / 100) + 2 * Math.exp(-7 / 80)) / 6,
      14,
    );
  });
  it("of depolarising noise after relaxation is the one asked for", () => {
    const relaxation: Channel = { kind: "thermal-relaxation", t1: 100, t2: 80, time: 1 };
    const p = depolarizingProbability(0.02, 2, averageGateFidelity(relaxation, relaxation));
    expect(p).toBeGreaterThan(0.001);
    // Both at once on two qubits: relaxation of each qubit, times the Pauli operators of the depolarising channel.
    const single = krausOperators(relaxation);
    const pairs = single.flatMap((a) =>
      single.map((b) => multiplyMatrices(denseOnQubits(a, [0], 2), denseOnQubits(b, [1], 2))),
    );
    const both = krausOperators({ kind: "depolarizing", qubitCount: 2, probability: p }).flatMap((pauli) =>
      pairs.map((pair) => multiplyMatrices(pair, pauli)),
    );
    // F = (d Σ|tr K|²/d² + 1)/(d + 1), d = 4.
    const traces = both.reduce((sum, { real, imaginary }) => {
      const trace = (entries: Float64Array): number => entries[0] + entries[5] + entries[10] + entries[15];
      return sum + trace(real) ** 2 + trace(imaginary) ** 2;
    }, 0);
    expect(traces).toBeGreaterThan(1);
    expect((traces / 4 + 1) / 5).toBeCloseTo(0.98, 12);
  });
});

describe("what is refused", () => {
  const rows: readonly [string, unknown, RegExp][] = [
    ["an unknown kind", { kind: "bit-rot" }, /channel\.kind must be one of pauli, .*got "bit-rot"/],
    ["no object", 3, /channel must be an object, got 3/],
    [
      "a negative probability",
      { kind: "pauli", probabilities: { X: -0.1 } },
      /probabilities\.X must be .*\[0, 1\].*-0\.1/,
    ],
    [
      "probabilities above 1",
      { kind: "pauli", probabilities: { X: 0.7, Z: 0.4 } },
      /add up to at most 1, got 1\.1/,
    ],
    [
      "an identity that leaves a gap",
      { kind: "pauli", probabilities: { I: 0.7, Z: 0.2 } },
      /add up to 1, got 0\.8999/,
    ],
    [
      "Pauli texts of two lengths",
      { kind: "pauli", probabilities: { X: 0.1, XX: 0.1 } },
      /of one length.*"XX"/,
    ],
    [
      "NaN",
      { kind: "depolarizing", qubitCount: 1, probability: NaN },
      /probability must be a finite number .*NaN/,
    ],
    [
      "depolarising beyond its range",
      { kind: "depolarizing", qubitCount: 2, probability: 1.1 },
      /\[0, 1\.06/,
    ],
    [
      "depolarising on three qubits",
      { kind: "depolarizing", qubitCount: 3, probability: 0.1 },
      /must be 1 or 2, got 3/,
    ],
    [
      "T2 beyond 2·T1",
      { kind: "thermal-relaxation", t1: 10, t2: 21, time: 1 },
      /t2 must be at most 2·t1 = 20, got 21/,
    ],
    ["T1 = 0", { kind: "thermal-relaxation", t1: 0, t2: 0, time: 1 }, /t1 and t2 must be above 0/],
    [
      "a misspelt field",
      { kind: "amplitude-damping", gamma: 0.1, excited: 0.1 },
      /may have the fields kind, gamma, excitedPopulation, got "excited"/,
    ],
    [
      "Kraus operators that lose trace, with the figure",
      { kind: "kraus", operators: [{ real: [0.9, 0, 0, 0.9], imaginary: [0, 0, 0, 0] }] },
      /preserve the trace: ΣK†K differs from the identity by 1\.90e-1 in row 0, column 0/,
    ],
    [
      "Kraus operators of no size",
      { kind: "kraus", operators: [{ real: [1], imaginary: [0] }] },
      /4 \(one qubit\) or 16/,
    ],
    [
      "an infinite angle",
      { kind: "over-rotation", pauli: "X", angle: Infinity },
      /angle must be a finite number/,
    ],
    [
      "a rotation about no axis",
      { kind: "over-rotation", pauli: "I", angle: 1 },
      /one or two letters of X, Y, Z/,
    ],
    ["resets above 1", { kind: "reset", probability: 0.7, excitedProbability: 0.4 }, /at most 1, got 1\.1/],
  ];
  it.each(rows)("%s", (_, channel, message) => {
    expect(() => checkChannel(channel)).toThrow(
      expect.objectContaining({
        name: "InvalidArgumentError",
        message: expect.stringMatching(message) as string,
      }) as Error,
    );
  });
});
