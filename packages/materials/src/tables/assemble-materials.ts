import { elementsWithFilledProperties } from "../elements/magpie-properties.ts";
import { listSome, type MaterialsFinding } from "./findings.ts";
import type { Layout } from "./layout.ts";
import type { MaterialsTable, MaterialsTableOptions } from "./materials-table.ts";
import { mergeDuplicates } from "./merge-duplicates.ts";
import { matrixOfColumns, readFeatureColumns } from "./read-feature-columns.ts";
import { readSubjects, type SubjectReader } from "./read-subjects.ts";
import { readTarget, type ReadTarget } from "./read-target.ts";
import { rowNames } from "./row-names.ts";
import { reportDuplicates } from "./report-duplicates.ts";
import { checkTargets, reportOutliers, reportTargets } from "./report-targets.ts";
import { readQuantity, type NamedQuantity } from "./target-name.ts";

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

/** Classes that only occur in rows that were left out are none. */
function withoutEmptyClasses(
  target: ReadTarget,
  values: Float64Array,
): { target: ReadTarget; values: Float64Array } {
  const present = new Set(values);
  const kept = target.classes.flatMap((_, index) => (present.has(index) ? [index] : []));
  if (kept.length === target.classes.length) return { target, values };
  return {
    target: { ...target, classes: kept.map((index) => target.classes[index]) },
    values: values.map((value) => kept.indexOf(value)),
  };
}

/** Reads the cells of a table whose columns have their roles; see parseMaterialsTable. */
export function assembleMaterials(
  layout: Layout,
  reader: SubjectReader | undefined,
  options: MaterialsTableOptions,
): MaterialsTable {
  const findings: MaterialsFinding[] = [...layout.findings];
  const targetName = layout.names[layout.target];
  const quantity = checkUnit(readQuantity(targetName), options.unit, findings);
  const written = readTarget(
    layout.data.map(({ cells }) => cells[layout.target] ?? ""),
    { decimal: layout.decimal, task: options.task, column: targetName },
  );
  reportTargets(written, layout, findings, options);
  const usable = Uint8Array.from(written.values, (value) => (Number.isNaN(value) ? 0 : 1));
  const { subject } = layout;
  const subjects =
    reader === undefined || subject === undefined
      ? undefined
      : readSubjects(layout, subject, usable, reader, findings, options);
  const extra = readFeatureColumns(layout, usable, findings, options);
  const indices = layout.data.flatMap((_, index) => (usable[index] === 1 ? [index] : []));
  const rows = indices.map((index) => layout.data[index].row);
  const labels =
    subject === undefined
      ? rowNames(layout, indices)
      : indices.map((index) => layout.data[index].cells[subject]);
  const { target, values } = withoutEmptyClasses(
    written,
    Float64Array.from(indices, (index) => written.values[index]),
  );
  checkTargets(values, target, layout, findings);
  const isRegression = target.task === "regression";
  if (isRegression) reportOutliers(values, rows, targetName, findings);
  const keys = indices.map((index) =>
    [subjects?.[index]?.key ?? "", ...extra.map((column) => column[index])].join(" "),
  );
  const merged = mergeDuplicates(keys, values, target.task, options.duplicates ?? "mean");
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
  const about = kept.flatMap((index) => subjects?.[index] ?? []);
  const compositions = about.flatMap(({ composition }) => composition ?? []);
  const filled = elementsWithFilledProperties(new Set(compositions.flatMap(({ elements }) => elements)));
  if (filled.length > 0) {
    findings.push({
      code: "filled-properties",
      severity: "information",
      message: `Some properties of ${listSome(filled)} are not known; Magpie features take the mean of all elements for them.`,
    });
  }
  const crystals = about.flatMap(({ crystal }) => crystal ?? []);
  const molecules = about.flatMap(({ smiles }) => smiles ?? []);
  const families = about.length > 0 ? about.map(({ family }) => family) : merged.kept.map((k) => keys[k]);
  return {
    task: target.task,
    subject: reader?.subject ?? "numbers",
    labels: merged.kept.map((k) => labels[k]),
    compositions,
    crystals: crystals.length > 0 ? crystals : undefined,
    molecules: molecules.length > 0 ? molecules : undefined,
    targets: merged.targets,
    classes: target.classes,
    groups: kept.map((index, k) =>
      layout.group === undefined ? families[k] : (layout.data[index].cells[layout.group] ?? ""),
    ),
    rows: merged.kept.map((k) => rows[k]),
    target: quantity,
    features: matrixOfColumns(extra, layout, kept),
    columns: {
      composition: subject === undefined ? "" : layout.names[subject],
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
