import type { LayerAngles, QaoaMachine, Weighing } from "./qaoa-machine.ts";

/**
 * QAOA with the mixer exp(−iβ|s⟩⟨s|), |s⟩ the uniform state of the listed states: states of equal cost keep equal
 * amplitudes, so one number for each distinct cost (compared exactly) is enough.
 * Source: Bärtschi and Eidenbenz, arXiv:2006.00354 (2020).
 */
export class GroverMachine implements QaoaMachine {
  readonly threads = 1;
  readonly rotationCount = 1;
  readonly #size: number;
  readonly #values: Float64Array;
  /** Share of the states that have the value. */
  readonly #shares: Float64Array;
  readonly #classOf: Int32Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #adjointRe: Float64Array;
  readonly #adjointIm: Float64Array;
  #angles: LayerAngles = { gammas: new Float64Array(), betas: new Float64Array() };

  constructor(costs: Float64Array) {
    const sorted = costs.slice().sort();
    this.#values = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
    const count = this.#values.length;
    this.#size = costs.length;
    this.#shares = new Float64Array(count);
    this.#classOf = Int32Array.from(costs, (cost) => this.#find(cost));
    for (const index of this.#classOf) this.#shares[index] += 1 / costs.length;
    [this.#re, this.#im, this.#adjointRe, this.#adjointIm] = Array.from(
      { length: 4 },
      () => new Float64Array(count),
    );
  }

  #find(cost: number): number {
    let [low, high] = [0, this.#values.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#values[middle] < cost) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Amplitudes are kept times √size. */
  run(angles: LayerAngles): Promise<void> {
    const { gammas, betas } = angles;
    this.#re.fill(1);
    this.#im.fill(0);
    gammas.forEach((gamma, layer) => {
      this.#multiplyPhases(this.#re, this.#im, gamma);
      this.#mix(this.#re, this.#im, betas[layer]);
    });
    this.#angles = { gammas: gammas.slice(), betas: betas.slice() };
    return Promise.resolve();
  }

  #multiplyPhases(re: Float64Array, im: Float64Array, gamma: number): void {
    for (let v = 0; v < re.length; v++) {
      const [c, s] = [Math.cos(gamma * this.#values[v]), Math.sin(gamma * this.#values[v])];
      const [r, i] = [re[v], im[v]];
      re[v] = c * r + s * i;
      im[v] = c * i - s * r;
    }
  }

  #mean(vector: Float64Array): number {
    let sum = 0;
    for (let v = 0; v < vector.length; v++) sum += this.#shares[v] * vector[v];
    return sum;
  }

  #mix(re: Float64Array, im: Float64Array, beta: number): void {
    const [meanRe, meanIm] = [this.#mean(re), this.#mean(im)];
    // e^(−iβ) − 1 without cancellation.
    const [x, y] = [-2 * Math.sin(beta / 2) ** 2, -Math.sin(beta)];
    const [addRe, addIm] = [x * meanRe - y * meanIm, x * meanIm + y * meanRe];
    for (let v = 0; v < re.length; v++) {
      re[v] += addRe;
      im[v] += addIm;
    }
  }

  weigh({ tail }: Weighing): Promise<number> {
    let sum = 0;
    for (let v = 0; v < this.#values.length; v++) {
      const value = this.#values[v];
      const d = tail ? tail.threshold + Math.min(value - tail.threshold, 0) / tail.alpha : value;
      this.#adjointRe[v] = d * this.#re[v];
      this.#adjointIm[v] = d * this.#im[v];
      sum += this.#shares[v] * d * (this.#re[v] ** 2 + this.#im[v] ** 2);
    }
    return Promise.resolve(sum);
  }

  slopes(): Promise<LayerAngles> {
    const { gammas, betas } = this.#angles;
    const [re, im, adjointRe, adjointIm] = [this.#re, this.#im, this.#adjointRe, this.#adjointIm];
    const slopes = { gammas: new Float64Array(gammas.length), betas: new Float64Array(betas.length) };
    for (let layer = gammas.length - 1; layer >= 0; layer--) {
      slopes.betas[layer] =
        2 * (this.#mean(adjointRe) * this.#mean(im) - this.#mean(adjointIm) * this.#mean(re));
      this.#mix(re, im, -betas[layer]);
      this.#mix(adjointRe, adjointIm, -betas[layer]);
      let sum = 0;
      for (let v = 0; v < re.length; v++) {
        sum += this.#shares[v] * this.#values[v] * (adjointRe[v] * im[v] - adjointIm[v] * re[v]);
      }
      slopes.gammas[layer] = 2 * sum;
      this.#multiplyPhases(re, im, -gammas[layer]);
      this.#multiplyPhases(adjointRe, adjointIm, -gammas[layer]);
    }
    return Promise.resolve(slopes);
  }

  probability(index: number): number {
    const v = this.#classOf[index];
    return (this.#re[v] ** 2 + this.#im[v] ** 2) / this.#size;
  }

  amplitudes(): { real: Float64Array; imaginary: Float64Array } {
    const scale = 1 / Math.sqrt(this.#size);
    return {
      real: Float64Array.from(this.#classOf, (v) => scale * this.#re[v]),
      imaginary: Float64Array.from(this.#classOf, (v) => scale * this.#im[v]),
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
