import { backtestStrategies, type BacktestStrategyName } from "@ansatz/contract";
import { Checkbox, SimpleGrid, Stack, Text } from "@mantine/core";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { ChoiceControl, NumberControl, SwitchControl } from "../../shared/form/controls.tsx";
import { Section } from "../../shared/Section.tsx";
import { DataCheck } from "../market-input/DataCheck.tsx";
import { MarketCard } from "../market-input/MarketCard.tsx";
import { FinanceFormLayout } from "../portfolio-form/FinanceFormLayout.tsx";
import { useFinanceForm } from "../portfolio-form/use-finance-form.ts";
import { mixerChoices } from "../portfolio-new/AdvancedCard.tsx";
import { backtestStore, strategyNames, toBacktestJob } from "./backtest-form.ts";

const rhythms = [
  { value: "monthly", label: "every month" },
  { value: "quarterly", label: "every quarter" },
  { value: "yearly", label: "every year" },
  { value: "periods", label: "every so many periods" },
];

const advanced = ["riskAversion", "layers", "mixer", "shots", "cashRate", "resamples", "seed"];

/** A market, strategies, and how they are walked through the past. */
export default function NewBacktestPage() {
  const form = useFinanceForm({ store: backtestStore, toJob: toBacktestJob });
  const { draft, update, errors, check, clear, command } = form;
  return (
    <FinanceFormLayout
      title="Walk-forward backtest"
      description="Each decision sees only the past, pays its costs and stands beside simple strategies, with intervals that say what such a history can tell apart."
      form={form}
      submit="Run the backtest"
    >
      <MarketCard errors={errors} clear={clear} facts={check.facts} isPricesOnly command={command} />
      <DataCheck check={check} />
      <Section title="2 · Strategies">
        <Stack gap="lg">
          <Checkbox.Group
            label="Strategies"
            description="Equal weights, where they run, are what the others are compared with; else the first one."
            value={[...draft.strategies]}
            onChange={(chosen) =>
              update({ strategies: backtestStrategies.filter((name) => chosen.includes(name)) })
            }
            error={errors.strategies}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm" spacing="xs" data-field="strategies" tabIndex={-1}>
              {backtestStrategies.map((name: BacktestStrategyName) => (
                <Checkbox key={name} value={name} label={strategyNames[name]} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberControl
              form={form}
              field="pick"
              label="Assets to pick"
              description="By the selecting strategies."
              allowDecimal={false}
            />
            <NumberControl
              form={form}
              field="window"
              label="Window, periods"
              description="What a decision looks back on."
              placeholder="three years, or half of a shorter table"
              allowDecimal={false}
            />
            <ChoiceControl form={form} field="rebalancing" label="Rebalancing" choices={rhythms} />
            {draft.rebalancing === "periods" && (
              <NumberControl form={form} field="periods" label="Periods between" allowDecimal={false} />
            )}
          </SimpleGrid>
          <SwitchControl
            form={form}
            field="expanding"
            label="Expanding window"
            description="Looks back on all of the past instead of a window that moves."
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberControl
              form={form}
              field="proportionalCosts"
              label="Costs, % of the money traded"
              placeholder="0.1"
            />
            <NumberControl form={form} field="fixedCosts" label="Costs of an asset traded" placeholder="0" />
            <NumberControl
              form={form}
              field="turnoverLimit"
              label="Most turnover, %"
              description="Of a rebalancing, one way."
              placeholder="100"
            />
            <NumberControl
              form={form}
              field="initialCapital"
              label="Capital at the start"
              placeholder="1,000,000"
            />
          </SimpleGrid>
          <Disclosure title="Advanced" isForced={advanced.some((field) => field in errors)}>
            <Stack gap="sm">
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <NumberControl form={form} field="riskAversion" label="Risk aversion q" placeholder="0.5" />
                <NumberControl
                  form={form}
                  field="layers"
                  label="QAOA layers"
                  placeholder="3"
                  allowDecimal={false}
                />
                <ChoiceControl
                  form={form}
                  field="mixer"
                  label="Mixer"
                  choices={mixerChoices.filter(({ value }) => value !== "x")}
                />
                <NumberControl
                  form={form}
                  field="shots"
                  label="Samples a decision"
                  placeholder="1000"
                  allowDecimal={false}
                />
                <NumberControl form={form} field="cashRate" label="Cash rate, % a year" placeholder="0" />
                <NumberControl
                  form={form}
                  field="resamples"
                  label="Bootstrap resamples"
                  placeholder="1000"
                  allowDecimal={false}
                />
                <NumberControl form={form} field="seed" label="Seed" placeholder="42" allowDecimal={false} />
              </SimpleGrid>
              <Text size="xs" c="dimmed">
                Risk-free in Sharpe ratios is the cash rate.
              </Text>
            </Stack>
          </Disclosure>
        </Stack>
      </Section>
    </FinanceFormLayout>
  );
}
