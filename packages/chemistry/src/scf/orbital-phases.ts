/** Orbitals whose energies differ by less, in hartree, count as degenerate. */
const degeneracyTolerance = 1e-6;
/** Coefficients within this factor of the largest count as equally large: the first of them is taken. */
const tieFactor = 1 - 1e-4;

/**
 * Fixes what the eigenproblem leaves open, so that runs repeat and orbitals follow the symmetry axes of the molecule.
 * In each degenerate set, the basis function in which the set is largest (the first of equals) is put wholly into one
 * orbital, then the same for the rest: two π orbitals become π_x and π_y. Then the largest coefficient of each orbital
 * (the first of equals) is made positive. Changes orbitals [begin, end) of the n × m row-major coefficients in place;
 * their energies rise.
 */
export function fixOrbitals(
  coefficients: Float64Array,
  n: number,
  orbitalCount: number,
  energies: Float64Array,
  begin: number,
  end: number,
): void {
  for (let first = begin; first < end;) {
    let next = first + 1;
    while (next < end && energies[next] - energies[next - 1] < degeneracyTolerance) next++;
    for (let orbital = first; orbital < next - 1; orbital++) {
      alignToPivot(coefficients, n, orbitalCount, orbital, next);
    }
    first = next;
  }
  for (let orbital = begin; orbital < end; orbital++) {
    const pivot = firstLargest(n, (i) => Math.abs(coefficients[i * orbitalCount + orbital]));
    if (coefficients[pivot * orbitalCount + orbital] >= 0) continue;
    for (let i = 0; i < n; i++) coefficients[i * orbitalCount + orbital] *= -1;
  }
}

function firstLargest(n: number, size: (index: number) => number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, size(i));
  for (let i = 0; i < n; i++) if (size(i) >= largest * tieFactor) return i;
  return 0;
}

/** Rotates orbitals [first, end) among themselves so that only the first has a coefficient in their largest function. */
function alignToPivot(
  coefficients: Float64Array,
  n: number,
  orbitalCount: number,
  first: number,
  end: number,
): void {
  const weight = (i: number): number => {
    let sum = 0;
    for (let orbital = first; orbital < end; orbital++) sum += coefficients[i * orbitalCount + orbital] ** 2;
    return sum;
  };
  const pivot = firstLargest(n, weight);
  for (let orbital = first + 1; orbital < end; orbital++) {
    const a = coefficients[pivot * orbitalCount + first];
    const b = coefficients[pivot * orbitalCount + orbital];
    const length = Math.hypot(a, b);
    if (length === 0) continue;
    for (let i = 0; i < n; i++) {
      const place = i * orbitalCount;
      const [u, v] = [coefficients[place + first], coefficients[place + orbital]];
      coefficients[place + first] = (a * u + b * v) / length;
      coefficients[place + orbital] = (a * v - b * u) / length;
    }
  }
}
