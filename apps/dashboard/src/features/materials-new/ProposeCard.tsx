import { Button, Group, MultiSelect, SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { ChoiceControl, NumberControl, SwitchControl } from "../../shared/form/controls.tsx";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { elementName } from "../materials-periodic-table/element-places.ts";
import { ElementPicker } from "../materials-periodic-table/PeriodicTable.tsx";
import type { MaterialsFacts, ModelChoice } from "../materials-worker/types.ts";
import { CandidateCount } from "./CandidateCount.tsx";
import type { MaterialsDraft } from "./materials-draft.ts";
import { ModelSelect } from "./TrainCard.tsx";

const acquisitionChoices = [
  { value: "expected-improvement", label: "Expected improvement" },
  { value: "probability-of-improvement", label: "Probability of improvement" },
  { value: "confidence-bound", label: "Confidence bound: value and uncertainty" },
  { value: "value", label: "Predicted value alone" },
];

interface ProposeCardProps {
  readonly form: FormState<MaterialsDraft>;
  readonly models: readonly ModelChoice[];
  readonly facts: MaterialsFacts | undefined;
}

/** Which compounds may be proposed, and how they are chosen. */
export function ProposeCard({ form, models, facts }: ProposeCardProps) {
  const { draft, update, errors } = form;
  const counts = facts?.elements ?? {};
  const frequent = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([symbol]) => symbol);
  return (
    <>
      <Section
        title="4 · Candidates"
        description="Compounds of the chosen elements that the data do not hold. Tinted elements occur in the data."
      >
        <Stack gap="md">
          <div>
            <Group justify="space-between" mb="xs" gap="xs">
              <Text size="sm" fw={500}>
                Elements{draft.elements.length > 0 && `: ${draft.elements.join(", ")}`}
              </Text>
              <Group gap="xs">
                {frequent.length > 0 && (
                  <Button size="compact-xs" variant="subtle" onClick={() => update({ elements: frequent })}>
                    The {frequent.length} most frequent
                  </Button>
                )}
                {draft.elements.length > 0 && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => update({ elements: [], required: [] })}
                  >
                    None
                  </Button>
                )}
              </Group>
            </Group>
            {errors.elements !== undefined && (
              <Text size="sm" c="var(--mantine-color-error)" mb="xs" role="alert">
                {errors.elements}
              </Text>
            )}
            <ElementPicker
              label="Elements that candidates may hold"
              field="elements"
              chosen={draft.elements}
              onChange={(elements) =>
                update({ elements, required: draft.required.filter((symbol) => elements.includes(symbol)) })
              }
              counts={counts}
            />
          </div>
          <MultiSelect
            label="Must hold"
            description="Elements that every candidate has."
            data={draft.elements.map((symbol) => ({
              value: symbol,
              label: `${symbol}, ${elementName(symbol)}`,
            }))}
            value={[...draft.required]}
            onChange={(required) => update({ required })}
            error={errors.required}
            data-field="required"
          />
          <SimpleGrid cols={{ base: 2, xs: 3 }}>
            <NumberControl
              form={form}
              field="minimumElements"
              label="Elements, least"
              placeholder="2"
              allowDecimal={false}
            />
            <NumberControl
              form={form}
              field="maximumElements"
              label="Elements, most"
              placeholder="3"
              allowDecimal={false}
            />
            <NumberControl
              form={form}
              field="maximumAtoms"
              label="Atoms, most"
              placeholder="8"
              allowDecimal={false}
            />
          </SimpleGrid>
          <SwitchControl
            form={form}
            field="chargeBalanced"
            label="Charges balance"
            description="Common oxidation states add up to zero; switch off for alloys and intermetallics."
          />
          <CandidateCount draft={draft} />
        </Stack>
      </Section>
      <Section title="5 · Choice">
        <Stack gap="md">
          <SegmentedControl
            aria-label="Goal"
            value={draft.goal}
            onChange={(goal) => update({ goal: goal })}
            data={[
              { value: "maximise", label: "High values" },
              { value: "minimise", label: "Low values" },
            ]}
            style={{ alignSelf: "flex-start" }}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <ModelSelect
              form={form}
              field="proposer"
              models={models.filter(({ hasUncertainty }) => hasUncertainty)}
              description="One that knows its uncertainty."
            />
            <ChoiceControl
              form={form}
              field="acquisition"
              label="Chosen by"
              description="What makes a candidate worth making."
              choices={acquisitionChoices}
            />
            <NumberControl
              form={form}
              field="batch"
              label="Proposals"
              placeholder="10"
              allowDecimal={false}
            />
          </SimpleGrid>
          <SwitchControl
            form={form}
            field="replay"
            label="Measure the gain"
            description="Searches the known rows again, guided and at random, and says what guidance gained there."
          />
          <Disclosure title="Advanced" isForced={["candidates", "seed"].some((field) => field in errors)}>
            <Stack gap="md">
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <NumberControl
                  form={form}
                  field="candidates"
                  label="Candidates, most"
                  description="Those with few atoms come first."
                  placeholder="20000"
                  allowDecimal={false}
                />
                <NumberControl form={form} field="seed" label="Seed" placeholder="42" allowDecimal={false} />
              </SimpleGrid>
              <SwitchControl
                form={form}
                field="diverse"
                label="A diverse batch"
                description="Proposals differ from each other, so that each teaches something."
              />
            </Stack>
          </Disclosure>
        </Stack>
      </Section>
    </>
  );
}
