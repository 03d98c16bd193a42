import type { ComputePool, NoiseModel, NoisePresetName, QaoaMixer } from "@ansatz/simulator";
import type { QaoaState } from "../qaoa-result.ts";
import type { CircuitAngles, CircuitProblem } from "./qaoa-circuit.ts";
import type { ShotValue } from "./shot-statistics.ts";

/** What is measured: a quadratic cost with the angles that were found for it. */
export interface MeasuredQaoa extends CircuitProblem {
  readonly mixer: QaoaMixer;
  readonly angles: CircuitAngles;
  /** Says which states are feasible, beyond `weight`. */
  readonly isFeasible?: (mask: number) => boolean;
}

/** Options of {@link measureQaoa}. */
export interface MeasureQaoaOptions {
  /** A noise model, or the name of a preset; without it shots are all that is finite. */
  readonly noise?: NoiseModel | NoisePresetName;
  /** Of each circuit, default 4096. */
  readonly shots?: number;
  readonly seed?: number;
  /** Takes readout errors out, with a calibration of as many shots for each of its two circuits; default: with noise. */
  readonly readout?: boolean;
  /** Extrapolates the energy to no noise from folded circuits; default false. */
  readonly zeroNoise?: boolean;
  /** Strengths of noise, default 1, 2, 3. */
  readonly scaleFactors?: readonly number[];
  readonly pool?: ComputePool;
  readonly signal?: AbortSignal;
}

/** What shots say about a distribution over states. */
export interface MeasuredOutcome {
  /** Mean cost. */
  readonly energy: ShotValue;
  /** Probability of a feasible state of least cost. */
  readonly optimumProbability: ShotValue;
  readonly feasibleProbability: ShotValue;
}

export interface MeasuredQaoaResult {
  /** Without noise and with infinitely many shots. */
  readonly exact: {
    readonly energy: number;
    readonly optimumProbability: number;
    readonly feasibleProbability: number;
  };
  /** A feasible state drawn at random. */
  readonly uniformProbability: number;
  /** The shots as they were read. */
  readonly raw: MeasuredOutcome;
  /** Readout errors taken out, unbiased; probabilities may leave [0, 1] by their errors. The calibration's own error is left out. */
  readonly readout: MeasuredOutcome | undefined;
  /** Shots in feasible states only; undefined where none was. What errors within the feasible states do, remains. */
  readonly postselected:
    | (Omit<MeasuredOutcome, "feasibleProbability"> & { readonly shots: number })
    | undefined;
  /** The energy extrapolated to no noise, after readout mitigation where that is on. */
  readonly zeroNoise:
    | (ShotValue & {
        readonly points: readonly {
          readonly scaleFactor: number;
          readonly value: number;
          readonly standardError: number;
        }[];
      })
    | undefined;
  /** The best feasible state read. */
  readonly bestFound: QaoaState | undefined;
  readonly circuit: {
    readonly qubitCount: number;
    readonly operationCount: number;
    readonly twoQubitCount: number;
    readonly depth: number;
  };
  readonly shotsUsed: number;
  readonly warnings: readonly string[];
  readonly seconds: number;
}
