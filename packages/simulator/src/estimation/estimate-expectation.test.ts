import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createCircuit, parameterNames } from "../circuit/circuit.ts";
import { conditional, gate, measure } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { pauliSumExpectation } from "../operators/pauli-expectation.ts";
import { createPauliSum, parsePauliSum } from "../operators/pauli-sum.ts";
import { pauliSumFromList } from "../operators/pauli-text.ts";
import type { StateRunner } from "../results/state-runner.ts";
import { basisState } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { createStateVectorEngine } from "../statevector/engine.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { estimateExpectation, estimateFromState } from "./estimate-expectation.ts";
import type { SampleCircuit } from "./estimate-expectation.ts";
import { shotAllocations } from "./group-statistics.ts";
import type { ShotAllocation } from "./group-statistics.ts";
import { predictEstimate } from "./predict-estimate.ts";
import { groupings } from "./group-terms.ts";
import type { GroupingOptions } from "./group-terms.ts";
import { groupOutcome, measurementCircuits } from "./measurement-circuits.ts";
import { readCounts } from "./read-counts.ts";
import { createStateVectorSampler } from "./state-vector-sampler.ts";

const { molecules } = JSON.parse(
  await readFile(new URL("./reference/molecule-groups.json", import.meta.url), "utf8"),
) as { molecules: { H2: { terms: [string, number][] } } };
const hydrogen = pauliSumFromList(molecules.H2.terms);

const engine = await createStateVectorEngine({ qubitCount: 4 });
const sampler = createStateVectorSampler(engine);
const circuit = randomCircuit({ qubitCount: 4, operationCount: 20, seed: 4 });
const parameters = Object.fromEntries(
  parameterNames(circuit).map((name, index) => [name, 0.3 + 0.7 * index]),
);
const state = await engine.run(circuit, { parameters });
const exact = pauliSumExpectation(state, hydrogen);
/** Runs each change of basis once: from the same state it always leads to the same one. */
const turnedStates = new Map<string, Promise<StateVector>>();
const runner: StateRunner = {
  run: (basisChange, options) => {
    const key = JSON.stringify(basisChange.operations);
    const turned = turnedStates.get(key) ?? engine.run(basisChange, options);
    turnedStates.set(key, turned);
    return turned;
  },
};

describe.each(groupings)("grouping %s", (grouping) => {
  test("behind the circuits, the groups' diagonal outcomes add up to the expectation", async () => {
    const { constant, groups } = measurementCircuits(hydrogen, { grouping });
    let value = constant;
    for (const group of groups) {
      const { real, imaginary } = await engine.run(group.circuit, { initial: state });
      for (let k = 0; k < real.length; k++)
        value += (real[k] ** 2 + imaginary[k] ** 2) * groupOutcome(group, k);
    }
    expect(Math.abs(exact)).toBeGreaterThan(0.01);
    expect(Math.abs(value - exact)).toBeLessThan(1e-12);
  });

  test.each(grouping === "none" ? (["uniform"] as const) : shotAllocations)(
    "estimates with %s shots are unbiased, as spread as their errors say",
    async (allocation) => {
      const [repetitions, shots] = [grouping === "none" ? 80 : 200, 600];
      let [sum, squares, errors, covered] = [0, 0, 0, 0];
      for (let seed = 0; seed < repetitions; seed++) {
        const found = await estimateExpectation(sampler, circuit, hydrogen, {
          shots,
          seed,
          grouping,
          allocation,
          parameters,
        });
        expect(found.shots).toBe(shots);
        const deviation = found.value - exact;
        sum += deviation;
        squares += deviation ** 2;
        errors += found.standardError ** 2;
        covered += +(Math.abs(deviation) < 2 * found.standardError);
      }
      const meanError = errors / repetitions;
      // The mean has 1/√repetitions of the spread: four of those.
      expect(Math.abs(sum) / repetitions).toBeLessThan(4 * Math.sqrt(meanError / repetitions));
      // Σ (deviation/σ)² follows χ²: a mean of 1 with the standard deviation √(2/repetitions), four of those.
      const chiSquare = squares / repetitions / meanError;
      expect(Math.abs(chiSquare - 1)).toBeLessThan(4 * Math.sqrt(2 / repetitions));
      // 95.4 % lie within two standard errors.
      expect(covered / repetitions).toBeGreaterThan(0.954 - 4 * Math.sqrt((0.954 * 0.046) / repetitions));
      if (allocation === "variance") return;
      const predicted = predictEstimate(state, hydrogen, { shots, grouping, allocation });
      expect(Math.abs(predicted.value - exact)).toBeLessThan(1e-12);
      // The sample variances' own scatter, averaged over all runs, is below 3 %.
      expect(Math.abs(meanError / predicted.standardError ** 2 - 1)).toBeLessThan(0.05);
    },
  );
});

