import { Button, FileButton, Group, Text, Textarea } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { UploadIcon } from "../../shared/icons.tsx";
import classes from "./new-calculation.module.css";

interface XyzInputProps {
  readonly value: string;
  readonly onChange: (xyz: string) => void;
  readonly error: string | undefined;
}

/** Largest file read, bytes; a request may hold 200,000 characters. */
const largestFile = 200_000;

/** XYZ coordinates, pasted, opened or dropped. */
export function XyzInput({ value, onChange, error }: XyzInputProps) {
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string>();

  const open = async (file: File | null | undefined) => {
    if (!file) return;
    if (file.size > largestFile) {
      setProblem(`${file.name} has ${file.size.toLocaleString("en-US")} bytes; at most 200,000 are taken.`);
      return;
    }
    setProblem(undefined);
    onChange(await file.text());
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void open(event.dataTransfer.files.item(0));
  };

  return (
    <div
      className={classes.dropZone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <Textarea
        label="XYZ coordinates"
        description="One line an atom: element and x, y, z in ångström. The two header lines may be missing."
        placeholder={"O  0.000  0.000  0.117\nH  0.000  0.757 -0.469\nH  0.000 -0.757 -0.469"}
        value={value}
        error={problem ?? error}
        onChange={(event) => onChange(event.currentTarget.value)}
        data-field="molecule"
        autosize
        minRows={5}
        maxRows={14}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      />
      <Group mt="xs" gap="sm">
        <FileButton onChange={(file) => void open(file)} accept=".xyz,.txt,text/plain">
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<UploadIcon size={14} />}>
              Open a file
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          or drop one here
        </Text>
      </Group>
    </div>
  );
}
