import { multiplyMatrices } from "../../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import { addParameters } from "../../circuit/parameter.ts";
import type { ParameterValue } from "../../circuit/parameter.ts";
import { countBits } from "../../operators/pauli-sum.ts";
import { EulerProduct, constantProduct } from "./euler.ts";
import type { Angle, OneQubitFactor } from "./euler.ts";
import type { PhaseTerm, PlanOperation } from "./plan-operations.ts";
import { primitiveQubits } from "./primitives.ts";
import type { DensePrimitive, ExchangePrimitive, FlipPrimitive, Primitive } from "./primitives.ts";

export interface MergeOptions {
  /** Keep every gate with a parameter as it is, so that its slope can be taken. */
  readonly keepParameters: boolean;
  /** Whether chunks have a second buffer that index maps can write to. */
  readonly mapsIndices: boolean;
}

/** Merged operations and the products whose angles they use. */
export interface MergedStage {
  readonly operations: readonly PlanOperation[];
  readonly products: readonly EulerProduct[];
}

/** A map of indices costs about as much as this many flips one by one. */
const fewestMoves = 4;
/** A polynomial costs about as much as phases on this share of all amplitudes one by one. */
const polynomialCost = 1.2;
/** Terms of one polynomial; its work area is laid out for them. */
export const greatestTermCount = 2048;

const isMove = (primitive: Primitive): primitive is FlipPrimitive | ExchangePrimitive =>
  (primitive.kind === "flip" && countBits(primitive.controlMask) <= 1) ||
  (primitive.kind === "exchange" && primitive.controlMask === 0);

/** A ⊗ B with A on the lower bit of the index. */
function kronecker(low: ComplexMatrix, high: ComplexMatrix): ComplexMatrix {
  const real = new Float64Array(16);
  const imaginary = new Float64Array(16);
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const a = (row & 1) * 2 + (column & 1);
      const b = (row >> 1) * 2 + (column >> 1);
      real[row * 4 + column] = low.real[a] * high.real[b] - low.imaginary[a] * high.imaginary[b];
      imaginary[row * 4 + column] = low.real[a] * high.imaginary[b] + low.imaginary[a] * high.real[b];
    }
  }
  return { size: 4, real, imaginary };
}

/**
 * Collects one-qubit gates by qubit, phases, and moves of indices as long as they can wait, and gives them out together:
 * runs of one-qubit gates become one shear between phases, phases one polynomial, moves one map.
 *
 * What waits acts in this order: phases, moves, then the runs.
 */
class Merger {
  readonly operations: PlanOperation[] = [];
  readonly products: EulerProduct[] = [];
  readonly #options: MergeOptions;
  #phases: { mask: number; angle: Angle }[] = [];
  #otherDiagonals: PlanOperation[] = [];
  #phaseMask = 0;
  #moves: (FlipPrimitive | ExchangePrimitive)[] = [];
  #moveTargets = 0;
  #moveSpectators = 0;
  readonly #runs = new Map<number, OneQubitFactor[]>();

  constructor(options: MergeOptions) {
    this.#options = options;
  }

  add(primitive: Primitive): void {
    if (primitive.kind === "turn") {
      this.#run(primitive.qubit).push(primitive.turn);
      return;
    }
    if (primitive.kind === "phase") {
      const qubit = 31 - Math.clz32(primitive.mask);
      if (countBits(primitive.mask) === 1 && this.#runs.has(qubit)) {
        this.#run(qubit).push({ axis: "Z", angle: primitive.angle });
        return;
      }
      this.#endRuns(primitive.mask, false);
      this.#addPhase(primitive);
      return;
    }
    const { targets, spectators } = primitiveQubits(primitive);
    if (primitive.kind === "dense" && primitive.qubits.length === 2 && primitive.controlMask === 0) {
      this.#emit(this.#absorbRuns(primitive), targets, 0);
      return;
    }
    this.#endRuns(targets, true);
    this.#endRuns(spectators, false);
    if (primitive.kind === "phase-table" || (primitive.kind === "pauli" && primitive.x === 0)) {
      this.#makeRoomForDiagonal(spectators);
      this.#otherDiagonals.push(primitive);
      this.#phaseMask |= spectators;
      return;
    }
    if (isMove(primitive)) {
      this.#moves.push(primitive);
      this.#moveTargets |= targets;
      this.#moveSpectators |= spectators;
      return;
    }
    this.#emit(primitive, targets, spectators);
  }

