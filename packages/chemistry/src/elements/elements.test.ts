import { expect, test } from "vitest";
import { bohrAngstrom, chemicalAccuracy, hartreeElectronvolt, hartreeWavenumber } from "./constants.ts";
import { elementOfNumber, elementOfSymbol, elements } from "./elements.ts";

test("elements stand at their atomic numbers", () => {
  expect(elements).toHaveLength(36);
  expect([1, 6, 18, 26, 36].map((number) => elementOfNumber(number)?.symbol)).toEqual([
    "H",
    "C",
    "Ar",
    "Fe",
    "Kr",
  ]);
  elements.forEach(({ number }, index) => expect(number).toBe(index + 1));
  expect(elementOfNumber(0)).toBeUndefined();
  expect(elementOfNumber(37)).toBeUndefined();
});

test("symbols are found in any case and are all different", () => {
  expect(elementOfSymbol("cl")?.number).toBe(17);
  expect(elementOfSymbol("BR")?.number).toBe(35);
  expect(elementOfSymbol("Xx")).toBeUndefined();
  expect(new Set(elements.map(({ symbol }) => symbol)).size).toBe(36);
});

test("masses rise with the atomic number but for argon and cobalt", () => {
  const falls = elements.filter(({ mass }, index) => index > 0 && mass < elements[index - 1].mass);
  expect(falls.map(({ symbol }) => symbol)).toEqual(["K", "Ni"]);
});

test("constants agree with one another", () => {
  // 1 eV = 8065.543937 cm⁻¹; ħc/(α m_e c²) = a₀ with α = 1/137.035999084 and E_h = α² m_e c²
  expect(hartreeWavenumber / hartreeElectronvolt).toBeCloseTo(8065.543937, 5);
  const reducedPlanckTimesLightspeedElectronvoltAngstrom = 1973.269804;
  expect(
    (137.035999084 * reducedPlanckTimesLightspeedElectronvoltAngstrom) / 510998.95 / bohrAngstrom,
  ).toBeCloseTo(1, 8);
  expect(chemicalAccuracy * 1000).toBeCloseTo(1.5936, 4);
});
