import { Alert, Group, SegmentedControl, Text } from "@mantine/core";
import { memo, useId } from "react";
import { CrossCircleIcon } from "../../../shared/icons.tsx";
import type { CircuitDocument } from "../editor/circuit-document.ts";
import type { PlaygroundActions } from "../editor/use-playground.ts";
import { CodeEditor } from "./CodeEditor.tsx";
import classes from "./text-panel.module.css";
import { useQasmText } from "./use-qasm-text.ts";

interface TextPanelProps {
  readonly document: CircuitDocument;
  readonly actions: PlaygroundActions;
}

/** The circuit as OpenQASM text that can be edited. */
export const TextPanel = memo(function TextPanel({ document, actions }: TextPanelProps) {
  const { text, problem, version, note, choose, onType } = useQasmText(document, actions);
  const id = useId();
  return (
    <div className={classes.panel}>
      <Group justify="space-between" gap="xs" mb={6}>
        <Text component="h3" fw={600} size="sm">
          OpenQASM
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Version of OpenQASM"
          value={String(version)}
          onChange={(value) => choose(value === "2" ? 2 : 3)}
          data={[
            { value: "3", label: "3" },
            { value: "2", label: "2" },
          ]}
        />
      </Group>
      <div className={classes.editor}>
        <CodeEditor
          label="OpenQASM text of the circuit"
          describedBy={id}
          text={text}
          problem={problem}
          onChange={onType}
        />
      </div>
      <div id={id} aria-live="polite" data-testid="text-state">
        {problem ? (
          <Alert
            mt={8}
            color="red"
            variant="light"
            icon={<CrossCircleIcon size={16} />}
            title={
              problem.position
                ? `Line ${problem.position.line}, column ${problem.position.column}`
                : "The text cannot be used"
            }
          >
            <Text size="xs">{problem.message} The drawing keeps the last good circuit.</Text>
          </Alert>
        ) : (
          <Text size="xs" c="dimmed" mt={6}>
            {note ?? "The text and the drawing follow each other. Paste a circuit of your own."}
          </Text>
        )}
      </div>
    </div>
  );
});
