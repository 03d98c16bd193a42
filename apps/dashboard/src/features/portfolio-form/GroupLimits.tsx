import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { fromNumberInput } from "../../shared/form/number-field.ts";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { CrossCircleIcon, PlusIcon } from "../../shared/icons.tsx";
import { AssetChoice } from "../market-input/AssetChoice.tsx";
import classes from "./group-limits.module.css";
import type { CustomGroupDraft, GroupDraft, GroupLimitsDraft } from "./group-limits.ts";

interface LimitsProps {
  readonly form: FormState<GroupLimitsDraft>;
  /** What the numbers count: "holdings" or "% of the money". */
  readonly unit: string;
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

/** What is wrong with a part of a form that is no single field. */
export function ErrorText({ error }: { readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)" mb="xs" role="alert">
      {error}
    </Text>
  );
}

/** Least and most of every sector of the market. */
export function SectorLimits({ form, unit, sectors }: LimitsProps & { readonly sectors: readonly string[] }) {
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
              <Table.Th>Least, {unit}</Table.Th>
              <Table.Th>Most, {unit}</Table.Th>
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

/** Groups of assets with limits of their own. */
export function Groups({ form, unit, assets }: LimitsProps & { readonly assets: readonly string[] }) {
  const { draft, update, errors } = form;
  const { groups } = draft;
  const set = (index: number, change: Partial<CustomGroupDraft>) =>
    update({ groups: groups.map((group, at) => (at === index ? { ...group, ...change } : group)) });
  const number = (index: number, field: "minimum" | "maximum", label: string) => (
    <NumberInput
      label={`${label}, ${unit}`}
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

export function AddButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
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

export function RemoveButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick}>
      <CrossCircleIcon size={16} />
    </ActionIcon>
  );
}
