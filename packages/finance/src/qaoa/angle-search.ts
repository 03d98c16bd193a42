import type { QaoaEngine } from "@ansatz/simulator";
import { minimize } from "@ansatz/variational";
import type { QaoaSettings } from "./qaoa-options.ts";
import type { QaoaRecord } from "./qaoa-result.ts";
import { fixedAngles, linearRamp, rampHeights, resizeAngles } from "./unit-angles.ts";
import type { UnitAngles } from "./unit-angles.ts";

/** Angles that an optimisation ended with. */
export interface Found {
  readonly value: number;
  readonly parameters: Float64Array;
  readonly converged: boolean;
}

/** γ of all layers, then β. */
export function toUnitAngles(parameters: Float64Array, layers: number): UnitAngles {
  return {
    gammas: Array.from(parameters.subarray(0, layers)),
    betas: Array.from(parameters.subarray(layers)),
  };
}

/** The engine mixes by exp(−iβ…). */
export function toEngineAngles(
  parameters: Float64Array,
  layers: number,
): { gammas: number[]; betas: number[] } {
  const { gammas, betas } = toUnitAngles(parameters, layers);
  return { gammas: [...gammas], betas: betas.map((beta) => -beta) };
}

/** The search for angles of one problem, and what it took. */
export class AngleSearch {
  readonly history: QaoaRecord[] = [];
  evaluations = 0;
  readonly #engine: QaoaEngine;
  readonly #settings: QaoaSettings;
  readonly #mean: number;
  readonly #scale: number;
  readonly #began: number;

  constructor(engine: QaoaEngine, settings: QaoaSettings, mean: number, scale: number, began: number) {
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
    const heights = rampHeights(this.#engine.mixer, this.#engine.space.qubitCount);
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
