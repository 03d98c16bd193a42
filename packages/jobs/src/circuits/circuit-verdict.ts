import type { CircuitReference, Verdict } from "@ansatz/contract";
import type { SimulationPlan } from "@ansatz/simulator";

export interface VerdictFacts {
  readonly plan: SimulationPlan;
  readonly precision: "double" | "single";
  /** Shots that counts or trajectories took; null for exact results alone. */
  readonly shots: number | null;
  readonly isNoisy: boolean;
  readonly references: readonly CircuitReference[];
  /** How far counts lie from what they were drawn from on average; null where that is not known. */
  readonly expectedDistance: number | null;
}

/** Shots below which shares are no more than a hint. */
const fewShots = 100;

const percent = (share: number): string => {
  const value = 100 * share;
  return `${value >= 99.95 || value === 0 ? value.toFixed(0) : value >= 0.95 ? value.toFixed(1) : value.toPrecision(2)} %`;
};

const methodNames = {
  "state-vector": "one state vector",
  "density-matrix": "a density matrix",
  trajectories: "quantum trajectories",
  stabilizer: "a stabiliser tableau",
} as const;

/** How accurate a simulated circuit's numbers are, in plain sentences. */
export function circuitVerdict(facts: VerdictFacts): Verdict {
  const { plan, precision, shots, isNoisy, references, expectedDistance } = facts;
  const sentences: string[] = [];
  const isExact = !plan.isSampled;
  if (isExact && plan.method === "stabilizer") {
    sentences.push("The outcome probabilities are those of a stabiliser tableau, exact without rounding.");
  } else if (isExact) {
    const rounding = precision === "single" ? "1e-6" : "1e-14";
    sentences.push(
      `The outcome probabilities are those of ${methodNames[plan.method]}, exact up to rounding (about ${rounding}).`,
    );
  }
  if (shots !== null) {
    const largest = percent(1 / (2 * Math.sqrt(shots)));
    sentences.push(
      `${shots.toLocaleString("en-US")} ${isExact ? "shots were drawn from them" : "shots were followed one by one"}: ` +
        `a share p of the shots has the standard error √(p(1 − p)/${shots.toLocaleString("en-US")}), at most ${largest}.`,
    );
  }
  const exact = references.find(({ kind }) => kind === "exact");
  if (exact && expectedDistance !== null) {
    sentences.push(
      `The counts lie ${percent(exact.totalVariationDistance)} from the exact distribution (total variation); ` +
        `sampling alone makes that about ${percent(expectedDistance)}.`,
    );
  }
  const ideal = references.find(({ kind }) => kind === "ideal");
  if (ideal) {
    sentences.push(
      `Noise takes the outcomes ${percent(ideal.totalVariationDistance)} away from the ideal circuit's (fidelity ${ideal.fidelity.toFixed(4)}).`,
    );
  } else if (isNoisy) {
    sentences.push("The ideal circuit was too large to be put beside the noisy one.");
  }
  if (isNoisy) sentences.push("The noise is a model: its description says what it leaves out.");
  const isRough = shots !== null && shots < fewShots;
  if (isRough) sentences.push("So few shots are a hint only: take more.");
  return {
    level: isRough || precision === "single" ? "caution" : shots === null ? "excellent" : "good",
    text: sentences.join(" "),
  };
}
