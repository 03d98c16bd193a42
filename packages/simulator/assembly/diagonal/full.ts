// QAOA with the transverse mixer on all 2^n states. The lowest bits of an index select an amplitude in a chunk of
// neighbours ("low pass"), the others are brought together in a workspace ("high pass"). The rotations of one layer
// commute, so a pass ends layer l − 1, applies the phases of layer l and begins its rotations: p + 1 passes in all.
import { waitForAll } from "../barrier";
import { field, statusSuccess, statusThreadLost, word } from "./fields";
import { multiplyPhases, phaseSlope, undoPhases } from "./phases";
import { shearBits, undoBits } from "./shears";

/** Doubles of a layer before its τ: quarter turns, factor missing before it, repetitions, a gap; then τ, then factors. */
const layerHead: usize = 32;

@inline
function layerAt(system: usize, layer: u32): usize {
  const qubitCount = <usize>word(system, field.qubitCount);
  return word(system, field.angles) + (layerHead + (qubitCount << 4)) * layer;
}

@inline
function tausOf(layer: usize, firstQubit: u32): usize {
  return layer + layerHead + ((<usize>firstQubit) << 3);
}

function mix(layer: usize, base: usize, size: u32, firstBit: u32, endBit: u32, firstQubit: u32): void {
  const repeat = <u32>load<f64>(layer, 16);
  for (let again: u32 = 0; again < repeat; again++) {
    shearBits(base, size, firstBit, endBit, tausOf(layer, firstQubit), 1);
  }
}

/** |+…+⟩ with the factors i^|k|, or a copy of the start state. */
function fill(system: usize, first: u32, count: u32): void {
  const psi = word(system, field.psi) + ((<usize>first) << 4);
  const start = <usize>word(system, field.start);
  if (start != 0) {
    memory.copy(psi, start + ((<usize>first) << 4), (<usize>count) << 4);
    return;
  }
  const amplitude = Math.sqrt(1 / <f64>word(system, field.size));
  for (let k: u32 = 0; k < count; k++) {
    const bits = popcnt<u32>(first + k);
    const part = (bits & 2) != 0 ? -amplitude : amplitude;
    const at = psi + ((<usize>k) << 4);
    store<f64>(at, (bits & 1) != 0 ? 0 : part);
    store<f64>(at, (bits & 1) != 0 ? part : 0, 8);
  }
}

/** Copies the columns of a high chunk between the state and a workspace, row by row. */
function moveRows(state: usize, workspace: usize, rows: u32, lowBits: u32, columnBits: u32, isGather: bool): void {
  const bytes: usize = (<usize>16) << columnBits;
  for (let row: usize = 0; row < rows; row++) {
    const far = state + (row << (lowBits + 4));
    const near = workspace + row * bytes;
    if (isGather) memory.copy(near, far, bytes);
    else memory.copy(far, near, bytes);
  }
}

/** Prepares the state: ψ is left without the factors of the last layer. */
export function runFull(system: usize, thread: u32, threads: u32): i32 {
  const psi = <usize>word(system, field.psi);
  const cost = <usize>word(system, field.cost);
  const table = <usize>word(system, field.phaseTable);
  const layers = word(system, field.layers);
  const qubitCount = word(system, field.qubitCount);
  const lowBits = word(system, field.lowBits);
  const columnBits = word(system, field.columnBits);
  const groupCount = word(system, field.groupCount);
  const highBits = qubitCount - lowBits;
  const workspace = word(system, field.workspace) + <usize>word(system, field.workspaceStride) * thread;
  const rows: u32 = 1 << highBits;
  const columns: u32 = 1 << columnBits;
  for (let pass: u32 = 0; pass <= layers; pass++) {
    const isHigh = highBits > 0 && (pass & 1) == 1;
    const before = layerAt(system, pass - 1);
    const layer = layerAt(system, pass);
    const chunkCount: u32 = isHigh ? 1 << (lowBits - columnBits) : rows;
    for (let group = thread; group < groupCount; group += threads) {
      const end = (chunkCount / groupCount) * (group + 1);
      for (let chunk = (chunkCount / groupCount) * group; chunk < end; chunk++) {
        if (isHigh) {
          const column = (<usize>chunk) << columnBits;
          moveRows(psi + (column << 4), workspace, rows, lowBits, columnBits, true);
          mix(before, workspace, rows * columns, columnBits, columnBits + highBits, lowBits);
          if (pass < layers) {
            for (let row: usize = 0; row < rows; row++) {
              multiplyPhases(
                workspace + (row << (columnBits + 4)), cost + (((row << lowBits) + column) << 3), columns,
                load<f64>(layer), load<f64>(layer, 8), table,
              );
            }
            mix(layer, workspace, rows * columns, columnBits, columnBits + highBits, lowBits);
          }
          moveRows(psi + (column << 4), workspace, rows, lowBits, columnBits, false);
        } else {
          const first = chunk << lowBits;
          const base = psi + ((<usize>first) << 4);
          const size: u32 = 1 << lowBits;
          if (pass == 0) fill(system, first, size);
          // Without high bits a layer is complete at the end of its own pass.
          else if (highBits > 0) mix(before, base, size, 0, lowBits, 0);
          if (pass < layers) {
            multiplyPhases(base, cost + ((<usize>first) << 3), size, load<f64>(layer), load<f64>(layer, 8), table);
            mix(layer, base, size, 0, lowBits, 0);
          }
        }
      }
    }
    if (!waitForAll(word(system, field.sync), threads)) return statusThreadLost;
  }
  return statusSuccess;
}