  finish(): MergedStage {
    this.#endAllRuns();
    this.#flushPhases();
    this.#flushMoves();
    return { operations: this.operations, products: this.products };
  }

  #run(qubit: number): OneQubitFactor[] {
    let run = this.#runs.get(qubit);
    if (!run) this.#runs.set(qubit, (run = []));
    return run;
  }

  /** Ends all runs if one of these qubits has one; a run of phases alone may stay where only phases follow. */
  #endRuns(mask: number, isTarget: boolean): void {
    for (const [qubit, run] of this.#runs) {
      if ((mask & (1 << qubit)) === 0) continue;
      if (!isTarget && run.every(({ axis }) => axis === "Z")) continue;
      this.#endAllRuns();
      return;
    }
  }

  #endAllRuns(): void {
    const after: { mask: number; angle: Angle }[] = [];
    const shears: PlanOperation[] = [];
    const before: { mask: number; angle: Angle }[] = [];
    let turned = 0;
    const sequences: [number, OneQubitFactor[]][] = [];
    for (const [qubit, run] of this.#runs) {
      const mask = 1 << qubit;
      const turns = run.filter(({ axis }) => axis !== "Z").length;
      const hasParameter = run.some((factor) => "angle" in factor && typeof factor.angle !== "number");
      if (turns > 1 && this.#options.keepParameters && hasParameter) {
        sequences.push([qubit, run]);
        continue;
      }
      if (turns > 1 || run.some(({ axis }) => axis === "fixed")) {
        const product = new EulerProduct(run);
        if (hasParameter) this.products.push(product);
        else product.bind({});
        const part = (name: "lambda" | "theta" | "phi" | "alpha"): Angle =>
          hasParameter ? { product, part: name } : product[name];
        before.push({ mask, angle: part("lambda") });
        after.push({ mask, angle: part("phi") }, { mask: 0, angle: part("alpha") });
        if (part("theta") === 0) continue;
        shears.push({ kind: "shear", axis: "Y", qubit, angle: part("theta") });
        turned |= mask;
        continue;
      }
      let target = before;
      for (const factor of run) {
        if (factor.axis === "Z") target.push({ mask, angle: factor.angle });
        else if (factor.axis !== "fixed") {
          shears.push({
            kind: "shear",
            axis: factor.axis,
            qubit,
            angle: factor.axis === "H" ? 0 : factor.angle,
          });
          turned |= mask;
          target = after;
        }
      }
    }
    this.#runs.clear();
    for (const term of before) this.#addPhase(term);
    if (turned !== 0) this.#makeRoom(turned, 0);
    shears.sort((a, b) => (a.kind === "shear" && b.kind === "shear" ? a.axis.localeCompare(b.axis) : 0));
    this.operations.push(...shears);
    for (const term of after) this.#addPhase(term);
    for (const [qubit, run] of sequences) this.#addSequence(qubit, run);
  }

  /** The gates of a run one after the other. */
  #addSequence(qubit: number, run: readonly OneQubitFactor[]): void {
    const mask = 1 << qubit;
    let fixed: OneQubitFactor[] = [];
    const endFixed = (): void => {
      if (fixed.length === 0) return;
      const product = new EulerProduct(fixed);
      product.bind({});
      this.#addPhase({ mask, angle: product.lambda });
      if (product.theta !== 0) this.#emit({ kind: "shear", axis: "Y", qubit, angle: product.theta }, mask, 0);
      this.#addPhase({ mask, angle: product.phi });
      this.#addPhase({ mask: 0, angle: product.alpha });
      fixed = [];
    };
    for (const factor of run) {
      if (!("angle" in factor) || typeof factor.angle === "number") {
        fixed.push(factor);
        continue;
      }
      endFixed();
      if (factor.axis === "Z") this.#addPhase({ mask, angle: factor.angle });
      else this.#emit({ kind: "shear", axis: factor.axis, qubit, angle: factor.angle }, mask, 0);
    }
    endFixed();
  }

  #addPhase({ mask, angle }: PhaseTerm): void {
    if (angle === 0) return;
    this.#makeRoomForDiagonal(mask);
    this.#phaseMask |= mask;
    const same = this.#phases.find(
      (term) => term.mask === mask && isParameter(term.angle) && isParameter(angle),
    );
    if (same && !(this.#options.keepParameters && typeof angle !== "number")) {
      same.angle = addParameters(same.angle as ParameterValue, angle as ParameterValue);
    } else this.#phases.push({ mask, angle });
    if (this.#phases.length >= greatestTermCount) this.#flushPhases();
  }

  /** Lets a diagonal operation join those that wait: moves that it does not commute with go out first. */
  #makeRoomForDiagonal(mask: number): void {
    if ((mask & this.#moveTargets) !== 0) this.#flushMoves();
  }

  #makeRoom(targets: number, spectators: number): void {
    if (
      (targets & (this.#moveTargets | this.#moveSpectators)) !== 0 ||
      (spectators & this.#moveTargets) !== 0
    ) {
      this.#flushMoves();
    }
    if ((targets & this.#phaseMask) !== 0) this.#flushPhases();
  }

  #emit(operation: PlanOperation, targets: number, spectators: number): void {
    this.#makeRoom(targets, spectators);
    this.operations.push(operation);
  }

  #flushPhases(): void {
    const terms = this.#phases.filter(({ angle }) => angle !== 0);
    const small = terms.filter(({ mask }) => countBits(mask) <= 2);
    const shares = small.map(({ mask }) => (mask === 0 ? 0 : 2 ** -countBits(mask)));
    const isOne = small.length > 1 && shares.reduce((sum, share) => sum + share, 0) > polynomialCost;
    if (isOne) this.operations.push({ kind: "polynomial", terms: small });
    for (const term of isOne ? terms.filter(({ mask }) => countBits(mask) > 2) : terms) {
      this.operations.push({ kind: "phase", ...term });
    }
    this.operations.push(...this.#otherDiagonals);
    this.#phases = [];
    this.#otherDiagonals = [];
    this.#phaseMask = 0;
  }

  #flushMoves(): void {
    if ((this.#phaseMask & this.#moveTargets) !== 0) this.#flushPhases();
    if (this.#options.mapsIndices && this.#moves.length >= fewestMoves) {
      this.operations.push({ kind: "affine", moves: this.#moves });
    } else this.operations.push(...this.#moves);
    this.#moves = [];
    this.#moveTargets = 0;
    this.#moveSpectators = 0;
  }

  /** Multiplies the constant one-qubit gates that wait on a matrix's qubits into it. */
  #absorbRuns(primitive: DensePrimitive): DensePrimitive {
    const factors = primitive.qubits.map((qubit) => this.#runs.get(qubit) ?? []);
    const matrices = factors.map(constantProduct);
    const [low, high] = matrices;
    if (!low || !high) {
      this.#endRuns(primitiveQubits(primitive).targets, true);
      return primitive;
    }
    for (const qubit of primitive.qubits) this.#runs.delete(qubit);
    if (factors.every(({ length }) => length === 0)) return primitive;
    return { ...primitive, matrix: multiplyMatrices(primitive.matrix, kronecker(low, high)) };
  }
}

const isParameter = (angle: Angle): angle is ParameterValue =>
  typeof angle === "number" || !("product" in angle);

/** The primitives of a stage as fewer operations with the same product. */
export function mergePrimitives(primitives: readonly Primitive[], options: MergeOptions): MergedStage {
  const merger = new Merger(options);
  for (const primitive of primitives) merger.add(primitive);
  return merger.finish();
}
