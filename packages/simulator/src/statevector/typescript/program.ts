import {
  codes,
  operationFields as f,
  operationWords,
  programFields,
  shearKinds,
  slopeTermWords,
  stageFields,
  stageWords,
  systemFields,
  termWords,
} from "../program-fields.ts";

// The kernels of assembly/statevector in TypeScript, for programs whose state is one chunk: slower, simpler, the same
// results up to rounding.

type Numbers = Float64Array | Float32Array;

interface Chunk {
  readonly re: Numbers;
  readonly im: Numbers;
  readonly size: number;
}

interface Memory {
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  readonly numbers: Numbers;
  readonly numberBytes: number;
}

/** Whether an odd number of bits is set. */
export const isOdd = (mask: number): boolean => {
  let bits = mask ^ (mask >>> 16);
  bits ^= bits >>> 8;
  bits ^= bits >>> 4;
  return ((0x6996 >>> (bits & 15)) & 1) === 1;
};

/** Calls `visit` with every index below `size` that has the bits of `value` among those of `mask`. */
function forEachIndex(size: number, mask: number, value: number, visit: (index: number) => void): void {
  for (let k = 0; k < size; k = ((k | mask) + 1) & ~mask) visit(k | value);
}

function shear({ re, im, size }: Chunk, target: number, kind: number, own: number, other: number): void {
  const bit = 1 << target;
  for (let k = 0; k < size; k = ((k | bit) + 1) & ~bit) {
    const j = k | bit;
    const [r0, i0, r1, i1] = [re[k], im[k], re[j], im[j]];
    if (kind === shearKinds.X) {
      re[k] = own * r0 + other * i1;
      im[k] = own * i0 - other * r1;
      re[j] = own * r1 + other * i0;
      im[j] = own * i1 - other * r0;
    } else if (kind === shearKinds.Y) {
      re[k] = own * r0 - other * r1;
      im[k] = own * i0 - other * i1;
      re[j] = own * r1 + other * r0;
      im[j] = own * i1 + other * i0;
    } else {
      re[k] = own * (r0 + r1);
      im[k] = own * (i0 + i1);
      re[j] = own * (r0 - r1);
      im[j] = own * (i0 - i1);
    }
  }
}

function dense(
  { re, im, size }: Chunk,
  targets: readonly number[],
  mask: number,
  value: number,
  matrix: Float64Array,
): void {
  const rows = 2 ** targets.length;
  const offsets = Array.from({ length: rows }, (_, local) =>
    targets.reduce((bits, target, index) => bits | (((local >> index) & 1) << target), 0),
  );
  const block = offsets[rows - 1];
  const inRe = new Float64Array(rows);
  const inIm = new Float64Array(rows);
  forEachIndex(size, mask | block, value, (base) => {
    for (let local = 0; local < rows; local++) {
      inRe[local] = re[base | offsets[local]];
      inIm[local] = im[base | offsets[local]];
    }
    for (let row = 0; row < rows; row++) {
      let [r, i] = [0, 0];
      for (let column = 0; column < rows; column++) {
        const a = matrix[row * rows + column];
        const b = matrix[(rows + row) * rows + column];
        r += a * inRe[column] - b * inIm[column];
        i += a * inIm[column] + b * inRe[column];
      }
      re[base | offsets[row]] = r;
      im[base | offsets[row]] = i;
    }
  });
}

function move({ re, im }: Chunk, a: number, b: number): void {
  const [r, i] = [re[a], im[a]];
  re[a] = re[b];
  im[a] = im[b];
  re[b] = r;
  im[b] = i;
}

function permuteTable(
  { re, im, size }: Chunk,
  block: number,
  mask: number,
  value: number,
  members: Int32Array,
  cycles: Int32Array,
): void {
  forEachIndex(size, mask | block, value, (base) => {
    for (let cursor = 0; cycles[cursor] !== 0; cursor += cycles[cursor] + 1) {
      const length = cycles[cursor];
      // Neighbours change places from the end on: the last member's amplitude arrives at the first.
      for (let index = length; index > 1; index--) {
        move(
          { re, im, size },
          base | members[cycles[cursor + index]],
          base | members[cycles[cursor + index - 1]],
        );
      }
    }
  });
}

