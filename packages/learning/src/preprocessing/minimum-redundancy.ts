import type { DataSet } from "../data/data-set.ts";
import { sampleRows } from "../models/sample-rows.ts";
import { columnStatistics } from "./column-statistics.ts";
import { mutualInformation } from "./mutual-information.ts";

/** Rows by which columns are judged; of more, so many by the seed. */
const mostRows = 4000;

/** The columns with mean 0 and length 1; a constant one is all zeros. */
function unitColumns({ features }: DataSet): Float64Array[] {
  const { rowCount, columnCount, values } = features;
  const { means, deviations } = columnStatistics(features);
  return Array.from({ length: columnCount }, (_, column) => {
    const length = deviations[column] * Math.sqrt(rowCount) || Infinity;
    return Float64Array.from(
      { length: rowCount },
      (_entry, row) => (values[row * columnCount + column] - means[column]) / length,
    );
  });
}

/**
 * Columns of much information about the target and little about each other, in the order chosen. The first column has the
 * largest mutual information I(x; y) with the target; each further one the largest I(x; y)·(1 − max |r(x, s)|), with
 * the correlations r to the chosen columns s: maximum relevance and minimum redundancy as a product. What repeats a single
 * chosen column is worthless however little it has to do with the others, so that the largest correlation counts and not
 * the mean; correlations need no estimate of joint densities. Columns that are left are taken by their place when none
 * tells anything. More than 4,000 rows are judged by as many of them.
 *
 * Source: H. Peng, F. Long, C. Ding, IEEE Trans. Pattern Anal. Mach. Intell. 27, 1226 (2005), section 2.3, for the principle.
 */
export function leastRedundantColumns(
  all: DataSet,
  count: number,
  options: { readonly neighbors?: number; readonly seed?: number } = {},
): number[] {
  const data = sampleRows(all, mostRows, options.seed ?? 0);
  const information = mutualInformation(data, options);
  const columns = unitColumns(data);
  const redundancy = new Float64Array(columns.length);
  const left = new Set(columns.keys());
  const chosen: number[] = [];
  while (chosen.length < count && left.size > 0) {
    let best = -1;
    let greatest = -Infinity;
    for (const column of left) {
      const score = information[column] * (1 - redundancy[column]);
      if (score > greatest) [best, greatest] = [column, score];
    }
    chosen.push(best);
    left.delete(best);
    for (const column of left) {
      let correlation = 0;
      for (let row = 0; row < columns[best].length; row++) {
        correlation += columns[column][row] * columns[best][row];
      }
      redundancy[column] = Math.min(1, Math.max(redundancy[column], Math.abs(correlation)));
    }
  }
  return chosen;
}
