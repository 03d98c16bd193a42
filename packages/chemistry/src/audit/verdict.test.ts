import { describe, expect, it } from "vitest";
import { buildErrorBudget, type BudgetFacts } from "./error-budget.ts";
import { formatError, judge, type AuditFacts } from "./verdict.ts";

const full = {
  kind: "full",
  electrons: 10,
  orbitals: 7,
  coreOrbitals: 0,
  virtualOrbitals: 0,
  reason: "",
} as const;
const window = { ...full, kind: "active", electrons: 4, orbitals: 4, coreOrbitals: 3 } as const;
const water: AuditFacts = {
  basisLabel: "STO-3G",
  activeSpace: full,
  scf: { label: "RHF", energy: -74.96312, converged: true },
  vqe: {
    energy: -75.01266,
    converged: true,
    stopReason: "value-tolerance",
    seconds: 0.12,
    spinSquared: 1e-9,
    referenceWeight: 0.974,
  },
  casci: { energy: -75.01276, converged: true, seconds: 0.02, referenceWeight: 0.973 },
  fractionalOrbitals: 4,
  activeSpaceError: null,
  basisError: 1.02,
  exactSpinSquared: 0,
  isAtom: false,
};

describe("verdict", () => {
  it("is excellent inside chemical accuracy of full CI, and says by how much and at what cost", () => {
    const { level, text } = judge(water);
    expect(level).toBe("excellent");
    expect(text).toMatch(/recovers 99\.8 % of the correlation energy of full CI in this basis/);
    expect(text).toMatch(/error 0\.10 mHa, inside chemical accuracy, 1\.6 mHa/);
    expect(text).toMatch(/exact answer took 20 ms, the simulated VQE 0\.1 s/);
    expect(text).toMatch(/quantum method gains nothing/);
    expect(text).toMatch(/STO-3G is a small basis \(its error is at least 1\.02 hartree\)/);
  });

  it("is good inside chemical accuracy of a truncated space, and names what is left out", () => {
    const { level, text } = judge({ ...water, activeSpace: window, activeSpaceError: 0.0123 });
    expect(level).toBe("good");
    expect(text).toMatch(/CASCI\(4,4\), the exact energy of this active space/);
    expect(text).toMatch(/outside the active space is not included, about 12\.3 mHa by MP2/);
  });

  it("is caution outside chemical accuracy", () => {
    const { level, text } = judge({ ...water, vqe: { ...water.vqe!, energy: -75.00956 } });
    expect(level).toBe("caution");
    expect(text).toMatch(/error 3\.20 mHa, 2\.0 times chemical accuracy/);
  });

  it("is caution when the VQE or the reference did not converge", () => {
    const unfinished = judge({
      ...water,
      vqe: { ...water.vqe!, converged: false, stopReason: "max-iterations" },
    });
    expect(unfinished.level).toBe("caution");
    expect(unfinished.text).toMatch(/stopped before it converged \(max-iterations\)/);
    const unknown = judge({ ...water, casci: { ...water.casci!, converged: false } });
    expect(unknown.level).toBe("caution");
    expect(unknown.text).toMatch(/error of UCCSD is not known/);
  });

  it("flags strong correlation by the weight of the reference determinant", () => {
    const { level, text } = judge({ ...water, casci: { ...water.casci!, referenceWeight: 0.62 } });
    expect(level).toBe("caution");
    expect(text).toMatch(/Correlation is strong.*62 %.*4 natural orbitals.*MP2 should not be trusted/);
  });

  it("flags strong correlation by the VQE state where the exact one has another symmetry or is not known", () => {
    const vqe = { ...water.vqe!, referenceWeight: 0.004 };
    for (const change of [{ referenceWeight: 0 }, { converged: false }]) {
      const { level, text } = judge({ ...water, vqe, casci: { ...water.casci!, ...change } });
      expect(level).toBe("caution");
      expect(text).toMatch(/Correlation is strong.* 0 % in the VQE state and 4 natural orbitals/);
    }
  });

  it("counts natural orbitals in the singular, and leaves them out where there are none", () => {
    const strong = { ...water, casci: { ...water.casci!, referenceWeight: 0.7 } };
    expect(judge({ ...strong, fractionalOrbitals: 1 }).text).toMatch(/1 natural orbital holds between/);
    expect(judge({ ...strong, fractionalOrbitals: 0 }).text).not.toMatch(/natural orbital/);
  });

  it("is silent about estimates that are nothing", () => {
    const { text } = judge({ ...water, activeSpace: window, activeSpaceError: 1e-9, basisError: 1e-9 });
    expect(text).toMatch(/outside the active space is not included\. STO-3G is a small basis:/);
  });

  it("speaks of vibrations for molecules only", () => {
    expect(judge({ ...water, basisLabel: "cc-pVDZ" }).text).toMatch(/vibrations, which are not included/);
    expect(judge({ ...water, basisLabel: "cc-pVDZ", isAtom: true }).text).not.toMatch(/vibrations/);
  });

  it("says when the exact ground state has another symmetry than the reference", () => {
    const { text } = judge({ ...water, casci: { ...water.casci!, energy: -75.1, referenceWeight: 0 } });
    expect(text).toMatch(/another symmetry than the RHF determinant/);
  });

  it("flags spin contamination against the exact S(S + 1)", () => {
    const triplet = { ...water, exactSpinSquared: 2, vqe: { ...water.vqe!, spinSquared: 2.04 } };
    expect(judge(triplet).text).toMatch(/⟨S²⟩ is 2\.040 where 2\.00 is exact/);
    expect(judge({ ...triplet, exactSpinSquared: 2.04 }).text).not.toMatch(/⟨S²⟩/);
  });

  it("says that there is nothing to correlate for one electron", () => {
    const { text } = judge({
      ...water,
      vqe: { ...water.vqe!, energy: -74.96312 },
      casci: { ...water.casci!, energy: -74.96312 },
    });
    expect(text).toMatch(/no electron correlation to recover/);
  });

  it("is failed, with advice, when the SCF did not converge", () => {
    const { level, text } = judge({ ...water, scf: { ...water.scf, converged: false } });
    expect(level).toBe("failed");
    expect(text).toMatch(/RHF iterations did not converge.*Check the geometry/);
  });

  it.each([
    [1.23456, "1.23 hartree"],
    [0.112345, "112 mHa"],
    [0.012345, "12.3 mHa"],
    [0.00123456, "1.23 mHa"],
    [1.2e-5, "0.01 mHa"],
    [4e-6, "0.004 mHa"],
    [-7e-7, "less than 0.001 mHa"],
    [-0.0016, "-1.60 mHa"],
  ])("%f hartree is written %s", (hartree, text) => {
    expect(formatError(hartree)).toBe(text);
  });
});