test("terms measured together are counted with their covariance", async () => {
  // ⟨Z₀⟩ and ⟨Z₁⟩ in a Bell state agree in every shot: Z₀ + Z₁ is ±2 and Z₀ − Z₁ is 0.
  const bell = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1])]);
  const run = createStateVectorSampler(await createStateVectorEngine({ qubitCount: 2 }));
  const options = { shots: 1000, seed: 3 };
  const sum = await estimateExpectation(run, bell, parsePauliSum({ IZ: 1, ZI: 1 }), options);
  expect(Math.abs(sum.standardError / (2 / Math.sqrt(1000)) - 1)).toBeLessThan(0.02);
  const difference = await estimateExpectation(run, bell, parsePauliSum({ IZ: 1, ZI: -1 }), options);
  expect(difference).toMatchObject({ value: 0, standardError: 0, shots: 1000 });
});

test("predicted errors are those of Neyman's allocation, of equal parts and of coefficients", () => {
  const shots = 1e8;
  const of = (options: GroupingOptions & { allocation: ShotAllocation }): number =>
    predictEstimate(state, hydrogen, { shots, ...options }).standardError * Math.sqrt(shots);
  // One term P measured alone has the variance c² (1 − ⟨P⟩²).
  const terms = hydrogen.terms.slice(1);
  const deviations = terms.map((term) => {
    const mean = pauliSumExpectation(state, createPauliSum(4, [{ ...term, real: 1 }]));
    return Math.abs(term.real) * Math.sqrt(1 - mean ** 2);
  });
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const expected = {
    variance: sum(deviations),
    uniform: Math.sqrt(terms.length * sum(deviations.map((deviation) => deviation ** 2))),
    weighted: Math.sqrt(
      sum(terms.map(({ real }) => Math.abs(real))) *
        sum(terms.map(({ real }, index) => deviations[index] ** 2 / Math.abs(real))),
    ),
  };
  // Whole numbers of shots: parts in a million.
  for (const allocation of shotAllocations) {
    expect(of({ grouping: "none", allocation }) / expected[allocation]).toBeCloseTo(1, 5);
  }
  expect(expected.variance).toBeLessThan(0.97 * expected.uniform);
  expect(of({ grouping: "general", allocation: "weighted" })).toBeLessThan(expected.weighted);
});

test("the same seed gives the same estimate, another one another", async () => {
  const estimate = (seed: number): Promise<{ value: number }> =>
    estimateExpectation(sampler, circuit, hydrogen, { shots: 500, seed, parameters });
  expect(await estimate(7)).toEqual(await estimate(7));
  expect((await estimate(8)).value).not.toBe((await estimate(7)).value);
});

test("an estimate from the circuit is the one from its state", async () => {
  for (const allocation of shotAllocations) {
    const options = { shots: 1000, seed: 5, grouping: "general", allocation } as const;
    const fromCircuit = await estimateExpectation(sampler, circuit, hydrogen, { ...options, parameters });
    // The state's last digits differ, which moves hardly any shot.
    const fromState = await estimateFromState(engine, state, hydrogen, options);
    const plan = measurementCircuits(hydrogen, options);
    expect(await estimateFromState(engine, state, plan, { ...options, grouping: "none" })).toEqual(fromState);
    expect(fromCircuit.groups.map(({ shots }) => shots)).toEqual(fromState.groups.map(({ shots }) => shots));
    expect(Math.abs(fromCircuit.value - fromState.value)).toBeLessThan(0.1 * fromState.standardError);
  }
});

