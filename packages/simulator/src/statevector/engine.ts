import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, StateVectorTooLargeError } from "../errors.ts";
import { KernelMemory } from "../kernels/kernel-memory.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import { groupPauliSum } from "../operators/pauli-groups.ts";
import type { PauliGroup } from "../operators/pauli-groups.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { planCircuit } from "./circuit-plan.ts";
import type { CircuitPlan, PlanStep } from "./circuit-plan.ts";
import { createStateVectorKernels } from "./kernels.ts";
import type { StateVectorBackend } from "./kernels.ts";
import { StateVectorMachine } from "./state-vector-machine.ts";
import type { StateVector } from "./state-vector.ts";

export interface RunOptions {
  /** Values of the circuit's symbolic parameters. */
  readonly parameters?: ParameterValues;
  /** The state to start from, by default |0…0⟩. */
  readonly initial?: StateVector;
}

/** A general state-vector simulator for one qubit count. */
export interface StateVectorEngine {
  readonly qubitCount: number;
  readonly backend: StateVectorBackend;
  /** The state after the circuit, as a copy. */
  run(circuit: Circuit, options?: RunOptions): Promise<StateVector>;
  /** ⟨ψ|O|ψ⟩ for the state after the circuit and a Hermitian O. */
  expectation(circuit: Circuit, observable: PauliSum, options?: RunOptions): Promise<number>;
  /**
   * ⟨ψ|O|ψ⟩ and its derivative by each parameter of the circuit, in the order of `parameterNames(circuit)` unless
   * `parameterOrder` names another; by one backward sweep (adjoint differentiation), at twice the memory of a run.
   */
  expectationAndGradient(
    circuit: Circuit,
    observable: PauliSum,
    options?: RunOptions & { readonly parameterOrder?: readonly string[] },
  ): Promise<{ value: number; gradient: Float64Array }>;
}

/** Five arrays of 2^26 doubles are 2.7 GB, what a 32-bit WASM memory holds. */
const greatestQubitCount = 26;

/** Bytes of an engine: the state, a second one for gradients, and an observable's diagonal. */
export function stateVectorMemoryBytes(qubitCount: number): number {
  return 5 * 8 * 2 ** qubitCount;
}

class KernelStateVectorEngine implements StateVectorEngine {
  readonly qubitCount: number;
  readonly backend: StateVectorBackend;
  readonly #machine: StateVectorMachine;

  constructor(backend: StateVectorBackend, machine: StateVectorMachine) {
    this.qubitCount = machine.qubitCount;
    this.backend = backend;
    this.#machine = machine;
  }

  run(circuit: Circuit, options: RunOptions = {}): Promise<StateVector> {
    return settle(() => {
      this.#evolve(circuit, options);
      return this.#machine.read();
    });
  }

  expectation(circuit: Circuit, observable: PauliSum, options: RunOptions = {}): Promise<number> {
    return settle(() => {
      const groups = this.#groups(observable);
      this.#evolve(circuit, options);
      return this.#machine.expectation(groups);
    });
  }

  expectationAndGradient(
    circuit: Circuit,
    observable: PauliSum,
    options: RunOptions & { readonly parameterOrder?: readonly string[] } = {},
  ): Promise<{ value: number; gradient: Float64Array }> {
    return settle(() => {
      const groups = this.#groups(observable);
      const plan = this.#evolve(circuit, options);
      const { parameterOrder = plan.parameterNames, parameters = {} } = options;
      const value = this.#machine.expectation(groups);
      this.#machine.applyObservable(groups);
      const slopes = sweepBack(this.#machine, plan, parameters);
      return { value, gradient: Float64Array.from(parameterOrder, (name) => slopes.get(name) ?? 0) };
    });
  }

  /** |ψ⟩ ← the circuit's state. */
  #evolve(circuit: Circuit, { initial, parameters = {} }: RunOptions): CircuitPlan {
    this.#checkQubits("circuit", circuit.qubitCount);
    if (initial) {
      this.#checkQubits("initial", Math.log2(initial.real.length));
      this.#checkQubits("initial", Math.log2(initial.imaginary.length));
    }
    const plan = planCircuit(circuit);
    this.#machine.reset(initial);
    for (const step of plan.steps) this.#machine.apply(step, parameters);
    return plan;
  }

  #groups(observable: PauliSum): PauliGroup[] {
    this.#checkQubits("observable", observable.qubitCount);
    return groupPauliSum(observable);
  }

  #checkQubits(field: string, qubitCount: number): void {
    if (qubitCount === this.qubitCount) return;
    throw new InvalidArgumentError(
      `${field} must have the engine's ${this.qubitCount} qubits, got ${qubitCount}`,
      { field, qubitCount },
    );
  }
}

/**
 * From |ψ⟩ and |λ⟩ = O|ψ⟩ behind the circuit, undoes both step by step and collects dE/dθ = 2 Re⟨λ|∂U|φ⟩, |φ⟩ the state
 * before the step. Source: Jones and Gacon, arXiv:2009.02823 (2020), algorithm 1.
 */
function sweepBack(
  machine: StateVectorMachine,
  { steps }: CircuitPlan,
  values: ParameterValues,
): Map<string, number> {
  const slopes = new Map<string, number>();
  const addSlopes = ({ parameters }: PlanStep, slopeOf: (index: number) => number): void => {
    parameters.forEach((value, index) => {
      if (typeof value === "number") return;
      const slope = slopeOf(index);
      for (const { parameter, coefficient } of value.terms) {
        slopes.set(parameter, (slopes.get(parameter) ?? 0) + coefficient * slope);
      }
    });
  };
  for (const step of steps.toReversed()) {
    if (step.kind === "rotation") addSlopes(step, () => machine.rotationSlope(step));
    machine.undo(step, values);
    if (step.kind === "matrix") addSlopes(step, (index) => machine.matrixSlope(step, values, index));
    machine.undoAdjoint(step, values);
  }
  return slopes;
}

/** The outcome of a synchronous calculation as a promise, a thrown error as its rejection. */
function settle<T>(calculate: () => T): Promise<T> {
  return new Promise((resolve) => resolve(calculate()));
}

/**
 * An engine for circuits on `qubitCount` qubits, in compiled kernels where shared memory can be had ("auto").
 * Throws {@link StateVectorTooLargeError} beyond 26 qubits and {@link InvalidArgumentError} below 1.
 */
export async function createStateVectorEngine(options: {
  readonly qubitCount: number;
  readonly backend?: "auto" | StateVectorBackend;
  /** The kernel build, by default the fastest that runs. */
  readonly build?: KernelBuildName;
}): Promise<StateVectorEngine> {
  const { qubitCount } = options;
  if (!Number.isInteger(qubitCount) || qubitCount < 1) {
    throw new InvalidArgumentError(`qubitCount must be an integer of at least 1, got ${qubitCount}`, {
      field: "qubitCount",
    });
  }
  const bytesNeeded = stateVectorMemoryBytes(qubitCount);
  if (qubitCount > greatestQubitCount) {
    throw new StateVectorTooLargeError(
      `a state vector of ${qubitCount} qubits needs ${bytesNeeded} bytes with its gradient; at most ${greatestQubitCount} qubits ` +
        `(${stateVectorMemoryBytes(greatestQubitCount)} bytes) fit: use fewer qubits or a particle-number sector`,
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
  const memory = new KernelMemory({ maximumBytes: bytesNeeded + 65536, shared: backend === "wasm" });
  const kernels = await createStateVectorKernels(memory.memory, backend, options.build);
  return new KernelStateVectorEngine(backend, new StateVectorMachine(qubitCount, memory, kernels));
}
