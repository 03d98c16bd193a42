import { InvalidArgumentError } from "../errors.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { checkState } from "./check-input.ts";

/** The amplitude of a basis state. */
export interface Amplitude {
  readonly bitstring: string;
  readonly real: number;
  readonly imaginary: number;
}

/**
 * The amplitudes ⟨b|ψ⟩ of some basis states, each printed from the highest qubit to the lowest ("01": qubit 0 is 1).
 * Throws {@link InvalidArgumentError} for a text that is not qubitCount digits of 0 and 1.
 */
export function amplitudesOf(state: StateVector, bitstrings: readonly string[]): Amplitude[] {
  checkState(state);
  return bitstrings.map((bitstring) => {
    if (!/^[01]+$/.test(bitstring) || bitstring.length !== state.qubitCount) {
      throw new InvalidArgumentError(
        `a basis state must be ${state.qubitCount} digits of 0 and 1, got "${bitstring}"`,
        { field: "bitstrings", bitstring },
      );
    }
    const index = Number.parseInt(bitstring, 2);
    return { bitstring, real: state.real[index], imaginary: state.imaginary[index] };
  });
}
