import { Button, CloseButton, FileButton, Group, Input, Text, Textarea } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { TableIcon, UploadIcon } from "../../shared/icons.tsx";
import { sizeText } from "../market-input/body-size.ts";
import inputClasses from "../market-input/market-input.module.css";
import { emptyTable, setFiles, type MaterialsFiles } from "../materials-new/materials-files.ts";
import type { StructureText } from "../materials-worker/types.ts";
import { isStructureFile } from "./structure-file.ts";

const example = "formula,band gap (eV)\nSi,1.12\nGaAs,1.42\nZnO,3.37\nTiO2,3.2";

/** A table and structures, pasted, opened or dropped together. */
export function MaterialsFilesInput({
  files,
  error,
  onChange,
}: {
  readonly files: MaterialsFiles;
  readonly error: string | undefined;
  readonly onChange: () => void;
}) {
  const [isOver, setIsOver] = useState(false);
  const { table, structures } = files;
  const change = (next: Parameters<typeof setFiles>[0]) => {
    setFiles(next);
    onChange();
  };
  const open = async (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    const read = await Promise.all(
      chosen.map(async (file) => ({ name: file.name, text: await file.text() })),
    );
    const isStructure = ({ name, text }: StructureText): boolean => isStructureFile(name, text);
    const added = read.filter(isStructure);
    const opened = read.find((file) => !isStructure(file));
    const names = new Set(added.map(({ name }) => name));
    change({
      ...(opened ? { table: { text: opened.text, fileName: opened.name } } : {}),
      ...(added.length > 0
        ? { structures: [...structures.filter(({ name }) => !names.has(name)), ...added] }
        : {}),
    });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void open([...event.dataTransfer.files]);
  };
  const structureSize = structures.reduce((sum, { text }) => sum + text.length, 0);
  return (
    <div
      className={inputClasses.dropZone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      {table.fileName === "" ? (
        <Textarea
          label="Table"
          description="CSV or pasted from a spreadsheet: a row a material, with its formula and the property to learn."
          placeholder={example}
          value={table.text}
          error={error}
          onChange={(event) => change({ table: { text: event.currentTarget.value, fileName: "" } })}
          data-field="table"
          autosize
          minRows={5}
          maxRows={10}
          wrap="off"
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", overflowX: "auto" } }}
        />
      ) : (
        <Input.Wrapper label="Table" error={error}>
          <FileLine
            name={table.fileName}
            size={table.text.length}
            field="table"
            onRemove={() => change({ table: emptyTable })}
          />
        </Input.Wrapper>
      )}
      {structures.length > 0 && (
        <Input.Wrapper label="Structures" mt="sm">
          <FileLine
            name={
              structures.length === 1
                ? structures[0].name
                : `${structures.length} structures: ${listNames(structures)}`
            }
            size={structureSize}
            field="structures"
            onRemove={() => change({ structures: [] })}
          />
        </Input.Wrapper>
      )}
      <Group mt="xs" gap="sm">
        <FileButton
          onChange={(chosen) => void open(chosen)}
          accept=".csv,.tsv,.txt,.cif,.vasp,.poscar,text/csv,text/plain"
          multiple
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<UploadIcon size={14} />}>
              Choose files
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          or drop them here: a CSV, and CIF or POSCAR files that a column names
        </Text>
      </Group>
    </div>
  );
}

function listNames(structures: readonly StructureText[]): string {
  const shown = structures.slice(0, 3).map(({ name }) => name);
  return shown.join(", ") + (structures.length > 3 ? " …" : "");
}

interface FileLineProps {
  readonly name: string;
  readonly size: number;
  readonly field: string;
  readonly onRemove: () => void;
}

function FileLine({ name, size, field, onRemove }: FileLineProps) {
  return (
    <div className={inputClasses.file} data-field={field} tabIndex={-1}>
      <TableIcon size={20} />
      <div className={inputClasses.fileName}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" className="number">
          {sizeText(size)}
        </Text>
      </div>
      <CloseButton aria-label={`Remove ${name}`} size="lg" onClick={onRemove} />
    </div>
  );
}
