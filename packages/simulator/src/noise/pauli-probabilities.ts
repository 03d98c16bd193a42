import type { Channel } from "./channel.ts";

const letters = ["I", "X", "Y", "Z"];

/**
 * The probabilities p_P of a channel that is ρ → Σ p_P PρP, the identity first; null for another channel. Phase damping is
 * one: Z with probability (1 − √(1 − λ))/2.
 */
export function pauliProbabilities(channel: Channel): ReadonlyMap<string, number> | null {
  switch (channel.kind) {
    case "pauli": {
      const { probabilities } = channel;
      const identity = "I".repeat(Object.keys(probabilities)[0].length);
      const others = Object.entries(probabilities).filter(([text]) => text !== identity);
      const error = others.reduce((sum, [, probability]) => sum + probability, 0);
      return new Map([[identity, Math.max(0, 1 - error)], ...others]);
    }
    case "depolarizing": {
      const { qubitCount, probability } = channel;
      const texts =
        qubitCount === 1 ? letters : letters.flatMap((second) => letters.map((first) => first + second));
      const each = probability / texts.length;
      return new Map(
        texts.map((text, index) => [text, index === 0 ? Math.max(0, 1 - (texts.length - 1) * each) : each]),
      );
    }
    case "phase-damping": {
      const flip = (1 - Math.sqrt(1 - channel.lambda)) / 2;
      return new Map([
        ["I", 1 - flip],
        ["Z", flip],
      ]);
    }
    default:
      return null;
  }
}
