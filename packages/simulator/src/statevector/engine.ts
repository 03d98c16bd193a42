import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, StateVectorTooLargeError } from "../errors.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import { groupPauliSum } from "../operators/pauli-groups.ts";
import type { PauliGroup } from "../operators/pauli-groups.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import type { StateVectorBackend } from "./kernels.ts";
import { leastKernelQubits } from "./chunk-shape.ts";
import { ProgramCache } from "./program-cache.ts";
import { collectSlopes, SlopeTargets } from "./slope-targets.ts";
import { StateVectorMachine } from "./state-vector-machine.ts";
import type { Precision } from "./state-vector-machine.ts";
import type { ChunkShape } from "./plan/plan-circuit.ts";
import type { StateVector } from "./state-vector.ts";

export interface RunOptions {
  /** Values of the circuit's symbolic parameters. */
  readonly parameters?: ParameterValues;
  /** The state to start from, by default |0…0⟩; "current" goes on from the state the engine holds. */
  readonly initial?: StateVector | "current";
  /** Stops a run of 20 qubits and more between two stages; the engine's state is undefined then. */
  readonly signal?: AbortSignal;
  /** Called with the share of the circuit done, for 20 qubits and more. */
  readonly onProgress?: (done: number) => void;
}

export interface GradientOptions extends RunOptions {
  /** The parameters to derive by, by default `parameterNames(circuit)`. */
  readonly parameterOrder?: readonly string[];
}

/** A circuit as the kernels run it. */
export interface ProgramDescription {
  /** Passes over the whole state. */
  readonly stageCount: number;
  /** Operations by kind, after merging. */
  readonly operations: Readonly<Record<string, number>>;
  /** Bytes of the state that all passes read and write. */
  readonly bytesMoved: number;
}

/** A general state-vector simulator for one qubit count. Calls are answered one after the other. */
export interface StateVectorEngine extends AsyncDisposable {
  readonly qubitCount: number;
  readonly precision: Precision;
  readonly backend: StateVectorBackend;
  readonly threads: number;
  /** The state after the circuit, as a copy in double precision. */
  run(circuit: Circuit, options?: RunOptions): Promise<StateVector>;
  /**
   * The state after the circuit as the engine's own arrays: nothing is copied, and the next call changes them.
   * Double precision only.
   */
  runInPlace(circuit: Circuit, options?: RunOptions): Promise<StateVector>;
  /** What a run of the circuit consists of, without running it. */
  describe(circuit: Circuit): ProgramDescription;
  /** ⟨ψ|O|ψ⟩ for the state after the circuit and a Hermitian O. */
  expectation(circuit: Circuit, observable: PauliSum, options?: RunOptions): Promise<number>;
  /** ⟨ψ|O|ψ⟩ for several observables of the same state. */
  expectations(
    circuit: Circuit,
    observables: readonly PauliSum[],
    options?: RunOptions,
  ): Promise<Float64Array>;
  /**
   * ⟨ψ|O|ψ⟩ and its derivative by each parameter of the circuit, in the order of `parameterNames(circuit)` unless
   * `parameterOrder` names another; by one backward sweep (adjoint differentiation), at twice the memory of a run.
   * Source: Jones and Gacon, arXiv:2009.02823 (2020), algorithm 1.
   */
  expectationAndGradient(
    circuit: Circuit,
    observable: PauliSum,
    options?: GradientOptions,
  ): Promise<{ value: number; gradient: Float64Array }>;
  /** The same for several observables in one sweep, at one state more of memory for each. */
  expectationsAndGradients(
    circuit: Circuit,
    observables: readonly PauliSum[],
    options?: GradientOptions,
  ): Promise<{ values: Float64Array; gradients: Float64Array[] }>;
}

/** Two arrays of 2^27 doubles are 2 GiB of the 4 GiB that a 32-bit WASM memory holds. */
const greatestQubitCount = { double: 27, single: 28 } as const;
const greatestMemoryBytes = 2 ** 32;
const bytesOf = { double: 8, single: 4 } as const;

/** Bytes beside states: programs, workspaces of threads, partial sums. */
const otherBytes = 2 ** 26;

/**
 * Bytes of state vectors in memory: one state for a run, and with an observable its diagonal; a gradient needs another
 * state for each observable.
 */