test("an observable that is a number takes no shot", async () => {
  const run: SampleCircuit = () => Promise.reject(new Error("not to be called"));
  const found = await estimateExpectation(run, createCircuit(1, []), parsePauliSum({ I: 2.5 }), {
    shots: 1,
    seed: 0,
  });
  expect(found).toEqual({ value: 2.5, standardError: 0, shots: 0, groups: [] });
});

test("counts may be keyed by numbers or by printed bits; earlier bits of the circuit are left aside", async () => {
  expect(readCounts({ "10": 3, "01": 2 }, { bitCount: 2 })).toEqual(
    new Map([
      [1, 2],
      [2, 3],
    ]),
  );
  expect(readCounts(new Map([["1 0", 3]]), { bitCount: 2 })).toEqual(new Map([[2, 3]]));
  expect(
    readCounts(
      new Map([
        [6, 3],
        [7, 1],
      ]),
      { firstBit: 1, bitCount: 2 },
    ),
  ).toEqual(new Map([[3, 4]]));
  const seen: string[] = [];
  const run: SampleCircuit = ({ operations, bitCount }, { shots }) => {
    seen.push(`${bitCount} ${JSON.stringify(operations.at(-1))}`);
    return { "100": shots / 2, "101": shots / 2 };
  };
  const before = createCircuit(2, [measure([0], [0])], { bitCount: 1 });
  const found = await estimateExpectation(run, before, parsePauliSum({ IZ: 1, ZI: 10 }), {
    shots: 100,
    seed: 1,
  });
  expect(seen).toEqual(['3 {"gate":"measure","qubits":[0,1],"bits":[1,2]}']);
  expect(found.value).toBe(1 - 10);
});

test("shots, seeds, widths and counts that cannot be used are refused", async () => {
  const options = { shots: 100, seed: 1, parameters };
  const rejects = async (promise: Promise<unknown>, message: string): Promise<void> => {
    await expect(promise).rejects.toThrow(InvalidArgumentError);
    await expect(promise).rejects.toThrow(message);
  };
  await rejects(
    estimateExpectation(sampler, circuit, hydrogen, { ...options, shots: 9 }),
    "of at least 10 (2 for each of 5",
  );
  await rejects(
    estimateExpectation(sampler, circuit, hydrogen, { ...options, shots: 0.5 }),
    "shots must be an integer",
  );
  await rejects(
    estimateExpectation(sampler, circuit, hydrogen, { ...options, seed: NaN }),
    "seed must be a finite number",
  );
  await rejects(
    estimateExpectation(sampler, circuit, parsePauliSum({ Z: 1 }), options),
    "the circuit's 4 qubits, got 1",
  );
  await rejects(
    estimateExpectation(sampler, circuit, hydrogen, { ...options, allocation: "best" as "uniform" }),
    "allocation must be one of uniform, weighted, variance, got best",
  );
  await rejects(
    estimateFromState(runner, state, hydrogen, { shots: 19, seed: 1, allocation: "variance" }),
    'shots must be at least 20 with the allocation "variance" (4 for each of 5 measurement groups), got 19',
  );
  await rejects(estimateFromState(engine, basisState(3), hydrogen, options), "the state's 3 qubits, got 4");
  const returns =
    (counts: Record<string, number>): SampleCircuit =>
    () =>
      counts;
  await rejects(estimateExpectation(returns({}), circuit, hydrogen, options), "at least one shot");
  await rejects(estimateExpectation(returns({ "01": 5 }), circuit, hydrogen, options), "printed as 4 digits");
  await rejects(
    estimateExpectation(returns({ "0101": -5 }), circuit, hydrogen, options),
    "a count must be an integer",
  );
  const branching = createCircuit(
    4,
    [conditional({ kind: "compare", bits: [0], comparison: "==", value: "1" }, [gate("x", [0])])],
    { bitCount: 1 },
  );
  await rejects(
    estimateExpectation(sampler, branching, hydrogen, options),
    "operations[0]: if needs an engine",
  );
  expect(() => predictEstimate(basisState(1), hydrogen, { shots: 100 })).toThrow(
    "the state's 1 qubits, got 4",
  );
});
