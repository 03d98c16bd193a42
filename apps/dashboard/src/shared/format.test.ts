import { describe, expect, it } from "vitest";
import {
  formatAge,
  formatCount,
  formatDifference,
  formatEstimate,
  formatSeconds,
  formatTotal,
  prettyFormula,
} from "./format.ts";

describe("energies", () => {
  it("total energies have six decimals in hartree and a true minus sign", () => {
    expect(formatTotal(-1.13727017)).toBe("−1.137270");
  });

  it("one hartree is 27.2114 eV and 627.51 kcal/mol (CODATA 2018)", () => {
    expect(formatTotal(1, "eV")).toBe("27.2114");
    expect(formatTotal(1, "kcal/mol")).toBe("627.51");
  });

  it("differences are millihartree and keep digits that count", () => {
    expect(formatDifference(0.0016)).toBe("1.600");
    expect(formatDifference(0.25)).toBe("250.0");
    expect(formatDifference(-2.3e-6)).toBe("−0.0023");
    expect(formatDifference(4e-11)).toBe("0.000");
  });

  it("estimates have three digits", () => {
    expect(formatEstimate(0.037478)).toBe("37.5");
    expect(formatEstimate(-0.9907)).toBe("−991");
    expect(formatEstimate(1.4561)).toBe("1460");
    expect(formatEstimate(0.0000123)).toBe("0.0123");
  });
});

describe("times and counts", () => {
  it.each([
    [0.0004, "1 ms"],
    [0.042, "42 ms"],
    [0.42, "0.42 s"],
    [3.14, "3.1 s"],
    [59.2, "59 s"],
    [125, "2 min 05 s"],
    [4_320, "1 h 12 min"],
  ])("%d seconds read %s", (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

  it("counts have thousands separated", () => expect(formatCount(853_776)).toBe("853,776"));

  it("young jobs show their age", () => {
    const now = Date.parse("2026-01-01T12:00:00Z");
    expect(formatAge("2026-01-01T11:59:50Z", now)).toBe("just now");
    expect(formatAge("2026-01-01T11:55:00Z", now)).toBe("5 min ago");
    expect(formatAge("2026-01-01T09:00:00Z", now)).toBe("3 h ago");
  });
});

it.each([
  ["H2O", "H₂O"],
  ["C6H12O6", "C₆H₁₂O₆"],
  ["H4N+", "H₄N⁺"],
  ["HO-", "HO⁻"],
  ["Mg(2+)", "Mg²⁺"],
])("the formula %s is set as %s", (formula, text) => expect(prettyFormula(formula)).toBe(text));
