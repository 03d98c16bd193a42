import {
  cellVolume,
  countCellAtoms,
  crystalComposition,
  findCoordination,
  formatFormula,
  latticeParameters,
  massDensity,
  packingFraction,
  readStructure,
  reduceComposition,
  type Crystal,
  type FoundSymmetry,
  type Vector3,
} from "@ansatz/materials";
import { loadFinder } from "./load-finder.ts";
import type { CrystalFacts, SiteFacts, StructureText } from "./types.ts";

const siteLabel = ({ species }: Crystal["sites"][number]): string =>
  species
    .map(({ element, occupancy }) =>
      occupancy > 0.9999 ? element : `${element} ${Number(occupancy.toFixed(3))}`,
    )
    .join(" / ");

function cartesian(lattice: Crystal["lattice"], [u, v, w]: Vector3): [number, number, number] {
  return [0, 1, 2].map((axis) => u * lattice[0][axis] + v * lattice[1][axis] + w * lattice[2][axis]) as [
    number,
    number,
    number,
  ];
}

/** Atoms of the cell, those on its faces, edges and corners repeated on the other side. */
function pictureAtoms({ lattice, sites }: Crystal): CrystalFacts["picture"]["atoms"] {
  const copies = (value: number): number[] =>
    value < 1e-3 ? [value, value + 1] : value > 1 - 1e-3 ? [value - 1, value] : [value];
  return sites.flatMap(({ species, fractional: [u, v, w] }) =>
    copies(u).flatMap((x) =>
      copies(v).flatMap((y) =>
        copies(w).map((z) => ({
          element: species.reduce((best, one) => (one.occupancy > best.occupancy ? one : best)).element,
          position: cartesian(lattice, [x, y, z]),
        })),
      ),
    ),
  );
}

function describeSites(crystal: Crystal, found: FoundSymmetry | null): SiteFacts[] {
  const coordination = findCoordination(crystal);
  const orbitOf = (site: number): number => found?.orbits[site] ?? site;
  return crystal.sites.flatMap((site, index) => {
    if (orbitOf(index) !== index) return [];
    const { bonded, number, effectiveNumber } = coordination[index];
    const [nearest] = bonded;
    return [
      {
        label: siteLabel(site),
        wyckoff: found?.wyckoffLetters[index] ?? null,
        multiplicity: crystal.sites.filter((_, other) => orbitOf(other) === index).length,
        fractional: site.fractional,
        coordination: number,
        effectiveCoordination: effectiveNumber,
        nearest:
          bonded.length === 0
            ? null
            : { element: siteLabel(crystal.sites[nearest.site]), distance: nearest.distance },
      },
    ];
  });
}

/** What a CIF or POSCAR holds, in numbers and for a picture. @throws StructureError */
export async function describeCrystal({ name, text }: StructureText): Promise<CrystalFacts> {
  const symmetry = await loadFinder();
  const { crystal, notes } = readStructure(text, { symmetry });
  let found: FoundSymmetry | null = null;
  let symmetryFault: string | null = null;
  try {
    found = symmetry.find(crystal);
  } catch (error) {
    symmetryFault = (error as Error).message;
  }
  return {
    name,
    formula: formatFormula(reduceComposition(crystalComposition(crystal))),
    atoms: countCellAtoms(crystal),
    cell: latticeParameters(crystal.lattice),
    volume: cellVolume(crystal.lattice),
    density: massDensity(crystal),
    packing: packingFraction(crystal),
    stated: crystal.statedSpaceGroup ?? null,
    found: found && { number: found.number, symbol: found.symbol, pearson: found.pearsonSymbol },
    symmetryFault,
    sites: describeSites(crystal, found),
    notes,
    picture: { atoms: pictureAtoms(crystal), lattice: crystal.lattice },
  };
}
