import { layoutFields, parities, parityTolerance, systemFields } from "../kernel-fields.ts";
import { paddedLength } from "../sector-layout.ts";
import type { KernelViews } from "./views.ts";

/** The twin of the WASM kernel `applyHamiltonian`, in the same steps. */
export function applyHamiltonian(
  views: KernelViews,
  system: number,
  layout: number,
  source: number,
  result: number,
  parity: number,
): void {
  const { int32 } = views;
  const exchange = parity === parities.detect ? detectParity(views, system, layout, source) : parity;
  const transposedSource = int32[(system >>> 2) + systemFields.transposedSource];
  const transposedResult = int32[(system >>> 2) + systemFields.transposedResult];
  if (exchange === parities.none) {
    transpose(views, system, layout, source, transposedSource, "rows", 0);
    alphaRows(views, system, layout, source, result, systemFields.coefficients);
    betaColumns(views, system, layout, transposedSource, transposedResult);
    transpose(views, system, layout, transposedResult, result, "columns", 1);
  } else {
    alphaRows(views, system, layout, source, transposedResult, systemFields.triangularCoefficients);
    float64Copy(views, transposedResult, result, int32[(layout >>> 2) + layoutFields.elementCount]);
    // Rows of the transposed result stand where columns do: both layouts are alike when α and β counts agree.
    transpose(views, system, layout, transposedResult, result, "columns", exchange);
  }
}

function float64Copy({ float64 }: KernelViews, source: number, result: number, count: number): void {
  float64.copyWithin(result >>> 3, source >>> 3, (source >>> 3) + count);
}

/** +1 or −1 when the vector equals ± its transpose, else 0. */
function detectParity(
  { int32, float64 }: KernelViews,
  system: number,
  layout: number,
  source: number,
): number {
  const words = system >>> 2;
  const table = layout >>> 2;
  const rowBase = int32[table + layoutFields.rowBase] >>> 2;
  const columnBase = int32[table + layoutFields.columnBase] >>> 2;
  const labels = int32[words + systemFields.alphaLabels] >>> 2;
  const start = int32[words + systemFields.betaStart] >>> 2;
  let difference = 0;
  let sum = 0;
  for (let a = 0; a < int32[words + systemFields.alphaStringCount]; a++) {
    const h = int32[labels + a] ^ int32[table + layoutFields.target];
    for (let b = int32[start + h]; b < int32[start + h + 1]; b++) {
      const value = float64[(source + int32[rowBase + a] + 8 * b) >>> 3];
      const mirrored = float64[(source + int32[columnBase + b] + 8 * a) >>> 3];
      difference = Math.max(difference, Math.abs(value - mirrored));
      sum = Math.max(sum, Math.abs(value + mirrored));
    }
  }
  if (difference <= parityTolerance) return parities.even;
  return sum <= parityTolerance ? parities.odd : parities.none;
}

/**
 * Moves a vector between the two layouts. `from` names what the rows of the source are made of; with a factor of 0
 * the result is replaced, else factor · transpose is added to it.
 */
function transpose(
  { int32, float64 }: KernelViews,
  system: number,
  layout: number,
  source: number,
  result: number,
  from: "rows" | "columns",
  factor: number,
): void {
  const words = system >>> 2;
  const table = layout >>> 2;
  const rowBase = int32[table + layoutFields.rowBase] >>> 2;
  const columnBase = int32[table + layoutFields.columnBase] >>> 2;
  const labels = int32[words + systemFields.alphaLabels] >>> 2;
  const start = int32[words + systemFields.betaStart] >>> 2;
  for (let a = 0; a < int32[words + systemFields.alphaStringCount]; a++) {
    const h = int32[labels + a] ^ int32[table + layoutFields.target];
    for (let b = int32[start + h]; b < int32[start + h + 1]; b++) {
      const inRow = int32[rowBase + a] + 8 * b;
      const inColumn = int32[columnBase + b] + 8 * a;
      const read = (source + (from === "rows" ? inRow : inColumn)) >>> 3;
      const write = (result + (from === "rows" ? inColumn : inRow)) >>> 3;
      if (factor === 0) float64[write] = float64[read];
      else float64[write] += factor * float64[read];
    }
  }
}

