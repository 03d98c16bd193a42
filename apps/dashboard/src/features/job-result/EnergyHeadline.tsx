import { Group, Stack, Text } from "@mantine/core";
import { EnergyUnitControl, useEnergyUnit } from "../../shared/energy-unit.tsx";
import { formatDifference, formatTotal, smallUnit, totalUnit } from "../../shared/format.ts";
import classes from "./job-result.module.css";

interface EnergyHeadlineProps {
  readonly label: string;
  /** hartree */
  readonly energy: number | null;
  /** hartree, against the exact energy */
  readonly error: number | null;
  readonly note: string;
}

/** Differences below this, hartree, are rounding. */
const rounding = 5e-10;

/** The headline energy with its unit and its error. */
export function EnergyHeadline({ label, energy, error, note }: EnergyHeadlineProps) {
  const [unit] = useEnergyUnit();
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="div" className={classes.energy} data-testid="energy">
        {energy === null ? (
          "no energy"
        ) : (
          <>
            {formatTotal(energy, unit)} <span className={classes.unit}>{totalUnit(unit)}</span>
          </>
        )}
      </Text>
      <Text size="sm" className="number">
        {error === null
          ? note
          : Math.abs(error) < rounding
            ? "Equal to the exact energy of this space"
            : `${formatDifference(error, unit)} ${smallUnit(unit)} above the exact energy of this space`}
      </Text>
      <Group mt="xs">
        <EnergyUnitControl />
      </Group>
    </Stack>
  );
}
