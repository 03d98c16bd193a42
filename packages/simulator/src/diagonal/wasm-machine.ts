import { KernelMemory } from "../kernels/kernel-memory.ts";
import type { KernelCall } from "../kernels/kernel-worker.ts";
import { loadKernels, probeKernelBuild } from "../kernels/load-kernels.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import type { DiagonalSpace } from "./diagonal-space.ts";
import { diagonalMemoryBytes } from "./diagonal-space.ts";
import { systemFields, systemWords } from "./fields.ts";
import { checkDiagonalStatus, diagonalKernelBuilds } from "./kernels.ts";
import type { DiagonalKernels } from "./kernels.ts";
import { createFullProgram } from "./full-program.ts";
import type { MixerEdge } from "./mixer-edges.ts";
import type { LayerAngles, QaoaMachine, Weighing } from "./qaoa-machine.ts";
import { createSectorProgram } from "./sector-program.ts";
import type { KernelProgram } from "./kernel-program.ts";
import type { PlainMachineOptions } from "./typescript-machine.ts";

export interface WasmMachineOptions extends PlainMachineOptions {
  readonly build?: KernelBuildName | undefined;
  readonly pool?: ComputePool | undefined;
  /** Bits of a chunk (transverse mixer) or block (XY mixer); for tests and measurements. */
  readonly lowBits?: number | undefined;
}

/** Fewer states than this run on the caller's thread. */
const leastSharedSize = 2 ** 14;
/** Programs, tables, workspaces of threads, partial sums. */
const otherBytes = 2 ** 27;
const greatestMemoryBytes = 2 ** 32;

/** Steps of the circle in the table of phases; assembly/diagonal/phase-turns.ts says the same. */
const phaseSteps = 512;

/** cos and sin of each step. */
function phaseTable(): Float64Array {
  return Float64Array.from({ length: 2 * phaseSteps }, (_, at) => {
    const angle = (2 * Math.PI * Math.floor(at / 2)) / phaseSteps;
    return at % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  });
}

let engineCounter = 0;

/** The calculation by the kernels of assembly/diagonal, on the threads of a pool. */
export class WasmMachine implements QaoaMachine {
  readonly rotationCount: number;
  readonly #space: DiagonalSpace;
  readonly #edges: readonly MixerEdge[] | undefined;
  readonly #memory: KernelMemory;
  readonly #kernels: DiagonalKernels;
  readonly #build: KernelBuildName;
  readonly #pool: ComputePool | undefined;
  readonly #engine = `diagonal-${(engineCounter++).toString()}`;
  readonly #system: number;
  readonly #objective: number;
  readonly #program: KernelProgram;
  readonly #words = new Int32Array(systemWords);
  #angles: LayerAngles = { gammas: new Float64Array(), betas: new Float64Array() };
  /** The factor that the amplitudes lack. */
  #scale = 1;
  #anglesArea = { address: 0, count: 0 };
  #partialsArea = { address: 0, count: 0 };

  private constructor(
    options: WasmMachineOptions,
    memory: KernelMemory,
    kernels: DiagonalKernels,
    build: KernelBuildName,
  ) {
    const { space, costs, edges, start } = options;
    this.#space = space;
    this.#edges = edges;
    this.#memory = memory;
    this.#kernels = kernels;
    this.#build = build;
    this.#pool = space.size >= leastSharedSize || options.lowBits !== undefined ? options.pool : undefined;
    this.rotationCount = edges?.length ?? space.qubitCount;
    this.#system = memory.allocate(4 * systemWords);
    this.#objective = memory.allocate(32);
    const words = this.#words;
    words[systemFields.psi] = memory.allocate(16 * space.size);
    words[systemFields.cost] = memory.place(costs);
    words[systemFields.size] = space.size;
    words[systemFields.sync] = memory.allocate(64);
    words[systemFields.qubitCount] = space.qubitCount;
    words[systemFields.edgeCount] = this.rotationCount;
    words[systemFields.objective] = this.#objective;
    words[systemFields.phaseTable] = memory.place(phaseTable());
    const { lowBits } = options;
    this.#program = edges
      ? createSectorProgram({ memory, words, space, edges, lowBits })
      : createFullProgram({ memory, words, space, threads: this.threads, lowBits });
    if (start) words[systemFields.start] = this.#placeStart(start);
  }

  static async create(options: WasmMachineOptions): Promise<WasmMachine> {
    const bytes = diagonalMemoryBytes(options.space, {
      withGradient: true,
      withStart: options.start !== undefined,
    });
    const memory = new KernelMemory({
      maximumBytes: Math.min(greatestMemoryBytes, bytes + otherBytes),
      shared: true,
    });
    const build = options.build ?? probeKernelBuild();
    const kernels = await loadKernels<DiagonalKernels>(diagonalKernelBuilds, memory.memory, build);
    return new WasmMachine(options, memory, kernels, build);
  }

  get threads(): number {
    return this.#pool?.threads ?? 1;
  }

