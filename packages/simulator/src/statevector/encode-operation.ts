import type { ControlMasks, ExchangePrimitive, FlipPrimitive } from "./plan/primitives.ts";
import { maskOf } from "./plan/primitives.ts";
import type { PhaseTerm, PlanOperation } from "./plan/plan-operations.ts";
import type { ImageBuilder } from "./image-builder.ts";
import {
  codes,
  greatestTableBits,
  operationFields,
  shearKinds,
  slopeTermWords,
  termWords,
} from "./program-fields.ts";

/** Where a stage's qubits lie in the index of a chunk. */
export interface StageLayout {
  readonly qubitCount: number;
  readonly localBits: number;
  /** Position in the chunk's index by qubit, −1 for qubits outside it. */
  readonly positions: Int8Array;
}

export function createLayout(qubitCount: number, localBits: number, localMask: number): StageLayout {
  const positions = new Int8Array(qubitCount).fill(-1);
  let position = 0;
  for (let qubit = 0; qubit < qubitCount; qubit++)
    if ((localMask & (1 << qubit)) !== 0) positions[qubit] = position++;
  return { qubitCount, localBits, positions };
}

/** A mask of qubits split into bits of the chunk's index and qubits outside. */
export function splitMask(
  mask: number,
  { positions }: StageLayout,
): { readonly local: number; readonly outer: number } {
  let local = 0;
  let outer = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) {
    const qubit = 31 - Math.clz32(rest & -rest);
    if (positions[qubit] >= 0) local |= 1 << positions[qubit];
    else outer |= 1 << qubit;
  }
  return { local, outer };
}

/** Where the numbers of a polynomial go when it is bound. */
export interface PolynomialLayout {
  readonly tableBits: number;
  /** Terms on the table's bits alone, and its address (0 without such terms). */
  readonly tableTerms: readonly { readonly mask: number; readonly term: PhaseTerm }[];
  readonly table: number;
  readonly constantTerms: readonly PhaseTerm[];
  readonly otherTerms: readonly { readonly address: number; readonly term: PhaseTerm }[];
}

/** An operation whose words are written; its constants are bound later. */
export interface EncodedOperation {
  readonly operation: PlanOperation;
  /** Address of its words. */
  readonly record: number;
  /** Address of its constants. */
  readonly constants: number;
  readonly polynomial?: PolynomialLayout;
  /** Slots whose slopes are taken right before it. */
  readonly slots?: readonly number[];
}

/** The columns of the map M of indices with (gates ψ)_k = ψ_{M(k)}, and what bits outside the chunk add to its offset. */
function affineMap(
  moves: readonly (FlipPrimitive | ExchangePrimitive)[],
  layout: StageLayout,
): { columns: number[]; offset: number; outer: [mask: number, change: number][] } {
  const columns = Array.from({ length: layout.localBits }, (_, bit) => 1 << bit);
  let offset = 0;
  const outer = new Map<number, number>();
  // The last move acts on k first: (G₂G₁ψ)_k = (G₁ψ)_{g₂(k)} = ψ_{g₁(g₂(k))} with gᵢ their own inverses.
  for (const move of moves.toReversed()) {
    if (move.kind === "flip") {
      const target = splitMask(1 << move.target, layout).local;
      const control = splitMask(move.controlMask, layout);
      const flipsWhenZero = move.controlMask !== 0 && move.controlValue === 0;
      const apply = (value: number): number => ((value & control.local) !== 0 ? value ^ target : value);
      if (move.controlMask === 0 || flipsWhenZero) offset ^= target;
      if (control.local !== 0) {
        // The constant part of a control on 0 is counted in the offset already; its linear part is the same.
        const constant = flipsWhenZero ? offset ^ target : offset;
        offset = apply(constant) ^ (flipsWhenZero ? target : 0);
        for (const [mask, change] of outer) outer.set(mask, apply(change));
        columns.forEach((column, bit) => (columns[bit] = apply(column)));
      } else if (control.outer !== 0) outer.set(control.outer, (outer.get(control.outer) ?? 0) ^ target);
    } else {
      const [a, b] = move.qubits.map((qubit) => splitMask(1 << qubit, layout).local);
      const apply = (value: number): number => {
        const bits = ((value & a) !== 0 ? b : 0) | ((value & b) !== 0 ? a : 0);
        return (value & ~(a | b)) | bits;
      };
      offset = apply(offset);
      for (const [mask, change] of outer) outer.set(mask, apply(change));
      columns.forEach((column, bit) => (columns[bit] = apply(column)));
    }
  }
  return { columns, offset, outer: [...outer] };
}

