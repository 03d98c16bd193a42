/** One way to part rows: those that are held out; all others of the table are trained on. */
export interface Fold {
  readonly index: number;
  /** Which of several partitions of the table this fold belongs to, from 0. */
  readonly repeat: number;
  /** Held-out rows, ascending. */
  readonly testRows: readonly number[];
}

/** The rows of a table of `rowCount` rows that a fold trains on, ascending: all that it does not hold out. */
export function trainRowsOf(fold: Fold, rowCount: number): number[] {
  const isHeldOut = new Uint8Array(rowCount);
  for (const row of fold.testRows) isHeldOut[row] = 1;
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) if (isHeldOut[row] === 0) rows.push(row);
  return rows;
}
