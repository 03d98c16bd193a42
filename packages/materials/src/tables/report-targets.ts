import { MaterialsTableError } from "../errors.ts";
import { countRows, listSome, nameRows, type MaterialsFinding } from "./findings.ts";
import type { Layout } from "./layout.ts";
import type { MaterialsTableOptions } from "./materials-table.ts";
import type { ReadTarget } from "./read-target.ts";
import { refuseOrDrop } from "./refuse-or-drop.ts";
import { outlierScore, robustScores } from "./robust-outliers.ts";

/** Tells texts among numbers, missing targets, and numbers that were taken as classes. */
export function reportTargets(
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
      message: `Column ${column} holds only ${target.classes.join(" and ")} and is read as two classes.`,
      column,
    });
  }
}

/**
 * Tells a lone member of a class and few rows.
 *
 * @throws MaterialsTableError for no usable row, constant targets, a single class.
 */
export function checkTargets(
  targets: Float64Array,
  target: ReadTarget,
  layout: Layout,
  findings: MaterialsFinding[],
): void {
  const column = layout.names[layout.target];
  const distinct = new Set(targets);
  if (targets.length === 0) {
    throw new MaterialsTableError(
      `a table must have rows with a readable ${[
        ...(layout.subject === undefined ? layout.features : [layout.subject]),
      ]
        .slice(0, 5)
        .map((at) => layout.names[at])
        .join(
          ", ",
        )} and ${column}, got none of ${layout.data.length}: ${findings.map(({ message }) => message).join(" ")}`,
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

/** Tells targets far from the others; they are kept. */
export function reportOutliers(
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
