import {
  parseMaterialsTable,
  parseMoleculeTable,
  parseNumberTable,
  parseStructureTable,
  recogniseSubject,
  sampleMaterials,
  type MaterialsFinding,
  type MaterialsTable,
  type MaterialsTableOptions,
} from "@ansatz/materials";
import { binTargets, summarise } from "./bin-targets.ts";
import { loadFinder } from "./load-finder.ts";
import type {
  CheckedFinding,
  MaterialsFacts,
  MaterialsQuestion,
  NamedRow,
  ReadingChoices,
  StructureText,
} from "./types.ts";

/** Most rows of a finding that the page lists. */
const listedRows = 50;
const previewRows = 8;

function optionsOf(choices: ReadingChoices): MaterialsTableOptions {
  const { composition, target, group, columns, unit, task, duplicates } = choices;
  return {
    ...(composition === undefined ? {} : { compositionColumn: composition }),
    ...(target === undefined ? {} : { targetColumn: target }),
    ...(group === undefined ? {} : { groupColumn: group }),
    ...(columns === undefined ? {} : { featureColumns: columns }),
    ...(unit === undefined ? {} : { unit }),
    ...(task === undefined ? {} : { task }),
    ...(duplicates === undefined ? {} : { duplicates }),
  };
}

type Subject = MaterialsFacts["subject"];

/** What rows are about, as a job decides it. */
function subjectOf({ source, subject, composition }: MaterialsQuestion, text: string): Subject {
  if ("table" in source && source.structures.length > 0) return "structure";
  if (subject !== undefined) return subject;
  return composition === undefined ? recogniseSubject(text) : "composition";
}

const readers: Readonly<
  Record<
    Subject,
    (
      text: string,
      options: MaterialsTableOptions,
      structures: readonly StructureText[],
    ) => MaterialsTable | Promise<MaterialsTable>
  >
> = {
  composition: parseMaterialsTable,
  molecule: parseMoleculeTable,
  numbers: parseNumberTable,
  structure: async (text, options, structures) =>
    parseStructureTable(text, structures, { ...options, symmetry: await loadFinder() }),
};

function targetText({ task, targets, classes }: MaterialsTable, index: number): string {
  return task === "classification" ? classes[targets[index]] : String(Number(targets[index].toPrecision(8)));
}

function namedRow(table: MaterialsTable, row: number, index: number): NamedRow {
  return index < 0
    ? { row, label: null, target: null }
    : { row, label: table.labels[index], target: targetText(table, index) };
}

function describeFinding(table: MaterialsTable, finding: MaterialsFinding): CheckedFinding {
  const { code, severity, message, rows = [] } = finding;
  const indices = new Map(table.rows.map((row, index) => [row, index]));
  return {
    code,
    severity,
    message,
    rowCount: rows.length,
    rows: rows.slice(0, listedRows).map((row) => namedRow(table, row, indices.get(row) ?? -1)),
  };
}

/** Rows that hold an element, by its symbol. */
function countElements({ compositions }: MaterialsTable): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { elements } of compositions) {
    for (const symbol of elements) counts[symbol] = (counts[symbol] ?? 0) + 1;
  }
  return counts;
}

/**
 * What a table of materials holds: reads it as a job will.
 *
 * Throws MaterialsTableError, CompositionError and StructureError, whose details name row and column where there is one.
 */
export async function checkMaterials(question: MaterialsQuestion): Promise<MaterialsFacts> {
  const { source } = question;
  const options = optionsOf(question);
  const sample = "sample" in source ? sampleMaterials.find(({ id }) => id === source.sample)! : undefined;
  const text = "sample" in source ? await sample!.loadText() : source.table;
  const structures = "sample" in source ? [] : source.structures;
  const subject = subjectOf(question, text);
  const table = await readers[subject](text, options, structures);
  const { task, targets, classes, columns, understood, target } = table;
  const isRegression = task === "regression";
  return {
    subject,
    task,
    rowCount: understood.rowCount,
    usedRows: targets.length,
    groups: new Set(table.groups).size,
    target: { name: target.name, unit: target.unit ?? null },
    classes: classes.map((name, index) => ({
      name,
      count: targets.reduce((count, value) => count + (value === index ? 1 : 0), 0),
    })),
    summary: isRegression ? summarise(targets) : null,
    bins: isRegression ? binTargets(targets) : [],
    columns: {
      composition: columns.composition,
      target: columns.target,
      group: columns.group ?? null,
      otherNumbers: columns.otherNumbers,
    },
    elements: countElements(table),
    findings: table.findings.map((finding) => describeFinding(table, finding)),
    preview: table.rows.slice(0, previewRows).map((row, index) => namedRow(table, row, index)),
    sample: sample
      ? {
          title: sample.title,
          description: sample.description,
          source: sample.source,
          licence: sample.licence,
        }
      : null,
  };
}
