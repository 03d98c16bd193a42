import { Group, NumberInput, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { fromNumberInput, type NumberField } from "../../shared/form/number-field.ts";
import type { FormState } from "../../shared/form/use-job-form.ts";
import classes from "./group-limits.module.css";
import { AddButton, ErrorText, RemoveButton } from "./GroupLimits.tsx";
import type { ViewDraft } from "./view-draft.ts";

interface ViewsProps {
  readonly form: FormState<{ readonly views: readonly ViewDraft[] }>;
  readonly assets: readonly string[];
}

/** What is expected of returns beyond the data. */
export function Views({ form, assets }: ViewsProps) {
  const { draft, update, errors } = form;
  const { views } = draft;
  const set = (index: number, change: Partial<ViewDraft>) =>
    update({ views: views.map((view, at) => (at === index ? { ...view, ...change } : view)) });
  const number = (
    value: NumberField,
    label: string,
    placeholder: string,
    onChange: (value: NumberField) => void,
  ) => (
    <NumberInput
      label={label}
      value={value}
      onChange={(typed) => onChange(fromNumberInput(typed))}
      hideControls
      size="xs"
      placeholder={placeholder}
      clampBehavior="none"
    />
  );
  const choice = (index: number, field: "asset" | "over", label: string) => (
    <Select
      label={label}
      size="xs"
      data={[...new Set([...assets, ...(views[index][field] === "" ? [] : [views[index][field]])])]}
      value={views[index][field] === "" ? null : views[index][field]}
      onChange={(value) => set(index, { [field]: value ?? "" })}
      searchable
      clearable={field === "over"}
      clearButtonProps={{ "aria-label": "No second asset" }}
      placeholder={field === "over" ? "nothing: a return of its own" : "choose"}
    />
  );
  return (
    <Stack gap="md" data-field="views" tabIndex={-1}>
      <Text size="sm" c="dimmed">
        A Black–Litterman view moves the expected returns towards what you expect, by its confidence.
      </Text>
      <ErrorText error={errors.views} />
      {views.map((view, index) => (
        <fieldset key={index} className={classes.entry}>
          <legend>View {index + 1}</legend>
          <SimpleGrid cols={2}>
            {choice(index, "asset", "Asset")}
            {choice(index, "over", "does better than")}
            {number(view.expectedReturn, "Return a year, %", "5", (expectedReturn) =>
              set(index, { expectedReturn }),
            )}
            {number(view.confidence, "Confidence, %", "50", (confidence) => set(index, { confidence }))}
          </SimpleGrid>
          <Group justify="flex-end">
            <RemoveButton
              label={`Remove view ${index + 1}`}
              onClick={() => update({ views: views.filter((_, at) => at !== index) })}
            />
          </Group>
        </fieldset>
      ))}
      <AddButton
        label="Add a view"
        onClick={() =>
          update({ views: [...views, { asset: "", over: "", expectedReturn: "", confidence: "" }] })
        }
      />
    </Stack>
  );
}
