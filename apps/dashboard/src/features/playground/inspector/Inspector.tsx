import { ActionIcon, Group, NativeSelect, Stack, Text, Tooltip } from "@mantine/core";
import { memo, type ReactNode, type RefObject } from "react";
import { isUnitaryOperation } from "@ansatz/simulator";
import { CopyIcon, CrossCircleIcon } from "../../../shared/icons.tsx";
import type { CircuitDocument } from "../editor/circuit-document.ts";
import { findOperation, operationAt } from "../editor/edit-document.ts";
import { paletteGate } from "../editor/gate-catalogue.ts";
import { describeOperation, gateTitle } from "../editor/gate-label.ts";
import { viewOperation } from "../editor/operation-view.ts";
import type { Cell } from "../editor/playground-state.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import { AngleField } from "./AngleField.tsx";
import { ControlChoices } from "./ControlChoices.tsx";
import classes from "./inspector.module.css";

const parameterNamesOf: Readonly<Record<string, readonly string[]>> = {
  u: ["θ", "φ", "λ"],
  cu: ["θ", "φ", "λ", "γ"],
  p: ["λ"],
  gphase: ["γ"],
  xx_plus_yy: ["θ", "β"],
  xx_minus_yy: ["θ", "β"],
};

interface InspectorProps {
  readonly document: CircuitDocument;
  readonly cursor: Cell;
  readonly actions: PlaygroundActions;
  readonly panel: RefObject<HTMLDivElement | null>;
}

/** The gate under the cursor and everything about it that can be changed. */
export const Inspector = memo(function Inspector({ document, cursor, actions, panel }: InspectorProps) {
  const place = findOperation(document, cursor.qubit, cursor.column);
  if (!place) {
    return (
      <div ref={panel} className={classes.inspector} role="group" aria-label="Chosen cell">
        <Text size="sm" c="dimmed">
          Qubit {cursor.qubit}, column {cursor.column + 1} is free. Drag a gate here, or press its key (H, X,
          M …) while the circuit has the focus.
        </Text>
      </div>
    );
  }
  const operation = operationAt(document, place);
  const view = viewOperation(operation);
  const { inner, targets, controls, parameters, condition, base } = view;
  const qubits = Array.from({ length: document.qubitCount }, (_, qubit) => qubit);
  const setTarget = (at: number, qubit: number) => {
    // The qubit that stood there before takes the place of the one that is chosen.
    const exchange = (one: number) => (one === qubit ? targets[at] : one);
    actions.change(place, {
      targets: targets.map((target, index) => (index === at ? qubit : exchange(target))),
      controls: controls.map((control) => ({ ...control, qubit: exchange(control.qubit) })),
    });
  };
  const tile = paletteGate(base);
  const names = parameterNamesOf[base] ?? ["θ"];
  const fields: ReactNode[] = [];
  const isControllable = inner !== null && isUnitaryOperation(inner) && base !== "gphase";
  if (inner !== null && isUnitaryOperation(inner)) {
    parameters.forEach((value, at) => {
      fields.push(
        <AngleField
          key={`angle-${at}`}
          label={`Angle ${names[at] ?? at + 1}`}
          value={value}
          allowsNames
          onChange={(next, origin) =>
            actions.change(
              place,
              { parameters: parameters.map((old, index) => (index === at ? next : old)) },
              `${origin}-${place.column}-${place.index}-${at}`,
            )
          }
        />,
      );
    });
  }
  const bitOptions = Array.from({ length: document.bitCount }, (_, bit) => bit);
  return (
    <div
      ref={panel}
      className={classes.inspector}
      role="group"
      aria-label="Chosen gate"
      data-testid="inspector"
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb={6}>
        <div>
          <Text fw={600} component="h3" size="md">
            {inner === null ? "Conditional" : gateTitle(view)}
          </Text>
          <Text size="xs" c="dimmed">
            {inner === null
              ? `${describeOperation(operation)}. It is changed in the text.`
              : tile
                ? `${tile.name}. ${tile.help}`
                : describeOperation(operation)}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <Tooltip label="Copy to the right">
            <ActionIcon variant="default" aria-label="Copy the gate" onClick={() => actions.duplicate(place)}>
              <CopyIcon size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Delete (Del)">
            <ActionIcon variant="default" aria-label="Delete the gate" onClick={() => actions.remove(place)}>
              <CrossCircleIcon size={15} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
      {inner !== null && (
        <Stack gap="md">
          {fields}
          <Group gap="sm" align="flex-start">
            {targets.map((target, at) => (
              <NativeSelect
                key={at}
                size="xs"
                w="6rem"
                label={targets.length === 1 ? "On qubit" : `Qubit ${at + 1} of ${targets.length}`}
                value={String(target)}
                data={qubits.map((qubit) => ({ value: String(qubit), label: `q${qubit}` }))}
                onChange={({ currentTarget }) => setTarget(at, Number(currentTarget.value))}
              />
            ))}
            {inner.gate === "measure" && (
              <NativeSelect
                size="xs"
                w="7rem"
                label="Into classical bit"
                value={String(inner.bits[0])}
                data={Array.from(
                  { length: Math.max(document.bitCount + 1, inner.bits[0] + 1) },
                  (_, bit) => ({
                    value: String(bit),
                    label: `c${bit}`,
                  }),
                )}
                onChange={({ currentTarget }) => actions.setBit(place, Number(currentTarget.value))}
              />
            )}
            {inner.gate !== "barrier" && (document.bitCount > 0 || condition !== null) && (
              <NativeSelect
                size="xs"
                w="9.5rem"
                label="Runs"
                value={condition ? `${condition.bit}=${condition.value}` : ""}
                data={[
                  { value: "", label: "always" },
                  ...bitOptions.flatMap((bit) => [
                    { value: `${bit}=1`, label: `if c${bit} is 1` },
                    { value: `${bit}=0`, label: `if c${bit} is 0` },
                  ]),
                ]}
                onChange={({ currentTarget: { value } }) => {
                  const [bit, is] = value.split("=").map(Number);
                  actions.change(place, {
                    condition: value === "" ? null : { bit, value: is === 1 ? 1 : 0 },
                  });
                }}
              />
            )}
            {isControllable && (
              <ControlChoices
                qubitCount={document.qubitCount}
                targets={targets}
                controls={controls}
                onChange={(next) => actions.change(place, { controls: next })}
              />
            )}
          </Group>
        </Stack>
      )}
    </div>
  );
});
