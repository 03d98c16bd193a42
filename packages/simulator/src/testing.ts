export { applyToColumns, circuitMatrix } from "./testing/circuit-matrix.ts";
export type { Columns } from "./testing/circuit-matrix.ts";
export { outcomeDistribution } from "./testing/outcome-distribution.ts";
export {
  applyDense,
  denseCircuit,
  denseOperation,
  densePauli,
  densePauliSum,
  matrixDistance,
} from "./testing/dense-circuit.ts";
export { randomCircuit } from "./testing/random-circuit.ts";
export {
  denseEigen,
  denseGenerator,
  denseHamiltonian,
  denseOneBodyDensity,
  denseSpinSquared,
  dot,
  multiply,
  multiplyExponential,
} from "./testing/dense-fermions.ts";
export type { DenseMatrix } from "./testing/dense-fermions.ts";
export { randomHamiltonian } from "./testing/random-hamiltonian.ts";
export { denseHistories, denseKrausSum, denseOnQubits } from "./testing/dense-noise.ts";
export { exampleChannels } from "./testing/example-channels.ts";
export { randomDynamicCircuit } from "./testing/random-dynamic-circuit.ts";
