import { NumberInput, Select, Switch, Textarea, type NumberInputProps } from "@mantine/core";
import type { ReactNode } from "react";
import { fromNumberInput, type NumberField } from "./number-field.ts";
import type { FormState } from "./use-job-form.ts";

/** Names of a draft's fields that hold a kind of value. */
type FieldsOf<Draft, Value> = {
  [Name in keyof Draft]: Draft[Name] extends Value ? Name : never;
}[keyof Draft] &
  string;

interface ControlProps<Draft, Value> {
  readonly form: FormState<Draft>;
  readonly field: FieldsOf<Draft, Value>;
  readonly label: string;
  readonly description?: ReactNode;
}

/** A number of the draft; empty means the default, which its placeholder tells. */
export function NumberControl<Draft>({
  form: { draft, update, errors },
  field,
  ...props
}: ControlProps<Draft, NumberField> &
  Pick<NumberInputProps, "placeholder" | "suffix" | "allowDecimal" | "min" | "max" | "step" | "disabled">) {
  return (
    <NumberInput
      {...props}
      value={draft[field] as NumberField}
      onChange={(value) => update({ [field]: fromNumberInput(value) } as Partial<Draft>)}
      clampBehavior="none"
      hideControls
      error={errors[field]}
      data-field={field}
    />
  );
}

/** One of a list of choices. */
export function ChoiceControl<Draft>({
  form: { draft, update, errors },
  field,
  choices,
  ...props
}: ControlProps<Draft, string> & {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}) {
  return (
    <Select
      {...props}
      data={[...choices]}
      value={draft[field] as string}
      onChange={(value) => value !== null && update({ [field]: value } as Partial<Draft>)}
      allowDeselect={false}
      error={errors[field]}
      data-field={field}
    />
  );
}

export function SwitchControl<Draft>({
  form: { draft, update, errors },
  field,
  ...props
}: ControlProps<Draft, boolean>) {
  return (
    <Switch
      {...props}
      checked={draft[field] as boolean}
      onChange={(event) => update({ [field]: event.currentTarget.checked } as Partial<Draft>)}
      error={errors[field]}
      data-field={field}
    />
  );
}

/** Several lines of text, set in a font of equal widths. */
export function LinesControl<Draft>({
  form: { draft, update, errors },
  field,
  ...props
}: ControlProps<Draft, string> & { readonly placeholder?: string; readonly minRows?: number }) {
  return (
    <Textarea
      minRows={3}
      {...props}
      value={draft[field] as string}
      onChange={(event) => update({ [field]: event.currentTarget.value } as Partial<Draft>)}
      error={errors[field]}
      data-field={field}
      autosize
      maxRows={12}
      spellCheck={false}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
    />
  );
}
