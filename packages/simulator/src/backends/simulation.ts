import type { ParameterValues } from "../circuit/parameter.ts";
import type { DensityMatrix } from "../density-matrix/density-matrix.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import type { NoisePresetName } from "../noise/presets.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import type { Estimate } from "../trajectories/run-trajectories.ts";
import type { ComputePool } from "../workers/compute-pool.ts";

export const simulationMethods = ["state-vector", "density-matrix", "trajectories", "stabilizer"] as const;
export type SimulationMethod = (typeof simulationMethods)[number];

/** What decides how a circuit is simulated. */
export interface SimulationPlanOptions {
  /** Shots to count; without it exact methods give no counts, and those that follow shots one by one take 1024. */
  readonly shots?: number;
  /** A noise model (also as parsed JSON) or the name of a preset; none for the ideal circuit. */
  readonly noise?: NoiseModel | NoisePresetName;
  /** "auto" by default. */
  readonly method?: "auto" | SimulationMethod;
  /** Of the method "state-vector": "double" (the default) or "single". */
  readonly precision?: "double" | "single";
  /** Hermitian Pauli sums whose expectation values after the circuit are wanted. */
  readonly observables?: readonly PauliSum[];
  /** Whether the result holds the state vector, by default up to 24 qubits. */
  readonly stateVector?: boolean;
  readonly memoryLimitBytes?: number;
  /** Threads to share the work; results do not depend on them. */
  readonly pool?: ComputePool;
}

export interface SimulationOptions extends SimulationPlanOptions {
  /** Values of the circuit's symbolic parameters. */
  readonly parameters?: ParameterValues;
  /** 0 by default. */
  readonly seed?: number;
  /** Of shots followed one by one: the number of the first, so that shots can be run in parts; by default 0. */
  readonly firstShot?: number;
  /**
   * Whether the result holds the exact probabilities by bitstring, by default up to 16 measured bits (of the method
   * "stabilizer" up to 2^16 bitstrings of any length).
   */
  readonly probabilities?: boolean;
  readonly signal?: AbortSignal;
  /** Called with the part done, in [0, 1]. */
  readonly onProgress?: (done: number) => void;
}

/** How a circuit will be simulated. */
export interface SimulationPlan {
  readonly method: SimulationMethod;
  /** One sentence. */
  readonly reason: string;
  /** Whether shots are followed one by one, so that probabilities and expectation values are estimates. */
  readonly isSampled: boolean;
  readonly qubitCount: number;
  /** Bits of a bitstring of the result: the classical bits, or all qubits if the circuit measures nothing. */
  readonly bitCount: number;
  /** Shots that will be run; absent where none were asked for and none are needed. */
  readonly shots?: number;
  /** What the states take: of a density matrix once for each history of bits kept apart, of trajectories on each thread, of stabiliser tableaus with a copy to measure on. */
  readonly memoryBytes: number;
}

/** What a simulation found. Bitstrings run from the highest bit to the lowest. */
export interface SimulationResult extends SimulationPlan {
  readonly seed: number;
  /** Shots by bitstring. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Exact probabilities by bitstring, readout errors included; those of 0 are left out. */
  readonly probabilities?: Readonly<Record<string, number>>;
  /** |ψ⟩ before the final measurements. */
  readonly stateVector?: StateVector;
  /** ρ before the final measurements. */
  readonly densityMatrix?: DensityMatrix;
  /** ⟨O⟩ before the final measurements, for each observable; exact methods have the standard error 0. */
  readonly expectations?: readonly Estimate[];
  readonly seconds: number;
}
