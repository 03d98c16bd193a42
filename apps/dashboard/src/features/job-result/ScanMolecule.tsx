import type { Job } from "@ansatz/contract";
import { prettyFormula } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { SolidMolecule } from "../molecule-view/SolidMolecule.tsx";
import { useMolecule } from "../molecule-worker/use-molecule.ts";

interface ScanMoleculeProps {
  readonly job: Extract<Job, { kind: "bond-scan" }>;
  readonly formula: string;
}

/** The molecule in its starting geometry with the atoms of the stretched bond marked. */
export function ScanMolecule({ job, formula }: ScanMoleculeProps) {
  const { molecule, charge, multiplicity, seed, bond } = job.request;
  const { data } = useMolecule({ molecule, charge, multiplicity, seed });
  return (
    <Section title={prettyFormula(formula)} description="Starting geometry; the marked bond is stretched">
      {data && <SolidMolecule atoms={data.atoms} name={formula} marked={bond} />}
    </Section>
  );
}
