import { qaoaMixers } from "@ansatz/simulator";
import type { ComputePool, QaoaMixer, QaoaObjective } from "@ansatz/simulator";
import type { OptimizerName } from "@ansatz/variational";
import { MandateError } from "../errors.ts";
import type { QaoaProblem } from "./qaoa-problem.ts";
import type { QaoaRecord } from "./qaoa-result.ts";
import type { UnitAngles } from "./unit-angles.ts";
import { checkWarmStart } from "./warm-start.ts";
import type { WarmStart } from "./warm-start.ts";

/** How the angles begin; see {@link SolveQaoaOptions.start}. */
export type QaoaStart = "linear-ramp" | "fixed-angles" | "interp" | "transfer";

export interface SolveQaoaOptions {
  /** Default "xy-ring" for a problem with a weight, else "x". */
  readonly mixer?: QaoaMixer;
  /** Default 3. */
  readonly layers?: number;
  /**
   * - "linear-ramp" (the default): the best of some annealing ramps.
   * - "fixed-angles": those of the Sherrington–Kirkpatrick model; mixer "x", up to 10 layers.
   * - "interp": optimises one layer from a ramp, then adds layers one by one between those found.
   * - "transfer": `transferFrom`, the angles of another problem.
   */
  readonly start?: QaoaStart;
  readonly transferFrom?: UnitAngles;
  /** Begins from a biased state instead of the uniform one; not for the mixer "grover". */
  readonly warmStart?: WarmStart;
  /** Default "mean". */
  readonly objective?: QaoaObjective;
  /** Default "l-bfgs", on exact gradients. */
  readonly optimizer?: OptimizerName;
  /** For each optimisation, default 200; 0 keeps the angles of the start. */
  readonly maxIterations?: number;
  /** Frees the angle of every rotation of the mixer after the shared ones are found. */
  readonly multiAngle?: boolean;
  /** Optimisations from disturbed starts in addition, default 0; the best counts. */
  readonly restarts?: number;
  /** Of restarts, samples and SPSA; default 0. */
  readonly seed?: number;
  /** Samples in which the best state is looked for, default 1000. */
  readonly shots?: number;
  /** States in the distribution, default 20. */
  readonly topStates?: number;
  /** Memory that must not be exceeded, default 4 GiB; the size is known before anything is allocated. */
  readonly maximumBytes?: number;
  readonly pool?: ComputePool;
  readonly signal?: AbortSignal;
  readonly onProgress?: (record: QaoaRecord) => void;
}

/** Options with their defaults filled in. */
export type QaoaSettings = Omit<SolveQaoaOptions, "mixer"> &
  Required<
    Pick<
      SolveQaoaOptions,
      | "layers"
      | "start"
      | "objective"
      | "optimizer"
      | "maxIterations"
      | "restarts"
      | "seed"
      | "shots"
      | "topStates"
    >
  > & { readonly mixer: QaoaMixer; readonly maximumBytes: number };

const starts: readonly QaoaStart[] = ["linear-ramp", "fixed-angles", "interp", "transfer"];

/** Fills in the defaults and throws {@link MandateError} for what lies out of range. */
export function resolveQaoaOptions(problem: QaoaProblem, options: SolveQaoaOptions): QaoaSettings {
  const mixer = options.mixer ?? (problem.weight === undefined ? "x" : "xy-ring");
  const settings = {
    ...options,
    mixer,
    layers: options.layers ?? 3,
    start: options.start ?? "linear-ramp",
    objective: options.objective ?? "mean",
    optimizer: options.optimizer ?? "l-bfgs",
    maxIterations: options.maxIterations ?? 200,
    restarts: options.restarts ?? 0,
    seed: options.seed ?? 0,
    shots: options.shots ?? 1000,
    topStates: options.topStates ?? 20,
    maximumBytes: options.maximumBytes ?? 2 ** 32,
  } satisfies QaoaSettings;
  const fail = (field: string, range: string, value: unknown): never => {
    throw new MandateError(`${field} must be ${range}, got ${String(value)}`, { field, value });
  };
  if (!qaoaMixers.includes(mixer)) fail("mixer", `one of ${qaoaMixers.join(", ")}`, mixer);
  if (!starts.includes(settings.start)) fail("start", `one of ${starts.join(", ")}`, settings.start);
  const counts = [
    ["layers", 1, 100],
    ["restarts", 0, 1000],
    ["maxIterations", 0, 1e6],
    ["shots", 0, 1e8],
    ["topStates", 0, 1e5],
    ["seed", 0, Number.MAX_SAFE_INTEGER],
  ] as const;
  for (const [field, least, most] of counts) {
    const value = settings[field];
    if (!Number.isInteger(value) || value < least || value > most) {
      fail(field, `an integer in [${least}, ${most}]`, value);
    }
  }
  if (settings.objective !== "mean" && !(settings.objective.cvar > 0 && settings.objective.cvar <= 1)) {
    fail("objective.cvar", "in (0, 1]", settings.objective.cvar);
  }
  if ((mixer === "xy-ring" || mixer === "xy-complete") && problem.weight === undefined) {
    fail("mixer", "x or grover for a problem without a weight", mixer);
  }
  if (settings.start === "fixed-angles" && mixer !== "x") {
    fail("start", `another than fixed-angles for the mixer ${mixer}`, settings.start);
  }
  if (options.warmStart) checkWarmStart(problem, mixer, options.warmStart);
  const { transferFrom } = options;
  if (settings.start === "transfer") {
    if (!transferFrom || transferFrom.gammas.length === 0) fail("transferFrom", "angles", transferFrom);
    else if (transferFrom.gammas.length !== transferFrom.betas.length) {
      fail(
        "transferFrom.betas",
        `as long as gammas (${transferFrom.gammas.length})`,
        transferFrom.betas.length,
      );
    }
  }
  return settings;
}