/** One spin's matrix on the rows of a transposed vector. */
function betaColumns(
  { int32, float64 }: KernelViews,
  system: number,
  layout: number,
  source: number,
  result: number,
): void {
  const words = system >>> 2;
  const table = layout >>> 2;
  const base = int32[table + layoutFields.columnBase] >>> 2;
  const labels = int32[words + systemFields.betaLabels] >>> 2;
  const start = int32[words + systemFields.alphaStart] >>> 2;
  const rowStart = int32[words + systemFields.betaRowStart] >>> 2;
  const columns = int32[words + systemFields.betaColumns] >>> 2;
  const values = int32[words + systemFields.betaValues] >>> 3;
  for (let row = 0; row < int32[words + systemFields.betaStringCount]; row++) {
    const h = int32[labels + row] ^ int32[table + layoutFields.target];
    const first = int32[start + h];
    const length = paddedLength(int32[start + h + 1] - first);
    const out = (result + int32[base + row] + 8 * first) >>> 3;
    float64.fill(0, out, out + length);
    for (let entry = int32[rowStart + row]; entry < int32[rowStart + row + 1]; entry++) {
      const read = (source + int32[base + int32[columns + entry]] + 8 * first) >>> 3;
      const value = float64[values + entry];
      for (let index = 0; index < length; index++) float64[out + index] += value * float64[read + index];
    }
  }
}

/** For every α string the row of (H_α + the opposite-spin part)·v. */
function alphaRows(
  { int32, float64 }: KernelViews,
  system: number,
  layout: number,
  source: number,
  result: number,
  coefficientField: number,
): void {
  const words = system >>> 2;
  const table = layout >>> 2;
  const triangular = coefficientField === systemFields.triangularCoefficients;
  const irrepCount = int32[words + systemFields.irrepCount];
  const target = int32[table + layoutFields.target];
  const base = int32[table + layoutFields.rowBase] >>> 2;
  const labels = int32[words + systemFields.alphaLabels] >>> 2;
  const betaCount = int32[words + systemFields.betaStringCount];
  const start = int32[words + systemFields.betaStart] >>> 2;
  const rowStart = int32[words + systemFields.alphaRowStart] >>> 2;
  const columns = int32[words + systemFields.alphaColumns] >>> 2;
  const values = int32[words + systemFields.alphaValues] >>> 3;
  const connectionStart = int32[words + systemFields.connectionStart] >>> 2;
  const connections = int32[words + systemFields.connections] >>> 2;
  const coefficients = int32[words + coefficientField];
  const blocks = int32[words + systemFields.blocks] >>> 2;
  const gatherStart = int32[words + systemFields.gatherStart] >>> 2;
  const gather = int32[words + systemFields.gather] >>> 2;
  const tile = int32[words + systemFields.workTile];

  for (let row = 0; row < int32[words + systemFields.alphaStringCount]; row++) {
    const label = int32[labels + row] ^ target;
    const first = int32[start + label];
    const count = int32[start + label + 1] - first;
    const out = (result + int32[base + row] + 8 * first) >>> 3;
    float64.fill(0, out, out + paddedLength(count));
    for (let entry = int32[rowStart + row]; entry < int32[rowStart + row + 1]; entry++) {
      const read = (source + int32[base + int32[columns + entry]] + 8 * first) >>> 3;
      const value = float64[values + entry];
      for (let index = 0; index < count; index++) float64[out + index] += value * float64[read + index];
    }

    for (let block = 0; block < int32[words + systemFields.blockCount]; block++) {
      const x = int32[blocks + 3 * block];
      const firstPair = int32[blocks + 3 * block + 1];
      const pairEnd = int32[blocks + 3 * block + 2];
      const h = label ^ x;
      const stride = paddedLength(int32[start + h + 1] - int32[start + h]);
      const entryStart = int32[connectionStart + row * irrepCount + x];
      const entryEnd = int32[connectionStart + row * irrepCount + x + 1];
      if (stride === 0) continue;
      for (let pair = firstPair; pair < pairEnd; pair++) {
        const write = (tile >>> 3) + (pair - firstPair) * stride;
        float64.fill(0, write, write + stride);
        for (let entry = entryStart; entry < entryEnd; entry++) {
          if (triangular && int32[connections + 3 * entry + 2] < pair) break;
          const coefficient = float64[((coefficients + int32[connections + 3 * entry + 1]) >>> 3) + pair];
          const read = (source + int32[base + int32[connections + 3 * entry]] + 8 * int32[start + h]) >>> 3;
          for (let index = 0; index < stride; index++)
            float64[write + index] += coefficient * float64[read + index];
        }
      }
      for (let index = 0; index < count; index++) {
        const b = first + index;
        const segment = gatherStart + 2 * (block * betaCount + b);
        let sum = 0;
        for (let entry = int32[segment]; entry < int32[segment + 1]; entry++) {
          sum += float64[(tile + int32[gather + entry]) >>> 3];
        }
        for (let entry = int32[segment + 1]; entry < int32[segment + 2]; entry++) {
          sum -= float64[(tile + int32[gather + entry]) >>> 3];
        }
        float64[out + index] += sum;
      }
    }
  }
}
