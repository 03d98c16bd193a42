import { createQaoaEngine, createRandom, diagonalMemoryBytes, qaoaMixers } from "@ansatz/simulator";
import type { ComputePool, QaoaEngine, QaoaMixer, QaoaObjective } from "@ansatz/simulator";
import { minimize } from "@ansatz/variational";
import type { OptimizerName } from "@ansatz/variational";
import { MandateError, PortfolioTooLargeError } from "../errors.ts";
import { qaoaSpace, surveyProblem } from "./qaoa-problem.ts";
import type { QaoaProblem } from "./qaoa-problem.ts";
import { summariseDistribution } from "./qaoa-result.ts";
import type { QaoaRecord, QaoaResult } from "./qaoa-result.ts";
import { fixedAngles, linearRamp, rampHeights, resizeAngles } from "./unit-angles.ts";
import type { UnitAngles } from "./unit-angles.ts";

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

/** Bytes that a solution takes beside the state: masks, costs twice, feasibility, probabilities. */
const surveyBytes = 4 + 16 + 1 + 8;

/** Number of states and bytes that {@link solveQaoa} takes, before anything is allocated. */
export function estimateQaoa(
  problem: Pick<QaoaProblem, "variableCount" | "weight">,
  mixer: QaoaMixer,
): { readonly stateCount: number; readonly bytes: number } {
  const space = qaoaSpace(problem, mixer);
  return {
    stateCount: space.size,
    bytes: diagonalMemoryBytes(space, { withGradient: true }) + surveyBytes * space.size,
  };
}

interface Found {
  readonly value: number;
  readonly parameters: Float64Array;
  readonly converged: boolean;
}

/** Relative size of the disturbance of a restart. */
const disturbance = 0.4;

/**
 * Minimises a cost over bits by QAOA, simulated exactly, and says what came out beside the optimum, which the survey of
 * all states gives anyway.
 *
 * Angles are optimised for the cost divided by its standard deviation over the mixer's states (`unitAngles`).
 * Not converging is a result. Throws {@link MandateError} for options or costs out of range, and
 * {@link PortfolioTooLargeError} where the states exceed `maximumBytes`; rejects with the reason of `signal`.
 */
export async function solveQaoa(problem: QaoaProblem, options: SolveQaoaOptions = {}): Promise<QaoaResult> {
  const began = performance.now();
  const settings = resolveOptions(problem, options);
  const { mixer, layers, pool, signal } = settings;
  const { bytes, stateCount } = estimateQaoa(problem, mixer);
  if (bytes > settings.maximumBytes) {
    throw new PortfolioTooLargeError(
      `QAOA on ${stateCount} states needs ${bytes} bytes, more than maximumBytes = ${settings.maximumBytes}: take fewer ` +
        "variables, a weight, or the branch-and-bound solver",
      { stateCount, bytes },
    );
  }
  signal?.throwIfAborted();
  const landscape = surveyProblem(problem, mixer);
  const scale = landscape.deviation > 0 ? landscape.deviation : 1;
  const costs = landscape.costs.map((cost) => (cost - landscape.mean) / scale);
  await using engine = await createQaoaEngine({ space: landscape.space, costs, mixer, pool });
  const run = new Optimisation(engine, settings, landscape.mean, scale, began);

  let unitAngles = await run.start();
  let best = await run.optimise(unitAngles, 0);
  const random = createRandom(settings.seed);
  for (let restart = 1; restart <= settings.restarts; restart++) {
    const disturb = (values: readonly number[]): number[] =>
      values.map((value) => value * (1 + disturbance * random.normal()));
    const disturbed = { gammas: disturb(unitAngles.gammas), betas: disturb(unitAngles.betas) };
    const found = await run.optimise(disturbed, restart);
    if (found.value < best.value) best = found;
  }
  unitAngles = toUnitAngles(best.parameters, layers);
  if (settings.multiAngle && engine.rotationCount > 1) {
    const freed = Float64Array.from([
      ...unitAngles.gammas,
      ...unitAngles.betas.flatMap((beta) => Array.from({ length: engine.rotationCount }, () => beta)),
    ]);
    best = await run.minimise(freed, layers, settings.restarts + 1);
  }
  const angles = toEngineAngles(best.parameters, layers);
  const probabilities = await engine.probabilities(angles);
  return {
    ...summariseDistribution(landscape, probabilities, settings),
    mixer,
    layers,
    space: landscape.space,
    value: landscape.mean + scale * best.value,
    angles: { gammas: angles.gammas.map((gamma) => gamma / scale), betas: angles.betas },
    unitAngles,
    converged: best.converged,
    evaluations: run.evaluations,
    history: run.history,
    seconds: (performance.now() - began) / 1000,
    threads: engine.threads,
  };
}

