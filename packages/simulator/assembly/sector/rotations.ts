import { entry, groups, layouts, pointer, programs, reductionChunks, rowsKind, system, word } from "./fields";
import { multiplyAdd, multiplySubtract } from "./lanes";
import { barrier } from "./sync";

/** First pair of a fixed chunk of a group's pairs. */
@inline
function chunkStart(chunk: i32, pairCount: i32): i32 {
  return <i32>((<i64>chunk * <i64>pairCount) / <i64>reductionChunks);
}

/** First chunk of a thread. */
@inline
export function threadChunk(thread: i32, threads: i32): i32 {
  return (thread * reductionChunks) / threads;
}

/** Below this many amplitudes a barrier after each group costs more than several threads gain. */
const soloLimit: i32 = 60_000;

@inline
function runsSolo(program: usize): bool {
  return word(pointer(program, programs.layout), layouts.elementCount) < soloLimit;
}

/** Applies every factor of a program to ψ, first to last; one thread does it all when there is little to do. */
export function rotateForward(systemPointer: usize, program: usize, thread: i32, threads: i32): i32 {
  if (!runsSolo(program)) return forwardGroups(systemPointer, program, thread, threads);
  if (thread == 0) forwardGroups(systemPointer, program, 0, 1);
  return barrier(systemPointer, threads);
}

function forwardGroups(systemPointer: usize, program: usize, thread: i32, threads: i32): i32 {
  const psi = pointer(program, programs.psi);
  const rotations = pointer(program, programs.rotations);
  const excitations = pointer(program, programs.excitations);
  const columnStart = pointer(systemPointer, system.betaStart);
  const groupCount = word(program, programs.groupCount);
  for (let group: i32 = 0; group < groupCount; group++) {
    const record = pointer(program, programs.groups) + ((<usize>(group * groups.wordCount)) << 2);
    const kind = word(record, groups.kind);
    const first = word(record, groups.firstExcitation);
    const end = first + word(record, groups.excitationCount);
    const pairs = pointer(record, groups.pairs);
    const pairCount = word(record, groups.pairCount);
    const pairEnd = chunkStart(threadChunk(thread + 1, threads), pairCount);
    for (let pair = chunkStart(threadChunk(thread, threads), pairCount); pair < pairEnd; pair++) {
      const item = pairs + ((<usize>pair) << 4);
      const source = psi + <usize>load<i32>(item);
      const target = psi + <usize>load<i32>(item, 4);
      const label = load<i32>(item, 8);
      const sign = <f64>load<i32>(item, 12);
      for (let excitation = first; excitation < end; excitation++) {
        const angle = rotations + ((<usize>excitation) << 4);
        const cosine = load<f64>(angle);
        const sine = sign * load<f64>(angle, 8);
        if (kind == rowsKind) {
          rotateRows(source, target, entry(columnStart, label), entry(columnStart, label + 1), cosine, sine);
        } else {
          const segments = <usize>load<u32>(excitations + ((<usize>excitation) << 3)) + ((<usize>label) << 3);
          const offsets = <usize>load<u32>(excitations + ((<usize>excitation) << 3), 4);
          const middle = load<i32>(segments, 4);
          rotateElements(source, target, offsets, load<i32>(segments), middle, cosine, sine);
          rotateElements(source, target, offsets, middle, load<i32>(segments, 8), cosine, -sine);
        }
      }
    }
    const status = barrier(systemPointer, threads);
    if (status != 0) return status;
  }
  return 0;
}

/** x ← cx − sy, y ← sx + cy for two rows between two columns and the padding after them. */
function rotateRows(source: usize, target: usize, first: i32, end: i32, cosine: f64, sine: f64): void {
  const c = f64x2.splat(cosine);
  const s = f64x2.splat(sine);
  const last = (<usize>end) << 3;
  for (let offset = (<usize>first) << 3; offset < last; offset += 16) {
    const x = v128.load(source + offset);
    const y = v128.load(target + offset);
    v128.store(source + offset, multiplySubtract(s, y, f64x2.mul(c, x)));
    v128.store(target + offset, multiplyAdd(s, x, f64x2.mul(c, y)));
  }
}

/** x ← cx − sy, y ← sx + cy for the listed columns of two rows. */
@inline
function rotateElements(
  source: usize,
  target: usize,
  offsets: usize,
  first: i32,
  end: i32,
  cosine: f64,
  sine: f64,
): void {
  const last = offsets + ((<usize>end) << 3);
  for (let item = offsets + ((<usize>first) << 3); item < last; item += 8) {
    const from = source + <usize>load<i32>(item);
    const to = target + <usize>load<i32>(item, 4);
    const x = load<f64>(from);
    const y = load<f64>(to);
    store<f64>(from, cosine * x - sine * y);
    store<f64>(to, sine * x + cosine * y);
  }
}

/** Writes ψ and λ alternately into one vector of twice the length. */
export function interleave(psi: usize, lambda: usize, both: usize, elementCount: i32, thread: i32, threads: i32): void {
  const half = elementCount >> 1;
  const end = ((<i64>half * (thread + 1)) / threads) << 4;
  for (let offset = ((<i64>half * thread) / threads) << 4; offset < end; offset += 16) {
    const x = v128.load(psi + <usize>offset);
    const y = v128.load(lambda + <usize>offset);
    v128.store(both + <usize>(offset << 1), v128.shuffle<f64>(x, y, 0, 2));
    v128.store(both + <usize>(offset << 1), v128.shuffle<f64>(x, y, 1, 3), 16);
  }
}

