import { hermiteComponents, maximumOrder, hermiteCount } from "../hermite.ts";
import { halfTransformedRowLength, transformBlock, type IntegralKernels } from "../integral-kernels.ts";
import { packedPosition } from "../shell-pairs.ts";
import { contextLayout, kindLayout, sumsStride } from "../integral-tables.ts";
import { addCoulombExchangeShare, shareStart } from "./coulomb-exchange.ts";
import { hermiteIntegrals } from "./hermite-integrals.ts";
import { firstCoefficient, readPairs, viewPair, type PairReader, type PairView } from "./pair-reader.ts";
import { transformTriangle } from "./transform.ts";

const hermites = new Float64Array(hermiteCount(maximumOrder));
const parities = hermiteComponents.map(([t, u, v]) => ((t + u + v) % 2 === 0 ? 1 : -1));

/** (ab|cd) of all products of two pairs: block[f·n + g] for product f of the bra and g of the ket, n ket products. */
function repulsionBlock(
  { integers, doubles }: PairReader,
  context: number,
  bra: PairView,
  ket: PairView,
  block: Float64Array,
): void {
  const sums = integers[(context + contextLayout.sums) / 4] / 4;
  const primitiveThreshold = doubles[(context + contextLayout.primitiveThreshold) / 8];
  const half = new Float64Array(bra.hermiteCount * ket.functionCount);
  block.fill(0, 0, bra.functionCount * ket.functionCount);

  for (let k = 0; k < bra.primitiveCount; k++) {
    const braFirst = bra.first + k * bra.stride;
    half.fill(0);
    for (let l = 0; l < ket.primitiveCount; l++) {
      const ketFirst = ket.first + l * ket.stride;
      if (doubles[braFirst + 8] * doubles[ketFirst + 8] < primitiveThreshold) break;
      const p = doubles[braFirst];
      const q = doubles[ketFirst];
      const separation = [1, 2, 3].map((axis) => doubles[braFirst + 2 * axis] - doubles[ketFirst + 2 * axis]);
      const [x, y, z] = separation;
      hermiteIntegrals(bra.order + ket.order, (p * q) / (p + q), [x, y, z], 1 / Math.sqrt(p + q), hermites);
      for (let g = 0; g < ket.functionCount; g++) {
        for (let entry = integers[ket.rowStarts + g]; entry < integers[ket.rowStarts + g + 1]; entry++) {
          const column = integers[ket.columns + entry];
          const coefficient = doubles[ketFirst + firstCoefficient + 2 * entry] * parities[column];
          for (let t = 0; t < bra.hermiteCount; t++) {
            half[t * ket.functionCount + g] +=
              coefficient * hermites[integers[sums + column * sumsStride + t]];
          }
        }
      }
    }
    for (let f = 0; f < bra.functionCount; f++) {
      for (let entry = integers[bra.rowStarts + f]; entry < integers[bra.rowStarts + f + 1]; entry++) {
        const coefficient = doubles[braFirst + firstCoefficient + 2 * entry];
        const t = integers[bra.columns + entry];
        for (let g = 0; g < ket.functionCount; g++) {
          block[f * ket.functionCount + g] += coefficient * half[t * ket.functionCount + g];
        }
      }
    }
  }
}

const largestProductCount = 36;

