import { listStates, stateIndex } from "./diagonal-space.ts";
import type { DiagonalSpace } from "./diagonal-space.ts";
import type { MixerEdge } from "./mixer-edges.ts";
import type { LayerAngles, QaoaMachine, Weighing } from "./qaoa-machine.ts";

interface Vector {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface PlainMachineOptions {
  readonly space: DiagonalSpace;
  readonly costs: Float64Array;
  /** Of the XY mixer; without them the transverse one. */
  readonly edges?: readonly MixerEdge[] | undefined;
  readonly start?: { readonly real: ArrayLike<number>; readonly imaginary: ArrayLike<number> } | undefined;
  /** Angle θ of each rotation's axis; see `QaoaEngineOptions.tilts`. */
  readonly tilts?: ArrayLike<number> | undefined;
}

/** Pairs of indices that the rotation exchanges. */
function exchangedPairs(space: DiagonalSpace, edge: MixerEdge | number): Int32Array {
  const pairs: number[] = [];
  if (typeof edge === "number") {
    for (let k = 0; k < space.size; k++) if ((k & (1 << edge)) === 0) pairs.push(k, k | (1 << edge));
  } else {
    const [lower, higher] = edge;
    const hasBit = (bits: number, qubit: number): boolean => Math.floor(bits / 2 ** qubit) % 2 === 1;
    listStates(space).forEach((bits, k) => {
      if (!hasBit(bits, lower) || hasBit(bits, higher)) return;
      pairs.push(k, stateIndex(space, bits - 2 ** lower + 2 ** higher));
    });
  }
  return Int32Array.from(pairs);
}

/** exp(−iβ(sin θ·X + cos θ·Z)) on each pair, X = |a⟩⟨b| + |b⟩⟨a| and Z = |a⟩⟨a| − |b⟩⟨b|; X alone without θ. */
function rotate({ re, im }: Vector, pairs: Int32Array, beta: number, tilt: number | undefined): void {
  const [c, sine] = [Math.cos(beta), Math.sin(beta)];
  const [s, z] = tilt === undefined ? [sine, 0] : [sine * Math.sin(tilt), sine * Math.cos(tilt)];
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [pairs[at], pairs[at + 1]];
    const [ar, ai, br, bi] = [re[a], im[a], re[b], im[b]];
    re[a] = c * ar + z * ai + s * bi;
    im[a] = c * ai - z * ar - s * br;
    re[b] = c * br - z * bi + s * ai;
    im[b] = c * bi + z * br - s * ar;
  }
}

/** Σ Im(λ*·(sin θ·X + cos θ·Z)ψ) over the pairs. */
function overlap(psi: Vector, lambda: Vector, pairs: Int32Array, tilt: number | undefined): number {
  let [across, along] = [0, 0];
  for (let at = 0; at < pairs.length; at += 2) {
    const [a, b] = [pairs[at], pairs[at + 1]];
    across += lambda.re[a] * psi.im[b] - lambda.im[a] * psi.re[b];
    across += lambda.re[b] * psi.im[a] - lambda.im[b] * psi.re[a];
    if (tilt === undefined) continue;
    along += lambda.re[a] * psi.im[a] - lambda.im[a] * psi.re[a];
    along -= lambda.re[b] * psi.im[b] - lambda.im[b] * psi.re[b];
  }
  return tilt === undefined ? across : Math.sin(tilt) * across + Math.cos(tilt) * along;
}

function multiplyPhases({ re, im }: Vector, costs: Float64Array, gamma: number): void {
  for (let k = 0; k < costs.length; k++) {
    const [c, s] = [Math.cos(gamma * costs[k]), Math.sin(gamma * costs[k])];
    const [r, i] = [re[k], im[k]];
    re[k] = c * r + s * i;
    im[k] = c * i - s * r;
  }
}

/** The calculation without kernels, pair by pair: for engines without shared memory, and to check the kernels by. */
export class TypeScriptMachine implements QaoaMachine {
  readonly threads = 1;
  readonly rotationCount: number;
  readonly #options: PlainMachineOptions;
  readonly #pairs: readonly Int32Array[];
  readonly #psi: Vector;
  readonly #lambda: Vector;
  #angles: LayerAngles = { gammas: new Float64Array(), betas: new Float64Array() };

  constructor(options: PlainMachineOptions) {
    const { space, edges } = options;
    const rotations = edges ?? Array.from({ length: space.qubitCount }, (_, qubit) => qubit);
    this.#options = options;
    this.#pairs = rotations.map((rotation) => exchangedPairs(space, rotation));
    this.rotationCount = rotations.length;
    this.#psi = { re: new Float64Array(space.size), im: new Float64Array(space.size) };
    this.#lambda = { re: new Float64Array(space.size), im: new Float64Array(space.size) };
  }

  run(angles: LayerAngles): Promise<void> {
    const { space, costs, start, tilts } = this.#options;
    const psi = this.#psi;
    if (start) {
      psi.re.set(start.real);
      psi.im.set(start.imaginary);
    } else {
      psi.re.fill(1 / Math.sqrt(space.size));
      psi.im.fill(0);
    }
    angles.gammas.forEach((gamma, layer) => {
      multiplyPhases(psi, costs, gamma);
      this.#pairs.forEach((pairs, rotation) => {
        rotate(psi, pairs, angles.betas[layer * this.rotationCount + rotation], tilts?.[rotation]);
      });
    });
    this.#angles = { gammas: angles.gammas.slice(), betas: angles.betas.slice() };
    return Promise.resolve();
  }

  weigh({ tail }: Weighing): Promise<number> {
    const { costs } = this.#options;
    const [psi, lambda] = [this.#psi, this.#lambda];
    let sum = 0;
    for (let k = 0; k < costs.length; k++) {
      const d = tail ? tail.threshold + Math.min(costs[k] - tail.threshold, 0) / tail.alpha : costs[k];
      lambda.re[k] = d * psi.re[k];
      lambda.im[k] = d * psi.im[k];
      sum += d * this.probability(k);
    }
    return Promise.resolve(sum);
  }

  slopes(): Promise<LayerAngles> {
    const { costs, tilts } = this.#options;
    const [psi, lambda] = [this.#psi, this.#lambda];
    const { gammas, betas } = this.#angles;
    const slopes = { gammas: new Float64Array(gammas.length), betas: new Float64Array(betas.length) };
    for (let layer = gammas.length - 1; layer >= 0; layer--) {
      for (let rotation = this.rotationCount - 1; rotation >= 0; rotation--) {
        const pairs = this.#pairs[rotation];
        const slot = layer * this.rotationCount + rotation;
        slopes.betas[slot] = 2 * overlap(psi, lambda, pairs, tilts?.[rotation]);
        rotate(psi, pairs, -betas[slot], tilts?.[rotation]);
        rotate(lambda, pairs, -betas[slot], tilts?.[rotation]);
      }
      let sum = 0;
      for (let k = 0; k < costs.length; k++) {
        sum += costs[k] * (lambda.re[k] * psi.im[k] - lambda.im[k] * psi.re[k]);
      }
      slopes.gammas[layer] = 2 * sum;
      multiplyPhases(psi, costs, -gammas[layer]);
      multiplyPhases(lambda, costs, -gammas[layer]);
    }
    return Promise.resolve(slopes);
  }

  probability(index: number): number {
    const { re, im } = this.#psi;
    return re[index] * re[index] + im[index] * im[index];
  }

  amplitudes(): { real: Float64Array; imaginary: Float64Array } {
    return { real: this.#psi.re.slice(), imaginary: this.#psi.im.slice() };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
