import { describe, expect, it } from "vitest";
import { bitstringCount, bytesText, listOutcomes, outcomesCsv, percent, statevectorCsv } from "./outcomes.ts";

type Result = Parameters<typeof listOutcomes>[0];
const result = (fields: Partial<Result>): Result =>
  ({ counts: null, probabilities: null, shots: null, ...fields }) as Result;

describe("the outcomes of a circuit", () => {
  it("come likeliest first, with shares and their standard errors", () => {
    const outcomes = listOutcomes(result({ counts: { "0": 25, "1": 75 }, shots: 100 }));
    expect(outcomes.map(({ bits }) => bits)).toEqual(["1", "0"]);
    expect(outcomes[0].share).toBe(0.75);
    expect(outcomes[0].standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 100), 15);
    expect(outcomes[0].probability).toBeNull();
  });

  it("hold what was possible and never seen, and the other way round", () => {
    const outcomes = listOutcomes(
      result({ counts: { "00": 10 }, shots: 10, probabilities: { "00": 0.9, "11": 0.1 } }),
    );
    expect(outcomes.find(({ bits }) => bits === "11")).toMatchObject({ count: 0, probability: 0.1 });
  });

  it("are a table in ascending order whose bitstrings keep their zeros", () => {
    const csv = outcomesCsv(result({ counts: { "10": 1, "01": 3 }, shots: 4 }));
    expect(
      csv
        .split("\n")
        .slice(1, 3)
        .map((row) => row.split(",").slice(0, 3)),
    ).toEqual([
      ['"01"', "3", "0.75"],
      ['"10"', "1", "0.25"],
    ]);
  });

  it("amplitudes are a table by index", () => {
    expect(
      statevectorCsv([
        [1, 0],
        [0, -0.5],
      ]),
    ).toBe("index,real,imaginary\n0,1,0\n1,0,-0.5\n");
  });

  it.each([
    [1, "100 %"],
    [0.5, "50.0 %"],
    [0.01, "1.0 %"],
    [0.00046, "0.046 %"],
    [0, "0 %"],
  ])("%d is %s", (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it("bitstrings beyond counting are told as a power", () => {
    expect([1, 10, 100, 4096].map(bitstringCount)).toEqual(["2", "1,024", "2¹⁰⁰", "2⁴⁰⁹⁶"]);
  });

  it("memory is told in three digits", () => {
    expect([64, 2 ** 20, 1.5 * 2 ** 30].map(bytesText)).toEqual(["64 bytes", "1 MiB", "1.5 GiB"]);
  });
});
