import type { RowDescription } from "@ansatz/contract";
import { createFeatureMatrix, type FeatureMatrix } from "@ansatz/learning";
import {
  describeCompositions,
  describeCrystals,
  describeMolecules,
  elementsOf,
  joinColumns,
  MaterialsTableError,
  StructureError,
  type Composition,
  type CompositionFeatures,
  type Crystal,
  type CrystalFeatures,
  type MoleculeFeatures,
} from "@ansatz/materials";
import { loadSymmetry } from "./load-symmetry.ts";

/** What rows are about, every list that there is with an entry a row. */
export interface Subjects {
  readonly compositions?: readonly Composition[] | undefined;
  readonly crystals?: readonly Crystal[] | undefined;
  /** SMILES. */
  readonly molecules?: readonly string[] | undefined;
  /** Columns of numbers that are features as they are. */
  readonly numbers?: FeatureMatrix | undefined;
}

/** Features of the rows that can be described, and what is wrong with the others by their index. */
export interface DescribedRows {
  readonly features: FeatureMatrix;
  readonly problems: ReadonlyMap<number, string>;
}

type Subject = RowDescription["subject"];

const ofCompositions = ["magpie", "fractions", "stoichiometry", "orbitals", "ions"];
const suitable: Readonly<Record<Subject, readonly string[]>> = {
  composition: ofCompositions,
  structure: [...ofCompositions, "density", "coordination", "bonds", "rdf", "symmetry"],
  molecule: ["molecule", "fingerprint"],
  numbers: [],
};
const nouns: Readonly<Record<Subject, string>> = {
  composition: "formulas",
  structure: "structures",
  molecule: "molecules",
  numbers: "numbers",
};

/** What materials call the descriptors of molecules. */
const moleculeSets: Readonly<Record<string, MoleculeFeatures>> = {
  molecule: "descriptors",
  fingerprint: "circular",
};

/** The default of a subject that a request names no descriptors for. */
function defaultDescriptors(subject: Subject): string[] {
  switch (subject) {
    case "composition":
      return ["magpie"];
    case "structure":
      return ["magpie", "density", "coordination", "bonds"];
    case "molecule":
      return ["molecule"];
    case "numbers":
      return [];
  }
}

/**
 * The descriptors that a request names, or those that suit its subject.
 *
 * @throws MaterialsTableError for descriptors that rows of the subject do not have.
 */
export function chooseDescriptors(subject: Subject, wanted: readonly string[] | undefined): string[] {
  if (wanted === undefined) return defaultDescriptors(subject);
  const strangers = wanted.filter((name) => !suitable[subject].includes(name));
  if (strangers.length > 0) {
    const allowed = suitable[subject].join(", ") || "none, its columns are the features";
    throw new MaterialsTableError(
      `descriptors of a table of ${nouns[subject]} must be of ${allowed}; got ${strangers.join(", ")}`,
      { descriptors: strangers },
    );
  }
  return [...new Set(wanted)];
}

/** Elements that fractions need a column for. */
export function elementColumns({ compositions = [] }: Subjects): string[] {
  return elementsOf(compositions);
}

async function describeSubjects(
  { compositions, crystals, molecules }: Subjects,
  { descriptors, elements }: Pick<RowDescription, "descriptors" | "elements">,
): Promise<DescribedRows | undefined> {
  if (descriptors.length === 0) return undefined;
  const options = elements.length > 0 ? { elements } : {};
  if (crystals !== undefined) {
    return describeEach(crystals, {
      features: descriptors as (CompositionFeatures | CrystalFeatures)[],
      ...(descriptors.includes("symmetry") ? { symmetry: await loadSymmetry() } : {}),
      ...options,
    });
  }
  const features =
    molecules === undefined
      ? describeCompositions(compositions ?? [], {
          features: descriptors as CompositionFeatures[],
          ...options,
        })
      : await describeMolecules(molecules, { features: descriptors.map((name) => moleculeSets[name]) });
  return { features, problems: new Map() };
}

/** Crystals one by one: one whose sites coincide, say, stops no other. */
function describeEach(
  crystals: readonly Crystal[],
  options: Parameters<typeof describeCrystals>[1],
): DescribedRows {
  const problems = new Map<number, string>();
  const rows: FeatureMatrix[] = [];
  for (const [index, crystal] of crystals.entries()) {
    try {
      rows.push(describeCrystals([crystal], options));
    } catch (error) {
      if (!(error instanceof StructureError)) throw error;
      problems.set(index, error.message);
    }
  }
  if (rows.length === 0) {
    throw new StructureError(`no structure could be described: ${[...problems.values()][0]}`);
  }
  const [{ columnCount, names }] = rows;
  const values = new Float64Array(rows.length * columnCount);
  rows.forEach((row, k) => values.set(row.values, k * columnCount));
  return { features: createFeatureMatrix(rows.length, columnCount, values, names), problems };
}

/**
 * Features of rows as a description says, those of the subjects first and then the columns of numbers.
 *
 * @throws MaterialsTableError for nothing to describe by, StructureError where no structure can be described.
 */
export async function describeRows(
  subjects: Subjects,
  description: Pick<RowDescription, "descriptors" | "elements">,
): Promise<DescribedRows> {
  const { numbers } = subjects;
  const described = await describeSubjects(subjects, description);
  if (described === undefined) {
    if (numbers !== undefined) return { features: numbers, problems: new Map() };
    throw new MaterialsTableError("rows need a description: choose descriptors or columns of numbers");
  }
  if (numbers === undefined) return described;
  const { features, problems } = described;
  return { features: joinColumns([features, withoutRows(numbers, problems)]), problems };
}

function withoutRows(matrix: FeatureMatrix, left: ReadonlyMap<number, unknown>): FeatureMatrix {
  if (left.size === 0) return matrix;
  const { rowCount, columnCount, values, names } = matrix;
  const kept = Array.from({ length: rowCount }, (_, row) => row).filter((row) => !left.has(row));
  const some = new Float64Array(kept.length * columnCount);
  kept.forEach((row, k) =>
    some.set(values.subarray(row * columnCount, (row + 1) * columnCount), k * columnCount),
  );
  return createFeatureMatrix(kept.length, columnCount, some, names);
}
