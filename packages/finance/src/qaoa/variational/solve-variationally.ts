import { createRandom } from "@ansatz/simulator";
import type { DiagonalSpace, QaoaObjective } from "@ansatz/simulator";
import { minimize } from "@ansatz/variational";
import type { OptimizerName } from "@ansatz/variational";
import { MandateError, PortfolioTooLargeError } from "../../errors.ts";
import { qaoaSpace, surveyProblem } from "../qaoa-problem.ts";
import type { QaoaProblem } from "../qaoa-problem.ts";
import { summariseDistribution } from "../qaoa-result.ts";
import type { QaoaOutcome, QaoaRecord } from "../qaoa-result.ts";
import { givensCircuit, hardwareEfficientCircuit } from "./ansatz.ts";
import type { VariationalAnsatz } from "./ansatz.ts";
import { parameterCountOf, rotationSlopes, runRotations } from "./rotation-circuit.ts";
import { weighTail } from "./weigh-tail.ts";

/** Options of {@link solveVariationally}. */
export interface SolveVariationallyOptions {
  /** Default "givens" for a problem with a weight, else "hardware-efficient". */
  readonly ansatz?: VariationalAnsatz;
  /** Default 2. */
  readonly layers?: number;
  /** Default { cvar: 0.2 }: a tail of the distribution, since the mean of a good state need not be low. */
  readonly objective?: QaoaObjective;
  /** Default "l-bfgs", on exact gradients. */
  readonly optimizer?: OptimizerName;
  /** For each start, default 200. */
  readonly maxIterations?: number;
  /** Starts from random angles; the best counts. Default 3. */
  readonly starts?: number;
  /** Bits of the Givens ansatz' first state; default: spread evenly over the variables. */
  readonly firstSelection?: readonly number[];
  readonly seed?: number;
  /** Samples in which the best state is looked for, default 1000. */
  readonly shots?: number;
  /** States in the distribution, default 20. */
  readonly topStates?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (record: QaoaRecord) => void;
}

export interface VariationalResult extends QaoaOutcome {
  /** As many states drawn uniformly from those that the ansatz can reach. */
  readonly control: QaoaOutcome;
  readonly ansatz: VariationalAnsatz;
  readonly layers: number;
  readonly space: DiagonalSpace;
  readonly parameters: Float64Array;
  /** The minimised value: the mean cost or its CVaR. */
  readonly value: number;
  readonly converged: boolean;
  readonly evaluations: number;
  readonly history: readonly QaoaRecord[];
  readonly seconds: number;
}

/** Tables of pairs take 8 bytes for each state and rotation. */
const greatestTableEntries = 2 ** 27;
/** Standard deviation of random angles: small ones lie outside the plateaus of deep circuits, but leave the first state. */
const angleDeviation = 0.5;

/**
 * Minimises a cost over bits by a variational circuit that knows nothing of the cost, an alternative to QAOA: a
 * hardware-efficient one (Kandala et al., Nature 549, 242 (2017)) with the CVaR objective of Barkoutsos et al., Quantum 4,
 * 256 (2020), or, for a fixed number of ones, Givens rotations that keep it. Simulated exactly in real arithmetic, exact
 * gradients. The optimum stands beside from the survey of all states.
 *
 * Not converging is a result. Throws {@link MandateError} for values out of range, {@link PortfolioTooLargeError} where the
 * circuit's tables exceed a gibibyte; rejects with the reason of `signal`.
 */
