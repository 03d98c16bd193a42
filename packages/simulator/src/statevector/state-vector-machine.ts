import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { KernelMemory } from "../kernels/kernel-memory.ts";
import type { KernelCall } from "../kernels/kernel-worker.ts";
import { loadKernels, probeKernelBuild } from "../kernels/load-kernels.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import type { PauliGroup } from "../operators/pauli-groups.ts";
import { countBits } from "../operators/pauli-sum.ts";
import { workerModule } from "../workers/compute-pool.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { chunkShape, leastKernelQubits } from "./chunk-shape.ts";
import { compileProgram, workspaceBytes } from "./compiled-program.ts";
import type { CompiledProgram } from "./compiled-program.ts";
import { checkStatus, stateVectorKernelBuilds } from "./kernels.ts";
import type { StateVectorBackend, StateVectorKernels } from "./kernels.ts";
import type { ChunkShape, CircuitPlan } from "./plan/plan-circuit.ts";
import {
  greatestStateCount,
  programFields,
  programWords,
  stageWords,
  systemFields,
  systemWords,
} from "./program-fields.ts";
import type { StateVector } from "./state-vector.ts";
import { createTypeScriptKernels } from "./typescript/index.ts";

export type Precision = "double" | "single";

/** Addresses of a state's two arrays. */
interface Amplitudes {
  readonly re: number;
  readonly im: number;
}

export interface MachineOptions {
  readonly qubitCount: number;
  readonly precision: Precision;
  readonly backend: StateVectorBackend;
  readonly build?: KernelBuildName | undefined;
  readonly pool?: ComputePool | undefined;
  /** How states of these qubits are cut into chunks; for tests and measurements. */
  readonly shape?: ChunkShape | undefined;
  readonly maximumBytes: number;
}

/** Terms of a group that are added up one by one; more go through a transform. */
const greatestTermCount = 32;
/** A group of so few terms is applied term by term, without a diagonal. */
const fewTerms = 2;
/** Of a term among few: two masks, whether it is imaginary, a gap, and its factor. */
const termBytes = 24;
/** States of fewer qubits than this run on the caller's thread. */
const leastSharedQubits = 15;

/** Stages of smaller states pass too fast to be watched. */
const leastWatchedQubits = 20;

export interface ExecuteOptions {
  readonly adjointCount?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with the share done. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

let engineCounter = 0;

/** States in kernel memory, and programs that work on them. State 0 is |ψ⟩, the others are adjoint states. */
export class StateVectorMachine {
  readonly qubitCount: number;
  readonly precision: Precision;
  readonly backend: StateVectorBackend;
  /** Qubits of the arrays; small states are padded. */
  readonly kernelQubits: number;
  readonly shape: ChunkShape;
  readonly #memory: KernelMemory;
  readonly #kernels: StateVectorKernels;
  readonly #pool: ComputePool | undefined;
  readonly #build: KernelBuildName;
  readonly #engine = `statevector-${(engineCounter++).toString()}`;
  readonly #system: number;
  readonly #table: number;
  readonly #sync: number;
  readonly #out: number;
  readonly #zMasks: number;
  readonly #coefficients: number;
  readonly #terms: number;
  readonly #states: Amplitudes[] = [];
  #diagonalAddress: number | undefined;
  #workspace = { address: 0, bytes: 0 };
  #area = { address: 0, bytes: 0 };
  #partials = { address: 0, bytes: 0 };
  #loaded: CompiledProgram | undefined;

  private constructor(
    options: MachineOptions,
    memory: KernelMemory,
    kernels: StateVectorKernels,
    build: KernelBuildName,
  ) {
    this.qubitCount = options.qubitCount;
    this.precision = options.precision;
    this.backend = options.backend;
    this.kernelQubits = Math.max(options.qubitCount, leastKernelQubits);
    this.shape = options.shape ?? chunkShape(this.kernelQubits, options.backend === "wasm");
    this.#memory = memory;
    this.#kernels = kernels;
    this.#build = build;
    const isShared =
      options.backend === "wasm" && (options.shape !== undefined || this.kernelQubits >= leastSharedQubits);
    this.#pool = isShared ? options.pool : undefined;
    this.#system = memory.allocate(4 * systemWords);
    this.#table = memory.allocate(8 * greatestStateCount);
    this.#sync = memory.allocate(64);
    this.#out = memory.allocate(16);
    this.#zMasks = memory.allocate(4 * greatestTermCount);
    this.#coefficients = memory.allocate(8 * greatestTermCount);
    this.#terms = memory.allocate(termBytes * greatestTermCount);
    this.#state(0);
  }

