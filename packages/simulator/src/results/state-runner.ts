import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/** What runs a unitary circuit to its state: a state-vector engine, or an oracle in its place. */
export interface StateRunner {
  run(
    circuit: Circuit,
    options?: { readonly parameters?: ParameterValues; readonly initial?: StateVector },
  ): Promise<StateVector>;
}
