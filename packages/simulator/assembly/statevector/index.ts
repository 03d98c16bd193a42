// State-vector kernels. Amplitudes are two arrays of 2^qubitCount doubles (real, imaginary), qubitCount ≥ 1; all
// pointers are byte addresses, 8-byte aligned. Nothing is allocated. Sums run in a fixed order.
// The same functions in TypeScript: src/statevector/typescript-kernels.ts.
export { applyOneQubit, applyTwoQubit, oneQubitOverlap, twoQubitOverlap } from "./gates";
export { applyPauliRotation, pauliOverlap } from "./pauli";
export { accumulateGroup, fillDiagonal, groupExpectation, walshHadamard } from "./diagonal";
