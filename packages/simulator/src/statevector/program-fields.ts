// Word numbers and codes of the descriptors that assembly/statevector/program.ts reads.

/** Words of the system: what a program works on. */
export const systemFields = {
  qubitCount: 0,
  stateCount: 1,
  states: 2,
  workspace: 3,
  workspaceStride: 4,
  sync: 5,
  partials: 6,
} as const;
export const systemWords = 16;

/** Words of a program. */
export const programFields = { stageCount: 0, stages: 1, localBits: 2, runBits: 3, groupCount: 5 } as const;
export const programWords = 8;

export const stageFields = {
  runMask: 0,
  outerMask: 1,
  operations: 2,
  operationCount: 3,
  isDirect: 4,
} as const;
export const stageWords = 8;

/** Words of an operation; which of them count depends on its code. */
export const operationFields = {
  code: 0,
  target0: 1,
  target1: 2,
  controlMask: 3,
  controlValue: 4,
  outerMask: 5,
  outerValue: 6,
  constants: 7,
  listA: 8,
  listB: 9,
  count: 10,
  slot: 11,
  x: 12,
  z: 13,
  outerZ: 14,
} as const;
export const operationWords = 16;

export const codes = {
  none: 0,
  shear: 1,
  shearPair: 2,
  dense1: 3,
  dense: 4,
  flip: 5,
  exchange: 6,
  affine: 7,
  table: 8,
  phase: 9,
  phaseTable: 10,
  polynomial: 11,
  pauli: 12,
  pauliSlope: 32,
  phaseSlopes: 33,
} as const;

export const shearKinds = { X: 0, Y: 1, H: 2 } as const;

/** Bytes at the start of a thread's workspace for the buffers of its states. */
export const bufferTableBytes = 1024;
export const greatestStateCount = 64;
/** Words of a polynomial's term: two masks, the low bit (or −1), a gap; then its factor as two doubles. */
export const termWords = 8;
/** Words of a phase term whose slope is taken. */
export const slopeTermWords = 4;
/** Lowest bits that a polynomial's table covers. */
export const greatestTableBits = 8;
