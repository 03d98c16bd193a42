import { Alert, Group, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { prettyFormula } from "../../shared/format.ts";
import { InfoIcon } from "../../shared/icons.tsx";
import { Fact } from "../../shared/Fact.tsx";
import { Section } from "../../shared/Section.tsx";
import { FlatMolecule } from "../molecule-view/FlatMolecule.tsx";
import { SolidMolecule } from "../molecule-view/SolidMolecule.tsx";
import type { MoleculeFacts } from "../molecule-worker/types.ts";
import viewClasses from "../molecule-view/molecule-view.module.css";
import { SizeFacts } from "./SizeFacts.tsx";
import type { SizeQuestion } from "../molecule-worker/types.ts";

interface PreviewPanelProps {
  readonly molecule: MoleculeFacts | undefined;
  readonly isStale: boolean;
  readonly hasError: boolean;
  readonly isNamed: boolean;
  readonly question: SizeQuestion | undefined;
  readonly onPick: ((atom: number) => void) | undefined;
  readonly marked: readonly number[];
}

const spinNames = ["", "singlet", "doublet", "triplet", "quartet", "quintet", "sextet", "septet"];

/** The molecule as typed, flat and solid, with what can be said before running. */
export function PreviewPanel(props: PreviewPanelProps) {
  const { molecule, isStale, hasError, isNamed, question, onPick, marked } = props;
  const [chosen, setChosen] = useState<"solid" | "flat">("solid");
  const view = onPick ? "solid" : chosen;
  return (
    <Section
      title={molecule ? prettyFormula(molecule.formula) : "Preview"}
      aside={
        molecule &&
        !onPick && (
          <SegmentedControl
            size="xs"
            aria-label="View of the molecule"
            value={view}
            onChange={(value) => setChosen(value === "flat" ? "flat" : "solid")}
            data={[
              { value: "solid", label: "3D" },
              { value: "flat", label: "2D" },
            ]}
          />
        )
      }
    >
      <Stack gap="md" style={{ opacity: isStale ? 0.6 : 1 }} aria-busy={isStale}>
        {molecule ? (
          view === "solid" ? (
            <SolidMolecule atoms={molecule.atoms} name={molecule.formula} onPick={onPick} marked={marked} />
          ) : (
            <div className={viewClasses.frame}>
              <FlatMolecule smiles={molecule.smiles} name={molecule.formula} />
            </div>
          )
        ) : isStale && !hasError ? (
          <Skeleton height={260} radius="md" />
        ) : (
          <Text size="sm" c="dimmed">
            {hasError
              ? "The molecule appears here once it can be read."
              : isNamed
                ? "This browser cannot show the molecule. It can be calculated all the same."
                : "The molecule appears here once it is named."}
          </Text>
        )}
        {molecule && (
          <>
            <Group gap="lg">
              <Fact label="Electrons" value={String(molecule.electronCount)} />
              <Fact label="Atoms" value={String(molecule.atoms.length)} />
              <Fact
                label="Spin"
                value={spinNames[molecule.multiplicity] ?? `multiplicity ${molecule.multiplicity}`}
              />
            </Group>
            <SizeFacts question={question} />
            <Text size="xs" c="dimmed">
              Geometry: {molecule.geometrySource}
            </Text>
            {molecule.notes.map((note) => (
              <Alert key={note} variant="light" color="yellow" icon={<InfoIcon />} p="xs">
                <Text size="xs">{note}</Text>
              </Alert>
            ))}
          </>
        )}
      </Stack>
    </Section>
  );
}
