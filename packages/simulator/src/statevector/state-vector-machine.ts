import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { adjointMatrix } from "../circuit/complex-matrix.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { bindParameter } from "../circuit/parameter.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import type { KernelMemory } from "../kernels/kernel-memory.ts";
import type { PauliGroup } from "../operators/pauli-groups.ts";
import type { MatrixStep, PlanStep, RotationStep } from "./circuit-plan.ts";
import { checkStatus } from "./kernels.ts";
import type { StateVectorKernels } from "./kernels.ts";
import type { StateVector } from "./state-vector.ts";

/** Byte offsets of a state's two arrays. */
interface Amplitudes {
  readonly re: number;
  readonly im: number;
}

/** Masks are 32-bit, so a group that is filled term by term has fewer terms than this. */
const greatestTermCount = 32;

/** The state |ψ⟩, the adjoint |λ⟩ and an observable's diagonal in kernel memory, and the kernels that work on them. */
export class StateVectorMachine {
  readonly qubitCount: number;
  readonly #kernels: StateVectorKernels;
  readonly #memory: KernelMemory;
  readonly #matrix: number;
  readonly #out: number;
  readonly #zMasks: number;
  readonly #coefficients: number;
  readonly #state: Amplitudes;
  /** Reserved when an observable is first used. */
  #diagonalOffset: number | undefined;
  /** Reserved when a gradient is first asked for. */
  #adjointOffsets: Amplitudes | undefined;

  constructor(qubitCount: number, memory: KernelMemory, kernels: StateVectorKernels) {
    this.qubitCount = qubitCount;
    this.#memory = memory;
    this.#kernels = kernels;
    this.#matrix = memory.allocate(32 * 8);
    this.#out = memory.allocate(16);
    this.#zMasks = memory.allocate(4 * greatestTermCount);
    this.#coefficients = memory.allocate(8 * greatestTermCount);
    this.#state = this.#allocateAmplitudes();
  }

