/** Words of the area that the kernels of assembly/diagonal read; its fields.ts lists the same. */
export const systemFields = {
  psi: 0,
  lambda: 1,
  cost: 2,
  size: 3,
  layers: 4,
  angles: 5,
  partials: 6,
  groupCount: 7,
  sync: 8,
  start: 9,
  qubitCount: 10,
  lowBits: 11,
  columnBits: 12,
  workspace: 13,
  workspaceStride: 14,
  edgeCount: 15,
  stageCount: 16,
  stages: 17,
  blocks: 18,
  objective: 19,
  phaseTable: 20,
} as const;

export const systemWords = 32;
