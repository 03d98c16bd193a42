import { withOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { InvalidArgumentError } from "../../errors.ts";
import { createRandom } from "../../math/random.ts";
import type { Random } from "../../math/random.ts";
import { checkCount, createSeeds } from "../executor.ts";
import { findCliffordSites } from "./clifford-sites.ts";
import type { CliffordChoice } from "./clifford-sites.ts";

export interface TrainingOptions {
  readonly count: number;
  readonly seed: number;
  /** Operations that stay as they are in each circuit, chosen at random; by default half of them, at most 10. */
  readonly keptCount?: number;
  /** The nearest Clifford operation, or one drawn with probability ∝ exp(−d²/σ²), σ = 0.5; by default "sampled". */
  readonly replacement?: "nearest" | "sampled";
}

/** A circuit near the target. */
export interface TrainingCircuit {
  readonly circuit: Circuit;
  /** Operations left that are not Clifford. */
  readonly keptCount: number;
}

/** Width of the weights of arXiv:2005.10189, section III. */
const sigma = 0.5;
const greatestDefaultKept = 10;

function choose(
  choices: readonly CliffordChoice[],
  replacement: "nearest" | "sampled",
  random: Random,
): CliffordChoice {
  const least = Math.min(...choices.map(({ squaredDistance }) => squaredDistance));
  const weights = choices.map(({ squaredDistance }) =>
    replacement === "nearest"
      ? Number(squaredDistance - least < 1e-9)
      : Math.exp((least - squaredDistance) / sigma ** 2),
  );
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [at, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return choices[at];
  }
  return choices[weights.findLastIndex((weight) => weight > 0)];
}

/**
 * Circuits like the target in which all but a few operations are Clifford, so that their exact values can be computed
 * (Czarnik et al., arXiv:2005.10189, section III). Same places, same kinds of gates. Different circuits where there are
 * enough of them: fewer than `count` are returned when 20 draws each give no new one.
 * Throws {@link InvalidArgumentError} for a target that is Clifford already, and whatever {@link findCliffordSites} refuses.
 */
export function cliffordTrainingCircuits(circuit: Circuit, options: TrainingOptions): TrainingCircuit[] {
  const { count, seed, replacement = "sampled" } = options;
  checkCount("count", count);
  if (!["nearest", "sampled"].includes(replacement)) {
    throw new InvalidArgumentError(`replacement must be nearest or sampled, got ${replacement as string}`, {
      field: "replacement",
    });
  }
  const sites = findCliffordSites(circuit);
  if (sites.length === 0) {
    throw new InvalidArgumentError(
      "the circuit must have an operation that is not Clifford, got none: its exact value follows from propagatePauliExpectation",
      { field: "circuit" },
    );
  }
  const keptCount = options.keptCount ?? Math.min(greatestDefaultKept, Math.floor(sites.length / 2));
  if (!Number.isInteger(keptCount) || keptCount < 0 || keptCount >= sites.length) {
    throw new InvalidArgumentError(
      `keptCount must be an integer in [0, ${sites.length - 1}], got ${keptCount}`,
      {
        field: "keptCount",
      },
    );
  }
  const random = createRandom(createSeeds(seed)());
  const seen = new Set<string>();
  const circuits: TrainingCircuit[] = [];
  for (let draw = 0; draw < 20 * count && circuits.length < count; draw++) {
    const order = sites.map((_, at) => at);
    for (let at = 0; at < keptCount; at++) {
      const other = at + Math.floor(random.uniform() * (order.length - at));
      [order[at], order[other]] = [order[other], order[at]];
    }
    const operations = [...circuit.operations];
    for (const at of order.slice(keptCount).sort((a, b) => a - b)) {
      operations[sites[at].index] = choose(sites[at].choices, replacement, random).operation;
    }
    const key = JSON.stringify(operations);
    if (seen.has(key)) continue;
    seen.add(key);
    circuits.push({ circuit: withOperations(circuit, operations), keptCount });
  }
  return circuits;
}
