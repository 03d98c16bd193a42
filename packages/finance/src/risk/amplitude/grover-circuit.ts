import {
  composeCircuits,
  createCircuit,
  createStateVectorEngine,
  embedCircuit,
  gate,
  invertCircuit,
  marginalProbabilities,
  multiplexedRotation,
  quantumFourierTransform,
  repeatCircuit,
} from "@ansatz/simulator";
import type { Circuit, Operation } from "@ansatz/simulator";
import { RiskModelError } from "../../errors.ts";
import type { GroverExperiment } from "./grover-experiment.ts";

/**
 * The circuit A of amplitude estimation: it loads scenarios into n qubits and turns the objective, qubit n, so that it
 * is 1 with probability Σ_x p(x)·g(x): ry(2 arcsin √g(x)) multiplexed by the scenario qubits.
 * Throws {@link RiskModelError} unless there is one g in [0, 1] for each scenario.
 */
export function amplitudeCircuit(loading: Circuit, goodProbabilities: Float64Array): Circuit {
  const { qubitCount } = loading;
  if (goodProbabilities.length !== 2 ** qubitCount || goodProbabilities.some((g) => !(g >= 0 && g <= 1))) {
    throw new RiskModelError(
      `goodProbabilities must be ${2 ** qubitCount} numbers in [0, 1] for ${qubitCount} scenario qubits, got ${goodProbabilities.length}`,
      { field: "goodProbabilities" },
    );
  }
  const controls = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const angles = goodProbabilities.map((g) => 2 * Math.asin(Math.sqrt(g)));
  const rotation = multiplexedRotation(angles, { axis: "ry", controls, target: qubitCount });
  return createCircuit(qubitCount + 1, [...loading.operations, ...rotation]);
}

/**
 * The Grover operator Q = A (2|0⟩⟨0| − 1) A† Z_objective of a circuit A whose objective is its last qubit, with
 * eigenphases ±2θ, a = sin²θ, on the plane that A|0⟩ lies in. With a control, the reflections alone are controlled,
 * which is enough: A and A† cancel between them.
 * Source: Brassard, Høyer, Mosca, Tapp, arXiv:quant-ph/0005055, section 2.
 */
export function groverCircuit(preparation: Circuit, control?: number): Circuit {
  const objective = preparation.qubitCount - 1;
  const qubitCount = Math.max(preparation.qubitCount, (control ?? 0) + 1);
  const qubits = Array.from({ length: preparation.qubitCount }, (_, qubit) => qubit);
  const controls = control === undefined ? [] : [{ qubit: control, value: 1 as const }];
  const zeros = qubits.slice(0, -1).map((qubit) => ({ qubit, value: 0 as const }));
  const reflectZero: Operation[] = [
    gate("gphase", [], [Math.PI], controls),
    gate("x", [objective]),
    gate("z", [objective], [], [...controls, ...zeros]),
    gate("x", [objective]),
  ];
  return createCircuit(qubitCount, [
    gate("z", [objective], [], controls),
    ...invertCircuit(preparation).operations,
    ...reflectZero,
    ...preparation.operations,
  ]);
}

/**
 * The circuit of canonical amplitude estimation: evaluation qubits above those of A in uniform superposition, evaluation
 * qubit j controlling 2^j Grover operators, and the inverse quantum Fourier transform.
 */
export function phaseEstimationCircuit(preparation: Circuit, evaluationQubits: number): Circuit {
  const first = preparation.qubitCount;
  const qubitCount = first + evaluationQubits;
  const evaluation = Array.from({ length: evaluationQubits }, (_, j) => first + j);
  const start = createCircuit(qubitCount, [
    ...preparation.operations,
    ...evaluation.map((qubit) => gate("h", [qubit])),
  ]);
  const powers = evaluation.map((qubit, j) =>
    createCircuit(qubitCount, repeatCircuit(groverCircuit(preparation, qubit), 2 ** j).operations),
  );
  const transform = embedCircuit(quantumFourierTransform(evaluationQubits, { inverse: true }), {
    qubitCount,
    qubits: evaluation,
  });
  return composeCircuits(start, ...powers, transform);
}

const greatestCircuitQubits = 20;

function checkSize(qubits: number): void {
  if (qubits > greatestCircuitQubits) {
    throw new RiskModelError(
      `circuits are simulated up to ${greatestCircuitQubits} qubits, got ${qubits}; take the rotation picture`,
      { qubits },
    );
  }
}

const greatestOperations = 2 ** 20;

function checkLength(operations: number): void {
  if (operations > greatestOperations) {
    throw new RiskModelError(
      `circuits are simulated up to ${greatestOperations} operations, got ${operations}; take the rotation picture or a lower depth`,
      { operations },
    );
  }
}

/**
 * The experiment of a circuit A, whose objective is its last qubit, with every gate simulated. The rotation picture
 * (`rotationExperiment`) gives the same numbers for as many qubits as one likes.
 * Throws {@link RiskModelError} above 20 qubits and 2^20 operations.
 */
export function circuitExperiment(preparation: Circuit): GroverExperiment {
  checkSize(preparation.qubitCount);
  const known = new Map<number, number>();
  return {
    picture: "circuit",
    probabilityOfGood: async (power) => {
      const seen = known.get(power);
      if (seen !== undefined) return seen;
      const grover = groverCircuit(preparation);
      checkLength(grover.operations.length * power);
      const circuit = composeCircuits(preparation, repeatCircuit(grover, power));
      await using engine = await createStateVectorEngine({ qubitCount: preparation.qubitCount });
      const state = await engine.run(circuit);
      const [, good] = marginalProbabilities(state, [preparation.qubitCount - 1]);
      known.set(power, good);
      return good;
    },
    phaseDistribution: async (evaluationQubits) => {
      checkSize(preparation.qubitCount + evaluationQubits);
      checkLength(2 * preparation.operations.length * (2 ** evaluationQubits - 1));
      const circuit = phaseEstimationCircuit(preparation, evaluationQubits);
      await using engine = await createStateVectorEngine({ qubitCount: circuit.qubitCount });
      const state = await engine.run(circuit);
      return marginalProbabilities(
        state,
        Array.from({ length: evaluationQubits }, (_, j) => preparation.qubitCount + j),
      );
    },
  };
}
