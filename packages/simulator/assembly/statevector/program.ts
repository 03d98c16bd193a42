import { waitForAll } from "../barrier";
import { denseMany, dense1 } from "./dense";
import { exchange, flip, permuteAffine, permuteTable } from "./flips";
import { at, constant, signOf } from "./lanes";
import { phasePolynomial, phaseSlopes, phaseTable, phaseWhere } from "./phases";
import { pauliSlope, rotatePauli } from "./pauli";
import { shear, shearPair } from "./shears";

// A compiled circuit: stages of operations. The state's index has `localBits` bits that a stage works on and others
// ("outer") that it only reads; each value of the outer bits is a chunk. A stage copies a chunk into a thread's
// workspace, which stays in the cache, applies all its operations there and copies it back. The word numbers of all
// descriptors are those of src/statevector/program-fields.ts.

@inline
function word(descriptor: usize, field: u32): u32 {
  return load<u32>(descriptor + ((<usize>field) << 2));
}

@inline
function pointer(descriptor: usize, field: u32): usize {
  return <usize>load<u32>(descriptor + ((<usize>field) << 2));
}

const opBytes: usize = 64;
const stageBytes: usize = 32;
const bufferBytes: usize = 16;
/** Room for the buffers of 64 states at the start of a thread's workspace. */
const bufferTableBytes: usize = 1024;

/** The bits of `value`, lowest first, at the set bits of `mask`. */
function deposit(value: u32, mask: u32): u32 {
  let result: u32 = 0;
  for (let rest = mask, bits = value; rest != 0 && bits != 0; rest &= rest - 1, bits >>= 1) {
    if ((bits & 1) != 0) result |= rest & (0 - rest);
  }
  return result;
}

/** One operation on one state's chunk. Returns false for an unknown code. */
function apply<T>(op: usize, re: usize, im: usize, size: u32, outer: u32, work: usize): bool {
  const code = word(op, 0);
  const controlMask = word(op, 3);
  const controlValue = word(op, 4);
  const constants = pointer(op, 7);
  switch (code) {
    case 1:
      shear<T>(re, im, size, word(op, 1), <i32>word(op, 2), constant(constants, 0), constant(constants, 1));
      return true;
    case 2:
      shearPair<T>(
        re, im, size, word(op, 1), word(op, 2), <i32>word(op, 10), constant(constants, 0), constant(constants, 1),
      );
      return true;
    case 3:
      dense1<T>(re, im, size, word(op, 1), controlMask, controlValue, constants);
      return true;
    case 4:
      denseMany<T>(re, im, size, word(op, 10), pointer(op, 8), controlMask, controlValue, constants, work);
      return true;
    case 5:
      flip<T>(re, im, size, word(op, 1), controlMask, controlValue);
      return true;
    case 6:
      exchange<T>(re, im, size, word(op, 1), word(op, 2), controlMask, controlValue);
      return true;
    case 8:
      permuteTable<T>(re, im, size, word(op, 12), controlMask, controlValue, pointer(op, 8), pointer(op, 9));
      return true;
    case 9:
      phaseWhere<T>(re, im, size, controlMask, controlValue, constant(constants, 0), constant(constants, 1));
      return true;
    case 10:
      phaseTable<T>(
        re, im, size, outer, word(op, 10), pointer(op, 8), pointer(op, 9), controlMask, controlValue,
      );
      return true;
    case 11: {
      const tableRe = pointer(op, 8);
      const tableIm: usize = tableRe == 0 ? 0 : at<T>(tableRe, <u32>1 << word(op, 1));
      phasePolynomial<T>(
        re, im, size, outer, word(op, 1), tableRe, tableIm, pointer(op, 9), word(op, 10),
        constant(constants, 0), constant(constants, 1), work,
      );
      return true;
    }
    case 12: {
      const sine = constant(constants, 1) * signOf(outer & word(op, 14));
      rotatePauli<T>(
        re, im, size, word(op, 12), word(op, 13), controlMask, controlValue, constant(constants, 0), sine, word(op, 1),
      );
      return true;
    }
  }
  return false;
}

/** φ ← ψ after the affine map of an operation, from a state's buffer into its other one, which then take turns. */
function permute<T>(op: usize, buffers: usize, size: u32, outer: u32, work: usize): void {
  let bits: u32 = 0;
  while ((<u32>1 << bits) < size) bits++;
  let offset = word(op, 12);
  const pairs = pointer(op, 9);
  for (let index: u32 = 0; index < word(op, 10); index++) {
    const pair = pairs + ((<usize>index) << 3);
    if ((outer & load<u32>(pair)) != 0) offset ^= load<u32>(pair, 4);
  }
  const re = pointer(buffers, 0);
  const im = pointer(buffers, 1);
  const toRe = pointer(buffers, 2);
  const toIm = pointer(buffers, 3);
  permuteAffine<T>(re, im, toRe, toIm, bits, pointer(op, 8), offset, work);
  store<u32>(buffers, <u32>toRe);
  store<u32>(buffers, <u32>toIm, 4);
  store<u32>(buffers, <u32>re, 8);
  store<u32>(buffers, <u32>im, 12);
}

/** Copies between the state and a chunk's buffer: runs of 2^runBits amplitudes at the subsets of `runMask`. */
function transfer<T>(state: usize, buffer: usize, base: u32, size: u32, runBits: u32, runMask: u32, isGather: bool): void {
  const runBytes = (<usize>1 << runBits) * sizeof<T>();
  const runCount = size >> runBits;
  let at0: u32 = 0;
  let to = buffer;
  for (let run: u32 = 0; run < runCount; run++) {
    const from = at<T>(state, base | at0);
    for (let byte: usize = 0; byte < runBytes; byte += 16) {
      if (isGather) v128.store(to + byte, v128.load(from + byte));
      else v128.store(from + byte, v128.load(to + byte));
    }
    to += runBytes;
    at0 = (at0 - runMask) & runMask;
  }
}