export async function solveVariationally(
  problem: QaoaProblem,
  options: SolveVariationallyOptions = {},
): Promise<VariationalResult> {
  const began = performance.now();
  const settings = resolve(problem, options);
  const { ansatz, layers, seed, starts, signal, objective } = settings;
  const mixer = ansatz === "givens" ? "xy-ring" : "x";
  const { size } = qaoaSpace(problem, mixer);
  if (size * problem.variableCount > greatestTableEntries) {
    throw new PortfolioTooLargeError(
      `a ${ansatz} circuit on ${size} states of ${problem.variableCount} variables needs more than 2^27 table entries: take fewer variables, or QAOA`,
      { stateCount: size, variableCount: problem.variableCount },
    );
  }
  const landscape = surveyProblem(problem, mixer);
  const { space, costs, masks, mean } = landscape;
  const scale = landscape.deviation > 0 ? landscape.deviation : 1;
  const units = costs.map((cost) => (cost - mean) / scale);
  const circuit =
    ansatz === "givens"
      ? givensCircuit(space, masks, layers, firstMask(problem, settings.firstSelection))
      : hardwareEfficientCircuit(space, layers);
  const parameterCount = parameterCountOf(circuit);
  const alpha = objective === "mean" ? 1 : objective.cvar;
  const weigh = weighTail(units, alpha);
  const random = createRandom(seed);
  const history: QaoaRecord[] = [];
  let evaluations = 0;
  let best: { value: number; parameters: Float64Array; converged: boolean } | undefined;
  for (let start = 0; start < starts; start++) {
    const found = await minimize(
      {
        parameterCount,
        value: (parameters) => {
          evaluations++;
          return Promise.resolve(weigh(runRotations(circuit, parameters)).value);
        },
        valueAndGradient: (parameters) => {
          evaluations++;
          const amplitudes = runRotations(circuit, parameters);
          const { value, weights } = weigh(amplitudes);
          return Promise.resolve({
            value,
            gradient: rotationSlopes(circuit, parameters, amplitudes, weights),
          });
        },
      },
      Float64Array.from({ length: parameterCount }, () => angleDeviation * random.normal()),
      {
        optimizer: settings.optimizer,
        maxIterations: settings.maxIterations,
        seed,
        ...(signal ? { signal } : {}),
        valueTolerance: 1e-8,
        gradientTolerance: 1e-5,
        onIteration: ({ iteration, value }) => {
          const seconds = (performance.now() - began) / 1000;
          const record = { restart: start, layers, iteration, value: mean + scale * value, seconds };
          history.push(record);
          options.onProgress?.(record);
        },
      },
    );
    if (!best || found.value < best.value) best = found;
  }
  const { value, parameters, converged } = best!;
  const probabilities = runRotations(circuit, parameters).map((amplitude) => amplitude ** 2);
  const uniform = new Float64Array(space.size).fill(1 / space.size);
  return {
    ...summariseDistribution(landscape, probabilities, settings),
    control: summariseDistribution(landscape, uniform, settings),
    ansatz,
    layers,
    space,
    parameters,
    value: mean + scale * value,
    converged,
    evaluations,
    history,
    seconds: (performance.now() - began) / 1000,
  };
}

type Settings = Required<Omit<SolveVariationallyOptions, "firstSelection" | "signal" | "onProgress">> &
  Pick<SolveVariationallyOptions, "firstSelection" | "signal">;

function resolve(problem: QaoaProblem, options: SolveVariationallyOptions): Settings {
  const settings: Settings = {
    ...options,
    ansatz: options.ansatz ?? (problem.weight === undefined ? "hardware-efficient" : "givens"),
    layers: options.layers ?? 2,
    objective: options.objective ?? { cvar: 0.2 },
    optimizer: options.optimizer ?? "l-bfgs",
    maxIterations: options.maxIterations ?? 200,
    starts: options.starts ?? 3,
    seed: options.seed ?? 0,
    shots: options.shots ?? 1000,
    topStates: options.topStates ?? 20,
  };
  const fail = (field: string, range: string, value: unknown): never => {
    throw new MandateError(`${field} must be ${range}, got ${String(value)}`, { field, value });
  };
  if (settings.ansatz !== "givens" && (settings.ansatz as string) !== "hardware-efficient") {
    fail("ansatz", "hardware-efficient or givens", settings.ansatz);
  }
  if (settings.ansatz === "givens" && problem.weight === undefined) {
    fail("ansatz", "hardware-efficient for a problem without a weight", settings.ansatz);
  }
  const counts = [
    ["layers", 1, 100],
    ["starts", 1, 1000],
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
  const { objective } = settings;
  if (objective !== "mean" && !(objective.cvar > 0 && objective.cvar <= 1)) {
    fail("objective.cvar", "in (0, 1]", objective.cvar);
  }
  return settings;
}

/** The first state of the Givens ansatz. */
function firstMask({ variableCount: n, weight = 0 }: QaoaProblem, selection?: readonly number[]): number {
  const chosen = selection ?? Array.from({ length: weight }, (_, k) => Math.floor(((k + 0.5) * n) / weight));
  const isInside = chosen.every((variable) => Number.isInteger(variable) && variable >= 0 && variable < n);
  if (!isInside || new Set(chosen).size !== weight || chosen.length !== weight) {
    throw new MandateError(
      `firstSelection must be ${weight} different variables in [0, ${n - 1}], got [${chosen.join(", ")}]`,
      { field: "firstSelection" },
    );
  }
  return chosen.reduce((mask, variable) => mask + 2 ** variable, 0);
}
