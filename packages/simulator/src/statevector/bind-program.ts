import type { ParameterValues } from "../circuit/parameter.ts";
import { evaluateAngle } from "./plan/euler.ts";
import type { PhaseTerm } from "./plan/plan-operations.ts";
import type { EncodedOperation, PolynomialLayout } from "./encode-operation.ts";
import { codes, operationFields, shearKinds } from "./program-fields.ts";

/** Below this cosine a rotation is applied as it is, since a shear would stretch the state too much. */
const leastCosine = 0.1;

/** The block of a program seen as numbers, by address. */
export interface ImageViews {
  readonly base: number;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  readonly singles: Float32Array;
}

/** How far the factor that shears leave out may fall before it is put back. */
const leastFactor = { 8: 1e-150, 4: 1e-15 } as const;

/**
 * Writes the constants of a stage's operations for parameter values.
 * Shears leave the factor cos(θ/2) out; an operation after them that multiplies every amplitude puts it back.
 */
export function bindStage(
  operations: readonly EncodedOperation[],
  values: ParameterValues,
  views: ImageViews,
  { numberBytes, slotScales }: { readonly numberBytes: 8 | 4; readonly slotScales: Float64Array },
): void {
  let last = -1;
  operations.forEach(({ operation }, index) => {
    if (carriesFactor(operation)) last = index;
  });
  let factor = 1;
  operations.forEach((encoded, index) => {
    const isLast = index === last;
    // ψ and λ both lack the factor.
    for (const slot of encoded.slots ?? []) slotScales[slot] = factor * factor;
    const { operation } = encoded;
    const at = (encoded.constants - views.base) / 8;
    switch (operation.kind) {
      case "shear":
        factor = bindShear(encoded, values, views, factor, isLast || factor < leastFactor[numberBytes]);
        break;
      case "dense":
        if (operation.controlMask === 0) {
          const { real, imaginary } = operation.matrix;
          for (let entry = 0; entry < real.length; entry++) {
            views.doubles[at + entry] = factor * real[entry];
            views.doubles[at + real.length + entry] = factor * imaginary[entry];
          }
          factor = 1;
        }
        break;
      case "phase": {
        const angle = evaluateAngle(operation.angle, values);
        const own = operation.mask === 0 ? factor : 1;
        if (operation.mask === 0) factor = 1;
        views.doubles[at] = own * Math.cos(angle);
        views.doubles[at + 1] = own * Math.sin(angle);
        break;
      }
      case "pauli": {
        const half = evaluateAngle(operation.angle, values) / 2;
        views.doubles[at] = Math.cos(half);
        views.doubles[at + 1] = Math.sin(half);
        break;
      }
      case "polynomial":
        bindPolynomial(encoded.polynomial!, values, views, at, factor, numberBytes);
        factor = 1;
        break;
      default:
        break;
    }
  });
  pairShears(operations, views, numberBytes === 8 ? 1 : 2);
}

function carriesFactor(operation: EncodedOperation["operation"]): boolean {
  switch (operation.kind) {
    case "shear":
    case "polynomial":
      return true;
    case "dense":
      return operation.controlMask === 0;
    case "phase":
      return operation.mask === 0;
    default:
      return false;
  }
}

/** Writes a shear's own and other factor; returns the factor still to be applied. */
function bindShear(
  { operation, record, constants }: EncodedOperation,
  values: ParameterValues,
  views: ImageViews,
  factor: number,
  isApplied: boolean,
): number {
  if (operation.kind !== "shear") return factor;
  const at = (constants - views.base) / 8;
  views.words[(record - views.base) / 4 + operationFields.code] = codes.shear;
  if (operation.axis === "H") {
    const own = isApplied ? factor * Math.SQRT1_2 : 1;
    views.doubles[at] = own;
    views.doubles[at + 1] = own;
    return isApplied ? 1 : factor * Math.SQRT1_2;
  }
  const half = evaluateAngle(operation.angle, values) / 2;
  const [cosine, sine] = [Math.cos(half), Math.sin(half)];
  if (isApplied || Math.abs(cosine) < leastCosine) {
    views.doubles[at] = factor * cosine;
    views.doubles[at + 1] = factor * sine;
    return 1;
  }
  views.doubles[at] = 1;
  views.doubles[at + 1] = sine / cosine;
  return factor * cosine;
}

/** Turns neighbouring shears of one kind without factor into pairs, which the kernel applies in one pass. */
function pairShears(
  operations: readonly EncodedOperation[],
  { base, words, doubles }: ImageViews,
  laneBits: number,
): void {
  for (let index = 0; index + 1 < operations.length; index++) {
    const [first, second] = [operations[index], operations[index + 1]];
    if (first.operation.kind !== "shear" || second.operation.kind !== "shear") continue;
    if (first.operation.axis !== second.operation.axis || first.operation.qubit === second.operation.qubit)
      continue;
    const [a, b] = [(first.record - base) / 4, (second.record - base) / 4];
    const [p, q] = [(first.constants - base) / 8, (second.constants - base) / 8];
    const { code, target0, target1, count } = operationFields;
    // Qubits among the lanes of a vector have a kernel of their own.
    if (
      words[a + target0] < laneBits ||
      words[b + target0] < laneBits ||
      doubles[p] !== 1 ||
      doubles[q] !== 1
    )
      continue;
    words[a + code] = codes.shearPair;
    words[a + target1] = words[b + target0];
    words[a + count] = shearKinds[first.operation.axis];
    doubles[p] = doubles[p + 1];
    doubles[p + 1] = doubles[q + 1];
    words[b + code] = codes.none;
    index++;
  }
}

