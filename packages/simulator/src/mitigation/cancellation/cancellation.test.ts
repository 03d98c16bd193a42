import { describe, expect, it } from "vitest";
import { createCircuit } from "../../circuit/circuit.ts";
import { conditional, gate, measure } from "../../circuit/operation.ts";
import type { Operation } from "../../circuit/operation.ts";
import { createRandom } from "../../math/random.ts";
import { parsePauliSum } from "../../operators/pauli-sum.ts";
import { operationQubits } from "../../stabilizer/clifford-map.ts";
import { pauliText } from "../pauli-probabilities.ts";
import type { PauliNoise, PauliProbabilities } from "../pauli-probabilities.ts";
import { oracleEstimate } from "../testing/noisy-density.ts";
import { planCancellation, sampleCancellation } from "./cancellation-plan.ts";
import { invertPauliChannel } from "./invert-channel.ts";
import { probabilisticErrorCancellation } from "./probabilistic-error-cancellation.ts";

/** Every Pauli but the identity with probability p/(4ⁿ − 1). */
function depolarizing(p: number, qubitCount: number): PauliProbabilities {
  const others = 4 ** qubitCount - 1;
  return Object.fromEntries(
    Array.from({ length: others }, (_, at) => [pauliText(at + 1, qubitCount), p / others]),
  );
}

const biased: PauliProbabilities = { XI: 0.01, ZZ: 0.03, IY: 0.005, YX: 0.002 };
const circuit = createCircuit(2, [
  gate("ry", [0], [0.4]),
  gate("cx", [0, 1]),
  gate("rx", [1], [0.9]),
  gate("cx", [1, 0]),
]);
const observable = parsePauliSum({ ZZ: 1, XI: 0.5, YX: -0.7 });
const twoQubitNoise: PauliNoise = (operation) => (operationQubits(operation).length === 2 ? biased : null);
/** All gates are noisy, inserted Pauli gates among them, each kind differently. */
const everyNoise: PauliNoise = (operation) => {
  if (operationQubits(operation).length === 2) return biased;
  return operation.gate === "x"
    ? { X: 0.02, Z: 0.01 }
    : operation.gate === "y"
      ? { Y: 0.015 }
      : { Z: 0.004, Y: 0.001 };
};
const ideal = async (): Promise<number> => (await oracleEstimate(observable, {})(circuit, { seed: 1 })).value;

describe("invertPauliChannel", () => {
  it("depolarising channels have the published overheads and those of an independent program", () => {
    // Temme et al., arXiv:1612.02058, for ρ → (1 − ε)ρ + ε·1/d: (1 + ε/2)/(1 − ε) and (1 + 7ε/8)/(1 − ε).
    for (const epsilon of [0.01, 0.1, 0.3]) {
      expect(invertPauliChannel(depolarizing((3 * epsilon) / 4, 1), 1).gamma).toBeCloseTo(
        (1 + epsilon / 2) / (1 - epsilon),
        12,
      );
      expect(invertPauliChannel(depolarizing((15 * epsilon) / 16, 2), 2).gamma).toBeCloseTo(
        (1 + (7 * epsilon) / 8) / (1 - epsilon),
        12,
      );
    }
    // mitiq 1.1.0, represent_operation_with_global_depolarizing_noise: norm and coefficients for h at 0.1, cx at 0.05.
    const single = invertPauliChannel(depolarizing(0.1, 1), 1);
    expect(single.gamma).toBeCloseTo(1.230769230769231, 12);
    expect(single.weights[0]).toBeCloseTo(1.1153846153846154, 12);
    expect(single.weights[2]).toBeCloseTo(-0.03846153846153846, 12);
    const double = invertPauliChannel(depolarizing(0.05, 2), 2);
    expect(double.gamma).toBeCloseTo(1.105633802816903, 12);
    expect(double.weights[7]).toBeCloseTo(-0.0035211267605633804, 12);
    // represent_operation_with_local_depolarizing_noise for cx at 0.05 on each qubit.
    const one = depolarizing(0.05, 1);
    const product: Record<string, number> = {};
    for (const [a, p] of Object.entries({ ...one, I: 0.95 })) {
      for (const [b, q] of Object.entries({ ...one, I: 0.95 })) product[a + b] = p * q;
    }
    const local = invertPauliChannel(product, 2);
    expect(local.gamma).toBeCloseTo(1.225765306122448, 12);
    expect(local.weights[0]).toBeCloseTo(1.110012755102041, 12);
    expect(local.weights[1]).toBeCloseTo(-0.01881377551020408, 12);
  });

  it("refuses channels that lose something for good, and numbers that are no probabilities", () => {
    expect(() => invertPauliChannel({ Z: 0.5 }, 1)).toThrow(/X shrinks to 0; such noise cannot be cancelled/);
    expect(() => invertPauliChannel({ Z: 0.7, X: 0.6 }, 1)).toThrow(/must sum to at most 1/);
    expect(() => invertPauliChannel({ Z: -0.1 }, 1)).toThrow(/Z must be in \[0, 1\], got -0.1/);
    expect(() => invertPauliChannel({ ZZ: 0.1 }, 1)).toThrow(/texts of 1 letters/);
    expect(() => invertPauliChannel({ I: 0.5, Z: 0.1 }, 1)).toThrow(/must sum to 1, got 0.6/);
  });
});