function multiply({ re, im }: Chunk, k: number, c: number, s: number): void {
  const r = re[k];
  re[k] = c * r - s * im[k];
  im[k] = c * im[k] + s * r;
}

function rotatePauli(
  chunk: Chunk,
  x: number,
  z: number,
  mask: number,
  value: number,
  cosine: number,
  sine: number,
  yCount: number,
): void {
  const { re, im, size } = chunk;
  if (x === 0) {
    forEachIndex(size, mask, value, (k) => multiply(chunk, k, cosine, isOdd(k & z) ? sine : -sine));
    return;
  }
  const top = 1 << (31 - Math.clz32(x));
  // −i·iʸ sin: −i, 1, i, −1 times sin.
  const factor = (yCount & 2) !== 0 ? -sine : sine;
  const isReal = (yCount & 1) !== 0;
  const flips = isOdd(x & z) ? -1 : 1;
  forEachIndex(size, mask | top, value, (k) => {
    const j = k ^ x;
    const toJ = isOdd(k & z) ? -factor : factor;
    const toK = toJ * flips;
    const [ar, ai, br, bi] = [re[k], im[k], re[j], im[j]];
    re[k] = cosine * ar + toK * (isReal ? br : bi);
    im[k] = cosine * ai + toK * (isReal ? bi : -br);
    re[j] = cosine * br + toJ * (isReal ? ar : ai);
    im[j] = cosine * bi + toJ * (isReal ? ai : -ar);
  });
}

/** One operation on one chunk; `word` reads its words. */
function apply(chunk: Chunk, word: (field: number) => number, memory: Memory): void {
  const { words, doubles, numbers, numberBytes } = memory;
  const { size } = chunk;
  const constants = word(f.constants) / 8;
  const [mask, value] = [word(f.controlMask), word(f.controlValue)];
  const list = (field: number, count: number): Int32Array =>
    words.subarray(word(field) / 4, word(field) / 4 + count);
  switch (word(f.code)) {
    case codes.shear:
      shear(chunk, word(f.target0), word(f.target1), doubles[constants], doubles[constants + 1]);
      return;
    case codes.shearPair:
      for (const [target, tau] of [
        [word(f.target0), doubles[constants]],
        [word(f.target1), doubles[constants + 1]],
      ]) {
        shear(chunk, target, word(f.count), 1, tau);
      }
      return;
    case codes.dense1:
      dense(chunk, [word(f.target0)], mask, value, doubles.subarray(constants, constants + 8));
      return;
    case codes.dense: {
      const targets = Array.from(list(f.listA, word(f.count)));
      dense(chunk, targets, mask, value, doubles.subarray(constants, constants + 2 * 4 ** targets.length));
      return;
    }
    case codes.flip: {
      const bit = 1 << word(f.target0);
      forEachIndex(size, mask | bit, value, (k) => move(chunk, k, k | bit));
      return;
    }
    case codes.exchange: {
      const [a, b] = [1 << word(f.target0), 1 << word(f.target1)];
      forEachIndex(size, mask | a | b, value, (k) => move(chunk, k | a, k | b));
      return;
    }
    case codes.table: {
      const block = word(f.x);
      permuteTable(
        chunk,
        block,
        mask,
        value,
        words.subarray(word(f.listA) / 4),
        words.subarray(word(f.listB) / 4),
      );
      return;
    }
    case codes.phase:
      forEachIndex(size, mask, value, (k) => multiply(chunk, k, doubles[constants], doubles[constants + 1]));
      return;
    case codes.phaseTable: {
      const positions = list(f.listA, word(f.count));
      const factors = word(f.listB) / 8;
      forEachIndex(size, mask, value, (k) => {
        let member = 0;
        for (let bit = 0; bit < positions.length; bit++) member |= ((k >> positions[bit]) & 1) << bit;
        multiply(chunk, k, doubles[factors + 2 * member], doubles[factors + 2 * member + 1]);
      });
      return;
    }
    case codes.polynomial: {
      const tableSize = 2 ** word(f.target0);
      const table = word(f.listA) / numberBytes;
      const terms = word(f.listB) / 4;
      const [commonRe, commonIm] = [doubles[constants], doubles[constants + 1]];
      for (let k = 0; k < size; k++) {
        multiply(chunk, k, commonRe, commonIm);
        const low = k & (tableSize - 1);
        if (table !== 0) multiply(chunk, k, numbers[table + low], numbers[table + tableSize + low]);
        for (let index = 0; index < word(f.count); index++) {
          const term = terms + termWords * index;
          const lowBit = words[term + 2];
          const needed = words[term] | (lowBit < 0 ? 0 : 1 << lowBit);
          if ((k & needed) === needed) multiply(chunk, k, doubles[term / 2 + 2], doubles[term / 2 + 3]);
        }
      }
      return;
    }
    case codes.pauli:
      rotatePauli(
        chunk,
        word(f.x),
        word(f.z),
        mask,
        value,
        doubles[constants],
        doubles[constants + 1],
        word(f.target0),
      );
      return;
    default:
      throw new RangeError(`unknown operation code ${word(f.code)}`);
  }
}

