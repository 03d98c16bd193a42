import { OptimizerOptionError } from "./errors.ts";
import { optimizerNames } from "./types.ts";
import type { MinimizeOptions, Objective, OptimizerName, OptimizerSettings } from "./types.ts";

export interface ResolvedOptions extends MinimizeOptions {
  readonly optimizer: OptimizerName;
  readonly maxEvaluations: number;
  readonly valueTolerance: number;
  readonly gradientTolerance: number;
  readonly seed: number;
  readonly settings: OptimizerSettings;
  readonly checkpointIntervalSeconds: number;
}

type Range = readonly [test: (value: number) => boolean, words: string];
const count: Range = [(value) => Number.isSafeInteger(value) && value >= 1, "an integer of at least 1"];
const countOrNone: Range = [(value) => value === Infinity || count[0](value), "an integer of at least 1"];
const nonNegative: Range = [(value) => Number.isFinite(value) && value >= 0, "a finite number of at least 0"];
const positive: Range = [(value) => Number.isFinite(value) && value > 0, "a finite number above 0"];
const decay: Range = [(value) => value >= 0 && value < 1, "in [0, 1)"];

const optionRanges = {
  maxIterations: [
    (value) => Number.isSafeInteger(value) && value >= 0,
    "an integer of at least 0",
  ] satisfies Range as Range,
  maxEvaluations: countOrNone,
  valueTolerance: nonNegative,
  gradientTolerance: nonNegative,
  seed: [Number.isSafeInteger, "a safe integer"] satisfies Range as Range,
  checkpointIntervalSeconds: nonNegative,
} as const;

const settingRanges = {
  memory: count,
  maximumStep: positive,
  learningRate: positive,
  beta1: decay,
  beta2: decay,
  epsilon: positive,
  gain: positive,
  perturbation: positive,
  stability: nonNegative,
  initialTrustRadius: positive,
  finalTrustRadius: positive,
  initialSimplexSize: positive,
} as const;

function checkRange(name: string, value: number | undefined, [test, words]: Range): void {
  if (value !== undefined && !test(value)) {
    throw new OptimizerOptionError(`${name} must be ${words}, got ${value}`, { field: name, value });
  }
}

function checkVector(name: string, vector: ArrayLike<number>, length: number, [test, words]: Range): void {
  if (vector.length !== length) {
    throw new OptimizerOptionError(
      `${name} must have ${length} entries, one a parameter, got ${vector.length}`,
      {
        field: name,
        length: vector.length,
      },
    );
  }
  for (let index = 0; index < length; index++) {
    if (!test(vector[index])) {
      throw new OptimizerOptionError(`${name}[${index}] must be ${words}, got ${vector[index]}`, {
        field: name,
        index,
      });
    }
  }
}

/** Fills in the defaults and throws {@link OptimizerOptionError} for what lies out of range. */
export function resolveOptions(
  objective: Objective,
  start: Float64Array,
  options: MinimizeOptions,
): ResolvedOptions {
  const { parameterCount } = objective;
  const settings = options.settings ?? {};
  const optimizer = options.optimizer ?? (objective.valueAndGradient ? "l-bfgs" : "cobyla");
  if (!optimizerNames.includes(optimizer)) {
    throw new OptimizerOptionError(
      `optimizer must be one of ${optimizerNames.join(", ")}, got ${optimizer as string}`,
      { field: "optimizer", value: optimizer },
    );
  }
  checkVector("start", start, parameterCount, [Number.isFinite, "a finite number"]);
  for (const [name, range] of Object.entries(optionRanges) as [keyof typeof optionRanges, Range][]) {
    checkRange(name, options[name], range);
  }
  for (const [name, range] of Object.entries(settingRanges) as [keyof typeof settingRanges, Range][]) {
    checkRange(`settings.${name}`, settings[name], range);
  }
  if (settings.inverseDiagonal) {
    checkVector("settings.inverseDiagonal", settings.inverseDiagonal, parameterCount, positive);
  }
  return {
    ...options,
    optimizer,
    maxEvaluations: options.maxEvaluations ?? Infinity,
    valueTolerance: options.valueTolerance ?? 1e-9,
    gradientTolerance: options.gradientTolerance ?? 1e-6,
    seed: options.seed ?? 0,
    settings,
    checkpointIntervalSeconds: options.checkpointIntervalSeconds ?? 2,
  };
}
