// Words of the area at `system`; src/gram/fields.ts lists the same.
export namespace field {
  export const states: u32 = 0;
  export const qubitCount: u32 = 1;
  export const counter: u32 = 2;
  export const workspace: u32 = 3;
  export const workspaceStride: u32 = 4;
  export const repetitions: u32 = 5;
  export const maskCount: u32 = 6;
  export const masks: u32 = 7;
  export const phases: u32 = 8;
  export const firstState: u32 = 9;
  export const stateCount: u32 = 10;
  export const left: u32 = 11;
  export const leftCount: u32 = 12;
  export const right: u32 = 13;
  export const rightCount: u32 = 14;
  export const isSymmetric: u32 = 15;
  export const output: u32 = 16;
  export const imaginary: u32 = 17;
  export const blockRows: u32 = 18;
  export const depth: u32 = 19;
  export const tiles: u32 = 20;
  export const endItem: u32 = 21;
}

export const statusSuccess: i32 = 0;

@inline
export function word(system: usize, index: u32): u32 {
  return load<u32>(system + ((<usize>index) << 2));
}

/** The next item to work on; every item is worked on by one thread, whichever comes first. */
@inline
export function claim(system: usize): u32 {
  return atomic.add<u32>(<usize>word(system, field.counter), 1);
}

/** Address of the real parts of a state; the imaginary parts follow them. */
@inline
export function stateAt(system: usize, state: u32): usize {
  return <usize>word(system, field.states) + ((<usize>state) << (word(system, field.qubitCount) + 4));
}

@inline
export function workspaceOf(system: usize, thread: u32): usize {
  return <usize>word(system, field.workspace) + <usize>word(system, field.workspaceStride) * thread;
}