  get #diagonal(): number {
    this.#diagonalOffset ??= this.#memory.allocate(8 * 2 ** this.qubitCount);
    return this.#diagonalOffset;
  }

  get #adjoint(): Amplitudes {
    this.#adjointOffsets ??= this.#allocateAmplitudes();
    return this.#adjointOffsets;
  }

  #allocateAmplitudes(): Amplitudes {
    const bytes = 8 * 2 ** this.qubitCount;
    return { re: this.#memory.allocate(bytes), im: this.#memory.allocate(bytes) };
  }

  /** |ψ⟩ ← the initial state, |0…0⟩ without one. */
  reset(initial?: StateVector): void {
    const size = 2 ** this.qubitCount;
    const real = this.#memory.float64(this.#state.re, size);
    const imaginary = this.#memory.float64(this.#state.im, size);
    if (initial) {
      real.set(initial.real);
      imaginary.set(initial.imaginary);
    } else {
      real.fill(0);
      imaginary.fill(0);
      real[0] = 1;
    }
  }

  /** A copy of |ψ⟩. */
  read(): StateVector {
    const size = 2 ** this.qubitCount;
    return {
      qubitCount: this.qubitCount,
      real: Float64Array.from(this.#memory.float64(this.#state.re, size)),
      imaginary: Float64Array.from(this.#memory.float64(this.#state.im, size)),
    };
  }

  /** |ψ⟩ ← U|ψ⟩. */
  apply(step: PlanStep, values: ParameterValues): void {
    this.#applyStep(this.#state, step, values, false);
  }

  /** |ψ⟩ ← U†|ψ⟩. */
  undo(step: PlanStep, values: ParameterValues): void {
    this.#applyStep(this.#state, step, values, true);
  }

  /** |λ⟩ ← U†|λ⟩. */
  undoAdjoint(step: PlanStep, values: ParameterValues): void {
    this.#applyStep(this.#adjoint, step, values, true);
  }

  /** ⟨ψ|O|ψ⟩. */
  expectation(groups: readonly PauliGroup[]): number {
    let sum = 0;
    for (const group of groups) {
      const diagonal = this.#prepareDiagonal(group);
      const { re, im } = this.#state;
      const isImaginary = group.phase === "i" ? 1 : 0;
      checkStatus(
        this.#kernels.groupExpectation(re, im, diagonal, this.qubitCount, group.x, isImaginary, this.#out),
        "groupExpectation",
      );
      sum += this.#memory.float64(this.#out, 1)[0];
    }
    return sum;
  }

  /** |λ⟩ ← O|ψ⟩. */
  applyObservable(groups: readonly PauliGroup[]): void {
    const adjoint = this.#adjoint;
    this.#memory.float64(adjoint.re, 2 ** this.qubitCount).fill(0);
    this.#memory.float64(adjoint.im, 2 ** this.qubitCount).fill(0);
    for (const group of groups) {
      const diagonal = this.#prepareDiagonal(group);
      const { re, im } = this.#state;
      const isImaginary = group.phase === "i" ? 1 : 0;
      checkStatus(
        this.#kernels.accumulateGroup(
          re,
          im,
          adjoint.re,
          adjoint.im,
          diagonal,
          this.qubitCount,
          group.x,
          isImaginary,
        ),
        "accumulateGroup",
      );
    }
  }

  /** dE/dθ of exp(−iθP/2) from the states behind it: 2 Re⟨λ|−(i/2) P|ψ⟩ = Im⟨λ|P|ψ⟩. */
  rotationSlope({ x, z }: RotationStep): number {
    const adjoint = this.#adjoint;
    const { re, im } = this.#state;
    checkStatus(
      this.#kernels.pauliOverlap(adjoint.re, adjoint.im, re, im, this.qubitCount, x, z, this.#out),
      "pauliOverlap",
    );
    return this.#memory.float64(this.#out, 2)[1];
  }

  /** dE/d(parameter `index`) of a gate U from |λ⟩ behind it and |ψ⟩ before it: 2 Re⟨λ|∂U|ψ⟩. */
  matrixSlope(
    { row, parameters, controlMask, targets }: MatrixStep,
    values: ParameterValues,
    index: number,
  ): number {
    const adjoint = this.#adjoint;
    const { re, im } = this.#state;
    const bound = parameters.map((value) => bindParameter(value, values));
    this.#placeMatrix(row.derivative!(bound, index));
    const shared = [adjoint.re, adjoint.im, re, im, this.qubitCount, controlMask] as const;
    if (targets.length === 1) {
      checkStatus(
        this.#kernels.oneQubitOverlap(...shared, targets[0], this.#matrix, this.#out),
        "oneQubitOverlap",
      );
    } else {
      checkStatus(
        this.#kernels.twoQubitOverlap(...shared, targets[0], targets[1], this.#matrix, this.#out),
        "twoQubitOverlap",
      );
    }
    return 2 * this.#memory.float64(this.#out, 1)[0];
  }

  #applyStep(state: Amplitudes, step: PlanStep, values: ParameterValues, inverse: boolean): void {
    const parameters = step.parameters.map((value) => bindParameter(value, values));
    if (step.kind === "dense") {
      const bound = { ...step.operation, parameters } as UnitaryKindOperation;
      const small = operationMatrix(bound);
      this.#applyDense(state, inverse ? adjointMatrix(small) : small, bound);
      return;
    }
    if (step.kind === "rotation") {
      const half = (inverse ? -1 : 1) * (parameters[0] / 2);
      const { x, z } = step;
      checkStatus(
        this.#kernels.applyPauliRotation(
          state.re,
          state.im,
          this.qubitCount,
          x,
          z,
          Math.cos(half),
          Math.sin(half),
        ),
        "applyPauliRotation",
      );
      return;
    }
    const matrix = step.row.matrix(parameters);
    this.#placeMatrix(inverse ? adjointMatrix(matrix) : matrix);
    const { controlMask, targets } = step;
    if (targets.length === 1) {
      checkStatus(
        this.#kernels.applyOneQubit(
          state.re,
          state.im,
          this.qubitCount,
          controlMask,
          targets[0],
          this.#matrix,
        ),
        "applyOneQubit",
      );
    } else {
      const [low, high] = targets;
      checkStatus(
        this.#kernels.applyTwoQubit(
          state.re,
          state.im,
          this.qubitCount,
          controlMask,
          low,
          high,
          this.#matrix,
        ),
        "applyTwoQubit",
      );
    }
  }

  #applyDense(
    state: Amplitudes,
    { size, real, imaginary }: ComplexMatrix,
    operation: UnitaryKindOperation,
  ): void {
    const count = 2 ** this.qubitCount;
    const [re, im] = [this.#memory.float64(state.re, count), this.#memory.float64(state.im, count)];
    const controls = operation.controls ?? [];
    const mask = operation.qubits.reduce((sum, qubit) => sum | (1 << qubit), 0);
    const offsets = Array.from({ length: size }, (_, local) =>
      operation.qubits.reduce((sum, qubit, index) => sum | (((local >> index) & 1) << qubit), 0),
    );
    for (let base = 0; base < count; base++) {
      if ((base & mask) !== 0 || controls.some(({ qubit, value }) => ((base >> qubit) & 1) !== value))
        continue;
      const from = offsets.map((offset) => [re[base | offset], im[base | offset]] as const);
      offsets.forEach((offset, row) => {
        let [r, i] = [0, 0];
        from.forEach(([a, b], column) => {
          const at = row * size + column;
          r += real[at] * a - imaginary[at] * b;
          i += real[at] * b + imaginary[at] * a;
        });
        re[base | offset] = r;
        im[base | offset] = i;
      });
    }
  }

  #placeMatrix({ size, real, imaginary }: ComplexMatrix): void {
    const data = this.#memory.float64(this.#matrix, 2 * size * size);
    data.set(real);
    data.set(imaginary, size * size);
  }

  /** Puts d(k) of a group into the diagonal: by a transform where that is less work than term by term. */
  #prepareDiagonal({ zMasks, coefficients }: PauliGroup): number {
    const diagonal = this.#diagonal;
    if (zMasks.length < this.qubitCount) {
      this.#memory.int32(this.#zMasks, zMasks.length).set(zMasks);
      this.#memory.float64(this.#coefficients, zMasks.length).set(coefficients);
      checkStatus(
        this.#kernels.fillDiagonal(
          diagonal,
          this.qubitCount,
          this.#zMasks,
          this.#coefficients,
          zMasks.length,
        ),
        "fillDiagonal",
      );
    } else {
      const data = this.#memory.float64(diagonal, 2 ** this.qubitCount);
      data.fill(0);
      zMasks.forEach((mask, term) => (data[mask] += coefficients[term]));
      checkStatus(this.#kernels.walshHadamard(diagonal, this.qubitCount), "walshHadamard");
    }
    return diagonal;
  }
}