/** Σ of −2 Im(λ* ψ) over the indices with all bits of `mask` set. */
function phaseSlope(lambda: Chunk, psi: Chunk, mask: number): number {
  let sum = 0;
  forEachIndex(psi.size, mask, mask, (k) => {
    sum += 2 * (lambda.im[k] * psi.re[k] - lambda.re[k] * psi.im[k]);
  });
  return sum;
}

/** Im⟨λ|Π P|ψ⟩. */
function pauliSlope(
  lambda: Chunk,
  psi: Chunk,
  x: number,
  z: number,
  mask: number,
  value: number,
  yCount: number,
): number {
  let [real, imaginary] = [0, 0];
  forEachIndex(psi.size, mask, value, (k) => {
    const sign = isOdd(k & z) ? -1 : 1;
    const j = k ^ x;
    real += sign * (lambda.re[j] * psi.re[k] + lambda.im[j] * psi.im[k]);
    imaginary += sign * (lambda.re[j] * psi.im[k] - lambda.im[j] * psi.re[k]);
  });
  return [imaginary, real, -imaginary, -real][yCount & 3];
}

/** Runs a program on all states of a system, as `runDouble` and `runSingle` do; see assembly/statevector/program.ts. */
export function runProgram(
  buffer: ArrayBufferLike,
  numberBytes: 8 | 4,
  system: number,
  program: number,
): number {
  const words = new Int32Array(buffer);
  const doubles = new Float64Array(buffer);
  const numbers = numberBytes === 8 ? doubles : new Float32Array(buffer);
  const memory: Memory = { words, doubles, numbers, numberBytes };
  const at = (descriptor: number, field: number): number => words[descriptor / 4 + field] >>> 0;
  const size = 2 ** at(program, programFields.localBits);
  const states = Array.from({ length: at(system, systemFields.stateCount) }, (_, state): Chunk => {
    const table = at(system, systemFields.states);
    const part = (index: number): Numbers => {
      const first = at(table, 2 * state + index) / numberBytes;
      return numbers.subarray(first, first + size);
    };
    return { re: part(0), im: part(1), size };
  });
  const partials = at(system, systemFields.partials) / 8;
  const lambdas = states.slice(1);
  const addSlope = (slot: number, lambda: number, slope: number): void => {
    doubles[partials + slot * lambdas.length + lambda] += slope;
  };
  for (let stage = 0; stage < at(program, programFields.stageCount); stage++) {
    const stageAddress = at(program, programFields.stages) + 4 * stageWords * stage;
    for (let index = 0; index < at(stageAddress, stageFields.operationCount); index++) {
      const operation = at(stageAddress, stageFields.operations) + 4 * operationWords * index;
      const word = (field: number): number => words[operation / 4 + field];
      const code = word(f.code);
      if (code === codes.none) continue;
      if (code === codes.pauliSlope) {
        lambdas.forEach((lambda, number) => {
          const slope = pauliSlope(
            lambda,
            states[0],
            word(f.x),
            word(f.z),
            word(f.controlMask),
            word(f.controlValue),
            word(f.target0),
          );
          addSlope(word(f.slot), number, slope);
        });
      } else if (code === codes.phaseSlopes) {
        for (let term = 0; term < word(f.count); term++) {
          const first = word(f.listB) / 4 + slopeTermWords * term;
          lambdas.forEach((lambda, number) =>
            addSlope(words[first + 2], number, phaseSlope(lambda, states[0], words[first])),
          );
        }
      } else for (const state of states) apply(state, word, memory);
    }
  }
  return 0;
}
