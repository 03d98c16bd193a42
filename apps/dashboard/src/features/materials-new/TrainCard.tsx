import { Select, SimpleGrid, Text } from "@mantine/core";
import { NumberControl } from "../../shared/form/controls.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { capital, kindWords } from "../audit-result/model-words.ts";
import type { ModelChoice } from "../materials-worker/types.ts";
import type { MaterialsDraft } from "./materials-draft.ts";

interface ModelSelectProps {
  readonly form: FormState<MaterialsDraft>;
  readonly field: "model" | "proposer";
  readonly models: readonly ModelChoice[];
  readonly description: string;
}

/** One model, grouped by kind. */
export function ModelSelect({
  form: { draft, update, errors },
  field,
  models,
  description,
}: ModelSelectProps) {
  const groups = (["classical", "quantum", "control"] as const).flatMap((kind) => {
    const items = models
      .filter((model) => model.kind === kind)
      .map(({ name, label, inputs }) => ({
        value: name,
        label: `${capital(label)}${kind === "classical" && inputs === "all" ? ", all features" : ""}`,
      }));
    return items.length === 0 ? [] : [{ group: kindWords[kind].label, items }];
  });
  const isKnown = models.some(({ name }) => name === draft[field]);
  return (
    <Select
      label="Model"
      description={description}
      data={isKnown ? groups : [...groups, { value: draft[field], label: draft[field] }]}
      value={draft[field]}
      onChange={(value) => value !== null && update({ [field]: value })}
      allowDeselect={false}
      searchable
      error={errors[field]}
      data-field={field}
    />
  );
}

/** Which model is fitted, and how its error is measured. */
export function TrainCard({
  form,
  models,
}: {
  readonly form: FormState<MaterialsDraft>;
  readonly models: readonly ModelChoice[];
}) {
  return (
    <Section
      title="4 · Model"
      description="Fitted to all rows; its error comes from folds that it did not see."
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ModelSelect
          form={form}
          field="model"
          models={models}
          description="An audit tells which one predicts best."
        />
        <NumberControl
          form={form}
          field="folds"
          label="Folds"
          description="Of the error that it is stored with."
          placeholder="5"
          allowDecimal={false}
        />
        <NumberControl form={form} field="seed" label="Seed" placeholder="42" allowDecimal={false} />
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt="sm">
        Gaussian processes and random forests tell how sure they are of each prediction.
      </Text>
    </Section>
  );
}
