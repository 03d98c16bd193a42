import type { KernelMemory } from "../kernels/kernel-memory.ts";
import { reductionChunks, type SectorKernels } from "./kernel-fields.ts";
import type { KernelRunner } from "./kernel-runner.ts";

/** Most vectors of one linear combination or of one set of scalar products. */
const listLimit = 64;

/** Vectors in kernel memory and the operations of an iterative solver on them. */
export class VectorSpace {
  readonly #memory: KernelMemory;
  readonly #runner: KernelRunner;
  readonly #capacity: number;
  readonly #free: number[] = [];
  readonly #list: number;
  readonly #coefficients: number;
  readonly #partials: number;

  /** `capacity` is the length of the longest vector. */
  constructor(memory: KernelMemory, runner: KernelRunner, capacity: number) {
    this.#memory = memory;
    this.#runner = runner;
    this.#capacity = capacity;
    this.#list = memory.allocate(4 * listLimit);
    this.#coefficients = memory.allocate(8 * listLimit);
    this.#partials = memory.allocate(8 * listLimit * reductionChunks);
  }

  /** Vectors that can be taken now. */
  get availableCount(): number {
    return this.#free.length + Math.floor(this.#memory.availableBytes / (8 * this.#capacity + 64));
  }

  /** A vector's offset; its content is undefined. */
  take(): number {
    return this.#free.pop() ?? this.#memory.allocate(8 * this.#capacity);
  }

  release(...vectors: number[]): void {
    this.#free.push(...vectors);
  }

  write(vector: number, values: Float64Array): void {
    this.#memory.float64(vector, values.length).set(values);
  }

  read(vector: number, elementCount: number): Float64Array {
    return this.#memory.float64(vector, elementCount).slice();
  }

  /** ⟨vectorᵢ|other⟩ for every i, summed in a fixed order. */
  async products(vectors: readonly number[], other: number, elementCount: number): Promise<number[]> {
    this.#memory.int32(this.#list, vectors.length).set(vectors);
    await this.#run(
      "scalarProducts",
      [this.#list, vectors.length, other, elementCount, this.#partials],
      elementCount,
    );
    const partials = this.#memory.float64(this.#partials, vectors.length * reductionChunks).slice();
    return vectors.map((_, index) => {
      let sum = 0;
      for (let chunk = 0; chunk < reductionChunks; chunk++) sum += partials[index * reductionChunks + chunk];
      return sum;
    });
  }

  /** result ← Σ coefficientᵢ · vectorᵢ. */
  async combine(
    vectors: readonly number[],
    coefficients: readonly number[],
    result: number,
    elementCount: number,
  ): Promise<void> {
    this.#memory.int32(this.#list, vectors.length).set(vectors);
    this.#memory.float64(this.#coefficients, coefficients.length).set(coefficients);
    await this.#run(
      "combine",
      [this.#list, this.#coefficients, vectors.length, result, elementCount],
      elementCount,
    );
  }

  /** vector ← vector / (energy − diagonal). */
  async precondition(vector: number, diagonal: number, energy: number, elementCount: number): Promise<void> {
    await this.#run("precondition", [vector, diagonal, energy, elementCount], elementCount);
  }

  #run(kernel: keyof SectorKernels, pointers: readonly number[], elementCount: number): Promise<void> {
    return this.#runner.run(kernel, pointers, elementCount);
  }
}
