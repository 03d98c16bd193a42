import type { GroundStateResult, MoleculeInput } from "@ansatz/contract";
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { prettyFormula } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { FlatMolecule } from "../molecule-view/FlatMolecule.tsx";
import viewClasses from "../molecule-view/molecule-view.module.css";
import { SolidMolecule } from "../molecule-view/SolidMolecule.tsx";
import { useMolecule } from "../molecule-worker/use-molecule.ts";

interface ResultMoleculeProps {
  readonly result: Pick<GroundStateResult, "geometry" | "formula">;
  readonly input: MoleculeInput;
}

/** The molecule in the geometry that was calculated. */
export function ResultMolecule({ result, input }: ResultMoleculeProps) {
  const [view, setView] = useState<"solid" | "flat">("solid");
  const isLibrary = "library" in input;
  const { data } = useMolecule(isLibrary && view === "flat" ? { molecule: input } : undefined);
  const smiles = "smiles" in input ? input.smiles : (data?.smiles ?? null);
  return (
    <Section
      title={prettyFormula(result.formula)}
      aside={
        <SegmentedControl
          size="xs"
          aria-label="View of the molecule"
          value={view}
          onChange={(value) => setView(value === "flat" ? "flat" : "solid")}
          data={[
            { value: "solid", label: "3D" },
            { value: "flat", label: "2D" },
          ]}
        />
      }
    >
      {view === "solid" ? (
        <SolidMolecule atoms={result.geometry} name={result.formula} />
      ) : (
        <div className={viewClasses.frame}>
          <FlatMolecule smiles={smiles} name={result.formula} />
        </div>
      )}
    </Section>
  );
}
