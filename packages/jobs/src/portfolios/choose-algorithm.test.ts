import { portfolioRequestSchema } from "@ansatz/contract";
import { PortfolioTooLargeError } from "@ansatz/finance";
import { expect, test } from "vitest";
import {
  chooseAlgorithm,
  choiceFindings,
  defaultStates,
  plannedRequest,
  type ChosenRequest,
} from "./choose-algorithm.ts";

const unnamed = portfolioRequestSchema.parse({ sample: "us-stocks", pick: 5 });

/** A plan of so many states under QAOA, in two spaces. */
const planOf = (stateCount: number) => (request: ChosenRequest) => ({
  algorithm: request.algorithm,
  spaces: request.algorithm === "qaoa" ? [{ stateCount: stateCount - 1 }, { stateCount: 1 }] : [],
});

const refuse = (request: ChosenRequest): ReturnType<ReturnType<typeof planOf>> => {
  if (request.algorithm === "qaoa") throw new PortfolioTooLargeError("too many states", {});
  return planOf(0)(request);
};

test("QAOA is the default up to its greatest number of states, over all numbers of holdings", () => {
  expect(chooseAlgorithm(unnamed, planOf(defaultStates)).algorithm).toBe("qaoa");
  expect(chooseAlgorithm(unnamed, planOf(defaultStates + 1)).algorithm).toBe("exact");
  expect(chooseAlgorithm(unnamed, refuse).algorithm).toBe("exact");
});

test("an algorithm that was named is never exchanged", () => {
  const named = { ...unnamed, algorithm: "qaoa" as const };
  expect(chooseAlgorithm(named, planOf(2 * defaultStates)).algorithm).toBe("qaoa");
  expect(() => chooseAlgorithm(named, refuse)).toThrow(PortfolioTooLargeError);
});

test.each([{ warmStart: true }, { multiAngle: true }, { noise: "trapped-ion" }])(
  "%j asks for a circuit, which is refused where it does not fit",
  (fields) => {
    expect(() => chooseAlgorithm({ ...unnamed, ...fields }, refuse)).toThrow("too many states");
  },
);

test("what ran shows in the tasks' outputs, and that exact was not asked for is said", () => {
  const circuit = plannedRequest(unnamed, [{ qaoa: [] }, { qaoa: [{}] }]);
  expect(circuit.algorithm).toBe("qaoa");
  expect(choiceFindings(unnamed, circuit)).toEqual([]);
  const classical = plannedRequest(unnamed, [{ qaoa: [] }]);
  expect(classical.algorithm).toBe("exact");
  expect(choiceFindings(unnamed, classical)[0]).toMatch(/no algorithm was named.*16,777,216.*exact/);
  expect(choiceFindings(classical, classical)).toEqual([]);
});