export function stateVectorMemoryBytes(
  qubitCount: number,
  options: {
    readonly precision?: Precision;
    readonly withObservable?: boolean;
    readonly gradientCount?: number;
  } = {},
): number {
  const { precision = "double", gradientCount = 0, withObservable = gradientCount > 0 } = options;
  const number = bytesOf[precision];
  return 2 ** qubitCount * (2 * number * (1 + gradientCount) + (withObservable ? 8 : 0));
}

class KernelStateVectorEngine implements StateVectorEngine {
  readonly qubitCount: number;
  readonly #machine: StateVectorMachine;
  readonly #programs: ProgramCache;
  readonly #targets = new SlopeTargets();
  readonly #groupsOf = new WeakMap<PauliSum, readonly PauliGroup[]>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(machine: StateVectorMachine) {
    this.qubitCount = machine.qubitCount;
    this.#machine = machine;
    this.#programs = new ProgramCache(machine);
  }

  get precision(): Precision {
    return this.#machine.precision;
  }

  get backend(): StateVectorBackend {
    return this.#machine.backend;
  }

  get threads(): number {
    return this.#machine.threads;
  }

  run(circuit: Circuit, options: RunOptions = {}): Promise<StateVector> {
    return this.#inTurn(async () => {
      await this.#evolve(circuit, options);
      return this.#machine.read();
    });
  }

  runInPlace(circuit: Circuit, options: RunOptions = {}): Promise<StateVector> {
    return this.#inTurn(async () => {
      await this.#evolve(circuit, options);
      return this.#machine.peek();
    });
  }

  describe(circuit: Circuit): ProgramDescription {
    this.#checkQubits("circuit", circuit.qubitCount);
    const { stages, qubitCount } = this.#programs.forward(circuit).plan;
    const operations: Record<string, number> = {};
    for (const { kind } of stages.flatMap((stage) => stage.operations)) {
      operations[kind] = (operations[kind] ?? 0) + 1;
    }
    const stateBytes = 2 * bytesOf[this.precision] * 2 ** qubitCount;
    return { stageCount: stages.length, operations, bytesMoved: 2 * stages.length * stateBytes };
  }

  async expectation(circuit: Circuit, observable: PauliSum, options: RunOptions = {}): Promise<number> {
    return (await this.expectations(circuit, [observable], options))[0];
  }

  expectations(
    circuit: Circuit,
    observables: readonly PauliSum[],
    options: RunOptions = {},
  ): Promise<Float64Array> {
    return this.#inTurn(async () => {
      const groups = observables.map((observable) => this.#groups(observable));
      this.#checkMemory({ withObservable: observables.length > 0 });
      await this.#evolve(circuit, options);
      return Float64Array.from(groups, (group) => this.#machine.expectation(group));
    });
  }

  async expectationAndGradient(
    circuit: Circuit,
    observable: PauliSum,
    options: GradientOptions = {},
  ): Promise<{ value: number; gradient: Float64Array }> {
    const { values, gradients } = await this.expectationsAndGradients(circuit, [observable], options);
    return { value: values[0], gradient: gradients[0] };
  }

  expectationsAndGradients(
    circuit: Circuit,
    observables: readonly PauliSum[],
    options: GradientOptions = {},
  ): Promise<{ values: Float64Array; gradients: Float64Array[] }> {
    return this.#inTurn(async () => {
      const groups = observables.map((observable) => this.#groups(observable));
      this.#checkQubits("circuit", circuit.qubitCount);
      this.#checkMemory({ gradientCount: observables.length });
      const { parameters = {} } = options;
      this.#reset(options);
      const { forward, backward } = this.#programs.gradient(circuit);
      await this.#machine.execute(forward, parameters);
      const values = Float64Array.from(groups, (group, index) => {
        this.#machine.applyObservable(group, index + 1);
        return this.#machine.overlap(index + 1);
      });
      const slopes = await this.#machine.execute(backward, parameters, {
        adjointCount: observables.length,
        signal: options.signal,
      });
      const order = options.parameterOrder ?? forward.plan.parameterNames;
      const targets = this.#targets.of(backward, order);
      const gradients = observables.map((_, index) =>
        collectSlopes(targets, slopes, { index, count: observables.length }),
      );
      return { values, gradients };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#machine.dispose();
  }

  /** One call after the other: they share the state. */
  #inTurn<T>(calculate: () => Promise<T>): Promise<T> {
    const result = this.#last.then(calculate);
    this.#last = result.catch(() => undefined);
    return result;
  }

  #reset({ initial }: RunOptions): void {
    if (initial === "current") return;
    if (initial) {
      this.#checkQubits("initial", Math.log2(initial.real.length));
      this.#checkQubits("initial", Math.log2(initial.imaginary.length));
    }
    this.#machine.reset(initial);
  }

  /** |ψ⟩ ← the circuit's state. */
  async #evolve(circuit: Circuit, options: RunOptions): Promise<void> {
    this.#checkQubits("circuit", circuit.qubitCount);
    const program = this.#programs.forward(circuit);
    this.#reset(options);
    const { parameters = {}, signal, onProgress } = options;
    await this.#machine.execute(program, parameters, { signal, onProgress });
  }

  #checkMemory(use: { readonly withObservable?: boolean; readonly gradientCount?: number }): void {
    const bytesNeeded = stateVectorMemoryBytes(this.qubitCount, { precision: this.precision, ...use });
    if (bytesNeeded + otherBytes > greatestMemoryBytes) {
      throw new StateVectorTooLargeError(
        `this needs ${bytesNeeded} bytes on ${this.qubitCount} qubits; at most ${greatestMemoryBytes - otherBytes} can be ` +
          "addressed: use fewer qubits, fewer observables at once, or single precision",
        { qubitCount: this.qubitCount, bytesNeeded },
      );
    }
  }

  #groups(observable: PauliSum): readonly PauliGroup[] {
    this.#checkQubits("observable", observable.qubitCount);
    const known = this.#groupsOf.get(observable);
    if (known) return known;
    const groups = groupPauliSum(observable);
    // What can still be changed is read anew in every call.
    if (Object.isFrozen(observable) && Object.isFrozen(observable.terms))
      this.#groupsOf.set(observable, groups);
    return groups;
  }

  #checkQubits(field: string, qubitCount: number): void {
    if (qubitCount === this.qubitCount) return;
    throw new InvalidArgumentError(
      `${field} must have the engine's ${this.qubitCount} qubits, got ${qubitCount}`,
      { field, qubitCount },
    );
  }
}

