import { Checkbox, SimpleGrid, Stack, Text } from "@mantine/core";
import { ChoiceControl, NumberControl } from "../../shared/form/controls.tsx";
import type { FormState } from "../../shared/form/use-job-form.ts";
import { Section } from "../../shared/Section.tsx";
import type { MaterialsFacts } from "../materials-worker/types.ts";
import {
  compositionDescriptors,
  moleculeDescriptors,
  structureDescriptors,
  type MaterialsDraft,
} from "./materials-draft.ts";

const names: Readonly<Record<string, string>> = {
  magpie: "Magpie: statistics of 22 elemental properties",
  fractions: "Fractions of elements",
  stoichiometry: "Stoichiometry: norms of the fractions",
  orbitals: "Valence orbitals",
  ions: "Ionic character and oxidation states",
  density: "Density and packing",
  coordination: "Coordination numbers",
  bonds: "Bond lengths",
  rdf: "Radial distribution",
  symmetry: "Space group",
  molecule: "Molecular descriptors",
  fingerprint: "Circular fingerprint",
};

const setsOf: Readonly<
  Record<
    MaterialsFacts["subject"],
    { readonly offered: readonly string[]; readonly usual: readonly string[] }
  >
> = {
  composition: { offered: compositionDescriptors, usual: ["magpie"] },
  structure: {
    offered: [...compositionDescriptors, ...structureDescriptors],
    usual: ["magpie", "density", "coordination", "bonds"],
  },
  molecule: { offered: moleculeDescriptors, usual: ["molecule"] },
  numbers: { offered: [], usual: [] },
};

const reductionChoices = [
  { value: "mutual-information", label: "mutual information with the target" },
  { value: "forward-selection", label: "forward selection" },
  { value: "pca", label: "principal components" },
];

/** How a material becomes numbers, and how many of them quantum models get. */
export function FeaturesCard({
  form,
  subject,
}: {
  readonly form: FormState<MaterialsDraft>;
  readonly subject: MaterialsFacts["subject"];
}) {
  const { draft, update, errors } = form;
  const { offered, usual } = setsOf[subject];
  const suitable = draft.descriptors.filter((name) => offered.includes(name));
  const chosen = suitable.length === 0 ? usual : suitable;
  return (
    <Section
      title="3 · Features"
      description="Scaling and selection are fitted inside the folds, on training rows alone."
    >
      <Stack gap="md">
        {offered.length === 0 ? (
          <Text size="sm">The columns of numbers are the features, as they are.</Text>
        ) : (
          <Checkbox.Group
            label="Description of a material"
            value={[...chosen]}
            onChange={(next) => next.length > 0 && update({ descriptors: next })}
            error={errors.descriptors}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs" spacing="xs" data-field="descriptors" tabIndex={-1}>
              {offered.map((name) => (
                <Checkbox key={name} value={name} label={names[name]} size="sm" />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberControl
            form={form}
            field="qubits"
            label="Qubits"
            description="One feature a qubit, 2 to 16."
            placeholder="8"
            allowDecimal={false}
          />
          <ChoiceControl
            form={form}
            field="reduction"
            label="Chosen by"
            description="How the description is reduced to them."
            choices={reductionChoices}
          />
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          Classical models are run on the whole description and on these few features too, so that both
          comparisons are fair.
        </Text>
      </Stack>
    </Section>
  );
}