  static async create(options: MachineOptions): Promise<StateVectorMachine> {
    const memory = new KernelMemory({
      maximumBytes: options.maximumBytes,
      shared: options.backend === "wasm",
    });
    const build = options.build ?? probeKernelBuild();
    const kernels =
      options.backend === "typescript"
        ? createTypeScriptKernels(memory.memory)
        : await loadKernels<StateVectorKernels>(stateVectorKernelBuilds, memory.memory, build);
    return new StateVectorMachine(options, memory, kernels, build);
  }

  get threads(): number {
    return this.#pool?.threads ?? 1;
  }

  get numberBytes(): 8 | 4 {
    return this.precision === "double" ? 8 : 4;
  }

  get #size(): number {
    return 2 ** this.kernelQubits;
  }

  #state(index: number): Amplitudes {
    while (this.#states.length <= index) {
      const bytes = this.numberBytes * this.#size;
      this.#states.push({ re: this.#memory.allocate(bytes), im: this.#memory.allocate(bytes) });
    }
    return this.#states[index];
  }

  #view(address: number, count: number): Float64Array | Float32Array {
    const { buffer } = this.#memory.memory;
    return this.precision === "double"
      ? new Float64Array(buffer, address, count)
      : new Float32Array(buffer, address, count);
  }

  /** |ψ⟩ ← the initial state, |0…0⟩ without one. */
  reset(initial?: StateVector): void {
    const { re, im } = this.#state(0);
    const [real, imaginary] = [this.#view(re, this.#size), this.#view(im, this.#size)];
    if (!initial || initial.real.length < this.#size) {
      real.fill(0);
      imaginary.fill(0);
    }
    if (initial) {
      real.set(initial.real);
      imaginary.set(initial.imaginary);
    } else real[0] = 1;
  }

  /** |ψ⟩ as a copy in double precision. */
  read(): StateVector {
    const { re, im } = this.#state(0);
    const size = 2 ** this.qubitCount;
    return {
      qubitCount: this.qubitCount,
      real: Float64Array.from(this.#view(re, size)),
      imaginary: Float64Array.from(this.#view(im, size)),
    };
  }

  /** The arrays of |ψ⟩ themselves: they change with the next run. Double precision only. */
  peek(): StateVector {
    if (this.precision !== "double") {
      throw new InvalidArgumentError("the state's own arrays are only given out in double precision", {
        precision: this.precision,
      });
    }
    const { re, im } = this.#state(0);
    const size = 2 ** this.qubitCount;
    const { buffer } = this.#memory.memory;
    return {
      qubitCount: this.qubitCount,
      real: new Float64Array(buffer, re, size),
      imaginary: new Float64Array(buffer, im, size),
    };
  }

  /** A program for a plan, at an address where it and programs of its size can be run. */
  compile(plan: CircuitPlan, reversed: boolean): CompiledProgram {
    const compile = (): CompiledProgram =>
      compileProgram(plan, { base: this.#area.address, numberBytes: this.numberBytes, reversed });
    let program = compile();
    if (program.bytes.length > this.#area.bytes) {
      const bytes = 2 * program.bytes.length;
      this.#area = { address: this.#memory.allocate(bytes), bytes };
      program = compile();
    }
    return program;
  }

  /** Whether a program can still be run: the area for programs may have moved since. */
  isCurrent(program: CompiledProgram): boolean {
    return program.base === this.#area.address;
  }

  /**
   * Runs a program on |ψ⟩, and on the adjoint states 1 … adjointCount. Returns the slopes, by slot and adjoint state, of a
   * reversed program. A run that is watched goes stage by stage, so that it can tell its progress and be stopped.
   */
  async execute(
    program: CompiledProgram,
    values: ParameterValues,
    { adjointCount = 0, signal, onProgress }: ExecuteOptions = {},
  ): Promise<Float64Array> {
    const partialCount = this.#prepare(program, values, adjointCount);
    const stageCount = program.plan.stages.length;
    if ((signal ?? onProgress) && this.kernelQubits >= leastWatchedQubits && stageCount > 1) {
      // The words in memory are changed on the way: the next run loads them anew.
      this.#loaded = undefined;
      for (let stage = 0; stage < stageCount; stage++) {
        signal?.throwIfAborted();
        const words = this.#memory.int32(program.address, programWords);
        words[programFields.stageCount] = 1;
        words[programFields.stages] = program.stagesAddress + 4 * stageWords * stage;
        await this.#run(program);
        onProgress?.((stage + 1) / stageCount);
        // Lets an abort that waits in the event loop be heard.
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    } else await this.#run(program);
    return this.#sumPartials(program, partialCount, adjointCount);
  }

  /** One call into the kernels, on this thread or on all of the pool. */
  async #run(program: CompiledProgram): Promise<void> {
    const kernel = this.precision === "double" ? "runDouble" : "runSingle";
    if (!this.#pool || program.plan.shape.localBits === this.kernelQubits) {
      checkStatus(this.#kernels[kernel](this.#system, program.address, 0, 1), kernel);
      return;
    }
    const data: KernelCall = {
      engine: this.#engine,
      memory: this.#memory.memory,
      build: this.#build,
      kernel,
      pointers: [this.#system, program.address],
    };
    const module = workerModule(import.meta.url, "./statevector-worker");
    const statuses = await this.#pool.runOnAll<number>({ module, name: "runKernel", data });
    for (const status of statuses) checkStatus(status, kernel);
  }

  /** Puts the program, its constants and the system into memory; returns how many partial sums there are. */
  #prepare(program: CompiledProgram, values: ParameterValues, adjointCount: number): number {
    const stateCount = 1 + adjointCount;
    const workspace = workspaceBytes(program.plan.shape.localBits, stateCount, this.numberBytes);
    const needed = workspace * this.threads;
    if (needed > this.#workspace.bytes) {
      this.#workspace = { address: this.#memory.allocate(needed), bytes: needed };
    }
    const partialCount = program.slopes.length * adjointCount * program.groupCount;
    if (8 * partialCount > this.#partials.bytes) {
      this.#partials = { address: this.#memory.allocate(8 * partialCount), bytes: 8 * partialCount };
    }
    if (partialCount > 0) this.#memory.float64(this.#partials.address, partialCount).fill(0);
    for (let index = 0; index < stateCount; index++) {
      const { re, im } = this.#state(index);
      this.#memory.int32(this.#table, 2 * stateCount).set([re, im], 2 * index);
    }
    if (this.#loaded !== program || !program.isConstant) {
      program.bind(values);
      new Uint8Array(this.#memory.memory.buffer, program.base, program.bytes.length).set(program.bytes);
      this.#loaded = program;
    }
    const words = this.#memory.int32(this.#system, systemWords);
    words[systemFields.qubitCount] = this.kernelQubits;
    words[systemFields.stateCount] = stateCount;
    words[systemFields.states] = this.#table;
    words[systemFields.workspace] = this.#workspace.address;
    words[systemFields.workspaceStride] = workspace;
    words[systemFields.sync] = this.#sync;
    words[systemFields.partials] = this.#partials.address;
    return partialCount;
  }

  #sumPartials(program: CompiledProgram, partialCount: number, adjointCount: number): Float64Array {
    const sums = new Float64Array(program.slopes.length * adjointCount);
    if (partialCount === 0) return sums;
    const partials = this.#memory.float64(this.#partials.address, partialCount);
    const { groupCount, slotScales } = program;
    for (let at = 0; at < partialCount; at++) sums[Math.floor(at / groupCount)] += partials[at];
    return sums.map((sum, at) => sum * slotScales[Math.floor(at / adjointCount)]);
  }

  get #diagonal(): number {
    this.#diagonalAddress ??= this.#memory.allocate(8 * this.#size);
    return this.#diagonalAddress;
  }

  /** ⟨ψ|O|ψ⟩. */
  expectation(groups: readonly PauliGroup[]): number {
    const { re, im } = this.#state(0);
    const kernel = this.precision === "double" ? "groupExpectationDouble" : "groupExpectationSingle";
    let sum = 0;
    for (const group of groups) {
      const diagonal = this.#prepareDiagonal(group);
      const isImaginary = group.phase === "i" ? 1 : 0;
      checkStatus(
        this.#kernels[kernel](re, im, diagonal, group.x, isImaginary, 0, this.#size, this.#out),
        kernel,
      );
      sum += this.#memory.float64(this.#out, 1)[0];
    }
    return sum;
  }

  /** Adjoint state number `index` (from 1) ← O|ψ⟩. */
  applyObservable(groups: readonly PauliGroup[], index: number): void {
    const { re, im } = this.#state(0);
    const to = this.#state(index);
    this.#view(to.re, this.#size).fill(0);
    this.#view(to.im, this.#size).fill(0);
    const kernel = this.precision === "double" ? "accumulateGroupDouble" : "accumulateGroupSingle";
    const few = groups.filter(({ zMasks }) => zMasks.length <= fewTerms);
    for (let from = 0; from < few.length; from += greatestTermCount / fewTerms) {
      this.#accumulateTerms(few.slice(from, from + greatestTermCount / fewTerms), to);
    }
    for (const group of groups) {
      if (group.zMasks.length <= fewTerms) continue;
      const diagonal = this.#prepareDiagonal(group);
      const isImaginary = group.phase === "i" ? 1 : 0;
      checkStatus(
        this.#kernels[kernel](re, im, to.re, to.im, diagonal, group.x, isImaginary, 0, this.#size),
        kernel,
      );
    }
  }

  /** Adds the terms of small groups, all in one pass. */
  #accumulateTerms(groups: readonly PauliGroup[], to: Amplitudes): void {
    const { re, im } = this.#state(0);
    let count = 0;
    for (const { x, phase, zMasks, coefficients } of groups) {
      zMasks.forEach((z, term) => {
        const words = this.#memory.int32(this.#terms + termBytes * count, 3);
        words.set([x, z, phase === "i" ? 1 : 0]);
        // The kernel takes the sign of the index it writes to, k ⊕ x of the one it reads.
        const sign = countBits(x & z) % 2 === 0 ? 1 : -1;
        this.#memory.float64(this.#terms + termBytes * count + 16, 1)[0] = sign * coefficients[term];
        count++;
      });
    }
    const kernel = this.precision === "double" ? "accumulateTermsDouble" : "accumulateTermsSingle";
    checkStatus(this.#kernels[kernel](re, im, to.re, to.im, this.#terms, count, 0, this.#size), kernel);
  }

  /** Re⟨λ|ψ⟩ of adjoint state `index`: ⟨ψ|O|ψ⟩ right after {@link applyObservable}. */
  overlap(index: number): number {
    const [lambda, psi] = [this.#state(index), this.#state(0)];
    const kernel = this.precision === "double" ? "realOverlapDouble" : "realOverlapSingle";
    checkStatus(
      this.#kernels[kernel](lambda.re, lambda.im, psi.re, psi.im, 0, this.#size, this.#out),
      kernel,
    );
    return this.#memory.float64(this.#out, 1)[0];
  }

  /** Puts d(k) of a group into the diagonal: by a transform where that is less work than term by term. */
  #prepareDiagonal({ zMasks, coefficients }: PauliGroup): number {
    const diagonal = this.#diagonal;
    if (zMasks.length < this.kernelQubits / 2) {
      this.#memory.int32(this.#zMasks, zMasks.length).set(zMasks);
      this.#memory.float64(this.#coefficients, zMasks.length).set(coefficients);
      checkStatus(
        this.#kernels.fillDiagonal(diagonal, this.#zMasks, this.#coefficients, zMasks.length, 0, this.#size),
        "fillDiagonal",
      );
    } else {
      const data = this.#memory.float64(diagonal, this.#size);
      data.fill(0);
      zMasks.forEach((mask, term) => (data[mask] += coefficients[term]));
      checkStatus(this.#kernels.walshHadamard(diagonal, this.kernelQubits), "walshHadamard");
    }
    return diagonal;
  }

  /** Lets the pool's threads forget the memory. */
  async dispose(): Promise<void> {
    if (!this.#pool) return;
    const module = workerModule(import.meta.url, "./statevector-worker");
    await this.#pool.runOnAll({ module, name: "releaseEngine", data: this.#engine });
  }
}
