// Many states in one arena: preparing them, their overlaps, and their qubits' Bloch vectors. A state is 2^n real parts, then
// 2^n imaginary parts, as doubles; pointers are byte addresses. Nothing is allocated. Threads claim whole states or tiles, so
// that no sum depends on their number. The same calculation in TypeScript, written plainly: src/gram/plain-gram.ts.
export { blochVectors } from "./bloch";
export { prepareLayers } from "./prepare";
export { multiplyTiles } from "./product";