describe("probabilisticErrorCancellation", () => {
  it("all circuits together give the noise-free value exactly", async () => {
    const result = await probabilisticErrorCancellation(circuit, twoQubitNoise, {
      estimate: oracleEstimate(observable, { pauli: twoQubitNoise }),
      samples: "all",
      seed: 1,
    });
    expect(result.value).toBeCloseTo(await ideal(), 11);
    expect(Math.abs(result.rawValue - (await ideal()))).toBeGreaterThan(0.02);
    // The errors generate 8 of the 16 products; the other weights vanish.
    expect(result.circuitsRun).toBe(64);
    expect(result.samplingOverhead.factor).toBeCloseTo(result.details.gamma ** 2, 12);
  });

  it("also when the inserted Pauli gates are noisy themselves", async () => {
    const short = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1])]);
    const parity = parsePauliSum({ XX: 1, YY: 0.3 });
    const result = await probabilisticErrorCancellation(short, everyNoise, {
      estimate: oracleEstimate(parity, { pauli: everyNoise }),
      samples: "all",
      seed: 1,
    });
    expect(result.value).toBeCloseTo(1 - 0.3, 11);
    expect(Math.abs(result.rawValue - 0.7)).toBeGreaterThan(0.01);
  });

  it("samples are unbiased and scatter as their standard errors say, with and without shots", async () => {
    const expected = await ideal();
    const estimate = oracleEstimate(observable, { pauli: everyNoise });
    for (const shots of [undefined, 40]) {
      let [squares, sum, variance] = [0, 0, 0];
      const repetitions = 25;
      for (let seed = 1; seed <= repetitions; seed++) {
        const result = await probabilisticErrorCancellation(circuit, everyNoise, {
          estimate,
          samples: 120,
          seed,
          ...(shots === undefined ? {} : { shots }),
        });
        const error = result.value - expected;
        squares += (error / result.standardError) ** 2;
        sum += error;
        variance += result.standardError ** 2;
        if (shots !== undefined) {
          expect(result.shotsUsed).toBe(121 * 3 * shots);
          expect(result.samplingOverhead.factor).toBeGreaterThan(1);
        }
      }
      // Mean of 25 squared normal deviates: 1 ± 0.28; 4 of them. The mean error within 5 of its own standard errors.
      expect(Math.abs(squares / repetitions - 1), `shots ${shots}`).toBeLessThan(1.1);
      expect(Math.abs(sum)).toBeLessThan(5 * Math.sqrt(variance));
    }
  });

  it("draws each Pauli with probability |η|/γ and its sign", () => {
    const single = createCircuit(1, [gate("h", [0])]);
    const plan = planCancellation(single, (operation) =>
      operation.gate === "h" ? { X: 0.1, Y: 0.02 } : null,
    );
    const [{ weights, gamma }] = plan.cancelled;
    const random = createRandom(6);
    const draws = 20_000;
    const seen = new Map<string, number>();
    for (let at = 0; at < draws; at++) {
      const { circuit: drawn, weight } = sampleCancellation(plan, random);
      const key = `${drawn.operations
        .slice(1)
        .map((operation) => operation.gate)
        .join()} ${Math.sign(weight)}`;
      expect(Math.abs(weight)).toBeCloseTo(gamma, 12);
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    [" 1", "x -1", "z 1", "y -1"].forEach((key, code) => {
      const probability = Math.abs(weights[code]) / gamma;
      const deviation = Math.abs((seen.get(key) ?? 0) / draws - probability);
      expect(deviation, key).toBeLessThan(5 * Math.sqrt((probability * (1 - probability)) / draws));
    });
    expect([...seen.keys()].length).toBe(4);
  });

  it("measurements and resets stay; noise inside conditionals or on three qubits is refused by name", async () => {
    const condition = { kind: "compare", bits: [0], comparison: "==", value: "1" } as const;
    const operations: readonly Operation[] = [
      gate("cx", [0, 1]),
      measure([0], [0]),
      conditional(condition, [gate("x", [1])]),
    ];
    const dynamic = createCircuit(2, operations, { bitCount: 1 });
    const plan = planCancellation(dynamic, twoQubitNoise);
    expect(plan.cancelled.map(({ index }) => index)).toEqual([0]);
    expect(sampleCancellation(plan, createRandom(1)).circuit.operations.slice(-2)).toEqual(
      operations.slice(1),
    );
    expect(() => planCancellation(dynamic, everyNoise)).toThrow(
      /operations\[2\]: noise of x inside a conditional/,
    );
    const wide = createCircuit(3, [gate("ccx", [0, 1, 2])]);
    expect(() => planCancellation(wide, () => ({ X: 0.1 }))).toThrow(/1 or 2 qubits, got ccx on 3/);
    await expect(
      probabilisticErrorCancellation(circuit, twoQubitNoise, {
        estimate: oracleEstimate(observable, {}),
        samples: 1,
        seed: 1,
      }),
    ).rejects.toThrow(/samples must be an integer of at least 2/);
  });

  it("the standard error is that of the mean of ±γ⟨O⟩: √((γ² − 1)/N) |⟨O⟩| where the errors leave the observable alone", async () => {
    const noise: PauliNoise = ({ gate: name }) => (name === "ry" ? { X: 0.1 } : null);
    const samples = 3000;
    const result = await probabilisticErrorCancellation(createCircuit(1, [gate("ry", [0], [0.5])]), noise, {
      estimate: oracleEstimate(parsePauliSum({ X: 1 }), { pauli: noise }),
      samples,
      seed: 2,
    });
    const gamma = 1 / (1 - 0.2);
    const expected = Math.sin(0.5) * Math.sqrt((gamma ** 2 - 1) / samples);
    // The share of negative signs, 1/10, is known to 5 %.
    expect(Math.abs(result.standardError / expected - 1)).toBeLessThan(0.12);
    expect(Math.abs(result.value - Math.sin(0.5))).toBeLessThan(5 * expected);
    expect(result.details.convergence.at(-1)).toEqual({
      samples,
      value: result.value,
      standardError: result.standardError,
    });
    expect(result.circuitsRun).toBe(2);
  });

  it("few samples that all drew the same circuit get the error of their signs, and a warning", async () => {
    const rare: PauliNoise = ({ gate: name }) => (name === "h" ? { X: 1e-4 } : null);
    const result = await probabilisticErrorCancellation(createCircuit(1, [gate("h", [0])]), rare, {
      estimate: oracleEstimate(parsePauliSum({ X: 1 }), { pauli: rare }),
      samples: 10,
      seed: 1,
    });
    const gamma = 1 / (1 - 2e-4);
    expect(result.value).toBeCloseTo(gamma, 12);
    expect(result.standardError).toBeCloseTo(Math.sqrt((gamma ** 2 - 1) / 10), 12);
    expect(result.warnings.join()).toMatch(/All samples gave one value/);
  });

  it("warns when the overhead is large, and when there is nothing to cancel", async () => {
    const long = createCircuit(
      1,
      Array.from({ length: 40 }, () => gate("h", [0])),
    );
    const noise: PauliNoise = ({ gate: name }) => (name === "h" ? depolarizing(0.05, 1) : null);
    const options = {
      estimate: oracleEstimate(parsePauliSum({ Z: 1 }), { pauli: noise }),
      samples: 5,
      seed: 1,
    };
    const result = await probabilisticErrorCancellation(long, noise, options);
    expect(result.details.gamma).toBeCloseTo(((1 + 0.1 / 3) / (1 - 0.2 / 3)) ** 40, 6);
    expect(result.warnings.join()).toMatch(/overhead is large/);
    const nothing = await probabilisticErrorCancellation(long, () => null, options);
    expect(nothing.warnings.join()).toMatch(/No operation of the circuit has noise/);
    expect(nothing.value).toBe(nothing.rawValue);
  });
});
