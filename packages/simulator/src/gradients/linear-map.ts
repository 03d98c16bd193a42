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
  const offsets = scatterTable(action.qubits);
  const visit = visitorOf(action, state, image, offsets);
  // All basis states with the controls' values and zeros on the map's qubits, counted up in the other bits alone.
  const rest = (size - 1) & ~(maskOf(action.qubits) | needed);
  let free = 0;
  do {
    visit(free | wanted);
    free = ((free | ~rest) + 1) & rest;
  } while (free !== 0);
  return image;
}

/** What maps the amplitudes that differ in the map's qubits alone, from the index where those are 0. */
function visitorOf(
  action: Exclude<MapAction, { kind: "pauli" }>,
  state: StateVector,
  image: StateVector,
  offsets: Uint32Array,
): (base: number) => void {
  switch (action.kind) {
    case "matrix":
      return matrixVisitor(action.matrix, state, image, offsets);
    case "diagonal":
      return (base) => applyDiagonal(action, state, image, base, offsets);
    case "permutation":
      return (base) => {
        action.images.forEach((to, from) => {
          image.real[base | offsets[to]] = state.real[base | offsets[from]];
          image.imaginary[base | offsets[to]] = state.imaginary[base | offsets[from]];
        });
      };
  }
}

/** Zero entries are skipped: most rows of a controlled gate hold a single one. */
function matrixVisitor(
  { size, real, imaginary }: ComplexMatrix,
  state: StateVector,
  image: StateVector,
  offsets: Uint32Array,
): (base: number) => void {
  const entries = Array.from(real.keys()).filter((at) => real[at] !== 0 || imaginary[at] !== 0);
  const columnOffsets = Uint32Array.from(entries, (at) => offsets[at % size]);
  const entryReal = Float64Array.from(entries, (at) => real[at]);
  const entryImaginary = Float64Array.from(entries, (at) => imaginary[at]);
  const rowEnds = Uint32Array.from(
    { length: size },
    (_, row) => entries.filter((at) => at < (row + 1) * size).length,
  );
  return (base) => {
    let at = 0;
    for (let row = 0; row < size; row++) {
      const end = rowEnds[row];
      let re = 0;
      let im = 0;
      for (; at < end; at++) {
        const index = base | columnOffsets[at];
        const x = state.real[index];
        const y = state.imaginary[index];
        re += entryReal[at] * x - entryImaginary[at] * y;
        im += entryReal[at] * y + entryImaginary[at] * x;
      }
      image.real[base | offsets[row]] = re;
      image.imaginary[base | offsets[row]] = im;
    }
  };
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
