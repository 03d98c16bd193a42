import { Button, Group, NumberInput } from "@mantine/core";
import { RepeatIcon } from "../../../shared/icons.tsx";
import { greatestShots, type RunSettings } from "../share/shared-state.ts";

interface SampleControlsProps {
  readonly settings: RunSettings;
  readonly onChange: (change: Partial<RunSettings>) => void;
}

/** How often the circuit is run, and the seed that makes the same answers come again. */
export function SampleControls({ settings: { shots, seed }, onChange }: SampleControlsProps) {
  return (
    <Group gap="sm" align="flex-end" mb="sm">
      <NumberInput
        label="Runs (shots)"
        w="8rem"
        size="xs"
        min={1}
        max={greatestShots}
        step={100}
        allowDecimal={false}
        thousandSeparator=","
        value={shots}
        onChange={(value) => {
          if (Number.isInteger(value) && Number(value) >= 1)
            onChange({ shots: Math.min(greatestShots, Number(value)) });
        }}
      />
      <NumberInput
        label="Seed"
        w="7rem"
        size="xs"
        min={0}
        max={2 ** 31}
        allowDecimal={false}
        value={seed}
        onChange={(value) => {
          if (Number.isInteger(value) && Number(value) >= 0)
            onChange({ seed: Math.min(2 ** 31, Number(value)) });
        }}
      />
      <Button
        variant="default"
        size="xs"
        leftSection={<RepeatIcon size={14} />}
        onClick={() => onChange({ seed: (seed + 1) % 2 ** 31 })}
      >
        Run again
      </Button>
    </Group>
  );
}
