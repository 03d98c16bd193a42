import { gateTable } from "../circuit/gate-table.ts";
import type { GateName, UnitaryKindOperation } from "../circuit/operation.ts";

/**
 * How a unitary depends on one of its parameters. Its entries are a + b cos(ωφ) + c sin(ωφ) with ω = `entryFrequency`;
 * expectations behind it are trigonometric polynomials with the frequencies `expectationFrequencies`, whole multiples of
 * the first: the differences of the generator's eigenvalues.
 */
export interface ParameterRule {
  readonly entryFrequency: 0.5 | 1;
  readonly expectationFrequencies: readonly number[];
}

/** exp(−iφG/2) with G² = 1: eigenvalues ±½. */
const rotation: ParameterRule = { entryFrequency: 0.5, expectationFrequencies: [1] };
/** exp(−iφG/2) with G³ = G, as under a control: eigenvalues 0 and ±½. */
const partialRotation: ParameterRule = { entryFrequency: 0.5, expectationFrequencies: [0.5, 1] };
/** A phase e^(iφ) on some states and none on others: eigenvalues 0 and 1. */
const phase: ParameterRule = { entryFrequency: 1, expectationFrequencies: [1] };
/** A phase e^(iφ) beside e^(−iφ) and 1, on both sides of a rotation. */
const turn: ParameterRule = { entryFrequency: 1, expectationFrequencies: [1, 2] };
/** A phase of the whole state. */
const global: ParameterRule = { entryFrequency: 1, expectationFrequencies: [] };

const rulesByGate: Readonly<Partial<Record<GateName | "pauli", readonly ParameterRule[]>>> = {
  gphase: [global],
  pauli: [rotation],
  rx: [rotation],
  ry: [rotation],
  rz: [rotation],
  rxx: [rotation],
  ryy: [rotation],
  rzz: [rotation],
  rzx: [rotation],
  p: [phase],
  cp: [phase],
  u: [rotation, phase, phase],
  crx: [partialRotation],
  cry: [partialRotation],
  crz: [partialRotation],
  cu: [partialRotation, phase, phase, phase],
  xx_plus_yy: [partialRotation, turn],
  xx_minus_yy: [partialRotation, turn],
};

/** The rule of an operation's parameter `index`; further controls of the operation are counted. */
export function parameterRule(operation: UnitaryKindOperation, index: number): ParameterRule {
  const name = operation.gate as GateName | "pauli";
  const rule = rulesByGate[name]?.[index];
  if (!rule) {
    const count = name === "pauli" ? 1 : gateTable[name].parameterCount;
    throw new TypeError(`no shift rule for parameter ${index} of ${name}, which takes ${count}`);
  }
  if ((operation.controls ?? []).length === 0) return rule;
  // A control adds the eigenvalue 0.
  if (rule === rotation) return partialRotation;
  return rule === global ? phase : rule;
}

/** One evaluation of a shift rule. */
export interface Shift {
  readonly shift: number;
  readonly coefficient: number;
}

/**
 * Shifts sₖ and coefficients cₖ with f′(φ) = Σₖ cₖ f(φ + sₖ) for every trigonometric polynomial with R frequencies ω, 2ω, …,
 * Rω: sₖ = (2k − 1)π/(2Rω), cₖ = ω (−1)^(k−1) / (4R sin²(ω sₖ/2)), k = 1 … 2R, with sₖ brought into (−π/ω, π/ω). Two terms for
 * rotations, four for controlled ones.
 * Source: Wierichs, Izaac, Wang and Lin, Quantum 6, 677 (2022), section 3 (equidistant frequencies).
 */
export function shiftRule(frequencies: readonly number[]): Shift[] {
  const count = frequencies.length;
  const [base] = frequencies;
  return Array.from({ length: 2 * count }, (_, k) => {
    const angle = ((2 * k + 1) * Math.PI) / (2 * count);
    const wrapped = angle > Math.PI ? angle - 2 * Math.PI : angle;
    return {
      shift: wrapped / base,
      coefficient: ((k % 2 === 0 ? 1 : -1) * base) / (4 * count * Math.sin(angle / 2) ** 2),
    };
  });
}
