import { createCircuit, createStateVectorEngine, gate, measure } from "@ansatz/simulator";
import { expect, test } from "vitest";
import {
  classicalFidelity,
  distributionOfState,
  expectedSamplingDistance,
  likeliest,
  listGreatest,
  totalVariationDistance,
} from "./distribution.ts";

const fair = new Map([
  ["0", 0.5],
  ["1", 0.5],
]);
const sure = new Map([["0", 1]]);

test("a fair and a loaded coin differ by one half", () => {
  expect(totalVariationDistance(fair, sure)).toBe(0.5);
  expect(classicalFidelity(fair, sure)).toBeCloseTo(0.5, 15);
  expect(totalVariationDistance(fair, fair)).toBe(0);
  expect(classicalFidelity(fair, fair)).toBeCloseTo(1, 15);
});

test("many shots of a fair coin lie √(1/(2π·shots)) away from it on average", () => {
  // E|X/n − 1/2| of a binomial tends to √(2·(1/4)/(π n)); the distance adds both sides and halves.
  expect(expectedSamplingDistance(fair, 10_000)).toBeCloseTo(Math.sqrt(1 / (2 * Math.PI * 10_000)), 12);
  expect(expectedSamplingDistance(new Map([["0", 1 + 2e-15]]), 100)).toBe(0);
});

test("the likeliest of equal outcomes is the first, whatever rounding does", () => {
  const rounded = new Map([
    ["1", 0.5 + 1e-16],
    ["0", 0.5],
  ]);
  expect(likeliest(rounded)!.bits).toBe("0");
  expect(likeliest(new Map())).toBeNull();
});

test("a list keeps its greatest entries and says how many there are", () => {
  const entries = new Map([
    ["00", 1],
    ["01", 5],
    ["10", 3],
  ]);
  expect(listGreatest(entries, 2)).toEqual({ listed: { "01": 5, "10": 3 }, total: 3 });
});

test("a state's distribution is that of the bits its circuit measures", async () => {
  // q0 is 1, q1 is fair: bit 2 reads q0, bit 0 reads q1, bit 1 is never written.
  const circuit = createCircuit(2, [gate("x", [0]), gate("h", [1]), measure([0, 1], [2, 0])], {
    bitCount: 3,
  });
  await using engine = await createStateVectorEngine({ qubitCount: 2 });
  const state = await engine.run(createCircuit(2, circuit.operations.slice(0, 2)));
  const distribution = distributionOfState(state, circuit, 16)!;
  expect([...distribution.keys()].sort()).toEqual(["100", "101"]);
  for (const probability of distribution.values()) expect(probability).toBeCloseTo(0.5, 14);
  expect(distributionOfState(state, circuit, 1)).toBeUndefined();
});
