import { learningLimits, type PredictRequest, type TrainedModel } from "@ansatz/contract";
import { createFeatureMatrix, type FeatureMatrix } from "@ansatz/learning";
import {
  CompositionError,
  loadMoleculeReader,
  MaterialsTableError,
  parseFormula,
  readStructure,
  readTableToPredict,
  StructureError,
  structureName,
  type Composition,
  type Crystal,
} from "@ansatz/materials";
import type { Subjects } from "./describe-rows.ts";
import { loadSymmetry } from "./load-symmetry.ts";

type Description = TrainedModel["description"];

/** A row before what it is about is read. */
interface WrittenRow {
  readonly row: number;
  readonly name: string;
  readonly subject: string;
  readonly numbers: Float64Array;
  readonly problem: string | undefined;
}

/** A row to predict for, or why it cannot be used. */
export interface ReadRow {
  readonly row: number;
  readonly name: string;
  readonly composition?: Composition;
  readonly crystal?: Crystal;
  readonly smiles?: string;
  readonly numbers: Float64Array;
  readonly problem: string | null;
}

const nouns = {
  composition: "formulas",
  structure: "structures",
  molecule: "SMILES",
  numbers: "a table of numbers",
} as const;

const none = new Float64Array(0);

function tableRows(
  { subject, subjectColumn, columns }: Description,
  { table, composition }: PredictRequest,
): WrittenRow[] {
  const names = [composition, subjectColumn ?? undefined].filter((name) => name !== undefined);
  const { rows } = readTableToPredict(table!, {
    subject,
    subjectColumns: names,
    featureColumns: columns,
    maximumRows: learningLimits.rows,
  });
  return rows.map((row) => ({ ...row, name: row.subject === "" ? `row ${row.row}` : row.subject }));
}

/** Rows as a request gives them: a table's, or a list's from 1 on. */
function writtenRows(description: Description, request: PredictRequest): WrittenRow[] {
  const { subject, columns } = description;
  const { formulas, smiles, structures, table } = request;
  const given = formulas ? "composition" : smiles ? "molecule" : structures ? "structure" : undefined;
  if (given !== undefined && given !== subject) {
    throw new MaterialsTableError(
      `rows to predict for must be ${nouns[subject]}, which the model was trained on, got ${nouns[given]}`,
      { subject },
    );
  }
  if (table !== undefined) return tableRows(description, request);
  if (columns.length > 0) {
    throw new MaterialsTableError(
      `rows to predict for must come as a table with the columns that the model was trained on, ${columns.join(", ")}; got ${nouns[subject]} alone`,
      { columns },
    );
  }
  const list = formulas ?? smiles ?? structures?.map(({ name }) => name) ?? [];
  return list.map((text, k) => ({
    row: k + 1,
    name: text,
    subject: text,
    numbers: none,
    problem: undefined,
  }));
}

/** How the subject of a row is read; throws an error whose message says what is wrong with it. */
async function subjectReader(
  { subject, elements }: Description,
  { structures = [] }: PredictRequest,
): Promise<(text: string) => Pick<ReadRow, "composition" | "crystal" | "smiles">> {
  switch (subject) {
    case "numbers":
      return () => ({});
    case "composition":
      return (text) => {
        const composition = parseFormula(text);
        checkElements(composition, elements);
        return { composition };
      };
    case "molecule": {
      const readMolecule = await loadMoleculeReader();
      return (text) => {
        readMolecule(text);
        return { smiles: text };
      };
    }
    case "structure": {
      const symmetry = await loadSymmetry();
      const files = new Map(structures.map(({ name, text }) => [structureName(name), text]));
      return (text) => {
        const file = files.get(structureName(text));
        if (file === undefined) {
          throw new StructureError(`a structure of name ${text} must be given, got none`);
        }
        const { crystal } = readStructure(file, { symmetry });
        checkElements(
          { elements: crystal.sites.flatMap(({ species }) => species.map(({ element }) => element)) },
          elements,
        );
        return { crystal };
      };
    }
  }
}

function checkElements(composition: Pick<Composition, "elements">, known: readonly string[]): void {
  const stranger =
    known.length === 0 ? undefined : composition.elements.find((symbol) => !known.includes(symbol));
  if (stranger === undefined) return;
  throw new CompositionError(`${stranger} occurs in no row that the model was trained on`, {
    symbol: stranger,
  });
}

/**
 * The rows of a request, as the model's kind of description wants them. A row that cannot be read has a problem.
 *
 * @throws MaterialsTableError where the request gives rows of another kind than the model was trained on, or a table without
 * its columns.
 */
export async function rowsToPredict(description: Description, request: PredictRequest): Promise<ReadRow[]> {
  const written = writtenRows(description, request);
  const read = await subjectReader(description, request);
  return written.map(({ subject, problem, ...row }): ReadRow => {
    if (problem !== undefined) return { ...row, problem };
    try {
      return { ...row, ...read(subject), problem: null };
    } catch (error) {
      if (
        !(error instanceof CompositionError) &&
        !(error instanceof StructureError) &&
        !(error instanceof MaterialsTableError)
      )
        throw error;
      return { ...row, problem: error.message };
    }
  });
}

/** Rows without problems as what describes them. */
export function subjectsOf({ subject, columns }: Description, rows: readonly ReadRow[]): Subjects {
  switch (subject) {
    case "composition":
      return { compositions: rows.map(({ composition }) => composition!), numbers: numbersOf(columns, rows) };
    case "structure":
      return { crystals: rows.map(({ crystal }) => crystal!), numbers: numbersOf(columns, rows) };
    case "molecule":
      return { molecules: rows.map(({ smiles }) => smiles!), numbers: numbersOf(columns, rows) };
    case "numbers":
      return { numbers: numbersOf(columns, rows) };
  }
}

function numbersOf(columns: readonly string[], rows: readonly ReadRow[]): FeatureMatrix | undefined {
  if (columns.length === 0) return undefined;
  const values = new Float64Array(rows.length * columns.length);
  rows.forEach(({ numbers }, k) => values.set(numbers, k * columns.length));
  return createFeatureMatrix(rows.length, columns.length, values, columns);
}
