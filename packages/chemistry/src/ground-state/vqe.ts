import type { SectorEngine } from "@ansatz/simulator";
import { minimize, type MinimizeResult, type Objective, type OptimizerCheckpoint } from "@ansatz/variational";
import type { UccsdAnsatz } from "../ansatz/uccsd.ts";
import type { Reporter } from "./reporter.ts";
import type { GroundStateSettings } from "./settings.ts";

export interface VqeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly checkpoint?: OptimizerCheckpoint | undefined;
  readonly onCheckpoint?: ((checkpoint: OptimizerCheckpoint) => void) | undefined;
  readonly checkpointIntervalSeconds?: number | undefined;
}

/** Gradient norm, hartree, below which the loop stops whatever the energy tolerance. */
const gradientTolerance = 1e-7;

/**
 * Minimises ⟨ψ(θ)|H|ψ(θ)⟩ over the parameters of an ansatz, from its first-order amplitudes.
 *
 * L-BFGS is preconditioned by the inverse curvatures of the single excitations. Each iteration is reported with the
 * energy, the gradient's largest component and the evaluations so far.
 */
export function runVqe(
  engine: SectorEngine,
  uccsd: UccsdAnsatz,
  settings: GroundStateSettings,
  reporter: Reporter,
  options: VqeOptions,
): Promise<MinimizeResult> {
  const objective: Objective = {
    parameterCount: uccsd.ansatz.parameterCount,
    value: (parameters) => engine.energy(parameters),
    valueAndGradient: async (parameters) => {
      const { energy, gradient } = await engine.energyAndGradient(parameters);
      return { value: energy, gradient };
    },
  };
  const { optimizer, energyTolerance, maxIterations, seed } = settings;
  const { signal, checkpoint, onCheckpoint, checkpointIntervalSeconds } = options;
  let firstNorm: number | undefined;
  return minimize(objective, uccsd.start, {
    optimizer,
    valueTolerance: energyTolerance,
    gradientTolerance,
    seed,
    settings: { inverseDiagonal: uccsd.inverseDiagonal },
    ...(maxIterations === undefined ? {} : { maxIterations }),
    ...(signal ? { signal } : {}),
    ...(checkpoint ? { checkpoint } : {}),
    ...(onCheckpoint ? { onCheckpoint } : {}),
    ...(checkpointIntervalSeconds === undefined ? {} : { checkpointIntervalSeconds }),
    onIteration: ({ iteration, value, gradientNorm, evaluations, seconds }) => {
      if (gradientNorm !== null) firstNorm ??= gradientNorm;
      reporter.report({
        message: `VQE iteration ${iteration}: ${value.toFixed(8)} hartree`,
        iteration,
        energy: value,
        gradientNorm,
        evaluations,
        seconds,
        done: shareDone(gradientNorm, firstNorm, iteration, maxIterations),
      });
    },
  });
}

/** How far the gradient has come on a logarithmic scale; without a gradient, by the iterations. */
function shareDone(
  norm: number | null,
  first: number | undefined,
  iteration: number,
  maxIterations = 500,
): number {
  if (norm === null || first === undefined || norm <= 0 || first <= gradientTolerance) {
    return iteration / maxIterations;
  }
  const typicalEnd = Math.min(1e-5, first / 10);
  return Math.log(first / norm) / Math.log(first / typicalEnd);
}
