export {};
export {
  applyDense,
  denseCircuit,
  denseOperation,
  densePauli,
  densePauliSum,
  matrixDistance,
} from "./testing/dense-circuit.ts";
export { randomCircuit } from "./testing/random-circuit.ts";
