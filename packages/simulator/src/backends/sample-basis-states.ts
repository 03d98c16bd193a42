import type { Random } from "../math/random.ts";
import { createAliasSampler } from "../results/alias-sampler.ts";
import { probabilities } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/** Beyond this many basis states a table takes more memory than it is worth for few shots. */
const greatestTableSize = 2 ** 22;

/** One pass over the amplitudes with the shots' numbers in ascending order: no table, 8 bytes a shot. */
function sampleByPass({ real, imaginary }: StateVector, shots: number, random: Random): Float64Array {
  let total = 0;
  for (let k = 0; k < real.length; k++) total += real[k] * real[k] + imaginary[k] * imaginary[k];
  const marks = Float64Array.from({ length: shots }, () => random.uniform() * total).sort();
  const outcomes = new Float64Array(shots);
  let [sum, shot, last] = [0, 0, 0];
  for (let k = 0; k < real.length && shot < shots; k++) {
    const weight = real[k] * real[k] + imaginary[k] * imaginary[k];
    if (weight === 0) continue;
    sum += weight;
    last = k;
    while (shot < shots && marks[shot] < sum) outcomes[shot++] = k;
  }
  return outcomes.fill(last, shot);
}

/** Outcomes of measuring all qubits of a state `shots` times, in no particular order. */
export function sampleBasisStates(state: StateVector, shots: number, random: Random): Float64Array {
  if (state.real.length > greatestTableSize && shots < state.real.length) {
    return sampleByPass(state, shots, random);
  }
  const sampler = createAliasSampler(probabilities(state));
  return Float64Array.from({ length: shots }, () => sampler.sample(random));
}
