import { Tabs, Text, TextInput } from "@mantine/core";
import { lazy, Suspense } from "react";
import { Section } from "../../shared/Section.tsx";
import { ErrorBoundary } from "../../app/ErrorBoundary.tsx";
import { ExampleMolecules } from "./ExampleMolecules.tsx";
import { LibraryPicker } from "./LibraryPicker.tsx";
import { XyzInput } from "./XyzInput.tsx";
import type { Draft } from "./draft.ts";

const StructureEditor = lazy(() => import("./StructureEditor.tsx"));

interface MoleculeCardProps {
  readonly draft: Draft;
  readonly update: (change: Partial<Draft>) => void;
  readonly error: string | undefined;
}

const sources: readonly { value: Draft["source"]; label: string }[] = [
  { value: "smiles", label: "SMILES" },
  { value: "draw", label: "Draw" },
  { value: "xyz", label: "XYZ" },
  { value: "library", label: "Library" },
];

/** Names the molecule: typed, drawn, pasted or picked. */
export function MoleculeCard({ draft, update, error }: MoleculeCardProps) {
  return (
    <Section title="Molecule" description="Type it, draw it, paste coordinates or pick one.">
      <ExampleMolecules update={update} />
      <Tabs
        value={draft.source}
        onChange={(value) => update({ source: sources.find((source) => source.value === value)!.value })}
        keepMounted={false}
        mt="md"
      >
        <Tabs.List grow>
          {sources.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value} px={{ base: 6, xs: "md" }}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="smiles" pt="md">
          <TextInput
            label="SMILES"
            description="A line notation: O is water, CC(=O)O acetic acid. Hydrogen atoms are added."
            placeholder="for example C=O"
            value={draft.smiles}
            error={error}
            onChange={(event) => update({ smiles: event.currentTarget.value })}
            data-field="molecule"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            size="md"
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          />
        </Tabs.Panel>
        <Tabs.Panel value="draw" pt="md">
          <ErrorBoundary>
            <Suspense fallback={<Text c="dimmed">Loading the structure editor…</Text>}>
              <StructureEditor
                smiles={draft.smiles}
                onChange={(smiles) => update({ smiles })}
                error={error}
              />
            </Suspense>
          </ErrorBoundary>
        </Tabs.Panel>
        <Tabs.Panel value="xyz" pt="md">
          <XyzInput value={draft.xyz} onChange={(xyz) => update({ xyz })} error={error} />
        </Tabs.Panel>
        <Tabs.Panel value="library" pt="md">
          <LibraryPicker value={draft.library} onChange={(library) => update({ library })} error={error} />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}
