import { Stack, Text } from "@mantine/core";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import { memo } from "react";
import type { ParameterValues } from "@ansatz/simulator";
import { AngleField } from "./AngleField.tsx";

interface ParameterSlidersProps {
  readonly values: ParameterValues;
  readonly actions: PlaygroundActions;
}

interface ParameterSliderProps {
  readonly name: string;
  readonly value: number;
  readonly actions: PlaygroundActions;
}

const ParameterSlider = memo(function ParameterSlider({ name, value, actions }: ParameterSliderProps) {
  return (
    <AngleField
      label={name}
      value={value}
      onChange={(next, origin) => {
        if (typeof next === "number") actions.setValue(name, next, `${origin}-${name}`);
      }}
    />
  );
});

/** A slider for each named parameter of the circuit. */
export function ParameterSliders({ values, actions }: ParameterSlidersProps) {
  const names = Object.keys(values);
  if (names.length === 0) return null;
  return (
    <div role="group" aria-label="Parameters of the circuit">
      <Text component="h3" fw={600} size="sm" mb={4}>
        Parameters of the circuit
      </Text>
      <Stack gap={2}>
        {names.map((name) => (
          <ParameterSlider key={name} name={name} value={values[name]} actions={actions} />
        ))}
      </Stack>
    </div>
  );
}
