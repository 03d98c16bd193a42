import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MomentsError } from "../errors.ts";
import { parseMoments } from "./parse-moments.ts";
import type { ParseMomentsOptions } from "./parse-moments.ts";

const means = "AAA,0.08,0.2\nBBB,0.05,0.1\nCCC,0.03,0.05\n";
// ρ = 0.5, −0.2, 0.1 with σ = 0.2, 0.1, 0.05.
const expected = [0.04, 0.01, -0.002, 0.01, 0.01, 0.0005, -0.002, 0.0005, 0.0025];

function expectClose(actual: Float64Array, values: readonly number[]): void {
  expect(actual).toHaveLength(values.length);
  for (const [at, value] of values.entries()) expect(actual[at]).toBeCloseTo(value, 15);
}

describe("notations of means and risks", () => {
  test.each([
    ["a matrix of correlations", means, "1,0.5,-0.2\n0.5,1,0.1\n-0.2,0.1,1"],
    ["a matrix of covariances", means, "0.04,0.01,-0.002\n0.01,0.01,0.0005\n-0.002,0.0005,0.0025"],
    ["names on both sides", means, ",AAA,BBB,CCC\nAAA,1,0.5,-0.2\nBBB,0.5,1,0.1\nCCC,-0.2,0.1,1"],
    ["pairs of correlations with the diagonal", means, "1,1,1\n1,2,0.5\n1,3,-0.2\n2,2,1\n2,3,0.1\n3,3,1"],
    ["three pairs of correlations without the diagonal", means, "1,2,0.5\n1,3,-0.2\n2,3,0.1"],
    ["pairs from 0 with a header", means, "i,j,value\n0,1,0.5\n0,2,-0.2\n1,2,0.1"],
    ["pairs of covariances", means, "1,1,0.04\n2,1,0.01\n3,1,-0.002\n2,2,0.01\n3,2,0.0005\n3,3,0.0025"],
    ["spaces between numbers", "AAA 0.08  0.2\nBBB 0.05 0.1\nCCC 0.03 0.05", " 1 2 .5\n 1 3 -.2\n 2 3 .1\n"],
    [
      "a header in the other order",
      "name;volatility;mean\nAAA;0,2;0,08\nBBB;0,1;0,05\nCCC;0,05;0,03",
      "1\t0.5\t-0.2\r\n0.5\t1\t0.1\r\n-0.2\t0.1\t1",
    ],
    [
      "means alone with covariances",
      "name,mean\nAAA,0.08\nBBB,0.05\nCCC,0.03",
      "0.04,0.01,-0.002\n0.01,0.01,0.0005\n-0.002,0.0005,0.0025",
    ],
    ["percent signs", "AAA,8%,20%\nBBB,5%,10%\nCCC,3%,5%", "1,0.5,-0.2\n0.5,1,0.1\n-0.2,0.1,1"],
  ])("%s", (_, meansText, riskText) => {
    const { moments, check } = parseMoments(meansText, riskText);
    expect(moments.assets.map(({ name }) => name)).toEqual(["AAA", "BBB", "CCC"]);
    expectClose(moments.mean, [0.08, 0.05, 0.03]);
    expectClose(moments.covariance, expected);
    expect(check.status).toBe("positive-definite");
  });

  test("one file as the OR-Library has it", () => {
    const { moments, riskKind } = parseMoments(
      " 3\n .08 .2\n .05 .1\n .03 .05\n 1 1 1\n 1 2 .5\n 1 3 -.2\n 2 2 1\n 2 3 .1\n 3 3 1\n",
    );
    expect(riskKind).toBe("correlations");
    expect(moments.assets[2].name).toBe("Asset 3");
    expectClose(moments.covariance, expected);
  });

  test("values of a shorter period are annualised on request", () => {
    const { moments, findings } = parseMoments(means, "1,2,0.5\n1,3,-0.2\n2,3,0.1", {
      frequency: "monthly",
      sectors: { BBB: "Tech" },
    });
    expectClose(moments.mean, [0.96, 0.6, 0.36]);
    expectClose(
      moments.covariance,
      expected.map((value) => 12 * value),
    );
    expect(moments.assets[1]).toEqual({ name: "BBB", sector: "Tech" });
    expect(findings).toContain("monthly values were multiplied by 12 periods a year");
  });

  test("two assets with a 2 × 2 matrix, one asset with its variance", () => {
    expectClose(
      parseMoments("0.1,0.2\n0.2,0.3", "1,0.25\n0.25,1").moments.covariance,
      [0.04, 0.015, 0.015, 0.09],
    );
    expectClose(parseMoments("0.1", "0.04").moments.covariance, [0.04]);
  });
});

