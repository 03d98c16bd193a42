// QAOA with a cost for each state. Amplitudes are complex doubles, real and imaginary part side by side; pointers are
// byte addresses. Nothing is allocated. Sums run in a fixed order, whatever the number of threads.
// The same calculation in TypeScript, written plainly: src/diagonal/typescript-machine.ts.
export { runFull, undoFull } from "./full";
export { weigh } from "./objective";
export { runSector, undoSector } from "./sector";
