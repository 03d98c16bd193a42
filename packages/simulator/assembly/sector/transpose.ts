import { entry, layouts, parityNone, parityTolerance, pointer, system, word } from "./fields";
import { barrier, slot } from "./sync";

/** Rows and columns of a tile whose both images stay in the first-level cache. */
const tileSize: i32 = 16;

/** First α row of a thread. */
@inline
function threadRow(rowCount: i32, thread: i32, threads: i32): i32 {
  return <i32>((<i64>rowCount * <i64>thread) / <i64>threads);
}

/** What the passes over tiles do with an amplitude at `inRow` in the layout and `inColumn` in its transpose. */
const copyToTransposed: i32 = 0;
const addFromTransposed: i32 = 1;
const subtractFromTransposed: i32 = 2;
const combineWithMirror: i32 = 3;
const combineAgainstMirror: i32 = 4;

/** Runs one operation over all amplitudes of a thread's α rows, tile by tile. */
@inline
function overTiles(
  systemPointer: usize,
  layout: usize,
  source: usize,
  result: usize,
  operation: i32,
  thread: i32,
  threads: i32,
): void {
  const rowCount = word(systemPointer, system.alphaStringCount);
  const labels = pointer(systemPointer, system.alphaLabels);
  const start = pointer(systemPointer, system.betaStart);
  const rowBase = pointer(layout, layouts.rowBase);
  const columnBase = pointer(layout, layouts.columnBase);
  const target = word(layout, layouts.target);
  const endRow = threadRow(rowCount, thread + 1, threads);
  let firstRow = threadRow(rowCount, thread, threads);
  while (firstRow < endRow) {
    const label = entry(labels, firstRow);
    let tileEnd = firstRow + 1;
    while (tileEnd < endRow && tileEnd < firstRow + tileSize && entry(labels, tileEnd) == label) tileEnd++;
    const end = entry(start, (label ^ target) + 1);
    const blockStart = entry(start, label ^ target);
    for (let firstColumn = blockStart; firstColumn < end; firstColumn += tileSize) {
      const columnEnd = min<i32>(firstColumn + tileSize, end);
      for (let row = firstRow; row < tileEnd; row++) {
        const rowOffset = <usize>entry(rowBase, row);
        const down = (<usize>row) << 3;
        for (let column = firstColumn; column < columnEnd; column++) {
          const inRow = rowOffset + ((<usize>column) << 3);
          const inColumn = <usize>entry(columnBase, column) + down;
          if (operation == copyToTransposed) {
            store<f64>(result + inColumn, load<f64>(source + inRow));
          } else if (operation == addFromTransposed) {
            store<f64>(result + inRow, load<f64>(result + inRow) + load<f64>(source + inColumn));
          } else if (operation == combineWithMirror) {
            store<f64>(result + inRow, load<f64>(source + inRow) + load<f64>(source + inColumn));
          } else if (operation == combineAgainstMirror) {
            store<f64>(result + inRow, load<f64>(source + inRow) - load<f64>(source + inColumn));
          }
        }
        // What combines replaces the whole row, so its padding too.
        if (operation >= combineWithMirror && columnEnd == end && ((end - blockStart) & 1) == 1) {
          store<f64>(result + rowOffset + ((<usize>end) << 3), 0);
        }
      }
    }
    firstRow = tileEnd;
  }
}

/** Writes a vector into the transposed layout. */
export function transpose(
  systemPointer: usize,
  layout: usize,
  source: usize,
  result: usize,
  thread: i32,
  threads: i32,
): void {
  overTiles(systemPointer, layout, source, result, copyToTransposed, thread, threads);
}

/**
 * Parity 0: adds a transposed vector to the result. Parity ±1: the result becomes the sum or difference of a vector
 * and its own transpose.
 */
export function addTransposed(
  systemPointer: usize,
  layout: usize,
  source: usize,
  result: usize,
  parity: i32,
  thread: i32,
  threads: i32,
): void {
  if (parity == parityNone) {
    overTiles(systemPointer, layout, source, result, addFromTransposed, thread, threads);
  } else if (parity > 0) {
    overTiles(systemPointer, layout, source, result, combineWithMirror, thread, threads);
  } else {
    overTiles(systemPointer, layout, source, result, combineAgainstMirror, thread, threads);
  }
}

/** +1 or −1 when a vector equals ± its transpose, else 0; the same on all threads. Ends with a barrier. */
export function detectParity(systemPointer: usize, layout: usize, source: usize, thread: i32, threads: i32): i32 {
  const rowCount = word(systemPointer, system.alphaStringCount);
  const labels = pointer(systemPointer, system.alphaLabels);
  const start = pointer(systemPointer, system.betaStart);
  const rowBase = pointer(layout, layouts.rowBase);
  const target = word(layout, layouts.target);
  let difference: f64 = 0;
  let sum: f64 = 0;
  const endRow = threadRow(rowCount, thread + 1, threads);
  for (let row = threadRow(rowCount, thread, threads); row < endRow; row++) {
    const label = entry(labels, row) ^ target;
    const inRow = source + <usize>entry(rowBase, row);
    const end = min<i32>(entry(start, label + 1), row + 1);
    for (let column = entry(start, label); column < end; column++) {
      const value = load<f64>(inRow + ((<usize>column) << 3));
      const mirrored = load<f64>(source + <usize>entry(rowBase, column) + ((<usize>row) << 3));
      difference = max<f64>(difference, Math.abs(value - mirrored));
      sum = max<f64>(sum, Math.abs(value + mirrored));
    }
    // A row has no chance left once both departures show.
    if (difference > parityTolerance && sum > parityTolerance) break;
  }
  const own = slot(systemPointer, thread);
  store<f64>(own, difference);
  store<f64>(own, sum, 8);
  if (barrier(systemPointer, threads) != 0) return parityNone;
  for (let other: i32 = 0; other < threads; other++) {
    difference = max<f64>(difference, load<f64>(slot(systemPointer, other)));
    sum = max<f64>(sum, load<f64>(slot(systemPointer, other), 8));
  }
  if (difference <= parityTolerance) return 1;
  return sum <= parityTolerance ? -1 : parityNone;
}
