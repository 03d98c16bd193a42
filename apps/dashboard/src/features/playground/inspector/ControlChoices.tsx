import { Group, Input, UnstyledButton, VisuallyHidden } from "@mantine/core";
import type { Control } from "@ansatz/simulator";
import { cycleControl } from "../editor/edit-document.ts";
import classes from "./inspector.module.css";

interface ControlChoicesProps {
  readonly qubitCount: number;
  readonly targets: readonly number[];
  readonly controls: readonly Control[];
  readonly onChange: (controls: readonly Control[]) => void;
}

const states = [
  { symbol: "○", text: "acts where it is 0" },
  { symbol: "●", text: "acts where it is 1" },
] as const;

/** Which qubits decide whether the gate acts: every press goes from none to 1 to 0. */
export function ControlChoices({ qubitCount, targets, controls, onChange }: ControlChoicesProps) {
  const others = Array.from({ length: qubitCount }, (_, qubit) => qubit).filter(
    (qubit) => !targets.includes(qubit),
  );
  if (others.length === 0) return null;
  return (
    <Input.Wrapper size="xs" label="Controlled by (● acts where it is 1, ○ where it is 0)" labelElement="div">
      <Group gap={6} role="group" aria-label="Controls">
        {others.map((qubit) => {
          const control = controls.find((one) => one.qubit === qubit);
          const look = control && states[control.value];
          return (
            <UnstyledButton
              key={qubit}
              className={classes.choice}
              data-active={control !== undefined || undefined}
              onClick={() => onChange(cycleControl(controls, qubit))}
            >
              <span aria-hidden="true">{look?.symbol ?? "–"}</span> q{qubit}
              <VisuallyHidden>: {look?.text ?? "no control"}</VisuallyHidden>
            </UnstyledButton>
          );
        })}
      </Group>
    </Input.Wrapper>
  );
}
