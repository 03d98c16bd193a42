import { Group, NumberInput, Slider, Text } from "@mantine/core";
import { greatestNoise } from "../share/shared-state.ts";
import type { SimulationResult } from "../simulation/types.ts";
import classes from "./results.module.css";

interface NoisePanelProps {
  readonly noise: number;
  readonly onChange: (noise: number) => void;
  readonly result: SimulationResult | undefined;
}

/** Steps of 0.5 %. */
const stepsPerUnit = 200;

function purityWords(purity: number, qubitCount: number, noise: number): string {
  const least = 1 / 2 ** qubitCount;
  if (purity > 0.9995) return "a pure state, as sharp as quantum mechanics allows";
  if (noise === 0) return "without noise, but the outcomes of measurements are mixed";
  if (purity < least * 1.05) return "nothing is left: every outcome is equally likely";
  return purity > 0.5 ? "slightly blurred" : "strongly blurred";
}

/** Errors behind every gate, and how much of the state they leave. */
export function NoisePanel({ noise, onChange, result }: NoisePanelProps) {
  const purity = result?.purity;
  return (
    <div className={classes.noise}>
      <Group gap="md" align="center" wrap="nowrap">
        <Slider
          flex={1}
          mx={8}
          mb="md"
          size="sm"
          thumbSize={24}
          styles={{ markLabel: { marginTop: 8, color: "var(--mantine-color-dimmed)" } }}
          thumbLabel="Noise: depolarising probability per gate"
          min={0}
          max={greatestNoise * stepsPerUnit}
          step={1}
          marks={[0, 5, 10, 15, 20].map((percent) => ({
            value: (percent / 100) * stepsPerUnit,
            label: `${percent} %`,
          }))}
          label={(steps) => `${(steps / stepsPerUnit) * 100} %`}
          value={Math.round(noise * stepsPerUnit)}
          onChange={(steps) => onChange(steps / stepsPerUnit)}
        />
        <NumberInput
          aria-label="Noise in percent"
          w="5.4rem"
          size="xs"
          min={0}
          max={greatestNoise * 100}
          step={0.5}
          decimalScale={2}
          suffix=" %"
          value={Number((noise * 100).toFixed(2))}
          onChange={(value) => {
            const percent = Number(value);
            if (percent >= 0 && percent <= greatestNoise * 100) onChange(percent / 100);
          }}
        />
      </Group>
      <div>
        <Text size="sm" fw={600} data-testid="purity">
          {purity === null || purity === undefined || !result
            ? "Purity is worked out for up to 8 qubits."
            : `Purity ${purity.toFixed(3)}: ${purityWords(purity, result.qubitCount, noise)}.`}
        </Text>
        <Text size="xs" c="dimmed" mt={2}>
          After every gate each of its qubits is replaced by a random one with this probability. Watch the
          Bloch arrows shrink towards the centre and unwanted outcomes appear.
        </Text>
      </div>
    </div>
  );
}