describe("error budget", () => {
  const facts: BudgetFacts = {
    basisLabel: "STO-3G",
    activeSpace: window,
    ansatzError: 1e-4,
    remainingDescent: 2e-9,
    activeMp2: -0.01,
    fullMp2: -0.035,
    isMp2Unreliable: false,
    basisEstimate: { label: "6-31G", hartree: 1.1 },
    origin: "experiment",
    geometrySource: "a table",
  };

  it("has one item for each source, exact, estimated or named", () => {
    const items = buildErrorBudget(facts);
    expect(items.map(({ source, kind }) => [source, kind])).toEqual([
      ["ansatz", "exact"],
      ["optimizer", "estimate"],
      ["active-space", "estimate"],
      ["basis", "estimate"],
      ["geometry", "named"],
    ]);
    expect(items[2].hartree).toBeCloseTo(0.025, 12);
    expect(items[4].note).toMatch(/Source: a table/);
  });

  it("names what it could not estimate, without a number", () => {
    const nothing = {
      ansatzError: null,
      remainingDescent: null,
      activeMp2: null,
      fullMp2: null,
      basisEstimate: null,
    };
    for (const item of buildErrorBudget({ ...facts, ...nothing })) {
      expect(item).toMatchObject({ hartree: null, kind: "named" });
      expect(item.note.length).toBeGreaterThan(30);
    }
  });

  it("estimates nothing by MP2 where correlation is too strong for it", () => {
    const items = buildErrorBudget({ ...facts, isMp2Unreliable: true });
    for (const item of [items[2], items[3]]) {
      expect(item).toMatchObject({ hartree: null, kind: "named" });
      expect(item.note).toMatch(/correlation is too strong for MP2/);
    }
  });

  it("has no error of the active space when that is full", () => {
    const items = buildErrorBudget({ ...facts, activeSpace: full });
    expect(items[2]).toMatchObject({ hartree: 0, kind: "exact" });
  });
});
