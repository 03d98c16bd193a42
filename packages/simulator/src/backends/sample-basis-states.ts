import type { Random } from "../math/random.ts";
import { createAliasSampler } from "../results/alias-sampler.ts";
import { probabilities } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { drawBasisStates } from "../trajectories/draw-basis-states.ts";

/** Beyond this many basis states a table takes more memory than it is worth for few shots. */
const greatestTableSize = 2 ** 22;

/** Outcomes of measuring all qubits of a state `shots` times, in no particular order. */
export function sampleBasisStates(state: StateVector, shots: number, random: Random): Float64Array {
  if (state.real.length > greatestTableSize && shots < state.real.length) {
    return drawBasisStates(state, Float64Array.from({ length: shots }, random.uniform));
  }
  const sampler = createAliasSampler(probabilities(state));
  return Float64Array.from({ length: shots }, () => sampler.sample(random));
}
