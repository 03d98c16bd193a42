import { withOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import { simulate } from "../backends/simulate.ts";
import type { SimulationOptions } from "../backends/simulation.ts";
import { estimateExpectation } from "../estimation/estimate-expectation.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { checkCount } from "./executor.ts";
import type { EstimateExpectation, SampleCounts } from "./executor.ts";

/** How circuits are simulated: what `simulate` takes, but for what the methods set. */
export type SimulatedOptions = Pick<
  SimulationOptions,
  "noise" | "method" | "precision" | "memoryLimitBytes" | "pool" | "signal"
>;

/** Shots when a simulation by trajectories is asked for a value without shots. */
const defaultTrajectories = 1024;

/** Without its measurements, if they are all that is not unitary and come last on their qubits; else as it is. */
function withoutFinalMeasurements(circuit: Circuit): Circuit {
  const measured = new Set<number>();
  for (const operation of circuit.operations) {
    if (operation.gate === "barrier") continue;
    if (operation.gate === "measure") {
      for (const qubit of operation.qubits) measured.add(qubit);
      continue;
    }
    if (!isUnitaryOperation(operation)) return circuit;
    const controls = (operation.controls ?? []).map(({ qubit }) => qubit);
    if ([...operation.qubits, ...controls].some((qubit) => measured.has(qubit))) return circuit;
  }
  return withOperations(
    circuit,
    circuit.operations.filter((operation) => operation.gate !== "measure"),
  );
}

/**
 * An executor of expectation values by simulation. Without shots the value is that of the state before measurements, exact
 * and free of readout errors (trajectories: the mean over 1024 of them); with shots, terms that are measured together share
 * the shots, and readout errors of the noise model are part of the value. A circuit's own final measurements are left out.
 */
export function simulatedEstimate(observable: PauliSum, options: SimulatedOptions = {}): EstimateExpectation {
  const sample = simulatedSample(options);
  return async (circuit, { shots, seed }) => {
    const prepared = withoutFinalMeasurements(circuit);
    if (shots !== undefined) return estimateExpectation(sample, prepared, observable, { shots, seed });
    const { expectations, method } = await simulate(prepared, {
      ...options,
      observables: [observable],
      seed,
      ...(options.method === "trajectories" ? { shots: defaultTrajectories } : {}),
    });
    const [{ value, standardError }] = expectations!;
    return { value, standardError, shots: method === "trajectories" ? defaultTrajectories : 0 };
  };
}

/** An executor of counts by simulation, readout errors of the noise model included. */
export function simulatedSample(options: SimulatedOptions = {}): SampleCounts {
  return async (circuit, { shots, seed }) => {
    checkCount("shots", shots);
    const { counts } = await simulate(circuit, {
      ...options,
      shots,
      seed,
      probabilities: false,
      stateVector: false,
    });
    return counts!;
  };
}
