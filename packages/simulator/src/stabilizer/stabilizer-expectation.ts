import type { PauliSum } from "../operators/pauli-sum.ts";
import { termPauliString } from "./pauli-string.ts";
import type { StabilizerState } from "./stabilizer-state.ts";

/** ⟨O⟩ of a stabiliser state, exact: Σ c_P ⟨P⟩ with every ⟨P⟩ one of −1, 0, 1. */
export function stabilizerExpectation(state: StabilizerState, { qubitCount, terms }: PauliSum): number {
  return terms.reduce(
    (sum, term) => sum + term.real * state.expectation(termPauliString(term, qubitCount)),
    0,
  );
}
