import { SimpleGrid, Stack } from "@mantine/core";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { LinesControl, NumberControl } from "../../shared/form/controls.tsx";
import { Section } from "../../shared/Section.tsx";
import { AssetChoice } from "../market-input/AssetChoice.tsx";
import { DataCheck } from "../market-input/DataCheck.tsx";
import { MarketCard } from "../market-input/MarketCard.tsx";
import { FinanceFormLayout } from "../portfolio-form/FinanceFormLayout.tsx";
import { Groups, SectorLimits } from "../portfolio-form/GroupLimits.tsx";
import { Views } from "../portfolio-form/Views.tsx";
import { useFinanceForm } from "../portfolio-form/use-finance-form.ts";
import { frontierStore, toFrontierJob } from "./frontier-form.ts";

/** A market and what its frontier is to show. */
export default function NewFrontierPage() {
  const form = useFinanceForm({ store: frontierStore, toJob: toFrontierJob });
  const { draft, update, errors, check, clear, command } = form;
  const names = check.facts?.assets.map(({ name }) => name) ?? [];
  const sectors = [...new Set(check.facts?.assets.flatMap(({ sector }) => sector ?? []))].sort();
  return (
    <FinanceFormLayout
      title="Efficient frontier"
      description="The least variance for every return, with and without a limited number of holdings, and where quantum selections lie beside it."
      form={form}
      submit="Draw the frontier"
    >
      <MarketCard errors={errors} clear={clear} facts={check.facts} command={command} />
      <DataCheck check={check} />
      <Section title="2 · Frontier" description="Empty fields leave a part out or limit nothing.">
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <NumberControl
              form={form}
              field="points"
              label="Points"
              description="Along the frontier."
              placeholder="50"
              allowDecimal={false}
            />
            <NumberControl
              form={form}
              field="cardinality"
              label="Most holdings"
              description="A second frontier with so few."
              placeholder="none"
              allowDecimal={false}
            />
            <NumberControl
              form={form}
              field="pick"
              label="Quantum selections of"
              description="Assets in equal parts."
              placeholder="none"
              allowDecimal={false}
            />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <NumberControl form={form} field="minimumWeight" label="Least weight, %" placeholder="0" />
            <NumberControl form={form} field="maximumWeight" label="Greatest weight, %" placeholder="100" />
            <NumberControl form={form} field="riskFreeRate" label="Risk-free rate, %" placeholder="0" />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <AssetChoice
              label="Required"
              field="required"
              assets={names}
              value={draft.required}
              onChange={(required) => update({ required })}
              error={errors.required}
            />
            <AssetChoice
              label="Excluded"
              field="excluded"
              assets={names}
              value={draft.excluded}
              onChange={(excluded) => update({ excluded })}
              error={errors.excluded}
            />
          </SimpleGrid>
          <Disclosure title="Sector limits" isForced={"sectorLimits" in errors}>
            <SectorLimits form={form} unit="% of the money" sectors={sectors} />
          </Disclosure>
          <Disclosure title="Groups of your own" isForced={"groups" in errors}>
            <Groups form={form} unit="% of the money" assets={names} />
          </Disclosure>
          <Disclosure
            title="Today’s holdings"
            isForced={["today", "maximumTurnover"].some((field) => field in errors)}
          >
            <Stack gap="md">
              <LinesControl
                form={form}
                field="today"
                label="Today’s holdings"
                description="A line an asset: its name and its weight in percent."
                placeholder={"AAPL 20\nMSFT 20"}
              />
              <NumberControl
                form={form}
                field="maximumTurnover"
                label="Most turnover, %"
                description="Money moved, one way."
                placeholder="any"
              />
            </Stack>
          </Disclosure>
          <Disclosure title="Views on returns" isForced={"views" in errors}>
            <Views form={form} assets={names} />
          </Disclosure>
          <Disclosure
            title="Advanced"
            isForced={["layers", "secondsPerPoint", "seed"].some((field) => field in errors)}
          >
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <NumberControl
                form={form}
                field="layers"
                label="QAOA layers"
                placeholder="3"
                allowDecimal={false}
              />
              <NumberControl form={form} field="secondsPerPoint" label="Seconds a point" placeholder="10" />
              <NumberControl form={form} field="seed" label="Seed" placeholder="42" allowDecimal={false} />
            </SimpleGrid>
          </Disclosure>
        </Stack>
      </Section>
    </FinanceFormLayout>
  );
}
