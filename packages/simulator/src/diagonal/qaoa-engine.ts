import { InvalidArgumentError, StateVectorTooLargeError } from "../errors.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { checkObjective, checkQaoaOptions } from "./check-qaoa-options.ts";
import { diagonalMemoryBytes } from "./diagonal-space.ts";
import type { DiagonalSpace } from "./diagonal-space.ts";
import { GroverMachine } from "./grover-machine.ts";
import { mixerEdges } from "./mixer-edges.ts";
import type { LayerAngles, QaoaMachine, Weighing } from "./qaoa-machine.ts";
import { TypeScriptMachine } from "./typescript-machine.ts";
import { WasmMachine } from "./wasm-machine.ts";

export const qaoaMixers = ["x", "xy-ring", "xy-complete", "grover"] as const;

/**
 * What mixes the states of a layer, with its angle β:
 * - "x": exp(−iβ Σ X_j), on all states, from |+…+⟩.
 * - "xy-ring" and "xy-complete": the product of exp(−iβ(X_iX_j + Y_iY_j)/2) over neighbours on a ring (even pairs, odd
 *   pairs, then the closing one) or over all pairs in lexicographic order, on the states of a weight, from their uniform
 *   superposition (the Dicke state).
 * - "grover": exp(−iβ|s⟩⟨s|) with |s⟩ the uniform superposition of the space, from |s⟩.
 */
export type QaoaMixer = (typeof qaoaMixers)[number];

/** Angles of p layers. */
export interface QaoaAngles {
  /** γ of exp(−iγ·cost), one a layer. */
  readonly gammas: ArrayLike<number>;
  /** β, one a layer; or one for each rotation of each layer, row by row (`rotationCount` in a row; multi-angle QAOA). */
  readonly betas: ArrayLike<number>;
}

/**
 * What is minimised: the mean cost, or the conditional value at risk, the mean of the lowest share `cvar` of the
 * distribution (1 is the mean). Source of the latter: Barkoutsos et al., Quantum 4, 256 (2020).
 */
export type QaoaObjective = "mean" | { readonly cvar: number };

/** QAOA on a fixed cost. Calls are answered one after the other. */
export interface QaoaEngine extends AsyncDisposable {
  readonly space: DiagonalSpace;
  readonly mixer: QaoaMixer;
  readonly threads: number;
  /** Rotations in a layer of the mixer: β values of multi-angle QAOA. */
  readonly rotationCount: number;
  /** The objective's value in the state with these angles. */
  value(angles: QaoaAngles, objective?: QaoaObjective): Promise<number>;
  /** The value and its derivatives by every γ and every β given, by one sweep back through the circuit. */
  valueAndGradient(
    angles: QaoaAngles,
    objective?: QaoaObjective,
  ): Promise<{ value: number; gammas: Float64Array; betas: Float64Array }>;
  /** The probability of each state. */
  probabilities(angles: QaoaAngles): Promise<Float64Array>;
  /** The amplitude of each state. */
  amplitudes(angles: QaoaAngles): Promise<{ real: Float64Array; imaginary: Float64Array }>;
}

export interface QaoaEngineOptions {
  readonly space: DiagonalSpace;
  /** The cost of each state, in the order of the space. */
  readonly costs: ArrayLike<number>;
  readonly mixer: QaoaMixer;
  /** The state before the first layer; not for "grover". */
  readonly start?: { readonly real: ArrayLike<number>; readonly imaginary: ArrayLike<number> };
  /**
   * Turns the axis of each rotation, one angle θ a rotation (`rotationCount`), not for "grover": X of a qubit, or
   * (XX + YY)/2 of a pair, becomes sin θ·X + cos θ·Z on the two states that it exchanges, Z = +1 where the qubit is 0, or
   * where the pair's lower qubit is 1. π/2 leaves it as it is. The first state stays uniform unless `start` is given. Without
   * compiled kernels: several times slower.
   */
  readonly tilts?: ArrayLike<number>;
  /** Threads for 16384 states and more; without it everything runs on the caller's thread. */
  readonly pool?: ComputePool | undefined;
  /** "auto" takes compiled kernels where shared memory can be had. */
  readonly backend?: "auto" | "wasm" | "typescript";
  readonly build?: KernelBuildName;
  /** Bits that select a state inside a chunk or block, for tests and measurements. */
  readonly lowBits?: number;
}

const greatestBytes = 2 ** 32 - 2 ** 27;

