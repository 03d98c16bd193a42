import { ActionIcon, Group, Slider, Text } from "@mantine/core";
import { memo } from "react";
import { ChevronIcon } from "../../../shared/icons.tsx";
import { operationsOf, type CircuitDocument } from "../editor/circuit-document.ts";
import { describeOperation } from "../editor/gate-label.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";

interface StepSliderProps {
  readonly document: CircuitDocument;
  readonly step: number | null;
  readonly actions: PlaygroundActions;
}

/** Goes through the circuit operation by operation; all results are those after the chosen one. */
export const StepSlider = memo(function StepSlider(props: StepSliderProps) {
  const { document, actions } = props;
  const operations = operationsOf(document);
  const count = operations.length;
  const step = props.step ?? count;
  const go = (to: number) => actions.dispatch({ kind: "step", step: Math.max(0, to) });
  const text =
    count === 0
      ? "The circuit is empty: every qubit is in |0⟩."
      : step === 0
        ? "Before the first operation: every qubit is in |0⟩."
        : `After operation ${step} of ${count}: ${describeOperation(operations[step - 1])}.`;
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="default"
          aria-label="One step back"
          disabled={step === 0}
          onClick={() => go(step - 1)}
          style={{ transform: "scaleX(-1)" }}
        >
          <ChevronIcon size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label="One step forward"
          disabled={step >= count}
          onClick={() => go(step + 1)}
        >
          <ChevronIcon size={16} />
        </ActionIcon>
        <Slider
          flex={1}
          mx={10}
          size="sm"
          thumbSize={24}
          thumbLabel="State after operation"
          min={0}
          max={Math.max(1, count)}
          step={1}
          value={step}
          label={(value) => `${value} of ${count}`}
          disabled={count === 0}
          onChange={go}
        />
      </Group>
      <Text size="sm" c="dimmed" mt={4} data-testid="step-text">
        {text}
      </Text>
    </div>
  );
});
