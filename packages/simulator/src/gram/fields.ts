/** Words of the area that the kernels of assembly/gram read; its fields.ts lists the same. */
export const systemFields = {
  states: 0,
  qubitCount: 1,
  counter: 2,
  workspace: 3,
  workspaceStride: 4,
  repetitions: 5,
  maskCount: 6,
  masks: 7,
  phases: 8,
  firstState: 9,
  stateCount: 10,
  left: 11,
  leftCount: 12,
  right: 13,
  rightCount: 14,
  isSymmetric: 15,
  output: 16,
  imaginary: 17,
  blockRows: 18,
  depth: 19,
  tiles: 20,
  endItem: 21,
} as const;

export const systemWords = 32;
