import { SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { ChoiceControl, NumberControl } from "../../shared/form/controls.tsx";
import { useJobForm } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { FinanceFormLayout } from "../portfolio-form/FinanceFormLayout.tsx";
import { fieldsOfMandateError } from "../portfolio-new/portfolio-errors.ts";
import { AmplitudeCard } from "../risk-new/AmplitudeCard.tsx";
import { initialOption, optionStore, toOptionJob, type OptionDraft } from "./option-form.ts";

const fields = Object.keys(initialOption);

const kinds: readonly { value: OptionDraft["kind"]; label: string; text: string }[] = [
  { value: "european", label: "European", text: "Pays by the price at maturity." },
  { value: "asian", label: "Asian", text: "Pays by the average of the prices at a few dates." },
  {
    value: "barrier",
    label: "Barrier",
    text: "Comes to life or ends when the price crosses a barrier at one of the dates.",
  },
];

/** An option and how its price is estimated. */
export default function NewOptionPage() {
  const form = useJobForm({
    store: optionStore,
    toJob: toOptionJob,
    places: {
      fieldOfPath: ([head]) => fields.find((field) => field === head),
      fieldsOfError: (error) => fieldsOfMandateError(error, fields),
    },
  });
  const { draft, update } = form;
  return (
    <FinanceFormLayout
      title="Option by amplitude estimation"
      description="The price of an option on a share that moves as in the model of Black and Scholes, beside closed forms and classical Monte Carlo."
      form={form}
      submit="Price the option"
    >
      <Section title="1 · Contract and market">
        <Stack gap="lg">
          <div>
            <SegmentedControl
              aria-label="Kind of option"
              value={draft.kind}
              onChange={(value) => update({ kind: value })}
              data={kinds.map(({ value, label }) => ({ value, label }))}
            />
            <Text size="sm" c="dimmed" mt={6}>
              {kinds.find(({ value }) => value === draft.kind)!.text}
            </Text>
          </div>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <ChoiceControl
              form={form}
              field="type"
              label="Type"
              choices={[
                { value: "call", label: "Call: the right to buy" },
                { value: "put", label: "Put: the right to sell" },
              ]}
            />
            <NumberControl form={form} field="maturity" label="Maturity, years" placeholder="1" />
            <NumberControl form={form} field="spot" label="Spot price" />
            <NumberControl form={form} field="strike" label="Strike price" />
            <NumberControl form={form} field="volatility" label="Volatility, % a year" />
            <NumberControl
              form={form}
              field="rate"
              label="Interest rate, % a year"
              description="Continuously compounded."
              placeholder="0"
            />
            <NumberControl
              form={form}
              field="dividendYield"
              label="Dividend yield, % a year"
              placeholder="0"
            />
            {draft.kind !== "european" && (
              <NumberControl
                form={form}
                field="dates"
                label={draft.kind === "asian" ? "Dates of the average" : "Dates of observation"}
                placeholder="3"
                allowDecimal={false}
              />
            )}
            {draft.kind === "asian" && (
              <ChoiceControl
                form={form}
                field="average"
                label="Average"
                choices={[
                  { value: "arithmetic", label: "arithmetic" },
                  { value: "geometric", label: "geometric" },
                ]}
              />
            )}
            {draft.kind === "barrier" && (
              <>
                <NumberControl form={form} field="barrier" label="Barrier" />
                <ChoiceControl
                  form={form}
                  field="direction"
                  label="Crossed"
                  choices={[
                    { value: "up", label: "upwards" },
                    { value: "down", label: "downwards" },
                  ]}
                />
                <ChoiceControl
                  form={form}
                  field="knock"
                  label="The option then"
                  choices={[
                    { value: "out", label: "ends (knock-out)" },
                    { value: "in", label: "comes to life (knock-in)" },
                  ]}
                />
              </>
            )}
          </SimpleGrid>
        </Stack>
      </Section>
      <AmplitudeCard form={form} title="2 · Estimation" usualQubits={12} mostQubits={16} />
    </FinanceFormLayout>
  );
}
