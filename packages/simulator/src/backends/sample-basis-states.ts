import type { Random } from "../math/random.ts";
import { createAliasSampler } from "../results/alias-sampler.ts";
import { probabilities } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { drawBasisStates } from "../trajectories/draw-basis-states.ts";

/** Outcomes held at a time. */
const batchSize = 2 ** 20;

/** Calls `take` with the outcome of each of `shots` measurements of all qubits of a state, in no particular order. */
export function sampleBasisStates(
  state: StateVector,
  shots: number,
  random: Random,
  take: (outcome: number) => void,
): void {
  // A table takes several passes and 20 bytes a basis state: worth it for more shots than basis states.
  if (shots < state.real.length) {
    for (let left = shots; left > 0; left -= batchSize) {
      const uniforms = Float64Array.from({ length: Math.min(left, batchSize) }, random.uniform);
      for (const outcome of drawBasisStates(state, uniforms)) take(outcome);
    }
    return;
  }
  const sampler = createAliasSampler(probabilities(state));
  for (let shot = 0; shot < shots; shot++) take(sampler.sample(random));
}
