import { withOperations } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { MeasureOperation, Operation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { StateRunner } from "../results/state-runner.ts";
import { sampleCounts } from "../statevector/state-vector.ts";
import type { SampleCircuit } from "./estimate-expectation.ts";

/**
 * Samples unitary circuits with measurements at their end from one run of a state-vector engine; counts are by the number
 * in the classical bits (at most 53).
 * The sampler throws {@link InvalidArgumentError} for a circuit that measures before its end, resets or branches.
 */
export function createStateVectorSampler(engine: StateRunner): SampleCircuit {
  return async (circuit, { shots, seed }) => {
    const { unitary, measurements } = splitMeasurements(circuit);
    if (circuit.bitCount > 53) {
      throw new InvalidArgumentError(`bitCount must be at most 53, got ${circuit.bitCount}`, {
        field: "bitCount",
      });
    }
    const state = await engine.run(unitary);
    const targets = measurements.flatMap(({ qubits, bits }) =>
      qubits.map((qubit, k) => [qubit, bits[k]] as const),
    );
    const counts = new Map<number, number>();
    for (const [outcome, count] of sampleCounts(state, { shots, seed })) {
      const bits = targets.reduce((sum, [qubit, bit]) => sum + ((outcome >>> qubit) & 1) * 2 ** bit, 0);
      counts.set(bits, (counts.get(bits) ?? 0) + count);
    }
    return counts;
  };
}

function splitMeasurements(circuit: Circuit): {
  unitary: Circuit;
  measurements: readonly MeasureOperation[];
} {
  const { operations } = circuit;
  const isMeasurement = (operation: Operation): operation is MeasureOperation => operation.gate === "measure";
  const measurements = operations.filter(isMeasurement);
  const measured = new Set<number>();
  operations.forEach((operation, index) => {
    const problem = isMeasurement(operation) || isUnitaryOperation(operation) || operation.gate === "barrier";
    const touched = problem && operation.gate !== "barrier" ? usedQubits(operation) : [];
    if (!problem || touched.some((qubit) => measured.has(qubit))) {
      throw new InvalidArgumentError(
        `operations[${index}]: ${operation.gate} needs an engine that runs shot by shot; here measurements must come last`,
        { field: `operations[${index}]` },
      );
    }
    if (isMeasurement(operation)) for (const qubit of operation.qubits) measured.add(qubit);
  });
  const unitary = withOperations(
    circuit,
    operations.filter((operation) => !isMeasurement(operation)),
  );
  return { unitary, measurements };
}

function usedQubits(operation: Operation): readonly number[] {
  if (operation.gate === "if") return [];
  const controls = isUnitaryOperation(operation) ? (operation.controls ?? []) : [];
  return [...operation.qubits, ...controls.map(({ qubit }) => qubit)];
}