/** The kernels in plain TypeScript, one number at a time. They agree with the WASM kernels to rounding. */
export function createPlainKernels(memory: WebAssembly.Memory): IntegralKernels {
  const block = new Float64Array(largestProductCount ** 2);

  /** Takes tasks until none is left or the budget is spent. */
  const takeTasks = (
    context: number,
    maximumTasks: number,
    run: (reader: PairReader, task: number) => void,
  ): number => {
    const reader = readPairs(memory);
    const field = (offset: number): number => (context + offset) / 4;
    for (let done = 0; done < maximumTasks; done++) {
      const task = Atomics.add(reader.integers, field(contextLayout.taskCounter), 1);
      if (task >= reader.integers[field(contextLayout.taskCount)]) return 0;
      if (Atomics.load(reader.integers, field(contextLayout.stop)) !== 0) return 0;
      run(reader, task);
    }
    return 1;
  };
  const kindAddress = ({ integers }: PairReader, context: number, kind: number): number =>
    integers[(context + contextLayout.kinds) / 4] + kind * kindLayout.byteLength;
  /** Kind and place in the kind of a task. */
  const locate = (reader: PairReader, context: number, task: number): [kind: number, index: number] => {
    let kind = reader.integers[(context + contextLayout.kindCount) / 4] - 1;
    const firstPair = (): number =>
      reader.integers[(kindAddress(reader, context, kind) + kindLayout.firstPair) / 4];
    while (firstPair() > task) kind--;
    return [kind, task - firstPair()];
  };

  return {
    schwarzBounds: (context, kind) => {
      const reader = readPairs(memory);
      const address = kindAddress(reader, context, kind);
      const bounds = reader.integers[(address + kindLayout.bounds) / 4] / 8;
      for (let index = 0; index < reader.integers[(address + kindLayout.pairCount) / 4]; index++) {
        const pair = viewPair(reader, address, index);
        repulsionBlock(reader, context, pair, pair, block);
        let largest = 0;
        for (let f = 0; f < pair.functionCount; f++)
          largest = Math.max(largest, block[f * pair.functionCount + f]);
        reader.doubles[bounds + index] = Math.sqrt(largest);
      }
    },

    repulsionTasks: (context, store, _scratch, maximumTasks) =>
      takeTasks(context, maximumTasks, (reader, task) => {
        const { integers, doubles } = reader;
        const [braKind, braIndex] = locate(reader, context, task);
        const braAddress = kindAddress(reader, context, braKind);
        const bra = viewPair(reader, braAddress, braIndex);
        const boundsOf = (address: number): number => integers[(address + kindLayout.bounds) / 4] / 8;
        const braBound = doubles[boundsOf(braAddress) + braIndex];
        const threshold = doubles[(context + contextLayout.schwarzThreshold) / 8];
        for (let ketKind = 0; ketKind <= braKind; ketKind++) {
          const ketAddress = kindAddress(reader, context, ketKind);
          const ketBounds = boundsOf(ketAddress);
          const count =
            ketKind === braKind ? braIndex + 1 : integers[(ketAddress + kindLayout.pairCount) / 4];
          for (let ketIndex = 0; ketIndex < count; ketIndex++) {
            if (braBound * doubles[ketBounds + ketIndex] < threshold) break;
            const ket = viewPair(reader, ketAddress, ketIndex);
            repulsionBlock(reader, context, bra, ket, block);
            for (let f = 0; f < bra.functionCount; f++) {
              const row = integers[bra.positions + f];
              if (row < 0) continue;
              for (let g = 0; g < ket.functionCount; g++) {
                const column = integers[ket.positions + g];
                if (column < 0) continue;
                doubles[store / 8 + packedPosition(row, column)] = block[f * ket.functionCount + g];
              }
            }
          }
        }
      }),

    nuclearAttractionTasks: (context, nuclei, nucleusCoupleCount, target, _scratch, maximumTasks) =>
      takeTasks(context, maximumTasks, (reader, task) => {
        const { integers, doubles } = reader;
        const [kind, index] = locate(reader, context, task);
        const pair = viewPair(reader, kindAddress(reader, context, kind), index);
        block.fill(0, 0, pair.functionCount);
        for (let k = 0; k < pair.primitiveCount; k++) {
          const first = pair.first + k * pair.stride;
          const p = doubles[first];
          for (let nucleus = 0; nucleus < 2 * nucleusCoupleCount; nucleus++) {
            const place = nuclei / 8 + 8 * (nucleus >> 1) + (nucleus & 1);
            const [cx, cy, cz, charge] = [0, 2, 4, 6].map((offset) => doubles[place + offset]);
            hermiteIntegrals(
              pair.order,
              p,
              [doubles[first + 2] - cx, doubles[first + 4] - cy, doubles[first + 6] - cz],
              -charge * nuclearFactor,
              hermites,
            );
            for (let f = 0; f < pair.functionCount; f++) {
              for (
                let entry = integers[pair.rowStarts + f];
                entry < integers[pair.rowStarts + f + 1];
                entry++
              ) {
                block[f] +=
                  doubles[first + firstCoefficient + 2 * entry] * hermites[integers[pair.columns + entry]];
              }
            }
          }
        }
        for (let f = 0; f < pair.functionCount; f++) {
          const position = integers[pair.positions + f];
          if (position >= 0) doubles[target / 8 + position] = block[f];
        }
      }),

    coulombExchangeTasks: (context, store, n, density, partials, shares, _scratch, maximumTasks) =>
      takeTasks(context, maximumTasks, ({ doubles }, share) => {
        const rows = (n * (n + 1)) / 2;
        const [first, last] = [shareStart(rows, share, shares), shareStart(rows, share + 1, shares)];
        addCoulombExchangeShare(
          doubles,
          store / 8,
          n,
          density / 8,
          partials / 8 + share * 2 * n * n,
          first,
          last,
        );
      }),

    halfTransformTasks: (
      context,
      store,
      n,
      left,
      leftCount,
      right,
      rightCount,
      target,
      _scratch,
      maximumTasks,
    ) =>
      takeTasks(context, maximumTasks, ({ doubles }, task) => {
        const pairs = (n * (n + 1)) / 2;
        const rowLength = halfTransformedRowLength(n);
        for (
          let column = task * transformBlock;
          column < Math.min(pairs, (task + 1) * transformBlock);
          column++
        ) {
          transformTriangle(
            (row) => doubles[store / 8 + packedPosition(row, column)],
            n,
            doubles.subarray(left / 8),
            leftCount,
            doubles.subarray(right / 8),
            rightCount,
            (index, value) => (doubles[target / 8 + index * rowLength + column] = value),
          );
        }
      }),

    finishTransformTasks: (
      context,
      half,
      n,
      left,
      leftCount,
      right,
      rightCount,
      target,
      _scratch,
      maximumTasks,
    ) =>
      takeTasks(context, maximumTasks, ({ doubles }, row) => {
        transformTriangle(
          (position) => doubles[half / 8 + row * halfTransformedRowLength(n) + position],
          n,
          doubles.subarray(left / 8),
          leftCount,
          doubles.subarray(right / 8),
          rightCount,
          (index, value) => (doubles[target / 8 + row * leftCount * rightCount + index] = value),
        );
      }),
  };
}

/** 2π/p over the pairs' own factor √(2π^{5/2})/p. */
const nuclearFactor = (2 * Math.PI) / Math.sqrt(2 * Math.PI ** 2.5);
