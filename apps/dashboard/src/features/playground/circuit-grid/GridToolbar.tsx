import { ActionIcon, Button, Group, Text, Tooltip } from "@mantine/core";
import { memo, type ReactNode } from "react";
import { MinusIcon, PlusIcon, RepeatIcon } from "../../../shared/icons.tsx";
import { greatestQubitCount } from "../editor/circuit-document.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";

interface ToolProps {
  readonly label: string;
  readonly hint: string;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, hint, isDisabled, onClick, children }: ToolProps) {
  return (
    <Tooltip label={hint}>
      <ActionIcon variant="default" size="md" aria-label={label} disabled={isDisabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function BackIcon() {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

interface GridToolbarProps {
  readonly qubitCount: number;
  readonly isEmpty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly actions: PlaygroundActions;
}

/** Undo, redo, number of qubits, an empty circuit. */
export const GridToolbar = memo(function GridToolbar(props: GridToolbarProps) {
  const { qubitCount, isEmpty, canUndo, canRedo, actions } = props;
  return (
    <Group gap="sm" role="toolbar" aria-label="Circuit">
      <Group gap={4}>
        <Tool
          label="Undo"
          hint="Undo (Ctrl+Z)"
          isDisabled={!canUndo}
          onClick={() => actions.dispatch({ kind: "undo" })}
        >
          <BackIcon />
        </Tool>
        <Tool
          label="Redo"
          hint="Redo (Ctrl+Y)"
          isDisabled={!canRedo}
          onClick={() => actions.dispatch({ kind: "redo" })}
        >
          <span style={{ display: "flex", transform: "scaleX(-1)" }}>
            <BackIcon />
          </span>
        </Tool>
      </Group>
      <Group gap={4}>
        <Tool
          label="Remove the last qubit"
          hint="Remove the last qubit (−)"
          isDisabled={qubitCount <= 1}
          onClick={actions.removeQubit}
        >
          <MinusIcon size={15} />
        </Tool>
        <Text size="sm" miw="4.6rem" ta="center" className="number">
          {qubitCount} qubit{qubitCount === 1 ? "" : "s"}
        </Text>
        <Tool
          label="Add a qubit"
          hint="Add a qubit (+)"
          isDisabled={qubitCount >= greatestQubitCount}
          onClick={actions.addQubit}
        >
          <PlusIcon size={15} />
        </Tool>
      </Group>
      <Button
        variant="default"
        size="xs"
        leftSection={<RepeatIcon size={14} />}
        disabled={isEmpty}
        onClick={actions.clear}
      >
        Clear
      </Button>
    </Group>
  );
});
