import { SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core";
import { ChoiceControl, LinesControl, NumberControl } from "../../shared/form/controls.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { AssetChoice } from "../market-input/AssetChoice.tsx";
import type { PortfolioDraft } from "./portfolio-draft.ts";

interface MandateCardProps {
  readonly form: FormState<PortfolioDraft>;
  readonly assets: readonly string[];
}

const forms: readonly { value: PortfolioDraft["form"]; label: string; text: string }[] = [
  { value: "selection", label: "Selection", text: "So many assets, each with the same share of the money." },
  { value: "weights", label: "Weights", text: "Shares in steps: ten steps are multiples of 10 %." },
  { value: "lots", label: "Lots", text: "Whole lots at their prices under a budget; the rest stays cash." },
];

/** What to hold: its form, how many, how careful. */
export function MandateCard({ form, assets }: MandateCardProps) {
  const { draft, update, errors } = form;
  const chosen = forms.find(({ value }) => value === draft.form)!;
  const isSelection = draft.form === "selection";
  return (
    <Section title="2 · Mandate" description="What the portfolio has to be. Empty fields limit nothing.">
      <Stack gap="lg">
        <div>
          <SegmentedControl
            aria-label="Form of the portfolio"
            value={draft.form}
            onChange={(value) => update({ form: value })}
            data={forms.map(({ value, label }) => ({ value, label }))}
          />
          <Text size="sm" c="dimmed" mt={6}>
            {chosen.text}
          </Text>
        </div>
        <SimpleGrid cols={{ base: 1, xs: 2 }} data-field="pick" tabIndex={-1}>
          <ChoiceControl
            form={form}
            field="pickMode"
            label="Number of holdings"
            choices={[
              { value: "exact", label: "exactly" },
              { value: "range", label: "from … to …" },
              ...(isSelection ? [] : [{ value: "any", label: "any" }]),
            ]}
          />
          {draft.pickMode === "exact" && (
            <NumberControl form={form} field="pick" label="Assets to pick" allowDecimal={false} />
          )}
        </SimpleGrid>
        {draft.pickMode === "range" && (
          <SimpleGrid cols={2}>
            <NumberControl
              form={{ ...form, errors: { pickMinimum: errors.pick } }}
              field="pickMinimum"
              label="At least"
              allowDecimal={false}
            />
            <NumberControl form={form} field="pickMaximum" label="At most" allowDecimal={false} />
          </SimpleGrid>
        )}
        {draft.form === "weights" && (
          <NumberControl
            form={form}
            field="steps"
            label="Steps"
            description="Parts of the money; more of them are finer and take more qubits."
            placeholder="10"
            allowDecimal={false}
          />
        )}
        {draft.form === "lots" && (
          <>
            <NumberControl
              form={form}
              field="budget"
              label="Budget"
              description="Money to spend, in the currency of the prices."
            />
            <LinesControl
              form={form}
              field="lotPrices"
              label="Prices of lots"
              description="A line an asset, where a lot does not cost the last price of the table."
              placeholder={"AAPL 190\nKO 62"}
              minRows={2}
            />
          </>
        )}
        {!isSelection && (
          <SimpleGrid cols={2}>
            <NumberControl
              form={form}
              field="minimumWeight"
              label="Least weight, %"
              description="Of an asset that is held."
              placeholder="0"
            />
            <NumberControl
              form={form}
              field="maximumWeight"
              label="Greatest weight, %"
              description="Of an asset."
              placeholder="100"
            />
          </SimpleGrid>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberControl
            form={form}
            field="riskAversion"
            label="Risk aversion q"
            description="Minimises q × variance − return."
            placeholder="0.5"
          />
          <ChoiceControl
            form={form}
            field="objective"
            label="Objective"
            description="Tracking follows the benchmark column."
            choices={[
              { value: "mean-variance", label: "Mean and variance" },
              { value: "tracking", label: "Tracking of the benchmark" },
            ]}
          />
        </SimpleGrid>
        {draft.objective === "mean-variance" && draft.riskAversion !== "" && (
          <Text size="sm" c="dimmed">
            {explainRiskAversion(draft.riskAversion, isSelection)}
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <AssetChoice
            label="Required"
            description="Held in any case."
            field="required"
            assets={assets}
            value={draft.required}
            onChange={(required) => update({ required })}
            error={errors.required}
          />
          <AssetChoice
            label="Excluded"
            description="Never held."
            field="excluded"
            assets={assets}
            value={draft.excluded}
            onChange={(excluded) => update({ excluded })}
            error={errors.excluded}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  );
}

/** What a risk aversion means for an asset of a typical volatility. */
export function explainRiskAversion(q: number, isSelection: boolean): string {
  const price = (q * 0.2 ** 2 * 100).toLocaleString("en-US", { maximumSignificantDigits: 3 });
  const example = `An asset of 20 % volatility on its own is charged ${price} percentage points of return a year.`;
  if (q === 0) return "q = 0 looks at returns alone: the assets of the greatest expected returns win.";
  return isSelection
    ? `${example} In a selection the variance is that of the sum of the holdings, not of their average: with K holdings, q counts K times as much as for weights.`
    : `${example} q = 0 looks at returns alone; large q at risk alone.`;
}
