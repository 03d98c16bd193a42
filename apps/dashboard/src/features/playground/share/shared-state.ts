import type { CircuitDocument } from "../editor/circuit-document.ts";

/** What is done with the circuit, beside the circuit itself. */
export interface RunSettings {
  readonly shots: number;
  readonly seed: number;
  /** Depolarising probability per gate and qubit. */
  readonly noise: number;
}

export const defaultSettings: RunSettings = { shots: 1000, seed: 1, noise: 0 };
export const greatestShots = 100_000;
export const greatestNoise = 0.2;

/** Everything that a link holds. */
export interface SharedState {
  readonly document: CircuitDocument;
  readonly settings: RunSettings;
}
