import type { Catalogue } from "@ansatz/contract";

async function makeCatalogue(): Promise<Catalogue> {
  const chemistry = await import("@ansatz/chemistry");
  return {
    basisSets: chemistry.basisSets.map(({ name, label, description, citation, elements }) => ({
      name,
      label,
      description,
      citation,
      elements: elements.map((atomicNumber) => chemistry.elements[atomicNumber - 1].symbol),
    })),
    molecules: chemistry.moleculeLibrary.map(
      ({ name, label, formula, charge, multiplicity, geometrySource }) => ({
        name,
        title: label,
        formula,
        charge,
        multiplicity,
        source: geometrySource,
        xyz: chemistry.toXyz(chemistry.moleculeFromLibrary(name), label),
      }),
    ),
  };
}

let made: Promise<Catalogue> | undefined;

/** Basis sets and library molecules that requests may name. */
export function catalogue(): Promise<Catalogue> {
  return (made ??= makeCatalogue());
}
