import { Group, NumberInput, Radio, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { catalogueQuery } from "../../app/api.ts";
import { Section } from "../../shared/Section.tsx";
import { AdvancedOptions } from "./AdvancedOptions.tsx";
import type { Draft } from "./draft.ts";
import type { FieldErrors } from "./field-errors.ts";
import { fromNumberInput } from "../../shared/form/number-field.ts";

interface ModelCardProps {
  readonly draft: Draft;
  readonly update: (change: Partial<Draft>) => void;
  readonly errors: FieldErrors;
  /** What is used while charge and multiplicity are left open. */
  readonly defaults: { readonly charge: number; readonly multiplicity: number } | undefined;
}

const fallbackBasisSets = [{ name: "sto-3g", label: "STO-3G", description: "Minimal basis." }];

const spaces: readonly { value: Draft["activeSpace"]; label: string; description: string }[] = [
  {
    value: "auto",
    label: "Automatic",
    description: "The largest sensible space that runs in seconds; the result says which and why.",
  },
  { value: "full", label: "Full", description: "All electrons in all orbitals of the basis." },
  {
    value: "frozen-core",
    label: "Frozen core",
    description: "Inner-shell electrons stay in their orbitals; the others are correlated.",
  },
  {
    value: "active",
    label: "Chosen",
    description: "A number of electrons in a number of orbitals around the Fermi level.",
  },
];

/** Basis, active space, charge and spin, with defaults that suit most molecules. */
export function ModelCard({ draft, update, errors, defaults }: ModelCardProps) {
  const { data } = useQuery(catalogueQuery);
  const basisSets = data?.basisSets ?? fallbackBasisSets;
  const basis = basisSets.find(({ name }) => name === draft.basis);
  return (
    <Section title="Model" description="The defaults suit a first calculation.">
      <Stack gap="lg">
        <Select
          label="Basis set"
          description={basis?.description ?? "The functions that orbitals are made of."}
          data={basisSets.map(({ name, label }) => ({ value: name, label }))}
          value={draft.basis}
          onChange={(value) => value !== null && update({ basis: value })}
          error={errors.basis}
          allowDeselect={false}
          data-field="basis"
        />
        <Radio.Group
          label="Active space"
          description="Which electrons and orbitals the quantum algorithm correlates: two qubits for each orbital."
          value={draft.activeSpace}
          onChange={(value) => update({ activeSpace: spaces.find((space) => space.value === value)!.value })}
          error={errors.activeSpace}
        >
          <Stack gap="xs" mt="sm" data-field="activeSpace" tabIndex={-1}>
            {spaces.map((space) => (
              <Radio key={space.value} {...space} />
            ))}
          </Stack>
        </Radio.Group>
        {draft.activeSpace === "active" && (
          <Group grow align="flex-start">
            <NumberInput
              label="Electrons"
              value={draft.electrons}
              onChange={(value) => update({ electrons: fromNumberInput(value) })}
              min={1}
              max={60}
              clampBehavior="none"
              allowDecimal={false}
              error={errors.electrons}
              data-field="electrons"
            />
            <NumberInput
              label="Orbitals"
              value={draft.orbitals}
              onChange={(value) => update({ orbitals: fromNumberInput(value) })}
              min={1}
              max={30}
              clampBehavior="none"
              allowDecimal={false}
              error={errors.orbitals}
              data-field="orbitals"
            />
          </Group>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput
            label="Charge"
            description="Electrons removed; negative for added ones."
            placeholder={defaults ? `${defaults.charge} (from the molecule)` : "from the molecule"}
            value={draft.charge}
            onChange={(value) => update({ charge: fromNumberInput(value) })}
            min={-10}
            max={10}
            clampBehavior="none"
            allowDecimal={false}
            error={errors.charge}
            data-field="charge"
          />
          <NumberInput
            label="Multiplicity"
            description="2S + 1: 1 is a singlet, 2 a doublet, 3 a triplet."
            placeholder={defaults ? `${defaults.multiplicity} (from the molecule)` : "from the molecule"}
            value={draft.multiplicity}
            onChange={(value) => update({ multiplicity: fromNumberInput(value) })}
            min={1}
            max={11}
            clampBehavior="none"
            allowDecimal={false}
            error={errors.multiplicity}
            data-field="multiplicity"
          />
        </SimpleGrid>
        <AdvancedOptions draft={draft} update={update} errors={errors} />
        <Text size="xs" c="dimmed">
          Ansatz: UCCSD, a product of single and double excitations from the Hartree–Fock state.
        </Text>
      </Stack>
    </Section>
  );
}
