import { SimpleGrid, Stack } from "@mantine/core";
import { ChoiceControl, NumberControl, SwitchControl } from "../../shared/form/controls.tsx";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import type { ModelChoice } from "../materials-worker/types.ts";
import { ModelChecks } from "./ModelChecks.tsx";
import type { MaterialsDraft } from "./materials-draft.ts";

interface AuditCardProps {
  readonly form: FormState<MaterialsDraft>;
  readonly models: readonly ModelChoice[];
  readonly header: readonly string[];
}

/** Which models are compared, and on which folds. */
export function AuditCard({ form, models, header }: AuditCardProps) {
  const { draft, errors } = form;
  const isNumber = draft.foldKind === "number";
  const foldKinds = [
    { value: "number", label: "shuffled folds" },
    { value: "matbench", label: "the official folds of Matbench" },
    ...(header.length > 0 || draft.foldKind === "column"
      ? [{ value: "column", label: "a column that numbers them" }]
      : []),
  ];
  return (
    <Section
      title="4 · Folds and models"
      description="Settings are chosen on inner folds; the outer ones are held out for the comparison."
    >
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <ChoiceControl form={form} field="foldKind" label="Outer folds" choices={foldKinds} />
          {isNumber && (
            <NumberControl
              form={form}
              field="folds"
              label="Number of folds"
              placeholder="5"
              allowDecimal={false}
            />
          )}
          {draft.foldKind === "column" && (
            <ChoiceControl
              form={form}
              field="foldColumn"
              label="Column"
              choices={[...new Set([...header, draft.foldColumn])]
                .filter((name) => name !== "")
                .map((name) => ({ value: name, label: name }))}
            />
          )}
        </SimpleGrid>
        <ModelChecks form={form} models={models} />
        <Disclosure
          title="Advanced"
          isForced={["innerFolds", "repeats", "shots", "seed"].some((field) => field in errors)}
        >
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <NumberControl
                form={form}
                field="innerFolds"
                label="Inner folds"
                placeholder="3"
                allowDecimal={false}
              />
              {isNumber && (
                <NumberControl
                  form={form}
                  field="repeats"
                  label="Repeats"
                  placeholder="1"
                  allowDecimal={false}
                />
              )}
              <NumberControl form={form} field="seed" label="Seed" placeholder="42" allowDecimal={false} />
            </SimpleGrid>
            <NumberControl
              form={form}
              field="shots"
              label="Measurements an entry"
              description="Audits the best quantum kernel from so many shots too."
              placeholder="none: exact kernels alone"
              allowDecimal={false}
            />
            <SwitchControl
              form={form}
              field="learningCurve"
              label="Learning curves"
              description="Some models again on a quarter and half of the training rows."
            />
            <SwitchControl
              form={form}
              field="leakageCheck"
              label="Leakage check"
              description="Repeats with permuted targets, from which nothing can be learnt: skill there is a leak."
            />
          </Stack>
        </Disclosure>
      </Stack>
    </Section>
  );
}
