import { Select, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { prettyFormula } from "../../shared/format.ts";
import { ProblemAlert } from "../../shared/ProblemAlert.tsx";
import { Section } from "../../shared/Section.tsx";
import { sentence } from "../../shared/form/form-errors.ts";
import { FactList } from "../job-result/FactList.tsx";
import { askMaterials } from "../materials-worker/client.ts";
import { QuestionError } from "../../shared/page-worker.ts";
import type { CrystalFacts, StructureText } from "../materials-worker/types.ts";
import { figureText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { CrystalPicture } from "./CrystalPicture.tsx";
import classes from "./crystal-view.module.css";

/** The structures that were given: one of them as a picture and in numbers. */
export default function CrystalSection({ structures }: { readonly structures: readonly StructureText[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const structure = structures.find(({ name }) => name === chosen) ?? structures[0];
  const { data, error } = useQuery({
    queryKey: ["crystal", structure.name, structure.text],
    queryFn: () => askMaterials((remote) => remote.describeCrystal(structure)),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <Section title="Structures" description="As they were read, with the symmetry that their atoms have.">
      <Stack gap="md">
        {structures.length > 1 && (
          <Select
            label="Structure"
            data={structures.map(({ name }) => name)}
            value={structure.name}
            onChange={setChosen}
            allowDeselect={false}
            searchable
            maw="24rem"
          />
        )}
        {error ? (
          error instanceof QuestionError && error.code !== "internal" ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {structure.name}: {sentence(error.message)}
            </Text>
          ) : (
            <ProblemAlert error={error} />
          )
        ) : data ? (
          <Crystal crystal={data} />
        ) : (
          <Skeleton height={260} radius="md" />
        )}
      </Stack>
    </Section>
  );
}

function groupText({ number, symbol }: { readonly number: number; readonly symbol: string }): string {
  return symbol === "" ? `number ${number}` : `${symbol}, number ${number}`;
}

function Crystal({ crystal }: { readonly crystal: CrystalFacts }) {
  const { cell, found, stated, symmetryFault } = crystal;
  const length = (value: number): string => value.toFixed(3);
  const angle = (value: number): string => `${Number(value.toFixed(2))}°`;
  const facts: [string, string][] = [
    ["Formula", `${prettyFormula(crystal.formula)}, ${figureText(crystal.atoms, 4)} atoms in the cell`],
    ["a, b, c", `${length(cell.a)}, ${length(cell.b)}, ${length(cell.c)} Å`],
    ["α, β, γ", `${angle(cell.alpha)}, ${angle(cell.beta)}, ${angle(cell.gamma)}`],
    ["Volume", `${figureText(crystal.volume, 5)} Å³`],
    ["Density", `${figureText(crystal.density, 4)} g/cm³`],
    ["Packing", `${figureText(100 * crystal.packing, 3)} % by atomic radii`],
    [
      "Space group",
      found ? `${groupText(found)} (${found.pearson})` : sentence(symmetryFault ?? "not found"),
    ],
  ];
  if (stated && stated.number !== found?.number) facts.push(["Stated in the file", groupText(stated)]);
  return (
    <>
      <div className={classes.crystal}>
        <CrystalPicture crystal={crystal} />
        <FactList facts={facts} />
      </div>
      {crystal.notes.map((note) => (
        <Text key={note} size="sm" c="dimmed">
          {sentence(note)}
        </Text>
      ))}
      <ResultTable
        label={`Table of the sites of ${crystal.formula}`}
        heads={["Site", "Position", "Atoms", "x, y, z", "Coordination", "Effective", "Nearest"]}
        texts={[1, 3, 6]}
        rows={crystal.sites.slice(0, 60).map((site, index) => ({
          key: String(index),
          cells: [
            site.label,
            site.wyckoff === null ? "–" : `${site.multiplicity}${site.wyckoff}`,
            String(site.multiplicity),
            site.fractional.map((value) => value.toFixed(4)).join(", "),
            figureText(site.coordination, 3),
            site.effectiveCoordination.toFixed(2),
            site.nearest ? `${site.nearest.element} at ${site.nearest.distance.toFixed(3)} Å` : "–",
          ],
        }))}
      />
      {crystal.sites.length > 60 && (
        <Text size="xs" c="dimmed">
          The first 60 of {crystal.sites.length} sites.
        </Text>
      )}
    </>
  );
}
