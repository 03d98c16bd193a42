import { createRandom } from "@ansatz/simulator";
import { selectSamples, type DataSet } from "../data/data-set.ts";

/** The data set, or `limit` of its rows drawn without repetition, in their order; the draw is fixed by the seed. */
export function sampleRows(data: DataSet, limit: number, seed: number): DataSet {
  const count = data.features.rowCount;
  if (count <= limit) return data;
  const random = createRandom(seed);
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  for (let k = 0; k < limit; k++) {
    const other = k + Math.floor(random.uniform() * (count - k));
    const row = rows[other];
    rows[other] = rows[k];
    rows[k] = row;
  }
  return selectSamples(data, rows.subarray(0, limit).sort());
}
