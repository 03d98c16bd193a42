import { createFeatureMatrix, type FeatureMatrix } from "@ansatz/learning";
import { chemicalSystem, type Composition } from "../compositions/composition.ts";
import { elementsWithFilledProperties } from "../elements/magpie-properties.ts";
import { CompositionError, MaterialsTableError, StructureError } from "../errors.ts";
import type { Crystal } from "../structures/crystal.ts";
import { countRows, listSome, nameRows, type MaterialsFinding } from "./findings.ts";
import type { Layout } from "./layout.ts";
import type { MaterialsTable, MaterialsTableOptions } from "./materials-table.ts";
import { mergeDuplicates } from "./merge-duplicates.ts";
import { parseNumberCell } from "./number-cell.ts";
import { readTarget, type ReadTarget } from "./read-target.ts";
import { outlierScore, robustScores } from "./robust-outliers.ts";
import { readQuantity, type NamedQuantity } from "./target-name.ts";

/** What a cell names: a composition, and in a table of structures its crystal. */
export interface Subject {
  readonly composition: Composition;
  readonly crystal?: Crystal;
  /** Equal for rows that are about the same material. */
  readonly key: string;
}

export interface SubjectReader {
  /** Whether cells are formulas, in which a decimal comma may stand. */
  readonly isFormula: boolean;
  /** Throws a CompositionError, StructureError or MaterialsTableError for a cell that names none. */
  readonly read: (cell: string) => Subject;
  /** What a failure to read is called in the findings. */
  readonly fault: "impossible-composition" | "unreadable-structure";
  readonly noun: string;
}

function refuseOrDrop(
  rows: readonly number[],
  finding: Omit<MaterialsFinding, "severity" | "rows">,
  findings: MaterialsFinding[],
  options: MaterialsTableOptions,
): void {
  if (rows.length === 0) return;
  if (options.unusableRows === "refuse") {
    throw new MaterialsTableError(`${nameRows(rows)}: ${finding.message}`, {
      rows,
      ...(finding.column === undefined ? {} : { column: finding.column }),
    });
  }
  findings.push({ ...finding, severity: "warning", rows });
}

function checkUnit(
  quantity: NamedQuantity,
  given: string | undefined,
  findings: MaterialsFinding[],
): NamedQuantity {
  if (given === undefined) return quantity;
  if (quantity.unit !== undefined && quantity.unit !== given) {
    findings.push({
      code: "unit-differs",
      severity: "warning",
      message: `The header gives the unit ${quantity.unit}; ${given}, as told, is taken and no value is converted.`,
    });
  }
  return { name: quantity.name, unit: given };
}

function reportTargets(
  target: ReadTarget,
  layout: Layout,
  findings: MaterialsFinding[],
  options: MaterialsTableOptions,
): void {
  const column = layout.names[layout.target];
  const rowsOf = (indices: readonly number[]): number[] => indices.map((index) => layout.data[index].row);
  const texts = rowsOf(target.texts);
  if (texts.length > 0) {
    const shown = target.texts.slice(0, 3).map((index) => layout.data[index].cells[layout.target]);
    const message = `column ${column} holds text where a number must stand (${shown.join(", ")})`;
    refuseOrDrop(
      texts,
      {
        code: "text-in-number-column",
        message:
          options.unusableRows === "refuse"
            ? message
            : `${countRows(texts.length)} left out (${nameRows(texts)}): ${message}.`,
        column,
      },
      findings,
      options,
    );
  }
  if (target.missing.length > 0) {
    const rows = rowsOf(target.missing);
    findings.push({
      code: "missing-target",
      severity: "warning",
      message: `${countRows(rows.length)} without a target in column ${column} left out (${nameRows(rows)}).`,
      rows,
      column,
    });
  }
  if (target.isAssumedClasses) {
    findings.push({
      code: "read-as-classes",
      severity: "information",
      message: `Column ${column} holds only 0 and 1 and is read as two classes.`,
      column,
    });
  }
}

