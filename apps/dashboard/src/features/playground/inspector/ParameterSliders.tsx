import { Stack, Text } from "@mantine/core";
import type { CircuitDocument } from "../editor/circuit-document.ts";
import { setValue } from "../editor/edit-document.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import { AngleField } from "./AngleField.tsx";

interface ParameterSlidersProps {
  readonly document: CircuitDocument;
  readonly actions: PlaygroundActions;
}

/** A slider for each named parameter of the circuit. */
export function ParameterSliders({ document, actions }: ParameterSlidersProps) {
  const names = Object.keys(document.values);
  if (names.length === 0) return null;
  return (
    <div role="group" aria-label="Parameters of the circuit">
      <Text component="h3" fw={600} size="sm" mb={4}>
        Parameters of the circuit
      </Text>
      <Stack gap={2}>
        {names.map((name) => (
          <AngleField
            key={name}
            label={name}
            value={document.values[name]}
            onChange={(value, origin) => {
              if (typeof value !== "number") return;
              actions.dispatch({
                kind: "edit",
                document: setValue(document, name, value),
                key: `${origin}-${name}`,
              });
            }}
          />
        ))}
      </Stack>
    </div>
  );
}