/** Undoes what pairing changed in the words, so that a program can be bound anew. */
export function unpairShears(operations: readonly EncodedOperation[], { base, words }: ImageViews): void {
  for (const { operation, record } of operations) {
    if (operation.kind !== "shear") continue;
    const at = (record - base) / 4;
    words[at + operationFields.code] = codes.shear;
    words[at + operationFields.target1] = shearKinds[operation.axis];
  }
}

function bindPolynomial(
  layout: PolynomialLayout,
  values: ParameterValues,
  views: ImageViews,
  at: number,
  factor: number,
  numberBytes: 8 | 4,
): void {
  const angleOf = ({ angle }: PhaseTerm): number => evaluateAngle(angle, values);
  const common = layout.constantTerms.reduce((sum, term) => sum + angleOf(term), 0);
  views.doubles[at] = factor * Math.cos(common);
  views.doubles[at + 1] = factor * Math.sin(common);
  for (const { address, term } of layout.otherTerms) {
    const angle = angleOf(term);
    const to = (address - views.base) / 8 + 2;
    views.doubles[to] = Math.cos(angle);
    views.doubles[to + 1] = Math.sin(angle);
  }
  if (layout.table === 0) return;
  const size = 2 ** layout.tableBits;
  const start = (layout.table - views.base) / numberBytes;
  const table = numberBytes === 8 ? views.doubles : views.singles;
  const real = table.subarray(start, start + size);
  const imaginary = table.subarray(start + size, start + 2 * size);
  fillTable(real, imaginary, layout, values);
}

/** Products of phases that no parameter changes, by the layout whose table they belong to. */
const constantTables = new WeakMap<
  PolynomialLayout,
  { readonly real: Float64Array; readonly imaginary: Float64Array }
>();

/** The factors of a layout's table by terms of several bits with constant angles; undefined without such terms. */
function constantTable(
  layout: PolynomialLayout,
): { readonly real: Float64Array; readonly imaginary: Float64Array } | undefined {
  const known = constantTables.get(layout);
  if (known) return known;
  const terms = layout.tableTerms.filter(
    ({ mask, term }) => isOfSeveralBits(mask) && typeof term.angle === "number",
  );
  if (terms.length === 0) return undefined;
  const size = 2 ** layout.tableBits;
  const made = { real: new Float64Array(size).fill(1), imaginary: new Float64Array(size) };
  for (const { mask, term } of terms) turnWhereSet(made.real, made.imaginary, mask, Number(term.angle));
  constantTables.set(layout, made);
  return made;
}

const isOfSeveralBits = (mask: number): boolean => (mask & (mask - 1)) !== 0;

/** table_k ← e^(iφ) table_k where all bits of `mask` are set in k. */
function turnWhereSet(
  real: Float64Array | Float32Array,
  imaginary: Float64Array | Float32Array,
  mask: number,
  angle: number,
): void {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  for (let k = mask; k < real.length; k = (k + 1) | mask) {
    const r = real[k];
    real[k] = r * c - imaginary[k] * s;
    imaginary[k] = r * s + imaginary[k] * c;
  }
}

/** table_k ← Π e^(iφ) over the terms whose mask is set in k. */
function fillTable(
  real: Float64Array | Float32Array,
  imaginary: Float64Array | Float32Array,
  layout: PolynomialLayout,
  values: ParameterValues,
): void {
  const bits = layout.tableBits;
  const single = new Float64Array(bits);
  for (const { mask, term } of layout.tableTerms) {
    if (!isOfSeveralBits(mask)) single[31 - Math.clz32(mask)] += evaluateAngle(term.angle, values);
  }
  real[0] = 1;
  imaginary[0] = 0;
  for (let bit = 0; bit < bits; bit++) {
    const count = 1 << bit;
    const [c, s] = [Math.cos(single[bit]), Math.sin(single[bit])];
    for (let k = 0; k < count; k++) {
      real[k + count] = real[k] * c - imaginary[k] * s;
      imaginary[k + count] = real[k] * s + imaginary[k] * c;
    }
  }
  for (const { mask, term } of layout.tableTerms) {
    if (!isOfSeveralBits(mask) || typeof term.angle === "number") continue;
    turnWhereSet(real, imaginary, mask, evaluateAngle(term.angle, values));
  }
  const constant = constantTable(layout);
  if (!constant) return;
  for (let k = 0; k < real.length; k++) {
    const r = real[k];
    real[k] = r * constant.real[k] - imaginary[k] * constant.imaginary[k];
    imaginary[k] = r * constant.imaginary[k] + imaginary[k] * constant.real[k];
  }
}