function readSubjects(
  layout: Layout,
  usable: Uint8Array,
  reader: SubjectReader,
  findings: MaterialsFinding[],
  options: MaterialsTableOptions,
): (Subject | undefined)[] {
  const faults: { row: number; message: string }[] = [];
  const ambiguous: number[] = [];
  const memo = new Map<string, Subject>();
  const subjects = layout.data.map(({ cells, row }, index) => {
    const written = cells[layout.subject] ?? "";
    const cell =
      reader.isFormula && layout.decimal === "," ? written.replaceAll(/(\d),(?=\d)/g, "$1.") : written;
    try {
      const known = memo.get(cell);
      const subject = known ?? reader.read(cell);
      if (known === undefined) memo.set(cell, subject);
      if (subject.composition.notes.length > 0) ambiguous.push(row);
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
  const column = layout.names[layout.subject];
  const rows = faults.map(({ row }) => row);
  const shown = faults.slice(0, 3).map(({ row, message }) => `row ${row}: ${message}`);
  const details = `${shown.join("; ")}${faults.length > 3 ? `; and ${faults.length - 3} more` : ""}`;
  refuseOrDrop(
    rows,
    {
      code: reader.fault,
      message:
        options.unusableRows === "refuse"
          ? `column ${column} must hold ${reader.noun}: ${details}`
          : `${countRows(rows.length)} of column ${column} left out: ${details}.`,
      column,
    },
    findings,
    options,
  );
  if (ambiguous.length > 0) {
    findings.push({
      code: "ambiguous-formula",
      severity: "warning",
      message: `${countRows(ambiguous.length)} with an ambiguous formula (${nameRows(ambiguous)}), such as ${subjects.find((subject) => (subject?.composition.notes.length ?? 0) > 0)!.composition.notes[0]}.`,
      rows: ambiguous,
      column,
    });
  }
  return subjects;
}

function readFeatures(
  layout: Layout,
  usable: Uint8Array,
  findings: MaterialsFinding[],
  options: MaterialsTableOptions,
): Float64Array[] {
  return layout.features.map((column) => {
    const name = layout.names[column];
    const values = Float64Array.from(
      layout.data,
      ({ cells }) => parseNumberCell(cells[column] ?? "", layout.decimal) ?? Number.NaN,
    );
    const rows: number[] = [];
    for (const [index, value] of values.entries()) {
      if (!Number.isNaN(value)) continue;
      rows.push(layout.data[index].row);
      usable[index] = 0;
    }
    refuseOrDrop(
      rows,
      {
        code: "missing-feature",
        message:
          options.unusableRows === "refuse"
            ? `column ${name} must hold a number in every row to serve as a feature`
            : `${countRows(rows.length)} without a number in feature column ${name} left out (${nameRows(rows)}).`,
        column: name,
      },
      findings,
      options,
    );
    return values;
  });
}

function checkTargets(
  targets: Float64Array,
  target: ReadTarget,
  layout: Layout,
  findings: MaterialsFinding[],
): void {
  const column = layout.names[layout.target];
  const distinct = new Set(targets);
  if (targets.length === 0) {
    throw new MaterialsTableError(
      `a table must have rows with a readable ${layout.names[layout.subject]} and ${column}, got none of ${layout.data.length}: ${findings.map(({ message }) => message).join(" ")}`,
      { rowCount: layout.data.length },
    );
  }
  if (distinct.size === 1) {
    const value = target.task === "classification" ? target.classes[targets[0]] : targets[0];
    const what = target.task === "classification" ? "at least two classes" : "different values";
    throw new MaterialsTableError(
      `column ${column} must hold ${what} to learn from, got ${value} in all ${targets.length} rows`,
      { column },
    );
  }
  if (target.task === "classification") {
    const lone = target.classes.filter((_, k) => targets.filter((value) => value === k).length === 1);
    if (lone.length > 0) {
      findings.push({
        code: "class-of-one",
        severity: "warning",
        message: `${lone.length === 1 ? "Class" : "Classes"} ${listSome(lone)} of column ${column} ${lone.length === 1 ? "has" : "have"} a single sample: no fold can both learn and test it.`,
        column,
      });
    }
  }
  if (targets.length < 30) {
    findings.push({
      code: "few-rows",
      severity: "warning",
      message: `Only ${countRows(targets.length)}: differences between models will hardly be told from chance.`,
    });
  }
}

function reportOutliers(
  targets: Float64Array,
  rows: readonly number[],
  column: string,
  findings: MaterialsFinding[],
): void {
  const scores = robustScores(targets);
  const outliers = rows.filter((_, k) => Math.abs(scores[k]) > outlierScore);
  if (outliers.length === 0) return;
  const extreme = scores.reduce((best, score, k) => (Math.abs(score) > Math.abs(scores[best]) ? k : best), 0);
  findings.push({
    code: "outliers",
    severity: "information",
    message: `${countRows(outliers.length)} of column ${column} lie more than ${outlierScore} robust standard deviations from the median (${nameRows(outliers)}); the farthest is ${targets[extreme]} in row ${rows[extreme]} with z = ${scores[extreme].toFixed(1)}. They are kept.`,
    rows: outliers,
    column,
  });
}

function reportDuplicates(
  sets: readonly (readonly number[])[],
  targets: Float64Array,
  rows: readonly number[],
  labels: readonly string[],
  table: {
    readonly isRegression: boolean;
    readonly options: MaterialsTableOptions;
    readonly unit: string | undefined;
  },
  findings: MaterialsFinding[],
): void {
  if (sets.length === 0) return;
  const { isRegression, options, unit } = table;
  const spread = (set: readonly number[]): number => {
    const values = set.map((index) => targets[index]);
    return Math.max(...values) - Math.min(...values);
  };
  const widest = sets.reduce((best, set) => (spread(set) > spread(best) ? set : best));
  const conflicts = sets.filter((set) => spread(set) > 0).length;
  const involved = sets.flat().map((index) => rows[index]);
  const policy = options.duplicates ?? "mean";
  const done =
    policy === "keep-all"
      ? "All are kept: keep rows of one material in one fold"
      : policy === "keep-first"
        ? "The first row of each is kept"
        : isRegression
          ? "Each is merged into one row with the mean target"
          : "Each is merged into one row with the most frequent class";
  const difference = !isRegression
    ? `${conflicts} of them with different classes`
    : conflicts === 0
      ? "with equal targets"
      : `differing by up to ${Number(spread(widest).toPrecision(4))}${unit === undefined ? "" : ` ${unit}`} (${labels[widest[0]]}, ${nameRows(widest.map((index) => rows[index]))})`;
  findings.push({
    code: "duplicate-compositions",
    severity: conflicts > 0 ? "warning" : "information",
    message: `${sets.length} ${sets.length === 1 ? "material occurs" : "materials occur"} in ${involved.length} rows, ${difference}. ${done}.`,
    rows: involved.toSorted((a, b) => a - b),
  });
}

/** Reads the cells of a table whose columns have their roles; see parseMaterialsTable. */
export function assembleMaterials(
  layout: Layout,
  reader: SubjectReader,
  options: MaterialsTableOptions,
): MaterialsTable {
  const findings: MaterialsFinding[] = [...layout.findings];
  const targetName = layout.names[layout.target];
  const quantity = checkUnit(readQuantity(targetName), options.unit, findings);
  const target = readTarget(
    layout.data.map(({ cells }) => cells[layout.target] ?? ""),
    { decimal: layout.decimal, task: options.task, column: targetName },
  );
  reportTargets(target, layout, findings, options);
  const usable = Uint8Array.from(target.values, (value) => (Number.isNaN(value) ? 0 : 1));
  const subjects = readSubjects(layout, usable, reader, findings, options);
  const extra = readFeatures(layout, usable, findings, options);
  const indices = layout.data.flatMap((_, index) => (usable[index] === 1 ? [index] : []));
  const rows = indices.map((index) => layout.data[index].row);
  const labels = indices.map((index) => layout.data[index].cells[layout.subject]);
  const values = Float64Array.from(indices, (index) => target.values[index]);
  checkTargets(values, target, layout, findings);
  const isRegression = target.task === "regression";
  if (isRegression) reportOutliers(values, rows, targetName, findings);
  const merged = mergeDuplicates(
    indices.map((index) => subjects[index]!.key),
    values,
    target.task,
    options.duplicates ?? "mean",
  );
  reportDuplicates(
    merged.sets,
    values,
    rows,
    labels,
    { isRegression, options, unit: quantity.unit },
    findings,
  );
  if (merged.sets.length > 0) checkTargets(merged.targets, target, layout, []);
  const kept = merged.kept.map((k) => indices[k]);
  const compositions = kept.map((index) => subjects[index]!.composition);
  const filled = elementsWithFilledProperties(new Set(compositions.flatMap(({ elements }) => elements)));
  if (filled.length > 0) {
    findings.push({
      code: "filled-properties",
      severity: "information",
      message: `Some properties of ${listSome(filled)} are not known; Magpie features take the mean of all elements for them.`,
    });
  }
  const crystals = kept.map((index) => subjects[index]!.crystal);
  const groupOf = (index: number): string =>
    layout.group === undefined
      ? chemicalSystem(subjects[index]!.composition)
      : (layout.data[index].cells[layout.group] ?? "");
  return {
    task: target.task,
    labels: merged.kept.map((k) => labels[k]),
    compositions,
    crystals: crystals.every((crystal) => crystal !== undefined) ? crystals : undefined,
    targets: merged.targets,
    classes: target.classes,
    groups: kept.map(groupOf),
    rows: merged.kept.map((k) => rows[k]),
    target: quantity,
    features: featuresOf(extra, layout, kept),
    columns: {
      composition: layout.names[layout.subject],
      target: targetName,
      group: layout.group === undefined ? undefined : layout.names[layout.group],
      otherNumbers: layout.otherNumbers.map((column) => layout.names[column]),
    },
    findings,
    understood: {
      delimiter: layout.delimiter,
      decimal: layout.decimal,
      hasHeader: layout.hasHeader,
      rowCount: layout.data.length,
    },
  };
}

function featuresOf(
  extra: readonly Float64Array[],
  layout: Layout,
  kept: readonly number[],
): FeatureMatrix | undefined {
  if (extra.length === 0) return undefined;
  const values = new Float64Array(kept.length * extra.length);
  for (const [row, index] of kept.entries()) {
    for (const [k, column] of extra.entries()) values[row * extra.length + k] = column[index];
  }
  return createFeatureMatrix(
    kept.length,
    extra.length,
    values,
    layout.features.map((column) => layout.names[column]),
  );
}