/** Adds what an operation's slope is on this chunk, for every λ. */
function addSlopes<T>(op: usize, tables: usize, stateCount: u32, size: u32, outer: u32, partials: usize, groupCount: u32, work: usize): void {
  const stride = ((<usize>((stateCount - 1) * groupCount)) << 3);
  for (let state: u32 = 1; state < stateCount; state++) {
    const lambda = tables + (<usize>state) * bufferBytes;
    const base = partials + ((<usize>((state - 1) * groupCount)) << 3);
    if (word(op, 0) == 33) {
      phaseSlopes<T>(
        pointer(lambda, 0), pointer(lambda, 1), pointer(tables, 0), pointer(tables, 1),
        size, outer, pointer(op, 9), word(op, 10), base, stride, work,
      );
      continue;
    }
    const slope = pauliSlope<T>(
      pointer(lambda, 0), pointer(lambda, 1), pointer(tables, 0), pointer(tables, 1),
      size, word(op, 12), word(op, 13), word(op, 3), word(op, 4), word(op, 1),
    );
    const slot = base + (<usize>word(op, 11)) * stride;
    store<f64>(slot, load<f64>(slot) + slope * signOf(outer & word(op, 14)));
  }
}

/** All chunks of a stage that are this thread's. Status 0, or 1 for an unknown operation. */
function runStage<T>(system: usize, program: usize, stage: usize, thread: u32, threads: u32): i32 {
  const qubitCount = word(system, 0);
  const stateCount = word(system, 1);
  const states = pointer(system, 2);
  const workspace = pointer(system, 3) + pointer(system, 4) * <usize>thread;
  const partials = pointer(system, 6);
  const groupCount = word(program, 5);
  const localBits = word(program, 2);
  const runBits = word(program, 3);
  const size: u32 = 1 << localBits;
  const bufferSize = (<usize>size) * sizeof<T>();
  const chunkCount: u32 = 1 << (qubitCount - localBits);
  const chunksPerGroup = chunkCount / groupCount;
  const runMask = word(stage, 0);
  const outerMask = word(stage, 1);
  const ops = pointer(stage, 2);
  const opCount = word(stage, 3);
  const isDirect = word(stage, 4) != 0;
  const buffers = workspace + bufferTableBytes;
  const work = buffers + 4 * bufferSize * <usize>stateCount;

  const first = (groupCount * thread) / threads;
  const end = (groupCount * (thread + 1)) / threads;
  for (let chunk = first * chunksPerGroup; chunk < end * chunksPerGroup; chunk++) {
    const outer = deposit(chunk, outerMask);
    for (let state: u32 = 0; state < stateCount; state++) {
      const table = workspace + (<usize>state) * bufferBytes;
      const buffer = buffers + 4 * bufferSize * <usize>state;
      const re = pointer(states, 2 * state);
      const im = pointer(states, 2 * state + 1);
      store<u32>(table, <u32>(isDirect ? at<T>(re, outer) : buffer));
      store<u32>(table, <u32>(isDirect ? at<T>(im, outer) : buffer + bufferSize), 4);
      store<u32>(table, <u32>(buffer + 2 * bufferSize), 8);
      store<u32>(table, <u32>(buffer + 3 * bufferSize), 12);
      if (isDirect) continue;
      transfer<T>(re, buffer, outer, size, runBits, runMask, true);
      transfer<T>(im, buffer + bufferSize, outer, size, runBits, runMask, true);
    }
    for (let index: u32 = 0; index < opCount; index++) {
      const op = ops + (<usize>index) * opBytes;
      const code = word(op, 0);
      if (code == 0 || (outer & word(op, 5)) != word(op, 6)) continue;
      if (code >= 32) {
        const partial = partials + ((<usize>(chunk / chunksPerGroup)) << 3);
        addSlopes<T>(op, workspace, stateCount, size, outer, partial, groupCount, work);
        continue;
      }
      for (let state: u32 = 0; state < stateCount; state++) {
        const table = workspace + (<usize>state) * bufferBytes;
        if (code == 7) permute<T>(op, table, size, outer, work);
        else if (!apply<T>(op, pointer(table, 0), pointer(table, 1), size, outer, work)) return 1;
      }
    }
    for (let state: u32 = 0; state < stateCount; state++) {
      const table = workspace + (<usize>state) * bufferBytes;
      const re = pointer(states, 2 * state);
      const im = pointer(states, 2 * state + 1);
      if (!isDirect) {
        transfer<T>(re, pointer(table, 0), outer, size, runBits, runMask, false);
        transfer<T>(im, pointer(table, 1), outer, size, runBits, runMask, false);
      } else if (pointer(table, 0) != at<T>(re, outer)) {
        memory.copy(at<T>(re, outer), pointer(table, 0), bufferSize);
        memory.copy(at<T>(im, outer), pointer(table, 1), bufferSize);
      }
    }
  }
  return 0;
}

/**
 * Runs a program on all states of a system. Every thread calls it with its number; the threads meet after each stage.
 * Status 0 for success, 1 for an unknown operation, 2 when a thread was lost.
 */
export function runProgram<T>(system: usize, program: usize, thread: u32, threads: u32): i32 {
  const stageCount = word(program, 0);
  const stages = pointer(program, 1);
  for (let index: u32 = 0; index < stageCount; index++) {
    const status = runStage<T>(system, program, stages + (<usize>index) * stageBytes, thread, threads);
    if (status != 0) return status;
    if (!waitForAll(pointer(system, 5), <i32>threads)) return 2;
  }
  return 0;
}
