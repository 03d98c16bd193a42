import {
  entry,
  layouts,
  parityDetect,
  parityNone,
  pointer,
  statusSuccess,
  system,
  word,
} from "./fields";
import { alphaRow, sameSpinRow } from "./rows";
import { barrier, resetCounters, takeRows } from "./sync";
import { addTransposed, detectParity, transpose } from "./transpose";

/** Rows that a thread takes at a time. */
const rowBatch: i32 = 4;

/**
 * result = (H − constant)·source in one layout, by direct CI. A source that equals ± its own transpose needs half
 * of the work: the rest of the result is ± the transpose of the half that is computed.
 */
export function applyHamiltonian(
  systemPointer: usize,
  layout: usize,
  source: usize,
  result: usize,
  parity: i32,
  thread: i32,
  threads: i32,
): i32 {
  if (thread == 0) resetCounters(systemPointer);
  let exchange = parity;
  if (parity == parityDetect) {
    exchange = detectParity(systemPointer, layout, source, thread, threads);
  } else if (barrier(systemPointer, threads) != 0) {
    return 1;
  }
  const general = exchange == parityNone;
  const transposedSource = pointer(systemPointer, system.transposedSource);
  const transposedResult = pointer(systemPointer, system.transposedResult);
  const alphaTarget = general ? result : transposedResult;
  const alphaCount = word(systemPointer, system.alphaStringCount);
  for (;;) {
    const first = takeRows(systemPointer, 0, rowBatch);
    if (first >= alphaCount) break;
    const end = min<i32>(first + rowBatch, alphaCount);
    for (let row = first; row < end; row++) {
      alphaRow(systemPointer, layout, source, alphaTarget, row, !general, thread);
    }
  }
  if (general) {
    transpose(systemPointer, layout, source, transposedSource, thread, threads);
    if (barrier(systemPointer, threads) != 0) return 1;
    betaRows(systemPointer, layout, transposedSource, transposedResult);
  }
  if (barrier(systemPointer, threads) != 0) return 1;
  addTransposed(systemPointer, layout, transposedResult, result, exchange, thread, threads);
  return barrier(systemPointer, threads);
}

/** The matrix of the β electrons on the rows of a transposed vector. */
function betaRows(systemPointer: usize, layout: usize, source: usize, result: usize): void {
  const count = word(systemPointer, system.betaStringCount);
  const base = pointer(layout, layouts.columnBase);
  const labels = pointer(systemPointer, system.betaLabels);
  const start = pointer(systemPointer, system.alphaStart);
  const target = word(layout, layouts.target);
  for (;;) {
    const first = takeRows(systemPointer, 1, rowBatch);
    if (first >= count) break;
    const end = min<i32>(first + rowBatch, count);
    for (let row = first; row < end; row++) {
      const label = entry(labels, row) ^ target;
      const column = entry(start, label);
      sameSpinRow(
        pointer(systemPointer, system.betaRowStart),
        pointer(systemPointer, system.betaColumns),
        pointer(systemPointer, system.betaValues),
        base,
        row,
        source + ((<usize>column) << 3),
        result + ((<usize>column) << 3),
        (entry(start, label + 1) - column + 1) & ~1,
      );
    }
  }
}
