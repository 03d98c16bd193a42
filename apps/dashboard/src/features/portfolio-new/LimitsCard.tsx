import { SimpleGrid, Stack } from "@mantine/core";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { LinesControl, NumberControl } from "../../shared/form/controls.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { Groups, SectorLimits } from "../portfolio-form/GroupLimits.tsx";
import { Views } from "../portfolio-form/Views.tsx";
import type { PortfolioDraft } from "./portfolio-draft.ts";

interface LimitsCardProps {
  readonly form: FormState<PortfolioDraft>;
  readonly assets: readonly string[];
  readonly sectors: readonly string[];
}

/** Limits of groups of assets, today's holdings and the cost of leaving them, and views on returns. */
export function LimitsCard({ form, assets, sectors }: LimitsCardProps) {
  const { draft, errors } = form;
  const isSelection = draft.form === "selection";
  const has = (...fields: string[]): boolean => fields.some((field) => field in errors);
  return (
    <Section title="Limits, trades and views" description="All optional.">
      <Stack gap="sm">
        <Disclosure
          title={`Sector limits${countText(draft.sectorLimits.length)}`}
          isForced={has("sectorLimits")}
        >
          <SectorLimits form={form} unit={unitOf(draft)} sectors={sectors} />
        </Disclosure>
        <Disclosure title={`Groups of your own${countText(draft.groups.length)}`} isForced={has("groups")}>
          <Groups form={form} unit={unitOf(draft)} assets={assets} />
        </Disclosure>
        <Disclosure
          title={`Today’s holdings and costs${draft.today.trim() === "" ? "" : " (given)"}`}
          isForced={has("today", "maximumChanges", "maximumTurnover", "fixedCosts", "proportionalCosts")}
        >
          <Stack gap="md">
            <LinesControl
              form={form}
              field="today"
              label="Today’s holdings"
              description="A line an asset: its name and its weight in percent."
              placeholder={"AAPL 20\nMSFT 20"}
            />
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              {isSelection ? (
                <NumberControl
                  form={form}
                  field="maximumChanges"
                  label="Most changes"
                  description="Assets bought plus sold."
                  placeholder="any"
                  allowDecimal={false}
                />
              ) : (
                <NumberControl
                  form={form}
                  field="maximumTurnover"
                  label="Most turnover, %"
                  description="Money moved, one way."
                  placeholder="any"
                />
              )}
              <NumberControl
                form={form}
                field="fixedCosts"
                label="Cost of a trade"
                description="Added to the objective for an asset traded."
                placeholder="0"
              />
              <NumberControl
                form={form}
                field="proportionalCosts"
                label="Cost of a weight"
                description="Added for a weight of 1 traded."
                placeholder="0"
              />
            </SimpleGrid>
          </Stack>
        </Disclosure>
        <Disclosure title={`Views on returns${countText(draft.views.length)}`} isForced={has("views")}>
          <Views form={form} assets={assets} />
        </Disclosure>
      </Stack>
    </Section>
  );
}

const countText = (count: number): string => (count === 0 ? "" : ` (${count})`);

function unitOf({ form }: PortfolioDraft): string {
  return form === "selection" ? "holdings" : "% of the money";
}
