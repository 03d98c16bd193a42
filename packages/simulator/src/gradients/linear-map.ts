import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import type { Control } from "../circuit/operation.ts";
import { countBits } from "../operators/pauli-sum.ts";
import { maskOf, scatterTable } from "../results/gather-bits.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/** A linear map on some qubits, or, with controls, on the states whose control qubits have the right values. */
export interface LinearMap {
  readonly action: MapAction;
  readonly controls: readonly Control[];
  /** What happens where the controls do not hold: nothing, or (for a derivative) the amplitude becomes 0. */
  readonly outside: 1 | 0;
}

export type MapAction =
  | { readonly kind: "matrix"; readonly matrix: ComplexMatrix; readonly qubits: readonly number[] }
  /** a − ib P(x, z) with real a and b. */
  | { readonly kind: "pauli"; readonly x: number; readonly z: number; readonly a: number; readonly b: number }
  | {
      readonly kind: "diagonal";
      readonly phases: readonly number[];
      readonly qubits: readonly number[];
      readonly sign: 1 | -1;
    }
  | { readonly kind: "permutation"; readonly images: readonly number[]; readonly qubits: readonly number[] };

/** The image of a state under a linear map. Plain loops: the reference and second-order path, not the fast one. */
export function applyMap({ action, controls, outside }: LinearMap, state: StateVector): StateVector {
  const needed = maskOf(controls.map(({ qubit }) => qubit));
  const wanted = maskOf(controls.filter(({ value }) => value === 1).map(({ qubit }) => qubit));
  const size = state.real.length;
  const image =
    outside === 1
      ? { qubitCount: state.qubitCount, real: state.real.slice(), imaginary: state.imaginary.slice() }
      : { qubitCount: state.qubitCount, real: new Float64Array(size), imaginary: new Float64Array(size) };
  if (action.kind === "pauli") {
    applyPauli(action, state, image, needed, wanted);
    return image;
  }
  const kept = maskOf(action.qubits);
  const offsets = scatterTable(action.qubits);
  for (let base = 0; base < size; base++) {
    if ((base & kept) !== 0 || (base & needed) !== wanted) continue;
    if (action.kind === "matrix") applyMatrix(action.matrix, state, image, base, offsets);
    else if (action.kind === "diagonal") applyDiagonal(action, state, image, base, offsets);
    else {
      action.images.forEach((to, from) => {
        image.real[base | offsets[to]] = state.real[base | offsets[from]];
        image.imaginary[base | offsets[to]] = state.imaginary[base | offsets[from]];
      });
    }
  }
  return image;
}

function applyMatrix(
  { size, real, imaginary }: ComplexMatrix,
  state: StateVector,
  image: StateVector,
  base: number,
  offsets: Uint32Array,
): void {
  for (let row = 0; row < size; row++) {
    let [re, im] = [0, 0];
    for (let column = 0, at = row * size; column < size; column++, at++) {
      const index = base | offsets[column];
      re += real[at] * state.real[index] - imaginary[at] * state.imaginary[index];
      im += real[at] * state.imaginary[index] + imaginary[at] * state.real[index];
    }
    image.real[base | offsets[row]] = re;
    image.imaginary[base | offsets[row]] = im;
  }
}

function applyDiagonal(
  { phases, sign }: Extract<MapAction, { kind: "diagonal" }>,
  state: StateVector,
  image: StateVector,
  base: number,
  offsets: Uint32Array,
): void {
  phases.forEach((phase, k) => {
    const index = base | offsets[k];
    const [cosine, sine] = [Math.cos(phase), sign * Math.sin(phase)];
    image.real[index] = cosine * state.real[index] - sine * state.imaginary[index];
    image.imaginary[index] = cosine * state.imaginary[index] + sine * state.real[index];
  });
}

/** P(x, z)|k⟩ = i^|x∧z| (−1)^|k∧z| |k ⊕ x⟩. */
function applyPauli(
  { x, z, a, b }: Extract<MapAction, { kind: "pauli" }>,
  state: StateVector,
  image: StateVector,
  needed: number,
  wanted: number,
): void {
  // −i · i^turns.
  const [unitRe, unitIm] = [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ][countBits(x & z) & 3];
  for (let to = 0; to < state.real.length; to++) {
    if ((to & needed) !== wanted) continue;
    const from = to ^ x;
    const signed = countBits(from & z) & 1 ? -b : b;
    const [re, im] = [state.real[from], state.imaginary[from]];
    image.real[to] = a * state.real[to] + signed * (unitRe * re - unitIm * im);
    image.imaginary[to] = a * state.imaginary[to] + signed * (unitRe * im + unitIm * re);
  }
}