export interface StateVectorEngineOptions {
  readonly qubitCount: number;
  /** Of the amplitudes: "double" (the default) or "single", at half the memory and about twice the speed. */
  readonly precision?: Precision;
  /** "auto" takes compiled kernels where shared memory can be had. */
  readonly backend?: "auto" | StateVectorBackend;
  /** The kernel build, by default the fastest that runs. */
  readonly build?: KernelBuildName;
  /** Threads for states of 15 qubits and more; without it everything runs on the caller's thread. */
  readonly pool?: ComputePool;
  /** How states are cut into chunks that fit the cache; the default is measured. */
  readonly shape?: ChunkShape;
}

/**
 * An engine for circuits on `qubitCount` qubits.
 * Throws {@link StateVectorTooLargeError} beyond 27 qubits (28 in single precision), {@link InvalidArgumentError} below 1.
 */
export async function createStateVectorEngine(options: StateVectorEngineOptions): Promise<StateVectorEngine> {
  const { qubitCount, precision = "double" } = options;
  if (!Number.isInteger(qubitCount) || qubitCount < 1) {
    throw new InvalidArgumentError(`qubitCount must be an integer of at least 1, got ${qubitCount}`, {
      field: "qubitCount",
    });
  }
  const bytesNeeded = stateVectorMemoryBytes(qubitCount, { precision });
  const most = greatestQubitCount[precision];
  if (qubitCount > most) {
    throw new StateVectorTooLargeError(
      `a state vector of ${qubitCount} qubits needs ${bytesNeeded} bytes; at most ${most} qubits ` +
        `(${stateVectorMemoryBytes(most, { precision })} bytes) fit: use fewer qubits or a particle-number sector`,
      { qubitCount, bytesNeeded },
    );
  }
  const isSharedAvailable = typeof SharedArrayBuffer !== "undefined";
  const backend =
    options.backend === undefined || options.backend === "auto"
      ? isSharedAvailable
        ? "wasm"
        : "typescript"
      : options.backend;
  // Address space, not memory: room for some adjoint states, taken when they are used.
  const padded = Math.max(qubitCount, leastKernelQubits);
  const maximumBytes = Math.min(
    greatestMemoryBytes,
    stateVectorMemoryBytes(padded, { gradientCount: 15 }) + otherBytes,
  );
  const machine = await StateVectorMachine.create({ ...options, precision, backend, maximumBytes });
  return new KernelStateVectorEngine(machine);
}
