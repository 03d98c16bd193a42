/**
 * Where kernels find things: a descriptor is a list of 32-bit words in kernel memory, mostly byte offsets.
 * assembly/sector/fields.ts holds the same numbers.
 */

/** Tables of the Hamiltonian and work space, shared by all layouts. */
export const systemFields = {
  irrepCount: 0,
  alphaStringCount: 1,
  alphaStart: 2,
  alphaLabels: 3,
  betaStringCount: 4,
  betaStart: 5,
  betaLabels: 6,
  alphaRowStart: 7,
  alphaColumns: 8,
  alphaValues: 9,
  betaRowStart: 10,
  betaColumns: 11,
  betaValues: 12,
  connectionStart: 13,
  connections: 14,
  coefficients: 15,
  triangularCoefficients: 16,
  blockCount: 17,
  blocks: 18,
  gatherStart: 19,
  gather: 20,
  pairCounts: 21,
  /** Per thread: a block of X, then the pointers of a row's connections. */
  workTile: 22,
  workTileStride: 23,
  workPointers: 24,
  /** Two vectors: the transposed argument and the transposed result. */
  transposedSource: 25,
  transposedResult: 26,
  sync: 27,
  /** 1 when α and β have as many electrons, so that vectors may be symmetric under exchange of spins. */
  exchangeable: 28,
  wordCount: 29,
} as const;

/** One symmetry label's blocks. */
export const layoutFields = {
  target: 0,
  elementCount: 1,
  transposedElementCount: 2,
  rowBase: 3,
  columnBase: 4,
  wordCount: 5,
} as const;

/** A compiled ansatz. */
export const programFields = {
  layout: 0,
  groupCount: 1,
  groups: 2,
  excitations: 3,
  /** cos φ, sin φ of every excitation. */
  rotations: 4,
  /** ⟨λ|G|ψ⟩ of every excitation, one number a chunk. */
  partials: 5,
  psi: 6,
  lambda: 7,
  energyPartials: 8,
  /** Byte offset of the reference determinant in a vector. */
  reference: 9,
  wordCount: 10,
} as const;

/** Words of a group: excitations that act alike on α strings and follow each other. */
export const groupFields = {
  kind: 0,
  firstExcitation: 1,
  excitationCount: 2,
  pairs: 3,
  pairCount: 4,
  wordCount: 5,
} as const;

/** Kinds of groups: rotations of whole rows, or of single amplitudes. */
export const groupKinds = { rows: 0, elements: 1 } as const;

/** Words of an α pair: byte offset of the source row, of the target row, column label of the source row, sign. */
export const pairWords = 4;

/** Words of an excitation: its segments, its β offsets. */
export const excitationWords = 2;

/** What {@link SectorKernels.evaluate} computes. */
export const evaluationModes = { state: 0, energy: 1, gradient: 2 } as const;

/** Reductions are cut into this many chunks, whatever the number of threads. */
export const reductionChunks = 32;

/** How a vector behaves under the exchange of its α and β strings: v = ±vᵀ, or not known. */
export const parities = { even: 1, odd: -1, none: 0, detect: 2 } as const;

/** A vector counts as (anti)symmetric under exchange of spins when no amplitude departs by more than this. */
export const parityTolerance = 1e-13;

/** Bytes of the synchronisation area: barrier words and one slot for each of at most 256 threads. */
export const syncBytes = 64 + 256 * 64;

/** The kernels of the sector engine; each returns 0 or a status that {@link describeStatus} explains. */
export interface SectorKernels {
  /** Runs an ansatz: state, then energy partials, then gradient partials, as far as `mode` says. */
  readonly evaluate: (
    system: number,
    program: number,
    mode: number,
    thread: number,
    threads: number,
  ) => number;
  /** result = (H − constant)·source in one layout. */
  readonly applyHamiltonian: (
    system: number,
    layout: number,
    source: number,
    result: number,
    parity: number,
    thread: number,
    threads: number,
  ) => number;
  /** Partial scalar products of `listCount` vectors (their offsets at `list`) with one vector, {@link reductionChunks} each. */
  readonly scalarProducts: (
    list: number,
    listCount: number,
    vector: number,
    elementCount: number,
    partials: number,
    thread: number,
    threads: number,
  ) => number;
  /** result = Σᵢ coefficientᵢ · vectorᵢ; the result may be one of the vectors. */
  readonly combine: (
    list: number,
    coefficients: number,
    listCount: number,
    result: number,
    elementCount: number,
    thread: number,
    threads: number,
  ) => number;
  /** Davidson's correction for the lowest state: vector ← vector / (energy − diagonal), denominators kept negative. */
  readonly precondition: (
    vector: number,
    diagonal: number,
    energy: number,
    elementCount: number,
    thread: number,
    threads: number,
  ) => number;
}

/** What a kernel's status means. */
export function describeStatus(status: number): string {
  if (status === 1) return "a thread waited in vain for another one";
  return `unknown status ${status}`;
}
