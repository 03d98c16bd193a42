// Words of the area at `system`; src/diagonal/fields.ts lists the same.
export namespace field {
  export const psi: u32 = 0;
  export const lambda: u32 = 1;
  export const cost: u32 = 2;
  export const size: u32 = 3;
  export const layers: u32 = 4;
  export const angles: u32 = 5;
  export const partials: u32 = 6;
  export const groupCount: u32 = 7;
  export const sync: u32 = 8;
  export const start: u32 = 9;
  export const qubitCount: u32 = 10;
  export const lowBits: u32 = 11;
  export const columnBits: u32 = 12;
  export const workspace: u32 = 13;
  export const workspaceStride: u32 = 14;
  export const edgeCount: u32 = 15;
  export const stageCount: u32 = 16;
  export const stages: u32 = 17;
  export const blocks: u32 = 18;
  export const objective: u32 = 19;
  export const phaseTable: u32 = 20;
}

export const statusSuccess: i32 = 0;
export const statusThreadLost: i32 = 2;

@inline
export function word(system: usize, index: u32): u32 {
  return load<u32>(system + ((<usize>index) << 2));
}

/** Bytes of a complex amplitude: real and imaginary part side by side. */
export const amplitudeShift: usize = 4;
