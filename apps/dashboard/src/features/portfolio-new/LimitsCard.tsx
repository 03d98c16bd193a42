import { Group, NumberInput, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { LinesControl, NumberControl } from "../../shared/form/controls.tsx";
import { fromNumberInput, type NumberField } from "../../shared/form/number-field.ts";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import classes from "../portfolio-form/group-limits.module.css";
import { AddButton, ErrorText, Groups, RemoveButton, SectorLimits } from "../portfolio-form/GroupLimits.tsx";
import type { PortfolioDraft, ViewDraft } from "./portfolio-draft.ts";

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

function Views({ form, assets }: Pick<LimitsCardProps, "form" | "assets">) {
  const { draft, update, errors } = form;
  const { views } = draft;
  const set = (index: number, change: Partial<ViewDraft>) =>
    update({ views: views.map((view, at) => (at === index ? { ...view, ...change } : view)) });
  const number = (
    value: NumberField,
    label: string,
    placeholder: string,
    onChange: (value: NumberField) => void,
  ) => (
    <NumberInput
      label={label}
      value={value}
      onChange={(typed) => onChange(fromNumberInput(typed))}
      hideControls
      size="xs"
      placeholder={placeholder}
      clampBehavior="none"
    />
  );
  const choice = (index: number, field: "asset" | "over", label: string) => (
    <Select
      label={label}
      size="xs"
      data={[...new Set([...assets, ...(views[index][field] === "" ? [] : [views[index][field]])])]}
      value={views[index][field] === "" ? null : views[index][field]}
      onChange={(value) => set(index, { [field]: value ?? "" })}
      searchable
      clearable={field === "over"}
      clearButtonProps={{ "aria-label": "No second asset" }}
      placeholder={field === "over" ? "nothing: a return of its own" : "choose"}
    />
  );
  return (
    <Stack gap="md" data-field="views" tabIndex={-1}>
      <Text size="sm" c="dimmed">
        A Black–Litterman view moves the expected returns towards what you expect, by its confidence.
      </Text>
      <ErrorText error={errors.views} />
      {views.map((view, index) => (
        <fieldset key={index} className={classes.entry}>
          <legend>View {index + 1}</legend>
          <SimpleGrid cols={2}>
            {choice(index, "asset", "Asset")}
            {choice(index, "over", "does better than")}
            {number(view.expectedReturn, "Return a year, %", "5", (expectedReturn) =>
              set(index, { expectedReturn }),
            )}
            {number(view.confidence, "Confidence, %", "50", (confidence) => set(index, { confidence }))}
          </SimpleGrid>
          <Group justify="flex-end">
            <RemoveButton
              label={`Remove view ${index + 1}`}
              onClick={() => update({ views: views.filter((_, at) => at !== index) })}
            />
          </Group>
        </fieldset>
      ))}
      <AddButton
        label="Add a view"
        onClick={() =>
          update({ views: [...views, { asset: "", over: "", expectedReturn: "", confidence: "" }] })
        }
      />
    </Stack>
  );
}
