import type { Composition } from "../compositions/composition.ts";
import { CompositionError, MaterialsTableError, StructureError } from "../errors.ts";
import type { Crystal } from "../structures/crystal.ts";
import { countRows, nameRows, type MaterialsFinding } from "./findings.ts";
import type { Layout } from "./layout.ts";
import type { DecimalMark } from "./number-cell.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import type { TableSubject } from "./recognise-subject.ts";
import { refuseOrDrop } from "./refuse-or-drop.ts";

/** What a cell names: a composition, in a table of structures with its crystal, or a molecule. */
export interface Subject {
  readonly composition?: Composition;
  readonly crystal?: Crystal;
  readonly smiles?: string;
  /** Equal for rows that are about the same material. */
  readonly key: string;
  /** Equal for rows that are about related materials. */
  readonly family: string;
}

export interface SubjectReader {
  readonly subject: TableSubject;
  /** Whether cells are formulas, in which a decimal comma may stand. */
  readonly isFormula: boolean;
  /** Throws a CompositionError, StructureError or MaterialsTableError for a cell that names none. */
  readonly read: (cell: string) => Subject;
  /** What a failure to read is called in the findings. */
  readonly fault: "impossible-composition" | "unreadable-structure" | "unreadable-molecule";
  readonly noun: string;
}

/** The formula in a cell, decimal commas as points. */
export function formulaCell(cell: string, decimal: DecimalMark): string {
  return decimal === "," ? cell.replaceAll(/(\d),(?=\d)/g, "$1.") : cell;
}

/** Reads the column of formulas, files or molecules; rows that name no material are told and marked as not usable. */
export function readSubjects(
  layout: Layout,
  column: number,
  usable: Uint8Array,
  reader: SubjectReader,
  findings: MaterialsFinding[],
  options: MaterialsTableOptions,
): (Subject | undefined)[] {
  const faults: { row: number; message: string }[] = [];
  const ambiguous: number[] = [];
  const memo = new Map<string, Subject>();
  const subjects = layout.data.map(({ cells, row }, index) => {
    const written = cells[column] ?? "";
    const cell = reader.isFormula ? formulaCell(written, layout.decimal) : written;
    try {
      const known = memo.get(cell);
      const subject = known ?? reader.read(cell);
      if (known === undefined) memo.set(cell, subject);
      if ((subject.composition?.notes.length ?? 0) > 0) ambiguous.push(row);
      return subject;
    } catch (error) {
      if (
        !(error instanceof CompositionError) &&
        !(error instanceof StructureError) &&
        !(error instanceof MaterialsTableError)
      )
        throw error;
      faults.push({ row, message: error.message });
      usable[index] = 0;
      return undefined;
    }
  });
  const name = layout.names[column];
  const rows = faults.map(({ row }) => row);
  const shown = faults.slice(0, 3).map(({ row, message }) => `row ${row}: ${message}`);
  const details = `${shown.join("; ")}${faults.length > 3 ? `; and ${faults.length - 3} more` : ""}`;
  refuseOrDrop(
    rows,
    {
      code: reader.fault,
      message:
        options.unusableRows === "refuse"
          ? `column ${name} must hold ${reader.noun}: ${details}`
          : `${countRows(rows.length)} of column ${name} left out: ${details}.`,
      column: name,
    },
    findings,
    options,
  );
  if (ambiguous.length > 0) {
    findings.push({
      code: "ambiguous-formula",
      severity: "warning",
      message: `${countRows(ambiguous.length)} with an ambiguous formula (${nameRows(ambiguous)}), such as ${subjects.flatMap((subject) => subject?.composition?.notes ?? [])[0]}.`,
      rows: ambiguous,
      column: name,
    });
  }
  return subjects;
}