/** Cycles of a permutation of 0 … n − 1 as words: length, members, …, 0. */
function cycleWords(images: readonly number[]): number[] {
  const seen = new Uint8Array(images.length);
  const words: number[] = [];
  for (let start = 0; start < images.length; start++) {
    if (seen[start] === 1 || images[start] === start) continue;
    const cycle: number[] = [];
    for (let at = start; seen[at] === 0; at = images[at]) {
      seen[at] = 1;
      cycle.push(at);
    }
    words.push(cycle.length, ...cycle);
  }
  return [...words, 0];
}

function encodePolynomial(
  terms: readonly PhaseTerm[],
  layout: StageLayout,
  builder: ImageBuilder,
  singleBytes: number,
): PolynomialLayout & { readonly terms: number } {
  const tableBits = Math.min(layout.localBits, greatestTableBits);
  const lowMask = (1 << tableBits) - 1;
  const tableTerms: { mask: number; term: PhaseTerm }[] = [];
  const constantTerms: PhaseTerm[] = [];
  const words: number[] = [];
  const others: PhaseTerm[] = [];
  for (const term of terms) {
    if (term.mask === 0) {
      constantTerms.push(term);
      continue;
    }
    const { local, outer } = splitMask(term.mask, layout);
    const low = local & lowMask;
    if (low === local && outer === 0) {
      tableTerms.push({ mask: local, term });
      continue;
    }
    words.push(local & ~lowMask, outer, low === 0 ? -1 : 31 - Math.clz32(low), 0, 0, 0, 0, 0);
    others.push(term);
  }
  const address = builder.placeWords(words);
  return {
    tableBits,
    tableTerms,
    table: tableTerms.length > 0 ? builder.reserve(2 * singleBytes * 2 ** tableBits) : 0,
    constantTerms,
    otherTerms: others.map((term, index) => ({ address: address + 4 * termWords * index, term })),
    terms: address,
  };
}

/**
 * Writes an operation's words at `record` and reserves its constants.
 * `numberBytes` is the size of a real number of the state.
 */
export function encodeOperation(
  operation: PlanOperation,
  record: number,
  layout: StageLayout,
  builder: ImageBuilder,
  numberBytes: number,
): EncodedOperation {
  const fields = new Map<keyof typeof operationFields, number>();
  const setControls = ({ controlMask, controlValue }: ControlMasks): void => {
    const [mask, value] = [splitMask(controlMask, layout), splitMask(controlValue, layout)];
    fields.set("controlMask", mask.local).set("controlValue", value.local);
    fields.set("outerMask", mask.outer).set("outerValue", value.outer);
  };
  const position = (qubit: number): number => layout.positions[qubit];
  let constants = 0;
  let polynomial: PolynomialLayout | undefined;
  switch (operation.kind) {
    case "shear":
      fields.set("code", codes.shear).set("target0", position(operation.qubit));
      fields.set("target1", shearKinds[operation.axis]);
      constants = builder.reserve(16);
      break;
    case "dense": {
      const { qubits, matrix } = operation;
      setControls(operation);
      constants = builder.placeDoubles([...matrix.real, ...matrix.imaginary]);
      if (qubits.length === 1) fields.set("code", codes.dense1).set("target0", position(qubits[0]));
      else {
        fields.set("code", codes.dense).set("count", qubits.length);
        fields.set("listA", builder.placeWords(qubits.map(position)));
      }
      break;
    }
    case "flip":
      setControls(operation);
      fields.set("code", codes.flip).set("target0", position(operation.target));
      break;
    case "exchange":
      setControls(operation);
      fields.set("code", codes.exchange);
      fields.set("target0", position(operation.qubits[0])).set("target1", position(operation.qubits[1]));
      break;
    case "affine": {
      const { columns, offset, outer } = affineMap(operation.moves, layout);
      fields.set("code", codes.affine).set("listA", builder.placeWords(columns)).set("x", offset);
      fields.set("listB", builder.placeWords(outer.flat())).set("count", outer.length);
      break;
    }
    case "permutation": {
      const { qubits, images } = operation;
      setControls(operation);
      const members = images.map((_, member) =>
        qubits.reduce((bits, qubit, index) => bits | (((member >> index) & 1) << position(qubit)), 0),
      );
      fields.set("code", codes.table).set("x", splitMask(maskOf(qubits), layout).local);
      fields.set("listA", builder.placeWords(members)).set("listB", builder.placeWords(cycleWords(images)));
      break;
    }
    case "phase":
      setControls({ controlMask: operation.mask, controlValue: operation.mask });
      fields.set("code", codes.phase);
      constants = builder.reserve(16);
      break;
    case "phase-table": {
      setControls(operation);
      const places = operation.qubits.map((qubit) => (position(qubit) >= 0 ? position(qubit) : 64 + qubit));
      const factors = operation.phases.flatMap((phase) => [Math.cos(phase), Math.sin(phase)]);
      fields.set("code", codes.phaseTable).set("count", places.length);
      fields.set("listA", builder.placeWords(places)).set("listB", builder.placeDoubles(factors));
      break;
    }
    case "polynomial": {
      const { terms, ...rest } = encodePolynomial(operation.terms, layout, builder, numberBytes);
      polynomial = rest;
      fields.set("code", codes.polynomial).set("target0", rest.tableBits).set("listA", rest.table);
      fields.set("listB", terms).set("count", rest.otherTerms.length);
      constants = builder.reserve(16);
      break;
    }
    case "pauli": {
      setControls(operation);
      const z = splitMask(operation.z, layout);
      fields.set("code", codes.pauli).set("x", splitMask(operation.x, layout).local);
      fields.set("z", z.local).set("outerZ", z.outer).set("target0", countY(operation));
      constants = builder.reserve(16);
      break;
    }
  }
  fields.set("constants", constants);
  writeFields(builder, record, fields);
  return { operation, record, constants, ...(polynomial ? { polynomial } : {}) };
}

