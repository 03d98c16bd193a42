import type { Prediction } from "./model.ts";

/** A prediction from rows × classes probabilities: the value is the likeliest class, the first of equals. */
export function classPrediction(probabilities: Float64Array, classCount: number): Prediction {
  const values = new Float64Array(probabilities.length / classCount);
  for (let row = 0; row < values.length; row++) {
    let best = 0;
    for (let k = 1; k < classCount; k++) {
      if (probabilities[row * classCount + k] > probabilities[row * classCount + best]) best = k;
    }
    values[row] = best;
  }
  return { values, probabilities };
}

/** Divides each row by its sum; a row of zeros becomes uniform. */
export function normaliseRows(table: Float64Array, width: number): Float64Array {
  for (let start = 0; start < table.length; start += width) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += table[start + k];
    for (let k = 0; k < width; k++) table[start + k] = sum > 0 ? table[start + k] / sum : 1 / width;
  }
  return table;
}
