import { checkNumber } from "../check.ts";

/** An amplitude to be estimated: what running Q^power·A and measuring the objective qubit would show. */
export interface GroverExperiment {
  /** "rotation" for the exact two-dimensional picture, "circuit" where the gates were simulated. */
  readonly picture: "rotation" | "circuit";
  /** The probability of measuring the objective qubit as 1 after `power` Grover iterations. */
  probabilityOfGood(power: number): number | Promise<number>;
  /** Probabilities of the 2^evaluationQubits outcomes of phase estimation on the Grover operator. */
  phaseDistribution(evaluationQubits: number): Float64Array | Promise<Float64Array>;
}

/**
 * The experiment of an amplitude a = sin²θ without a circuit: A|0⟩ lies in a plane in which the Grover operator turns
 * by 2θ, so that the objective is 1 with probability sin²((2k + 1)θ) after k iterations. Exact for any number of qubits.
 * Throws {@link RiskModelError} for an amplitude outside [0, 1].
 * Source: Brassard, Høyer, Mosca, Tapp, arXiv:quant-ph/0005055, section 2.
 */
export function rotationExperiment(amplitude: number): GroverExperiment {
  checkNumber("amplitude", amplitude, { least: 0, most: 1 });
  const theta = Math.asin(Math.sqrt(amplitude));
  return {
    picture: "rotation",
    probabilityOfGood: (power) => Math.sin((2 * power + 1) * theta) ** 2,
    phaseDistribution: (evaluationQubits) => phaseOutcomeDistribution(theta, evaluationQubits),
  };
}

/** sin²(Mx)/(M² sin²x): the chance of an outcome whose phase is x/π off. */
function fejerKernel(x: number, count: number): number {
  const sine = Math.sin(x);
  if (Math.abs(sine) < 1e-12) return 1;
  return (Math.sin(count * x) / (count * sine)) ** 2;
}

/**
 * Probabilities of the outcomes y = 0 … M − 1, M = 2^evaluationQubits, of phase estimation on the Grover operator of
 * a = sin²θ: A|0⟩ is an equal superposition of its two eigenvectors, of phases ±2θ, so that
 * P(y) = ½ K(π y/M − θ) + ½ K(π y/M + θ) with K(x) = sin²(Mx)/(M² sin²x). An outcome means a = sin²(πy/M).
 * Source: Brassard, Høyer, Mosca, Tapp, arXiv:quant-ph/0005055, theorem 11.
 */
export function phaseOutcomeDistribution(theta: number, evaluationQubits: number): Float64Array {
  const count = 2 ** evaluationQubits;
  return Float64Array.from({ length: count }, (_, outcome) => {
    const angle = (Math.PI * outcome) / count;
    return 0.5 * fejerKernel(angle - theta, count) + 0.5 * fejerKernel(angle + theta, count);
  });
}
