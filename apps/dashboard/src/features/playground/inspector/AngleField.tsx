import { Group, Slider, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ParameterValue } from "@ansatz/simulator";
import { formatAngle, formatParameter, parseAngle, parseParameter } from "../editor/angle.ts";

const { PI } = Math;
/** Steps of the slider: all usual fractions of π are on it. */
const stepsPerPi = 48;
const marks = [-2, -1, 0, 1, 2].map((count) => ({
  value: count * stepsPerPi,
  label: formatAngle(count * PI),
}));

interface AngleFieldProps {
  readonly label: string;
  readonly value: ParameterValue;
  /** Whether a name may stand for the angle. */
  readonly allowsNames?: boolean;
  readonly onChange: (value: ParameterValue, origin: "slider" | "field") => void;
}

/** An angle, by a slider and by a field that understands fractions of π. */
export function AngleField({ label, value, allowsNames = false, onChange }: AngleFieldProps) {
  const shown = formatParameter(value);
  // What is being typed; undefined while the field shows the value itself.
  const [draft, setDraft] = useState<string | undefined>();
  const read = (text: string) => (allowsNames ? parseParameter(text) : parseAngle(text));
  const isWrong = draft !== undefined && read(draft) === undefined;
  return (
    <Group gap="md" align="flex-start" wrap="nowrap">
      <TextInput
        label={label}
        w="8.5rem"
        size="xs"
        value={draft ?? shown}
        error={isWrong ? (allowsNames ? "Like π/2, 1.57 or theta" : "Like π/2, −3π/4 or 1.57") : undefined}
        onChange={({ currentTarget }) => {
          const text = currentTarget.value;
          setDraft(text);
          const parsed = read(text);
          if (parsed !== undefined) onChange(parsed, "field");
        }}
        onBlur={() => setDraft(undefined)}
        onKeyDown={({ key }) => {
          if (key === "Enter") setDraft(undefined);
        }}
        autoComplete="off"
        spellCheck={false}
      />
      {typeof value === "number" && (
        <Slider
          flex={1}
          miw={140}
          mt={26}
          mb="md"
          mx={8}
          size="sm"
          thumbSize={24}
          startPointValue={0}
          styles={{ markLabel: { marginTop: 8, color: "var(--mantine-color-dimmed)" } }}
          thumbLabel={`${label}, in steps of π/48`}
          thumbValueText={(steps) => formatAngle((steps * PI) / stepsPerPi)}
          min={-2 * stepsPerPi}
          max={2 * stepsPerPi}
          step={1}
          marks={marks}
          label={(steps) => formatAngle((steps * PI) / stepsPerPi)}
          value={Math.round((value / PI) * stepsPerPi)}
          onChange={(steps) => {
            setDraft(undefined);
            onChange((steps * PI) / stepsPerPi, "slider");
          }}
        />
      )}
      {typeof value !== "number" && (
        <Text size="xs" c="dimmed" mt={26}>
          Its value is set by the slider of {value.terms.map(({ parameter }) => parameter).join(", ")}.
        </Text>
      )}
    </Group>
  );
}