/** The square of the factors of bits first … end−1. */
function squaredFactors(layer: usize, qubitCount: u32, first: u32, end: u32): f64 {
  let product: f64 = 1;
  for (let qubit = first; qubit < end; qubit++) product *= load<f64>(tausOf(layer, qubitCount + qubit));
  return product * product;
}

/**
 * Goes back from ψ and λ and adds up half the slopes: partials[(layer·(n + 1) + q)·groups + group] of the rotation of
 * qubit q, q = n of the phase.
 */
export function undoFull(system: usize, thread: u32, threads: u32): i32 {
  const psi = <usize>word(system, field.psi);
  const lambda = <usize>word(system, field.lambda);
  const cost = <usize>word(system, field.cost);
  const table = <usize>word(system, field.phaseTable);
  const partials = <usize>word(system, field.partials);
  const layers = word(system, field.layers);
  const qubitCount = word(system, field.qubitCount);
  const lowBits = word(system, field.lowBits);
  const columnBits = word(system, field.columnBits);
  const groupCount = word(system, field.groupCount);
  const highBits = qubitCount - lowBits;
  const workspace = word(system, field.workspace) + <usize>word(system, field.workspaceStride) * thread;
  const workspace2 = workspace + ((<usize>16) << (columnBits + highBits));
  const rows: u32 = 1 << highBits;
  const stride = (<usize>groupCount) << 3;
  for (let back: u32 = 0; back <= layers; back++) {
    const pass = layers - back;
    const isHigh = highBits > 0 && (pass & 1) == 1;
    const before = layerAt(system, pass - 1);
    const layer = layerAt(system, pass);
    const chunkCount: u32 = isHigh ? 1 << (lowBits - columnBits) : rows;
    const localBits = isHigh ? columnBits + highBits : lowBits;
    const firstBit = isHigh ? columnBits : 0;
    const firstQubit = isHigh ? lowBits : 0;
    const size: u32 = 1 << localBits;
    const rowCount: u32 = isHigh ? rows : 1;
    const rowSize = size / rowCount;
    // The other bits of this layer have been undone in the pass before, without their factors.
    let weight: f64 = 1;
    if (pass < layers && highBits > 0) {
      weight = isHigh
        ? squaredFactors(layer, qubitCount, 0, lowBits)
        : squaredFactors(layer, qubitCount, lowBits, qubitCount);
    }
    for (let group = thread; group < groupCount; group += threads) {
      const end = (chunkCount / groupCount) * (group + 1);
      for (let chunk = (chunkCount / groupCount) * group; chunk < end; chunk++) {
        const first = <usize>(isHigh ? chunk << columnBits : chunk << lowBits);
        const p = isHigh ? workspace : psi + (first << 4);
        const l = isHigh ? workspace2 : lambda + (first << 4);
        if (isHigh) {
          moveRows(psi + (first << 4), p, rows, lowBits, columnBits, true);
          moveRows(lambda + (first << 4), l, rows, lowBits, columnBits, true);
        }
        if (pass < layers) {
          const slots = partials + ((<usize>group) << 3) + stride * (<usize>pass * (qubitCount + 1));
          undoBits(
            p, l, size, firstBit, localBits, tausOf(layer, firstQubit), tausOf(layer, qubitCount + firstQubit),
            <u32>load<f64>(layer, 16), slots + stride * firstQubit, stride, weight,
          );
          let sum: f64 = 0;
          for (let row: usize = 0; row < rowCount; row++) {
            const at = row * ((<usize>rowSize) << 4);
            const costs = cost + (((row << lowBits) + first) << 3);
            // Nothing is read after the phases of the first layer.
            if (pass == 0) {
              const factor = load<f64>(layer, 24);
              sum += factor * factor * phaseSlope(p + at, l + at, costs, rowSize);
            } else sum += undoPhases(p + at, l + at, costs, rowSize, -load<f64>(layer), load<f64>(layer, 24), table);
          }
          const slot = slots + stride * qubitCount;
          store<f64>(slot, load<f64>(slot) + sum);
        }
        if (pass > 0 && highBits > 0) {
          const slots = partials + ((<usize>group) << 3) + stride * (<usize>(pass - 1) * (qubitCount + 1));
          undoBits(
            p, l, size, firstBit, localBits, tausOf(before, firstQubit), tausOf(before, qubitCount + firstQubit),
            <u32>load<f64>(before, 16), slots + stride * firstQubit, stride, 1,
          );
        }
        if (isHigh && pass > 0) {
          moveRows(psi + (first << 4), p, rows, lowBits, columnBits, false);
          moveRows(lambda + (first << 4), l, rows, lowBits, columnBits, false);
        }
      }
    }
    if (!waitForAll(word(system, field.sync), threads)) return statusThreadLost;
  }
  return statusSuccess;
}
