import { Button, Group, Text } from "@mantine/core";
import { freshMolecule, type Draft } from "./draft.ts";

interface Example {
  readonly label: string;
  readonly change: Partial<Draft>;
}

const examples: readonly Example[] = [
  { label: "H₂", change: { source: "library", library: "h2" } },
  { label: "Water", change: { source: "smiles", smiles: "O" } },
  { label: "LiH", change: { source: "library", library: "lih" } },
  {
    label: "N₂",
    change: { source: "library", library: "n2", activeSpace: "active", electrons: 6, orbitals: 6 },
  },
  { label: "Ethene", change: { source: "smiles", smiles: "C=C" } },
  { label: "Benzene", change: { source: "smiles", smiles: "c1ccccc1" } },
];

/** Molecules to start with in one click. */
export function ExampleMolecules({ update }: { readonly update: (change: Partial<Draft>) => void }) {
  return (
    <Group gap={6} role="group" aria-label="Examples">
      <Text size="sm" c="dimmed" mr={2}>
        Examples
      </Text>
      {examples.map(({ label, change }) => (
        <Button
          key={label}
          size="compact-sm"
          variant="default"
          radius="xl"
          onClick={() => update({ ...freshMolecule, activeSpace: "auto", ...change })}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
