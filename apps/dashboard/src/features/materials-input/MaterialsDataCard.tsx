import { MultiSelect, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { ChoiceControl } from "../../shared/form/controls.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import type { MaterialsDraft } from "../materials-new/materials-draft.ts";
import type { MaterialsFiles } from "../materials-new/materials-files.ts";
import type { MaterialsFacts } from "../materials-worker/types.ts";
import { MaterialsFilesInput } from "./MaterialsFilesInput.tsx";
import classes from "./materials-input.module.css";

interface MaterialsDataCardProps {
  readonly form: FormState<MaterialsDraft> & { readonly clear: (fields: readonly string[]) => void };
  readonly files: MaterialsFiles;
  readonly facts: MaterialsFacts | undefined;
  readonly header: readonly string[];
}

const samples = [
  { value: "bulk-moduli", label: "Bulk moduli of 2,000 inorganic crystals (regression)" },
  { value: "metallicity", label: "Metal or not: 2,000 inorganic crystals (classification)" },
];

const subjects = [
  { value: "", label: "as the table tells" },
  { value: "composition", label: "formulas" },
  { value: "molecule", label: "molecules, as SMILES" },
];

const subjectTitles = {
  composition: "Composition",
  structure: "Structures",
  molecule: "Molecules",
  numbers: "Composition",
};

const tasks = [
  { value: "", label: "as the target tells" },
  { value: "regression", label: "regression: numbers" },
  { value: "classification", label: "classification: classes" },
];

const duplicateChoices = [
  { value: "mean", label: "one row, the mean" },
  { value: "keep-first", label: "the first row" },
  { value: "keep-all", label: "all rows" },
];

/** Where the table comes from and what its columns mean. */
export function MaterialsDataCard({ form, files, facts, header }: MaterialsDataCardProps) {
  const { draft, update, clear, errors } = form;
  const forget = {
    subject: "",
    descriptors: [],
    composition: "",
    target: "",
    group: "",
    columns: [],
    unit: "",
    task: "",
    foldColumn: "",
  } as const;
  return (
    <Section title="1 · Data" description="Read in this page at once; sent only when a job is started.">
      <Stack gap="lg">
        <SegmentedControl
          aria-label="Where the data come from"
          value={draft.source}
          onChange={(value) => {
            clear(["table", "sample"]);
            update({ source: value });
          }}
          data={[
            { value: "sample", label: "Sample" },
            { value: "table", label: "Your table" },
          ]}
          style={{ alignSelf: "flex-start" }}
        />
        {draft.source === "sample" ? (
          <ChoiceControl form={form} field="sample" label="Sample" choices={samples} />
        ) : (
          <>
            <MaterialsFilesInput
              files={files}
              error={errors.table}
              onChange={() => {
                clear(["table", "composition", "target", "group", "columns"]);
                // Choices of another table's columns are none of this one's.
                update(forget);
              }}
            />
            {header.length > 0 && <ColumnRoles form={form} facts={facts} header={header} />}
          </>
        )}
      </Stack>
    </Section>
  );
}

/** Which column plays which part: recognised, unless it is chosen. */
function ColumnRoles({ form, facts, header }: Pick<MaterialsDataCardProps, "form" | "facts" | "header">) {
  const { draft, update, errors } = form;
  const choices = [...new Set([...header])];
  const column = (
    field: "composition" | "target" | "group",
    label: string,
    found: string | null | undefined,
  ) => (
    <Select
      label={label}
      data={choices}
      value={draft[field] === "" ? null : draft[field]}
      placeholder={found ?? (field === "group" ? "none" : "recognised")}
      onChange={(value) => update({ [field]: value ?? "" })}
      clearable
      clearButtonProps={{ "aria-label": `${label}: as recognised` }}
      error={errors[field]}
      data-field={field}
    />
  );
  const others = facts?.columns.otherNumbers ?? [];
  return (
    <div className={classes.roles}>
      {facts?.subject !== "structure" && (
        <ChoiceControl form={form} field="subject" label="Rows are" choices={subjects} />
      )}
      {column("composition", subjectTitles[facts?.subject ?? "composition"], facts?.columns.composition)}
      {column("target", "Target", facts?.columns.target)}
      <TextInput
        label="Unit"
        value={draft.unit}
        placeholder={facts?.target.unit ?? "none"}
        onChange={(event) => update({ unit: event.currentTarget.value })}
        error={errors.unit}
        data-field="unit"
      />
      <ChoiceControl form={form} field="task" label="Task" choices={tasks} />
      {column("group", "Keep together", facts?.columns.group)}
      <ChoiceControl form={form} field="duplicates" label="Equal compositions" choices={duplicateChoices} />
      {(others.length > 0 || draft.columns.length > 0) && (
        <MultiSelect
          label="Further features"
          data={[...new Set([...others, ...draft.columns])]}
          value={[...draft.columns]}
          onChange={(columns) => update({ columns })}
          placeholder={draft.columns.length === 0 ? "columns of numbers" : ""}
          error={errors.columns}
          data-field="columns"
        />
      )}
    </div>
  );
}