describe("covariances that are none", () => {
  const indefinite = "1,0.9,-0.9\n0.9,1,0.9\n-0.9,0.9,1";

  test("an indefinite matrix is said to be so and left alone", () => {
    const { moments, check, findings, repair } = parseMoments(means, indefinite);
    // Eigenvalues of the correlations are 1.9, 1.9, −0.8.
    expect(check.status).toBe("indefinite");
    expect(repair).toBeUndefined();
    expect(moments.covariance[1]).toBeCloseTo(0.018, 15);
    expect(findings.join()).toContain("the covariance is indefinite (1 of 3 eigenvalues negative");
  });

  test("it is repaired on request, with the same variances", () => {
    const { moments, repair, findings } = parseMoments(means, indefinite, { repair: true });
    // By symmetry the nearest correlations are ±1/2, on the edge of the cone.
    expectClose(moments.covariance, [0.04, 0.01, -0.005, 0.01, 0.01, 0.0025, -0.005, 0.0025, 0.0025]);
    expect(repair!.largestChange).toBeCloseTo(0.4, 9);
    expect(findings.at(-1)).toContain("correlations changed by up to 0.400");
  });

  test("a singular matrix is said to be so", () => {
    const { check, findings } = parseMoments(means, "1,1,0.3\n1,1,0.3\n0.3,0.3,1");
    expect(check).toMatchObject({ status: "singular", rank: 2 });
    expect(findings.join()).toContain("singular (rank 2 of 3");
  });
});

describe("what is refused, with its place", () => {
  const pairs = "1,2,0.5\n1,3,-0.2\n2,3,0.1";
  test.each([
    [
      means.replace("0.05,0.1", "0.05,x"),
      pairs,
      'row 2, column 3 of the means must hold a number, got "x"',
      {},
    ],
    [
      means.replace("0.05,0.1", "0.05,-0.1"),
      pairs,
      "a standard deviation must not be negative, got -0.1 for BBB in row 2",
      {},
    ],
    [
      means.replace("0.05,0.1", "0.05"),
      pairs,
      "row 2 of the means must hold 2 numbers as the first does, got 1",
      {},
    ],
    [means.replace("BBB", "aaa"), pairs, 'asset names must differ and not be empty, got "aaa" in row 2', {}],
    ["0.1,0.2,0.3\n", pairs, "got 3 numbers", {}],
    ["", pairs, "the table of means must have rows, got none", {}],
    [
      means,
      pairs.replace("2,3,0.1", "2,4,0.1"),
      "row 3 of the risks: assets must be in [1, 3], got 2, 4",
      {},
    ],
    [
      means,
      pairs.replace("2,3,0.1", "1,2,0.5"),
      "a row for each pair of assets, got none for BBB and CCC",
      {},
    ],
    [
      means,
      `${pairs}\n2,1,0.6`,
      "the risk of BBB and AAA must have one value, got 0.5 in row 1 and 0.6 in row 4",
      {},
    ],
    [means, pairs.replace("0.5", "1.5"), "a correlation must be in [-1, 1], got 1.5 for AAA and BBB", {}],
    [means, pairs.replace("0.5", "?"), 'row 1, column 3 of the risks must hold a number, got "?"', {}],
    [
      means,
      "1,0.5,-0.2\n0.4,1,0.1\n-0.2,0.1,1",
      "risks must be symmetric, got 0.4 for (BBB, AAA) and 0.5 for (AAA, BBB)",
      {},
    ],
    [means, "1,0.5\n0.5,1", "risks must be 3 rows for 3 assets, or rows i, j, value, got 2 rows", {}],
    [means, "1,0.5,-0.2\n0.5,1\n-0.2,0.1,1", "row 2 of the risks must hold 3 numbers, got 2", {}],
    [
      means,
      ",BBB,AAA,CCC\nBBB,1,0.5,-0.2\nAAA,0.5,1,0.1\nCCC,-0.2,0.1,1",
      "assets must have the same order in both tables, got BBB in place 1",
      {},
    ],
    [
      means,
      "0.05,0.01,-0.002\n0.01,0.01,0.0005\n-0.002,0.0005,0.0025",
      "variance and standard deviation must agree, got variance 0.05 and deviation 0.2 (squared 0.04) for AAA",
      {},
    ],
    ["0.1\n0.2", "1,0.5\n0.5,1", "look like correlations, which need standard deviations", {}],
    ["0.1\n0.2", "1,0.5\n0.5,1", "correlations need standard deviations", { risk: "correlations" }],
    [means, pairs, "names must be 3, one for each row of means, got 1", { names: ["A"] }],
  ] satisfies [string, string, string, ParseMomentsOptions][])(
    "%#",
    (meansText, riskText, message, options) => {
      expect(() => parseMoments(meansText, riskText, options)).toThrow(MomentsError);
      expect(() => parseMoments(meansText, riskText, options)).toThrow(message);
    },
  );

  test("one text that is no file of the OR-Library", () => {
    expect(() => parseMoments(means)).toThrow(
      "without a table of risks the text must be a file of the OR-Library",
    );
  });
});

const folder = new URL("../../../../../shared/data/finance/hang-seng/", import.meta.url);

test.runIf(existsSync(folder))(
  "the Hang Seng files of the OR-Library have 31 assets and correlations",
  () => {
    const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");
    const { moments, check, riskKind } = parseMoments(read("return.csv"), read("risk.csv"));
    expect(moments.assets).toHaveLength(31);
    expect(riskKind).toBe("correlations");
    expect(check.status).toBe("positive-definite");
    expect(moments.mean[4]).toBe(0.010865);
    // The end of the published frontier is asset 5 alone: return 0.0108650000, variance 0.0047755010.
    expect(moments.covariance[4 * 32]).toBeCloseTo(0.004775501, 9);
  },
);
