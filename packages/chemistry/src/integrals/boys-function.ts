/** From this argument on e^(−T) is dropped: it changes F_m by less than 1e-17. */
export const boysAsymptoticStart = 36;

/**
 * The Boys functions F_m(T) = ∫₀¹ u^{2m} exp(−T u²) du for m = 0 … highest, written to `target`.
 * Below T = 36 F_highest is the series e^{−T} Σᵢ (2T)ⁱ / ((2m+1)(2m+3)…(2m+2i+1)) and the others follow by
 * F_{m} = (2T F_{m+1} + e^{−T}) / (2m+1); above, F_0 = ½√(π/T) and F_{m+1} = (2m+1)/(2T)·F_m, dropping e^{−T}.
 * T ≥ 0, dimensionless.
 * Source: T. Helgaker, P. Jørgensen, J. Olsen, Molecular Electronic-Structure Theory (2000), section 9.8.
 */
export function boysFunctions(highest: number, T: number, target: Float64Array): void {
  if (T < boysAsymptoticStart) {
    boysSeries(highest, T, target);
    return;
  }
  target[0] = 0.5 * Math.sqrt(Math.PI / T);
  for (let m = 0; m < highest; m++) target[m + 1] = ((2 * m + 1) / (2 * T)) * target[m];
}

function boysSeries(highest: number, T: number, target: Float64Array): void {
  const exponential = Math.exp(-T);
  let term = 1 / (2 * highest + 1);
  let sum = term;
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= (2 * T) / (2 * (highest + i) + 1);
    sum += term;
  }
  target[highest] = exponential * sum;
  for (let m = highest - 1; m >= 0; m--) target[m] = (2 * T * target[m + 1] + exponential) / (2 * m + 1);
}

/** Grid points per unit of T. */
export const boysGridDensity = 16;
/** Doubles per grid point: F_0 … F_14, then e^{−T}. */
export const boysTableColumns = 16;

/**
 * F_m and e^{−T} on the grid T = k/16 up to 36, row-major, {@link boysTableColumns} columns.
 * A Taylor series of 7 terms, F_m(T) = Σᵢ F_{m+i}(T_k) (T_k − T)ⁱ / i!, is exact to 1e-15 between the points.
 */
export function makeBoysTable(): Float64Array {
  const rows = boysAsymptoticStart * boysGridDensity + 1;
  const table = new Float64Array(rows * boysTableColumns);
  for (let row = 0; row < rows; row++) {
    const values = table.subarray(row * boysTableColumns, (row + 1) * boysTableColumns);
    const T = row / boysGridDensity;
    boysSeries(boysTableColumns - 2, T, values);
    values[boysTableColumns - 1] = Math.exp(-T);
  }
  return table;
}
