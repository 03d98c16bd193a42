import { complexMatrix, scaleMatrix } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { pauliGadget } from "../circuit/operation.ts";
import { channelQubitCount } from "./channel.ts";
import type { Channel } from "./channel.ts";
import { pauliProbabilities } from "./pauli-probabilities.ts";

/** The matrix of a Pauli text, letter k on bit k of the index: P|c⟩ = i^|x∧z| (−1)^|c∧z| |c ⊕ x⟩. */
export function pauliTextMatrix(text: string): ComplexMatrix {
  const size = 2 ** text.length;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    let row = column;
    let quarterTurns = 0;
    Array.from(text, (letter, k) => {
      const bit = (column >> k) & 1;
      if (letter === "X" || letter === "Y") row ^= 1 << k;
      // Y|0⟩ = i|1⟩, Y|1⟩ = −i|0⟩, Z|1⟩ = −|1⟩.
      if (letter === "Y") quarterTurns += bit === 1 ? 3 : 1;
      if (letter === "Z") quarterTurns += 2 * bit;
    });
    const at = row * size + column;
    real[at] = [1, 0, -1, 0][quarterTurns & 3];
    imaginary[at] = [0, 1, 0, -1][quarterTurns & 3];
  }
  return { size, real, imaginary };
}

const diagonalMatrix = (zero: number, one: number): ComplexMatrix =>
  complexMatrix([
    [zero, 0],
    [0, one],
  ]);
/** factor · |0⟩⟨1|. */
const lowering = (factor: number): ComplexMatrix =>
  complexMatrix([
    [0, factor],
    [0, 0],
  ]);
/** factor · |1⟩⟨0|. */
const raising = (factor: number): ComplexMatrix =>
  complexMatrix([
    [0, 0],
    [factor, 0],
  ]);

/**
 * Decay of |1⟩ with probability γ and of coherences by `coherence` ≤ √(1 − γ), mixed with its mirror image by the excited
 * population e. Nielsen and Chuang, Quantum Computation and Quantum Information (2010), §8.3.5, with the dephasing
 * operator √(1 − γ − coherence²)|1⟩⟨1| added.
 */
function dampingOperators(gamma: number, coherence: number, excitedPopulation: number): ComplexMatrix[] {
  const dephasing = Math.sqrt(Math.max(0, 1 - gamma - coherence * coherence));
  const [down, up] = [Math.sqrt(1 - excitedPopulation), Math.sqrt(excitedPopulation)];
  const jump = Math.sqrt(gamma);
  return [
    diagonalMatrix(down, down * coherence),
    lowering(down * jump),
    diagonalMatrix(0, down * dephasing),
    diagonalMatrix(up * coherence, up),
    raising(up * jump),
    diagonalMatrix(up * dephasing, 0),
  ];
}

const isZero = ({ real, imaginary }: ComplexMatrix): boolean =>
  real.every((entry) => entry === 0) && imaginary.every((entry) => entry === 0);

/**
 * Matrices K with ρ → Σ KρK† for a checked channel, zero matrices left out; the channel's first qubit is the least
 * significant bit of their index. The channel's formula stands at its type.
 */
export function krausOperators(channel: Channel): ComplexMatrix[] {
  const mixture = pauliProbabilities(channel);
  if (mixture) {
    return [...mixture]
      .filter(([, probability]) => probability > 0)
      .map(([text, probability]) => scaleMatrix(Math.sqrt(probability), pauliTextMatrix(text)));
  }
  const operators = ((): ComplexMatrix[] => {
    switch (channel.kind) {
      case "amplitude-damping": {
        const { gamma, excitedPopulation = 0 } = channel;
        return dampingOperators(gamma, Math.sqrt(1 - gamma), excitedPopulation);
      }
      case "thermal-relaxation": {
        const { t1, t2, time, excitedPopulation = 0 } = channel;
        return dampingOperators(-Math.expm1(-time / t1), Math.exp(-time / t2), excitedPopulation);
      }
      case "over-rotation": {
        const qubits = Array.from(channel.pauli, (_, index) => index);
        return [operationMatrix(pauliGadget(channel.pauli, qubits, channel.angle))];
      }
      case "kraus":
        return channel.operators.map(({ real, imaginary }) => ({
          size: 2 ** channelQubitCount(channel),
          real: Float64Array.from(real),
          imaginary: Float64Array.from(imaginary),
        }));
      case "reset": {
        const { probability, excitedProbability = 0 } = channel;
        const stay = Math.sqrt(Math.max(0, 1 - probability - excitedProbability));
        const [down, up] = [Math.sqrt(probability), Math.sqrt(excitedProbability)];
        return [
          diagonalMatrix(stay, stay),
          diagonalMatrix(down, 0),
          lowering(down),
          diagonalMatrix(0, up),
          raising(up),
        ];
      }
      default:
        throw new TypeError(`${channel.kind} is a Pauli channel`);
    }
  })();
  return operators.filter((operator) => !isZero(operator));
}
