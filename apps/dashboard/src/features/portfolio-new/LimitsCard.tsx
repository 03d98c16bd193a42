import { ActionIcon, Button, Group, NumberInput, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { CrossCircleIcon, PlusIcon } from "../../shared/icons.tsx";
import { Disclosure } from "../../shared/form/Disclosure.tsx";
import { LinesControl, NumberControl } from "../../shared/form/controls.tsx";
import { fromNumberInput, type NumberField } from "../../shared/form/number-field.ts";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import { SimpleGrid } from "@mantine/core";
import { AssetChoice } from "../market-input/AssetChoice.tsx";
import type { CustomGroupDraft, GroupDraft, PortfolioDraft, ViewDraft } from "./portfolio-draft.ts";
import classes from "./portfolio-new.module.css";

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
          <SectorLimits form={form} sectors={sectors} />
        </Disclosure>
        <Disclosure title={`Groups of your own${countText(draft.groups.length)}`} isForced={has("groups")}>
          <Groups form={form} assets={assets} />
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

interface LimitCellsProps {
  readonly name: string;
  readonly limit: Pick<GroupDraft, "minimum" | "maximum">;
  readonly onChange: (change: Partial<Pick<GroupDraft, "minimum" | "maximum">>) => void;
}

/** The two numbers of a limit. */
function LimitCells({ name, limit, onChange }: LimitCellsProps) {
  const cell = (field: "minimum" | "maximum", label: string) => (
    <NumberInput
      aria-label={`${label} of ${name}`}
      value={limit[field]}
      onChange={(value) => onChange({ [field]: fromNumberInput(value) })}
      hideControls
      size="xs"
      placeholder="any"
      clampBehavior="none"
    />
  );
  return (
    <>
      <Table.Td>{cell("minimum", "Least")}</Table.Td>
      <Table.Td>{cell("maximum", "Most")}</Table.Td>
    </>
  );
}

function ErrorText({ error }: { readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)" mb="xs" role="alert">
      {error}
    </Text>
  );
}

function SectorLimits({ form, sectors }: Pick<LimitsCardProps, "form" | "sectors">) {
  const { draft, update, errors } = form;
  const names = [
    ...new Set([...sectors, ...draft.sectorLimits.map(({ name }) => name).filter((name) => name !== "*")]),
  ];
  const limitOf = (name: string) =>
    draft.sectorLimits.find((limit) => limit.name === name) ?? {
      name,
      minimum: "" as const,
      maximum: "" as const,
    };
  const set = (name: string, change: Partial<GroupDraft>) => {
    const next = { ...limitOf(name), ...change };
    const others = draft.sectorLimits.filter((limit) => limit.name !== name);
    update({
      sectorLimits: next.minimum === "" && next.maximum === "" ? others : [...others, next],
    });
  };
  return (
    <div data-field="sectorLimits" tabIndex={-1}>
      <ErrorText error={errors.sectorLimits} />
      {names.length === 0 ? (
        <Text size="sm" c="dimmed">
          The market has no sectors. Name them under “How it is read”, or make groups of your own.
        </Text>
      ) : (
        <Table verticalSpacing={4} withRowBorders={false} className={classes.limits}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Sector</Table.Th>
              <Table.Th>Least, {unitOf(draft)}</Table.Th>
              <Table.Th>Most, {unitOf(draft)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...names, "*"].map((name) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name === "*" ? "Every other sector" : name}</Table.Th>
                <LimitCells
                  name={name === "*" ? "every other sector" : name}
                  limit={limitOf(name)}
                  onChange={(change) => set(name, change)}
                />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function Groups({ form, assets }: Pick<LimitsCardProps, "form" | "assets">) {
  const { draft, update, errors } = form;
  const { groups } = draft;
  const set = (index: number, change: Partial<CustomGroupDraft>) =>
    update({ groups: groups.map((group, at) => (at === index ? { ...group, ...change } : group)) });
  const number = (index: number, field: "minimum" | "maximum", label: string) => (
    <NumberInput
      label={`${label}, ${unitOf(draft)}`}
      value={groups[index][field]}
      onChange={(value) => set(index, { [field]: fromNumberInput(value) })}
      hideControls
      size="xs"
      placeholder="any"
      clampBehavior="none"
    />
  );
  return (
    <Stack gap="md" data-field="groups" tabIndex={-1}>
      <ErrorText error={errors.groups} />
      {groups.map((group, index) => (
        <fieldset key={index} className={classes.entry}>
          <legend>Group {index + 1}</legend>
          <Group align="flex-end" gap="sm" wrap="nowrap">
            <TextInput
              label="Name"
              size="xs"
              style={{ flex: 1 }}
              value={group.name}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
            />
            <RemoveButton
              label={`Remove group ${index + 1}`}
              onClick={() => update({ groups: groups.filter((_, at) => at !== index) })}
            />
          </Group>
          <AssetChoice
            label="Assets"
            field={`groups${index}`}
            assets={assets}
            value={group.assets}
            onChange={(chosen) => set(index, { assets: chosen })}
            error={undefined}
          />
          <SimpleGrid cols={2}>
            {number(index, "minimum", "Least")}
            {number(index, "maximum", "Most")}
          </SimpleGrid>
        </fieldset>
      ))}
      <AddButton
        label="Add a group"
        onClick={() => update({ groups: [...groups, { name: "", assets: [], minimum: "", maximum: "" }] })}
      />
    </Stack>
  );
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

function AddButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<PlusIcon size={13} />}
      onClick={onClick}
      style={{ alignSelf: "flex-start" }}
    >
      {label}
    </Button>
  );
}

function RemoveButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick}>
      <CrossCircleIcon size={16} />
    </ActionIcon>
  );
}
