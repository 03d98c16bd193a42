// The word numbers of the descriptors, as in src/sector/kernel-fields.ts.

/** Word `field` of a descriptor. */
@inline
export function word(descriptor: usize, field: i32): i32 {
  return load<i32>(descriptor + ((<usize>field) << 2));
}

/** Word `field` of a descriptor, as a byte offset. */
@inline
export function pointer(descriptor: usize, field: i32): usize {
  return <usize>load<u32>(descriptor + ((<usize>field) << 2));
}

/** Entry `index` of a table of words. */
@inline
export function entry(table: usize, index: i32): i32 {
  return load<i32>(table + ((<usize>index) << 2));
}

export namespace system {
  export const irrepCount: i32 = 0;
  export const alphaStringCount: i32 = 1;
  export const alphaStart: i32 = 2;
  export const alphaLabels: i32 = 3;
  export const betaStringCount: i32 = 4;
  export const betaStart: i32 = 5;
  export const betaLabels: i32 = 6;
  export const alphaRowStart: i32 = 7;
  export const alphaColumns: i32 = 8;
  export const alphaValues: i32 = 9;
  export const betaRowStart: i32 = 10;
  export const betaColumns: i32 = 11;
  export const betaValues: i32 = 12;
  export const connectionStart: i32 = 13;
  export const connections: i32 = 14;
  export const coefficients: i32 = 15;
  export const triangularCoefficients: i32 = 16;
  export const blockCount: i32 = 17;
  export const blocks: i32 = 18;
  export const gatherStart: i32 = 19;
  export const gather: i32 = 20;
  export const pairCounts: i32 = 21;
  export const workTile: i32 = 22;
  export const workTileStride: i32 = 23;
  export const workPointers: i32 = 24;
  export const transposedSource: i32 = 25;
  export const transposedResult: i32 = 26;
  export const sync: i32 = 27;
  export const exchangeable: i32 = 28;
}

export namespace layouts {
  export const target: i32 = 0;
  export const elementCount: i32 = 1;
  export const transposedElementCount: i32 = 2;
  export const rowBase: i32 = 3;
  export const columnBase: i32 = 4;
}

export namespace programs {
  export const layout: i32 = 0;
  export const groupCount: i32 = 1;
  export const groups: i32 = 2;
  export const excitations: i32 = 3;
  export const rotations: i32 = 4;
  export const partials: i32 = 5;
  export const psi: i32 = 6;
  export const lambda: i32 = 7;
  export const energyPartials: i32 = 8;
  export const reference: i32 = 9;
}

export namespace groups {
  export const kind: i32 = 0;
  export const firstExcitation: i32 = 1;
  export const excitationCount: i32 = 2;
  export const pairs: i32 = 3;
  export const pairCount: i32 = 4;
  export const wordCount: i32 = 5;
}

/** Kind of a group that rotates whole rows. */
export const rowsKind: i32 = 0;

export const modeState: i32 = 0;
export const modeGradient: i32 = 2;

export const reductionChunks: i32 = 32;

export const parityNone: i32 = 0;
export const parityDetect: i32 = 2;
export const parityTolerance: f64 = 1e-13;

export const statusSuccess: i32 = 0;
export const statusBarrierTimeout: i32 = 1;
