import type { AuditRequest, RowDescription } from "@ansatz/contract";
import { createDataSet, type DataSet } from "@ansatz/learning";
import { parseMaterialsTable, sampleMaterials, type MaterialsTable } from "@ansatz/materials";
import { defaultDescriptors, describeRows, elementColumns, type Subjects } from "./describe-rows.ts";

/** What of a request says which data to learn from. */
export type DataRequest = Pick<
  AuditRequest,
  | "table"
  | "sample"
  | "composition"
  | "columns"
  | "target"
  | "unit"
  | "task"
  | "group"
  | "duplicates"
  | "descriptors"
>;

/** A request's data, described. */
export interface LearningData {
  readonly data: DataSet;
  /** Formulas or names, a row each. */
  readonly labels: readonly string[];
  /** Rows of the table's text, from 1 with its header. */
  readonly rows: readonly number[];
  readonly groups: readonly string[];
  readonly target: {
    readonly name: string;
    readonly unit: string | null;
    readonly classes: readonly string[];
  };
  readonly description: RowDescription;
  /** Rows of the table that are not learnt from. */
  readonly dropped: number;
  readonly findings: readonly string[];
  /** Those of the findings that may change a conclusion. */
  readonly warnings: readonly string[];
}

async function readTable(request: DataRequest): Promise<MaterialsTable> {
  const { composition, columns, target, unit, task, group } = request;
  const sample = sampleMaterials.find(({ id }) => id === request.sample);
  const text = sample === undefined ? request.table! : await sample.loadText();
  return parseMaterialsTable(text, {
    duplicates: request.duplicates,
    ...(composition === undefined ? {} : { compositionColumn: composition }),
    ...(columns === undefined ? {} : { featureColumns: columns }),
    ...(target === undefined ? {} : { targetColumn: target }),
    ...(unit === undefined ? {} : { unit }),
    ...(task === undefined ? {} : { task }),
    ...(group === undefined ? {} : { groupColumn: group }),
  });
}

/**
 * Reads and describes the data of a request.
 *
 * @throws MaterialsTableError, CompositionError, StructureError, DataSetError.
 */
export async function readLearningData(request: DataRequest): Promise<LearningData> {
  const table = await readTable(request);
  const { compositions, crystals, targets, classes, findings, understood, target } = table;
  const subjects: Subjects = { compositions, crystals, numbers: table.features };
  const subject = crystals === undefined ? "composition" : "structure";
  const descriptors = request.descriptors ?? defaultDescriptors(subject);
  const elements = descriptors.includes("fractions") ? elementColumns(subjects) : [];
  const features = describeRows(subjects, { descriptors, elements });
  return {
    data: createDataSet(features, targets, classes),
    labels: table.labels,
    rows: table.rows,
    groups: table.groups,
    target: { name: target.name, unit: target.unit ?? null, classes },
    description: {
      subject,
      columns: [...(request.columns ?? [])],
      descriptors: [...descriptors],
      elements,
      names: [...features.names],
    },
    dropped: understood.rowCount - targets.length,
    findings: findings.filter(({ severity }) => severity === "information").map(({ message }) => message),
    warnings: findings.filter(({ severity }) => severity === "warning").map(({ message }) => message),
  };
}

/** The data of the last request that this thread read: the tasks of a job come one after the other. */
let last: { readonly key: string; readonly data: Promise<LearningData> } | undefined;

/** {@link readLearningData}, once for tasks of the same request. */
export function readLearningDataOnce(request: DataRequest): Promise<LearningData> {
  const { table, sample, composition, columns, target, unit, task, group, duplicates, descriptors } = request;
  const key = JSON.stringify([
    table,
    sample,
    composition,
    columns,
    target,
    unit,
    task,
    group,
    duplicates,
    descriptors,
  ]);
  if (last?.key !== key) last = { key, data: readLearningData(request) };
  return last.data;
}