/**
 * Undoes every factor on the interleaved ψ and λ, last to first, and leaves ⟨λ|G|ψ⟩ of each in its partial sums, one
 * for each fixed chunk of the α pairs.
 */
export function rotateBackward(systemPointer: usize, program: usize, both: usize, thread: i32, threads: i32): i32 {
  if (!runsSolo(program)) return backwardGroups(systemPointer, program, both, thread, threads);
  if (thread == 0) backwardGroups(systemPointer, program, both, 0, 1);
  return barrier(systemPointer, threads);
}

function backwardGroups(systemPointer: usize, program: usize, both: usize, thread: i32, threads: i32): i32 {
  const rotations = pointer(program, programs.rotations);
  const excitations = pointer(program, programs.excitations);
  const partials = pointer(program, programs.partials);
  const columnStart = pointer(systemPointer, system.betaStart);
  for (let group: i32 = word(program, programs.groupCount) - 1; group >= 0; group--) {
    const record = pointer(program, programs.groups) + ((<usize>(group * groups.wordCount)) << 2);
    const kind = word(record, groups.kind);
    const first = word(record, groups.firstExcitation);
    const last = first + word(record, groups.excitationCount) - 1;
    const pairs = pointer(record, groups.pairs);
    const pairCount = word(record, groups.pairCount);
    for (let chunk = threadChunk(thread, threads); chunk < threadChunk(thread + 1, threads); chunk++) {
      for (let excitation = first; excitation <= last; excitation++) {
        store<f64>(partials + ((<usize>(excitation * reductionChunks + chunk)) << 3), 0);
      }
      const pairEnd = chunkStart(chunk + 1, pairCount);
      for (let pair = chunkStart(chunk, pairCount); pair < pairEnd; pair++) {
        const item = pairs + ((<usize>pair) << 4);
        const source = both + <usize>(load<i32>(item) << 1);
        const target = both + <usize>(load<i32>(item, 4) << 1);
        const label = load<i32>(item, 8);
        const sign = <f64>load<i32>(item, 12);
        for (let excitation = last; excitation >= first; excitation--) {
          const angle = rotations + ((<usize>excitation) << 4);
          const cosine = load<f64>(angle);
          const sine = -sign * load<f64>(angle, 8);
          let overlap: f64;
          if (kind == rowsKind) {
            overlap = undoRows(source, target, entry(columnStart, label), entry(columnStart, label + 1), cosine, sine);
          } else {
            const segments = <usize>load<u32>(excitations + ((<usize>excitation) << 3)) + ((<usize>label) << 3);
            const offsets = <usize>load<u32>(excitations + ((<usize>excitation) << 3), 4);
            const middle = load<i32>(segments, 4);
            overlap = undoElements(source, target, offsets, load<i32>(segments), middle, cosine, sine);
            overlap -= undoElements(source, target, offsets, middle, load<i32>(segments, 8), cosine, -sine);
          }
          const partial = partials + ((<usize>(excitation * reductionChunks + chunk)) << 3);
          store<f64>(partial, load<f64>(partial) + sign * overlap);
        }
      }
    }
    const status = barrier(systemPointer, threads);
    if (status != 0) return status;
  }
  return 0;
}

/** Rotates interleaved rows and returns Σ λ_y ψ_x − λ_x ψ_y. */
function undoRows(source: usize, target: usize, first: i32, end: i32, cosine: f64, sine: f64): f64 {
  const c = f64x2.splat(cosine);
  const s = f64x2.splat(sine);
  let sum = f64x2.splat(0);
  const last = (<usize>end) << 4;
  for (let offset = (<usize>first) << 4; offset < last; offset += 16) {
    const x = v128.load(source + offset);
    const y = v128.load(target + offset);
    const newX = multiplySubtract(s, y, f64x2.mul(c, x));
    const newY = multiplyAdd(s, x, f64x2.mul(c, y));
    v128.store(source + offset, newX);
    v128.store(target + offset, newY);
    sum = multiplyAdd(newY, v128.shuffle<f64>(newX, newX, 1, 0), sum);
  }
  return f64x2.extract_lane(sum, 1) - f64x2.extract_lane(sum, 0);
}

/** Rotates the listed columns of interleaved rows and returns Σ λ_y ψ_x − λ_x ψ_y. */
@inline
function undoElements(
  source: usize,
  target: usize,
  offsets: usize,
  first: i32,
  end: i32,
  cosine: f64,
  sine: f64,
): f64 {
  const c = f64x2.splat(cosine);
  const s = f64x2.splat(sine);
  let sum = f64x2.splat(0);
  const last = offsets + ((<usize>end) << 3);
  for (let item = offsets + ((<usize>first) << 3); item < last; item += 8) {
    const from = source + <usize>(load<i32>(item) << 1);
    const to = target + <usize>(load<i32>(item, 4) << 1);
    const x = v128.load(from);
    const y = v128.load(to);
    const newX = multiplySubtract(s, y, f64x2.mul(c, x));
    const newY = multiplyAdd(s, x, f64x2.mul(c, y));
    v128.store(from, newX);
    v128.store(to, newY);
    sum = multiplyAdd(newY, v128.shuffle<f64>(newX, newX, 1, 0), sum);
  }
  return f64x2.extract_lane(sum, 1) - f64x2.extract_lane(sum, 0);
}