/** Parameters are γ of all layers, then β. */
function toUnitAngles(parameters: Float64Array, layers: number): UnitAngles {
  return {
    gammas: Array.from(parameters.subarray(0, layers)),
    betas: Array.from(parameters.subarray(layers)),
  };
}

function toEngineAngles(parameters: Float64Array, layers: number): { gammas: number[]; betas: number[] } {
  const { gammas, betas } = toUnitAngles(parameters, layers);
  return { gammas: [...gammas], betas: betas.map((beta) => -beta) };
}

type Settings = Omit<SolveQaoaOptions, "mixer"> &
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

class Optimisation {
  readonly history: QaoaRecord[] = [];
  evaluations = 0;
  readonly #engine: QaoaEngine;
  readonly #settings: Settings;
  readonly #mean: number;
  readonly #scale: number;
  readonly #began: number;

  constructor(engine: QaoaEngine, settings: Settings, mean: number, scale: number, began: number) {
    this.#engine = engine;
    this.#settings = settings;
    this.#mean = mean;
    this.#scale = scale;
    this.#began = began;
  }

  /** Angles to begin with; those of "interp" have one layer. */
  async start(): Promise<UnitAngles> {
    const { start, layers, transferFrom } = this.#settings;
    if (start === "transfer" && transferFrom) return resizeAngles(transferFrom, layers);
    if (start === "fixed-angles") return fixedAngles(layers, this.#engine.space.qubitCount);
    const count = start === "interp" ? 1 : layers;
    const heights = rampHeights(this.#engine.mixer);
    let best: { readonly angles: UnitAngles; readonly value: number } | undefined;
    for (const gamma of heights.gammas) {
      for (const beta of heights.betas) {
        this.#settings.signal?.throwIfAborted();
        const angles = linearRamp(count, gamma, beta);
        const parameters = Float64Array.from([...angles.gammas, ...angles.betas]);
        const value = await this.#value(parameters, count);
        if (!best || value < best.value) best = { angles, value };
      }
    }
    return best?.angles ?? linearRamp(count, 1, 0.6);
  }

  /** Optimises the angles, adding layers one by one up to those asked for. */
  async optimise(start: UnitAngles, restart: number): Promise<Found> {
    const { layers } = this.#settings;
    let angles = start;
    for (;;) {
      const count = angles.gammas.length;
      const found = await this.minimise(
        Float64Array.from([...angles.gammas, ...angles.betas]),
        count,
        restart,
      );
      if (count >= layers) return found;
      angles = resizeAngles(toUnitAngles(found.parameters, count), count + 1);
    }
  }

  async minimise(start: Float64Array, layers: number, restart: number): Promise<Found> {
    const { objective, optimizer, maxIterations, seed, signal, onProgress } = this.#settings;
    const result = await minimize(
      {
        parameterCount: start.length,
        value: (parameters) => this.#value(parameters, layers),
        valueAndGradient: async (parameters) => {
          this.evaluations++;
          const angles = toEngineAngles(parameters, layers);
          const { value, gammas, betas } = await this.#engine.valueAndGradient(angles, objective);
          return { value, gradient: Float64Array.from([...gammas, ...betas.map((slope) => -slope)]) };
        },
      },
      start,
      {
        optimizer,
        maxIterations,
        seed,
        ...(signal ? { signal } : {}),
        valueTolerance: 1e-8,
        gradientTolerance: 1e-5,
        onIteration: ({ iteration, value }) => {
          const record: QaoaRecord = {
            restart,
            layers,
            iteration,
            value: this.#mean + this.#scale * value,
            seconds: (performance.now() - this.#began) / 1000,
          };
          this.history.push(record);
          onProgress?.(record);
        },
      },
    );
    return { value: result.value, parameters: result.parameters, converged: result.converged };
  }

  #value(parameters: Float64Array, layers: number): Promise<number> {
    this.evaluations++;
    return this.#engine.value(toEngineAngles(parameters, layers), this.#settings.objective);
  }
}

const starts: readonly QaoaStart[] = ["linear-ramp", "fixed-angles", "interp", "transfer"];

function resolveOptions(problem: QaoaProblem, options: SolveQaoaOptions): Settings {
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
  } satisfies Settings;
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