  get #psi(): Float64Array {
    return this.#memory.float64(this.#words[systemFields.psi] >>> 0, 2 * this.#space.size);
  }

  /** The kernels keep ψ_k·i^|k| for the transverse mixer. */
  #turnAmplitudes(values: Float64Array, direction: 1 | -1): void {
    if (this.#edges) return;
    for (let k = 0; k < this.#space.size; k++) {
      let ones = 0;
      for (let rest = k; rest !== 0; rest &= rest - 1) ones++;
      const [re, im] = [values[2 * k], values[2 * k + 1]];
      const quarter = (direction * ones) & 3;
      if (quarter === 1) values.set([-im, re], 2 * k);
      else if (quarter === 2) values.set([-re, -im], 2 * k);
      else if (quarter === 3) values.set([im, -re], 2 * k);
    }
  }

  #placeStart({ real, imaginary }: NonNullable<PlainMachineOptions["start"]>): number {
    const values = new Float64Array(2 * real.length);
    for (let k = 0; k < real.length; k++) {
      values[2 * k] = real[k];
      values[2 * k + 1] = imaginary[k];
    }
    this.#turnAmplitudes(values, 1);
    return this.#memory.place(values);
  }

  async #call(kernel: keyof DiagonalKernels): Promise<void> {
    this.#memory.int32(this.#system, systemWords).set(this.#words);
    if (!this.#pool) {
      checkDiagonalStatus(this.#kernels[kernel](this.#system, 0, 1), kernel);
      return;
    }
    const data: KernelCall = {
      engine: this.#engine,
      memory: this.#memory.memory,
      build: this.#build,
      kernel,
      pointers: [this.#system],
    };
    const module = workerModule(import.meta.url, "./diagonal-worker");
    const statuses = await this.#pool.runOnAll<number>({ module, name: "runKernel", data });
    for (const status of statuses) checkDiagonalStatus(status, kernel);
  }

  #area(area: { address: number; count: number }, count: number): { address: number; count: number } {
    return count <= area.count ? area : { address: this.#memory.allocate(8 * count), count };
  }

  async run(angles: LayerAngles): Promise<void> {
    const layers = angles.gammas.length;
    this.#angles = { gammas: angles.gammas.slice(), betas: angles.betas.slice() };
    const { values, scale } = this.#program.encodeAngles(this.#angles);
    this.#anglesArea = this.#area(this.#anglesArea, values.length);
    this.#memory.float64(this.#anglesArea.address, values.length).set(values);
    const partialCount = Math.max(1, layers * (this.rotationCount + 1)) * this.#program.groupCount;
    this.#partialsArea = this.#area(this.#partialsArea, partialCount);
    this.#words[systemFields.layers] = layers;
    this.#words[systemFields.angles] = this.#anglesArea.address;
    this.#words[systemFields.partials] = this.#partialsArea.address;
    this.#words[systemFields.groupCount] = this.#program.groupCount;
    this.#scale = scale;
    await this.#call(this.#edges ? "runSector" : "runFull");
  }

  async weigh({ tail, withAdjoint }: Weighing): Promise<number> {
    if (withAdjoint && this.#words[systemFields.lambda] === 0) {
      this.#words[systemFields.lambda] = this.#memory.allocate(16 * this.#space.size);
    }
    this.#memory
      .float64(this.#objective, 3)
      .set([this.#scale, tail?.threshold ?? 0, tail ? 1 / tail.alpha : 1]);
    this.#memory.int32(this.#objective + 24, 2).set([tail ? 1 : 0, withAdjoint ? 1 : 0]);
    await this.#call("weigh");
    this.#scale = 1;
    let sum = 0;
    for (const part of this.#memory.float64(this.#partialsArea.address, this.#program.groupCount))
      sum += part;
    return sum;
  }

  async slopes(): Promise<LayerAngles> {
    const layers = this.#angles.gammas.length;
    const { rotationCount } = this;
    const { groupCount } = this.#program;
    const count = layers * (rotationCount + 1) * groupCount;
    this.#memory.float64(this.#partialsArea.address, count).fill(0);
    await this.#call(this.#edges ? "undoSector" : "undoFull");
    const partials = this.#memory.float64(this.#partialsArea.address, count);
    const sumOf = (layer: number, slot: number): number => {
      const from = (layer * (rotationCount + 1) + slot) * groupCount;
      let sum = 0;
      for (let at = from; at < from + groupCount; at++) sum += partials[at];
      return 2 * sum;
    };
    return {
      gammas: Float64Array.from({ length: layers }, (_, layer) => sumOf(layer, rotationCount)),
      betas: Float64Array.from({ length: layers * rotationCount }, (_, at) =>
        sumOf(Math.floor(at / rotationCount), at % rotationCount),
      ),
    };
  }

  probability(index: number): number {
    const psi = this.#memory.float64((this.#words[systemFields.psi] >>> 0) + 16 * index, 2);
    return psi[0] * psi[0] + psi[1] * psi[1];
  }

  amplitudes(): { real: Float64Array; imaginary: Float64Array } {
    const values = this.#psi.slice();
    this.#turnAmplitudes(values, -1);
    const { size } = this.#space;
    return {
      real: Float64Array.from({ length: size }, (_, k) => values[2 * k]),
      imaginary: Float64Array.from({ length: size }, (_, k) => values[2 * k + 1]),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#pool) return;
    const module = workerModule(import.meta.url, "./diagonal-worker");
    await this.#pool.runOnAll({ module, name: "releaseEngine", data: this.#engine });
  }
}
