import type { Circuit, ParameterValues } from "@ansatz/simulator";

/** What happens where the circuit measures: all outcomes by their weight, or the one outcome of a single run. */
export type MeasurementView = "average" | "one-run";

export interface SimulationQuestion {
  readonly circuit: Circuit;
  readonly values: ParameterValues;
  /** Depolarising probability of every gate, per qubit. */
  readonly noise: number;
  readonly view: MeasurementView;
  /** Decides the outcome of a single run, the samples and the trajectories. */
  readonly seed: number;
  readonly shots: number;
}

/** A basis state of the answer. */
export interface BasisRow {
  /** Bits from the highest qubit to the lowest. */
  readonly bits: string;
  readonly probability: number;
  /** Null in a mixture, which has no amplitudes. */
  readonly amplitude: readonly [real: number, imaginary: number] | null;
}

export interface QubitFacts {
  readonly bloch: readonly [x: number, y: number, z: number];
  /** Entropy of the qubit alone, bits. */
  readonly entropy: number;
}

export interface PairFacts {
  readonly qubits: readonly [number, number];
  /** S(a) + S(b) − S(ab), bits. */
  readonly mutualInformation: number;
  readonly concurrence: number;
}

export interface SampleRow {
  readonly bits: string;
  readonly count: number;
  /** Probability of this outcome; null where it is not known exactly. */
  readonly probability: number | null;
}

/** How a result was obtained. */
export type Method =
  | { readonly kind: "state-vector" }
  | { readonly kind: "density-matrix" }
  | { readonly kind: "one-run" }
  | { readonly kind: "trajectories"; readonly count: number };

export interface SimulationResult {
  readonly qubitCount: number;
  readonly method: Method;
  /** Whether the whole register is in a pure state, so that a qubit's entropy is its entanglement with the rest. */
  readonly isPure: boolean;
  /** Tr ρ²; null where it is not known. */
  readonly purity: number | null;
  /** The most probable basis states, by index. */
  readonly states: readonly BasisRow[];
  readonly shownProbability: number;
  readonly qubits: readonly QubitFacts[];
  /** Null until they are worked out. */
  readonly pairs: readonly PairFacts[] | null;
  readonly samples: {
    readonly rows: readonly SampleRow[];
    readonly outcomeCount: number;
    readonly shots: number;
    /** What the bits are those of. */
    readonly of: "qubits" | "classical bits";
  } | null;
  /** Classical bits of a single run, highest first; null without any. */
  readonly classicalBits: string | null;
  readonly milliseconds: number;
}

export interface SimulationError {
  readonly code: string;
  readonly message: string;
}

export type SimulationAnswer =
  | { readonly ok: true; readonly value: SimulationResult }
  | { readonly ok: false; readonly error: SimulationError };

/** What the worker of the page does. */
export interface SimulationWorker {
  /** Simulates; `onPart` gets what is known before the rest is. The answer is null for a run that was given up. */
  simulate(
    question: SimulationQuestion,
    onPart: (part: SimulationResult) => void,
    onProgress: (fraction: number) => void,
  ): Promise<SimulationAnswer | null>;
  /** Gives up what is being worked on. */
  cancel(): Promise<void>;
}
