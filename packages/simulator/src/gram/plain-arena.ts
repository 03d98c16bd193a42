import { createPacer } from "../trajectories/pacer.ts";
import { prepareRows } from "./circuit-worker.ts";
import type { ArenaMatrix, ArenaSize, StateArena, StateRange } from "./state-arena.ts";
import type { LayersPreparation, StatePreparation } from "./state-preparation.ts";

function transform(values: Float64Array): void {
  for (let step = 1; step < values.length; step *= 2) {
    for (let start = 0; start < values.length; start += 2 * step) {
      for (let k = start; k < start + step; k++) {
        const [a, b] = [values[k], values[k + step]];
        values[k] = a + b;
        values[k + step] = a - b;
      }
    }
  }
}

/** The calculation in TypeScript: where there is no shared memory, and what the kernels are held against. */
export class PlainArena implements StateArena {
  readonly #qubitCount: number;
  readonly #size: number;
  readonly #states: Float64Array;

  constructor({ qubitCount, stateCount }: ArenaSize) {
    this.#qubitCount = qubitCount;
    this.#size = 2 ** qubitCount;
    this.#states = new Float64Array(2 * this.#size * stateCount);
  }

  #parts(state: number): [real: Float64Array, imaginary: Float64Array] {
    const start = 2 * this.#size * state;
    return [
      this.#states.subarray(start, start + this.#size),
      this.#states.subarray(start + this.#size, start + 2 * this.#size),
    ];
  }

  async prepare(preparation: StatePreparation, first: number, signal?: AbortSignal): Promise<void> {
    if (preparation.kind === "circuit") {
      const { circuit, parameterOrder, values, rowCount } = preparation;
      const { buffer } = this.#states;
      const offset = 16 * this.#size * first;
      await prepareRows(
        { circuit, parameterOrder, values, rowCount, buffer, offset, backend: "typescript" },
        signal,
      );
      return;
    }
    const pacer = createPacer({ total: preparation.rowCount, ...(signal ? { signal } : {}) });
    for (let row = 0; row < preparation.rowCount; row++) {
      await pacer.pause();
      this.#prepareLayers(preparation, row, first + row);
    }
  }

  #prepareLayers({ repetitions, masks, phases }: LayersPreparation, row: number, state: number): void {
    const [real, imaginary] = this.#parts(state);
    const angles = new Float64Array(this.#size);
    masks.forEach((mask, term) => {
      const half = phases[row * masks.length + term] / 2;
      angles[0] += half;
      angles[mask] -= half;
    });
    transform(angles);
    const scale = Math.sqrt(1 / this.#size);
    real.fill(0);
    imaginary.fill(0);
    real[0] = 1;
    for (let layer = 0; layer < repetitions; layer++) {
      transform(real);
      transform(imaginary);
      for (let k = 0; k < this.#size; k++) {
        const [c, s] = [scale * Math.cos(angles[k]), scale * Math.sin(angles[k])];
        [real[k], imaginary[k]] = [c * real[k] - s * imaginary[k], c * imaginary[k] + s * real[k]];
      }
    }
  }

  async multiply(
    left: StateRange,
    right: StateRange | undefined,
    options: { readonly overlaps: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<ArenaMatrix> {
    const columns = right ?? left;
    const real = new Float64Array(left.count * columns.count);
    const imaginary = new Float64Array(options.overlaps ? real.length : 0);
    const { signal } = options;
    const pacer = createPacer({ total: left.count, ...(signal ? { signal } : {}) });
    for (let i = 0; i < left.count; i++) {
      await pacer.pause();
      const [a, b] = this.#parts(left.first + i);
      for (let j = right ? 0 : i; j < columns.count; j++) {
        const [c, d] = this.#parts(columns.first + j);
        let [re, im] = [0, 0];
        for (let k = 0; k < this.#size; k++) {
          re += a[k] * c[k] + b[k] * d[k];
          im += a[k] * d[k] - b[k] * c[k];
        }
        if (!right && i === j) im = 0;
        const [at, mirror] = [i * columns.count + j, j * columns.count + i];
        real[at] = options.overlaps ? re : re * re + im * im;
        if (options.overlaps) imaginary[at] = im;
        if (!right && i !== j) {
          real[mirror] = real[at];
          if (options.overlaps) imaginary[mirror] = -im;
        }
      }
    }
    return { real, imaginary };
  }

  blochVectors({ first, count }: StateRange): Promise<Float64Array> {
    const vectors = new Float64Array(count * this.#qubitCount * 3);
    for (let state = 0; state < count; state++) {
      const [real, imaginary] = this.#parts(first + state);
      for (let qubit = 0; qubit < this.#qubitCount; qubit++) {
        let [x, y, z] = [0, 0, 0];
        for (let k = 0; k < this.#size; k++) {
          const sign = (k >> qubit) & 1 ? -1 : 1;
          z += sign * (real[k] ** 2 + imaginary[k] ** 2);
          if (sign < 0) continue;
          const other = k ^ (1 << qubit);
          x += 2 * (real[k] * real[other] + imaginary[k] * imaginary[other]);
          y += 2 * (real[k] * imaginary[other] - imaginary[k] * real[other]);
        }
        vectors.set([x, y, z], 3 * (state * this.#qubitCount + qubit));
      }
    }
    return Promise.resolve(vectors);
  }

  read({ first, count }: StateRange): { real: Float64Array; imaginary: Float64Array } {
    const real = new Float64Array(count * this.#size);
    const imaginary = new Float64Array(count * this.#size);
    for (let state = 0; state < count; state++) {
      const [re, im] = this.#parts(first + state);
      real.set(re, state * this.#size);
      imaginary.set(im, state * this.#size);
    }
    return { real, imaginary };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
