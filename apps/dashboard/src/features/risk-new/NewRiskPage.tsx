import { SimpleGrid, Stack, Text } from "@mantine/core";
import { ChoiceControl, LinesControl, NumberControl } from "../../shared/form/controls.tsx";
import { Section } from "../../shared/Section.tsx";
import { DataCheck } from "../market-input/DataCheck.tsx";
import { MarketCard } from "../market-input/MarketCard.tsx";
import { FinanceFormLayout } from "../portfolio-form/FinanceFormLayout.tsx";
import { useFinanceForm } from "../portfolio-form/use-finance-form.ts";
import { AmplitudeCard } from "./AmplitudeCard.tsx";
import { CreditEditor } from "./CreditEditor.tsx";
import { riskStore, toRiskJob, type RiskDraft } from "./risk-form.ts";

const models: readonly { value: RiskDraft["model"]; label: string; text: string }[] = [
  {
    value: "historical",
    label: "Past returns",
    text: "Losses that the portfolio would have had in the past.",
  },
  { value: "normal", label: "Normal", text: "Normally distributed returns with the moments of the past." },
  {
    value: "t",
    label: "Student’s t",
    text: "Returns with fat tails that fall together, with the moments of the past.",
  },
  { value: "credit", label: "Credit", text: "Defaults of a few obligors that share a factor." },
];

/** A portfolio or debtors, a model of their losses, and how its risk is estimated. */
export default function NewRiskPage() {
  const form = useFinanceForm({
    store: riskStore,
    toJob: toRiskJob,
    usesMarket: ({ model }) => model !== "credit",
  });
  const { draft, update, errors, check, clear, command } = form;
  const isCredit = draft.model === "credit";
  return (
    <FinanceFormLayout
      title="Risk by amplitude estimation"
      description="Expected loss, value at risk and conditional value at risk by a simulated quantum computer, beside exact values and classical sampling at equal effort."
      form={form}
      submit="Estimate the risk"
    >
      <Section title={isCredit ? "1 · Model and obligors" : "Model of the losses"}>
        <Stack gap="md">
          <ChoiceControl
            form={form}
            field="model"
            label="Model"
            description={models.find(({ value }) => value === draft.model)!.text}
            choices={models.map(({ value, label }) => ({ value, label }))}
          />
          {draft.model === "t" && (
            <NumberControl
              form={form}
              field="degreesOfFreedom"
              label="Degrees of freedom"
              description="Fewer mean fatter tails."
              placeholder="5"
            />
          )}
          {isCredit && (
            <CreditEditor
              obligors={draft.credit}
              onChange={(credit) => update({ credit })}
              error={errors.credit}
            />
          )}
          <NumberControl
            form={form}
            field="level"
            label="Level, %"
            description="VaR is the loss that is not exceeded with this probability."
            placeholder="95"
          />
        </Stack>
      </Section>
      {!isCredit && (
        <>
          <MarketCard
            errors={errors}
            clear={clear}
            facts={check.facts}
            isPricesOnly
            hasEstimator={false}
            command={command}
          />
          <DataCheck check={check} />
          <Section title="2 · Portfolio">
            <Stack gap="md">
              <LinesControl
                form={form}
                field="weights"
                label="Weights"
                description="A line an asset: its name and its weight in percent; negative for short. Empty: equal parts of all."
                placeholder={"AAPL 40\nKO 60"}
              />
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <NumberControl
                  form={form}
                  field="value"
                  label="Value"
                  description="Money in the portfolio."
                  placeholder="1,000,000"
                />
                <NumberControl
                  form={form}
                  field="horizon"
                  label="Horizon, periods"
                  description="Over which losses add up."
                  placeholder="1"
                  allowDecimal={false}
                />
              </SimpleGrid>
              {check.facts?.frequency && (
                <Text size="xs" c="dimmed">
                  A period is one of the table’s: {check.facts.frequency}.
                </Text>
              )}
            </Stack>
          </Section>
        </>
      )}
      <AmplitudeCard
        form={form}
        title={isCredit ? "2 · Estimation" : "3 · Estimation"}
        usualQubits={7}
        mostQubits={12}
      />
    </FinanceFormLayout>
  );
}
