import type { PairFacts, SimulationResult } from "../simulation/types.ts";

/** Less than a hundredth of a bit is called nothing. */
const negligibleBits = 0.01;
const nearlyOne = 0.99;

const bits = (value: number): string => `${Number(value.toFixed(2))} bit`;

/** How a qubit of a pure state hangs together with the others. */
export function qubitWords(qubit: number, entropy: number): string {
  if (entropy < negligibleBits) return `Qubit ${qubit} is not entangled: it has a state of its own.`;
  if (entropy > nearlyOne) return `Qubit ${qubit} is maximally entangled with the rest (${bits(entropy)}).`;
  const amount = entropy > 0.5 ? "strongly" : entropy > 0.1 ? "partly" : "slightly";
  return `Qubit ${qubit} is ${amount} entangled with the rest (${bits(entropy)} of 1).`;
}

/** The same for a qubit of a mixture, where entropy may be noise. */
export function mixedQubitWords(qubit: number, entropy: number): string {
  if (entropy < negligibleBits) return `Qubit ${qubit} is in a definite state of its own.`;
  return `Qubit ${qubit} alone has an entropy of ${bits(entropy)}, by entanglement, noise or measurements.`;
}

const pairName = ({ qubits: [a, b] }: PairFacts): string => `qubits ${a} and ${b}`;

/** What the pairs say together; undefined where there is nothing to say. */
export function pairWords({ pairs, isPure, qubits }: SimulationResult): string | undefined {
  if (pairs === null || pairs.length === 0) return undefined;
  const bell = pairs.filter(({ concurrence }) => concurrence > nearlyOne);
  if (bell.length > 0) return `A Bell pair: ${bell.map(pairName).join("; ")}.`;
  const entangled = pairs.filter(({ concurrence }) => concurrence > negligibleBits);
  const correlated = pairs.filter(({ mutualInformation }) => mutualInformation > negligibleBits);
  const isEntangled = isPure && qubits.some(({ entropy }) => entropy > negligibleBits);
  if (entangled.length > 0) {
    const strongest = entangled.reduce((a, b) => (b.concurrence > a.concurrence ? b : a));
    return `Most entangled pair: ${pairName(strongest)} (concurrence ${strongest.concurrence.toFixed(2)} of 1).`;
  }
  if (isEntangled) {
    return correlated.length > 0
      ? "No two qubits are entangled by themselves: the entanglement is shared among more, and a pair alone looks classical."
      : "Pairs show nothing at all: the entanglement is spread over many qubits.";
  }
  return correlated.length > 0
    ? "Pairs are correlated, but no more than classical coins can be."
    : "The qubits know nothing of each other.";
}
