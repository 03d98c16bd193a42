import { SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { energyUnits, type EnergyUnit } from "./format.ts";

function isEnergyUnit(value: unknown): value is EnergyUnit {
  return energyUnits.some((unit) => unit === value);
}

/** The unit of energies, kept in the browser and shared by all parts of a page. */
export function useEnergyUnit(): [EnergyUnit, (unit: EnergyUnit) => void] {
  const [unit, setUnit] = useLocalStorage({
    key: "ansatz.energy-unit",
    defaultValue: "hartree",
    getInitialValueInEffect: false,
  });
  return [isEnergyUnit(unit) ? unit : "hartree", setUnit];
}

export function EnergyUnitControl() {
  const [unit, setUnit] = useEnergyUnit();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Unit of energies"
      value={unit}
      onChange={(value) => setUnit(isEnergyUnit(value) ? value : "hartree")}
      data={[...energyUnits]}
    />
  );
}
