import { InvalidArgumentError } from "../errors.ts";
import type { Channel } from "../noise/channel.ts";
import { addGateNoise } from "../noise/gate-rules.ts";
import { krausOperators } from "../noise/kraus-operators.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { pauliProbabilities } from "../noise/pauli-probabilities.ts";
import { operationQubits } from "../stabilizer/clifford-map.ts";
import {
  commutationSign,
  pauliCodes,
  pauliEigenvalues,
  pauliText,
  readPauliProbabilities,
  twirledPauliProbabilities,
} from "./pauli-probabilities.ts";
import type { PauliNoise, PauliProbabilities } from "./pauli-probabilities.ts";

export interface PauliNoiseOptions {
  /**
   * What becomes of channels that are not Pauli channels: an error, or the Pauli channel that twirling makes of them (right
   * for circuits that are twirled, an approximation for others). By default "refuse".
   */
  readonly otherChannels?: "refuse" | "twirl";
  /** What becomes of noise of waiting qubits, which follows no operation: an error, or it stays uncancelled. By default "refuse". */
  readonly idleNoise?: "refuse" | "leave";
}

/** Σₖ |tr(P Kₖ)|²/4ⁿ: what twirling makes of a channel. */
function twirledChannel(channel: Channel): PauliProbabilities {
  const sum: Record<string, number> = {};
  for (const operator of krausOperators(channel)) {
    for (const [text, probability] of Object.entries(twirledPauliProbabilities(operator))) {
      sum[text] = (sum[text] ?? 0) + probability;
    }
  }
  return sum;
}

function pauliChannel(channel: Channel, gate: string, otherChannels: "refuse" | "twirl"): PauliProbabilities {
  const probabilities = pauliProbabilities(channel);
  if (probabilities) return Object.fromEntries(probabilities);
  if (otherChannels === "twirl") return twirledChannel(channel);
  throw new InvalidArgumentError(
    `noise of ${gate}: ${channel.kind} is not a Pauli channel; take otherChannels "twirl" and twirl the circuit`,
    { gate, channel: channel.kind },
  );
}

/**
 * The Pauli noise after each operation under a noise model, for error cancellation. Channels on one operation are put
 * together by multiplying, for every Pauli product, the factors by which they shrink it. Noise of measurements and resets is
 * left out (see readout mitigation).
 *
 * Throws {@link InvalidArgumentError} for a model with idle noise (unless it is left in), and (when an operation is asked for) for operations on
 * more than two qubits with noise or channels that are not Pauli channels.
 */
export function pauliNoiseOfModel(
  model: NoiseModel,
  { otherChannels = "refuse", idleNoise = "refuse" }: PauliNoiseOptions = {},
): PauliNoise {
  if (model.idle && idleNoise !== "leave") {
    throw new InvalidArgumentError(
      'noise must not have idle noise, which follows no operation and is not cancelled; idleNoise "leave" leaves it in',
      {
        field: "idle",
      },
    );
  }
  return (operation) => {
    const own = operationQubits(operation);
    const parts = addGateNoise(operation, model);
    if (parts.every(({ noise }) => noise.length === 0)) return null;
    if (parts.length > 1 || own.length > 2) {
      throw new InvalidArgumentError(
        `noise of ${operation.gate} on ${own.length} qubits cannot be cancelled in one piece; decompose the circuit first`,
        { gate: operation.gate },
      );
    }
    const count = own.length;
    const products = 4 ** count;
    const total = new Float64Array(products).fill(1);
    for (const { channel, qubits } of parts[0].noise) {
      const probabilities = pauliChannel(channel, operation.gate, otherChannels);
      const shrinks = pauliEigenvalues(readPauliProbabilities(normalise(probabilities), qubits.length));
      for (let product = 0; product < products; product++) {
        const codes = pauliCodes(product, count);
        const local = qubits.reduce((index, qubit, at) => index + codes[own.indexOf(qubit)] * 4 ** at, 0);
        total[product] *= shrinks[local];
      }
    }
    const result: Record<string, number> = {};
    for (let product = 1; product < products; product++) {
      let sum = 0;
      total.forEach((shrink, other) => (sum += shrink * commutationSign(product, other, count)));
      // Rounding may leave −1e-17 for what is 0.
      const probability = sum / products;
      if (probability > 1e-16) result[pauliText(product, count)] = probability;
    }
    return result;
  };
}

/** Without the identity, so that sums of rounded numbers do not matter. */
function normalise(probabilities: PauliProbabilities): PauliProbabilities {
  return Object.fromEntries(Object.entries(probabilities).filter(([text]) => !/^I+$/.test(text)));
}
