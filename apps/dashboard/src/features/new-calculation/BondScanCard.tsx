import { NumberInput, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import type { MoleculeFacts, ViewBond } from "../molecule-worker/types.ts";
import type { Draft } from "./draft.ts";
import type { FieldErrors } from "./field-errors.ts";
import { fromNumberInput } from "../../shared/form/number-field.ts";
import { bondOf, chooseBond } from "./scan-bond.ts";

interface BondScanCardProps {
  readonly draft: Draft;
  readonly update: (change: Partial<Draft>) => void;
  readonly errors: FieldErrors;
  readonly molecule: MoleculeFacts | undefined;
}

const keyOf = ({ atoms }: ViewBond) => atoms.join(",");

/** Which bond is stretched, and between which lengths. */
export function BondScanCard({ draft, update, errors, molecule }: BondScanCardProps) {
  const bonds = molecule?.bonds ?? [];
  const chosen = bondOf(draft, bonds);
  const isOther = chosen === undefined && draft.firstAtom !== "" && draft.secondAtom !== "";
  const other = isOther ? `${draft.firstAtom},${draft.secondAtom}` : undefined;
  return (
    <Section
      title="Bond"
      description="The second atom moves along the bond with everything attached to it; the rest stays."
    >
      <Stack>
        <Select
          label="Bond to stretch"
          description="Or click its two atoms in the model."
          placeholder={molecule ? "choose a bond" : "name a molecule first"}
          data={[
            ...bonds.map((bond) => ({
              value: keyOf(bond),
              label: `${bond.label} · ${bond.lengthAngstrom.toFixed(3)} Å${bond.isInRing ? " · in a ring" : ""}`,
              disabled: bond.isInRing,
            })),
            ...(other === undefined ? [] : [{ value: other, label: `atoms ${other.replace(",", " and ")}` }]),
          ]}
          value={chosen ? keyOf(chosen) : (other ?? null)}
          onChange={(value) => {
            const bond = bonds.find((candidate) => keyOf(candidate) === value);
            if (bond) update(chooseBond(bond.atoms, bond.lengthAngstrom));
          }}
          error={errors.bond}
          data-field="bond"
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <NumberInput
            label="From (Å)"
            value={draft.fromAngstrom}
            onChange={(value) => update({ fromAngstrom: fromNumberInput(value) })}
            step={0.1}
            min={0.2}
            max={20}
            clampBehavior="none"
            error={errors.fromAngstrom}
            data-field="fromAngstrom"
          />
          <NumberInput
            label="To (Å)"
            value={draft.toAngstrom}
            onChange={(value) => update({ toAngstrom: fromNumberInput(value) })}
            step={0.1}
            min={0.2}
            max={20}
            clampBehavior="none"
            error={errors.toAngstrom}
            data-field="toAngstrom"
          />
          <NumberInput
            label="Points"
            value={draft.points}
            onChange={(value) => update({ points: fromNumberInput(value) })}
            min={2}
            max={200}
            clampBehavior="none"
            allowDecimal={false}
            error={errors.points}
            data-field="points"
          />
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          Each point is a calculation of its own in the same active space; they run side by side.
        </Text>
      </Stack>
    </Section>
  );
}