class DiagonalQaoaEngine implements QaoaEngine {
  readonly space: DiagonalSpace;
  readonly mixer: QaoaMixer;
  readonly #machine: QaoaMachine;
  readonly #costs: Float64Array;
  #order: Uint32Array | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: QaoaEngineOptions, costs: Float64Array, machine: QaoaMachine) {
    this.space = options.space;
    this.mixer = options.mixer;
    this.#costs = costs;
    this.#machine = machine;
  }

  get threads(): number {
    return this.#machine.threads;
  }

  get rotationCount(): number {
    return this.#machine.rotationCount;
  }

  value(angles: QaoaAngles, objective: QaoaObjective = "mean"): Promise<number> {
    const layers = this.#expand(angles);
    const alpha = checkObjective(objective);
    return this.#inTurn(async () => {
      await this.#machine.run(layers);
      return this.#weigh(alpha, false);
    });
  }

  valueAndGradient(
    angles: QaoaAngles,
    objective: QaoaObjective = "mean",
  ): Promise<{ value: number; gammas: Float64Array; betas: Float64Array }> {
    const layers = this.#expand(angles);
    const alpha = checkObjective(objective);
    const bytesNeeded = diagonalMemoryBytes(this.space, { withGradient: true });
    if (this.mixer !== "grover" && bytesNeeded > greatestBytes) {
      throw new StateVectorTooLargeError(
        `gradients on ${this.space.size} states need ${bytesNeeded} bytes; at most ${greatestBytes} can be addressed: use ` +
          "an optimiser without gradients, or fewer states",
        { qubitCount: this.space.qubitCount, bytesNeeded },
      );
    }
    return this.#inTurn(async () => {
      await this.#machine.run(layers);
      const value = await this.#weigh(alpha, true);
      const slopes = await this.#machine.slopes();
      const isShared = angles.betas.length === layers.gammas.length;
      const betas = isShared ? sumRows(slopes.betas, layers.gammas.length) : slopes.betas;
      return { value, gammas: slopes.gammas, betas };
    });
  }

  probabilities(angles: QaoaAngles): Promise<Float64Array> {
    const layers = this.#expand(angles);
    return this.#inTurn(async () => {
      await this.#machine.run(layers);
      await this.#machine.weigh({ withAdjoint: false });
      return Float64Array.from({ length: this.space.size }, (_, k) => this.#machine.probability(k));
    });
  }

  amplitudes(angles: QaoaAngles): Promise<{ real: Float64Array; imaginary: Float64Array }> {
    const layers = this.#expand(angles);
    return this.#inTurn(async () => {
      await this.#machine.run(layers);
      await this.#machine.weigh({ withAdjoint: false });
      return this.#machine.amplitudes();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#machine[Symbol.asyncDispose]();
  }

  async #weigh(alpha: number, withAdjoint: boolean): Promise<number> {
    if (alpha === 1) return this.#machine.weigh({ withAdjoint });
    await this.#machine.weigh({ withAdjoint: false });
    const tail: Weighing["tail"] = { threshold: this.#quantile(alpha), alpha };
    return this.#machine.weigh({ tail, withAdjoint });
  }

  /** The least cost below or at which lies the share `alpha` of the probability. */
  #quantile(alpha: number): number {
    const costs = this.#costs;
    this.#order ??= Uint32Array.from(costs, (_, k) => k).sort((a, b) => costs[a] - costs[b]);
    let sum = 0;
    for (const k of this.#order) {
      sum += this.#machine.probability(k);
      if (sum >= alpha) return costs[k];
    }
    return costs[this.#order[this.#order.length - 1]];
  }

  /** One call after the other: they share the state. */
  #inTurn<T>(calculate: () => Promise<T>): Promise<T> {
    const result = this.#last.then(calculate);
    this.#last = result.catch(() => undefined);
    return result;
  }

  #expand({ gammas, betas }: QaoaAngles): LayerAngles {
    const layers = gammas.length;
    const { rotationCount } = this;
    if (betas.length !== layers && betas.length !== layers * rotationCount) {
      throw new InvalidArgumentError(
        `betas must have ${layers} entries, one a layer, or ${layers * rotationCount}, one a rotation, got ${betas.length}`,
        { field: "betas", length: betas.length },
      );
    }
    for (const [field, angles] of [["gammas", gammas] as const, ["betas", betas] as const]) {
      for (let index = 0; index < angles.length; index++) {
        if (!Number.isFinite(angles[index])) {
          throw new InvalidArgumentError(`${field}[${index}] must be a finite number, got ${angles[index]}`, {
            field,
            index,
          });
        }
      }
    }
    const isShared = betas.length === layers;
    return {
      gammas: Float64Array.from(gammas),
      betas: Float64Array.from({ length: layers * rotationCount }, (_, at) =>
        isShared ? betas[Math.floor(at / rotationCount)] : betas[at],
      ),
    };
  }
}

function sumRows(values: Float64Array, rows: number): Float64Array {
  const columns = values.length / rows;
  const sums = new Float64Array(rows);
  values.forEach((value, at) => (sums[Math.floor(at / columns)] += value));
  return sums;
}

/**
 * An engine for QAOA with a cost given for each state of a space.
 * Throws {@link InvalidArgumentError} for costs or a start state that do not fit the space, and for a mixer that leaves it.
 */
export async function createQaoaEngine(options: QaoaEngineOptions): Promise<QaoaEngine> {
  checkQaoaOptions(options);
  const { space, mixer, start, tilts, pool, build, lowBits } = options;
  const backend = tilts ? "typescript" : (options.backend ?? "auto");
  const costs = Float64Array.from(options.costs);
  if (mixer === "grover") return new DiagonalQaoaEngine(options, costs, new GroverMachine(costs));
  const edges = mixerEdges(mixer, space.qubitCount);
  const isWasm = backend === "wasm" || (backend === "auto" && typeof SharedArrayBuffer !== "undefined");
  const machine = isWasm
    ? await WasmMachine.create({ space, costs, edges, start, build, pool, lowBits })
    : new TypeScriptMachine({ space, costs, edges, start, tilts });
  return new DiagonalQaoaEngine(options, costs, machine);
}
