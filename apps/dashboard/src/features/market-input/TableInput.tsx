import { Button, CloseButton, FileButton, Group, Input, Text, Textarea } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { TableIcon, UploadIcon } from "../../shared/icons.tsx";
import { heldFileBytes, sizeText } from "./body-size.ts";
import { emptyTable, type MarketTable, type TableName } from "./market-draft.ts";
import classes from "./market-input.module.css";

interface TableInputProps {
  readonly name: TableName;
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly table: MarketTable;
  readonly onChange: (table: MarketTable) => void;
  readonly error: string | undefined;
}

/** A table, pasted, opened or dropped. */
export function TableInput({
  name,
  label,
  description,
  placeholder,
  table,
  onChange,
  error,
}: TableInputProps) {
  const [isOver, setIsOver] = useState(false);
  const open = async (file: File | null | undefined) => {
    if (!file) return;
    // A large file is left to the worker, which reads it piece by piece.
    onChange(
      file.size > heldFileBytes
        ? { text: "", fileName: file.name, file }
        : { text: await file.text(), fileName: file.name, file: null },
    );
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void open(event.dataTransfer.files.item(0));
  };
  const isFile = table.fileName !== "";
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
      {isFile ? (
        <Input.Wrapper label={label} error={error}>
          <div className={classes.file} data-field={name} tabIndex={-1}>
            <TableIcon size={20} />
            <div className={classes.fileName}>
              <Text size="sm" fw={600}>
                {table.fileName}
              </Text>
              <Text size="xs" c="dimmed" className="number">
                {sizeText(table.file?.size ?? table.text.length)}
              </Text>
            </div>
            <CloseButton
              aria-label={`Remove ${table.fileName}`}
              size="lg"
              onClick={() => onChange(emptyTable)}
            />
          </div>
        </Input.Wrapper>
      ) : (
        <Textarea
          label={label}
          description={description}
          placeholder={placeholder}
          value={table.text}
          error={error}
          onChange={(event) => onChange({ text: event.currentTarget.value, fileName: "", file: null })}
          data-field={name}
          autosize
          minRows={4}
          maxRows={10}
          wrap="off"
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", overflowX: "auto" } }}
        />
      )}
      <Group mt="xs" gap="sm">
        <FileButton onChange={(file) => void open(file)} accept=".csv,.tsv,.txt,text/csv,text/plain">
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<UploadIcon size={14} />}>
              {isFile ? "Choose another file" : "Choose a file"}
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