function countY({ x, z }: { readonly x: number; readonly z: number }): number {
  let count = 0;
  for (let rest = x & z; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function writeFields(
  builder: ImageBuilder,
  record: number,
  fields: ReadonlyMap<keyof typeof operationFields, number>,
): void {
  const words = builder.words(record, 16);
  for (const [field, value] of fields) words[operationFields[field]] = value;
}

/** A slope that a program computes: of which operation's angle, and by what its partial sum is multiplied. */
export interface Slope {
  readonly angle: PhaseTerm["angle"];
  readonly factor: number;
}

/**
 * The operation that computes the slopes of another one's angles, from the states behind it, or undefined where it has
 * no parameter. New slopes are appended to `slopes`; their numbers are the slots.
 */
export function encodeSlopes(
  operation: PlanOperation,
  layout: StageLayout,
  builder: ImageBuilder,
  slopes: Slope[],
): ReadonlyMap<keyof typeof operationFields, number> | undefined {
  const isSymbolic = (angle: PhaseTerm["angle"]): boolean => typeof angle !== "number";
  const fields = new Map<keyof typeof operationFields, number>();
  const setPauli = (x: number, z: number, controls: ControlMasks): void => {
    const [mask, value, bits] = [controls.controlMask, controls.controlValue, z].map((part) =>
      splitMask(part, layout),
    );
    fields.set("code", codes.pauliSlope).set("slot", slopes.length).set("target0", countY({ x, z }));
    fields.set("x", splitMask(x, layout).local).set("z", bits.local).set("outerZ", bits.outer);
    fields.set("controlMask", mask.local).set("controlValue", value.local);
    fields.set("outerMask", mask.outer).set("outerValue", value.outer);
  };
  const none = { controlMask: 0, controlValue: 0 };
  if (operation.kind === "shear") {
    if (operation.axis === "H" || !isSymbolic(operation.angle)) return undefined;
    const bit = 1 << operation.qubit;
    setPauli(bit, operation.axis === "Y" ? bit : 0, none);
    slopes.push({ angle: operation.angle, factor: 1 });
    return fields;
  }
  if (operation.kind === "pauli") {
    if (!isSymbolic(operation.angle)) return undefined;
    setPauli(operation.x, operation.z, operation);
    slopes.push({ angle: operation.angle, factor: 1 });
    return fields;
  }
  if (operation.kind === "phase") {
    if (!isSymbolic(operation.angle)) return undefined;
    // 2 Re⟨λ|iΠ|ψ⟩ = −2 Im⟨λ|Π|ψ⟩.
    setPauli(0, 0, { controlMask: operation.mask, controlValue: operation.mask });
    slopes.push({ angle: operation.angle, factor: -2 });
    return fields;
  }
  if (operation.kind !== "polynomial") return undefined;
  const words: number[] = [];
  for (const { mask, angle } of operation.terms) {
    if (!isSymbolic(angle)) continue;
    const { local, outer } = splitMask(mask, layout);
    words.push(local, outer, slopes.length, 0);
    slopes.push({ angle, factor: 1 });
  }
  if (words.length === 0) return undefined;
  fields.set("code", codes.phaseSlopes).set("listB", builder.placeWords(words));
  fields.set("count", words.length / slopeTermWords);
  return fields;
}

export { writeFields };
