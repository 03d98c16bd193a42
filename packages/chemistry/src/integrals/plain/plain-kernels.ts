import { hermiteCount, maximumOrder } from "../hermite.ts";
import {
  halfTransformedRowLength,
  largestProductCount,
  transformBlock,
  type IntegralKernels,
} from "../integral-kernels.ts";
import { packedPosition } from "../shell-pairs.ts";
import { contextLayout, kindLayout } from "../integral-tables.ts";
import { addCoulombExchangeShare, shareStart } from "./coulomb-exchange.ts";
import { createDirectKernels } from "./direct.ts";
import { hermiteIntegrals } from "./hermite-integrals.ts";
import {
  firstCoefficient,
  kindAddress,
  pairCountOf,
  readPairs,
  viewPair,
  viewPairOfTask,
} from "./pair-reader.ts";
import { repulsionBlock } from "./repulsion-block.ts";
import { takeTasks } from "./take-tasks.ts";
import { transformTriangle } from "./transform.ts";

const hermites = new Float64Array(hermiteCount(maximumOrder));

/** The kernels in plain TypeScript, one number at a time. They agree with the WASM kernels to rounding. */
export function createPlainKernels(memory: WebAssembly.Memory): IntegralKernels {
  const block = new Float64Array(largestProductCount ** 2);

  return {
    schwarzBounds: (context, kind) => {
      const reader = readPairs(memory);
      const bounds = reader.integers[(kindAddress(reader, context, kind) + kindLayout.bounds) / 4] / 8;
      for (let index = 0; index < pairCountOf(reader, context, kind); index++) {
        const pair = viewPair(reader, context, kind, index);
        repulsionBlock(reader, context, pair, pair, block);
        let largest = 0;
        for (let f = 0; f < pair.functionCount; f++) {
          largest = Math.max(largest, block[f * pair.functionCount + f]);
        }
        reader.doubles[bounds + index] = Math.sqrt(largest);
      }
    },

    repulsionTasks: (context, store, _scratch, maximumTasks) =>
      takeTasks(memory, context, maximumTasks, (reader, task) => {
        const { integers, doubles } = reader;
        const bra = viewPairOfTask(reader, context, task);
        const threshold = doubles[(context + contextLayout.schwarzThreshold) / 8];
        for (let ketKind = 0; ketKind <= bra.kind; ketKind++) {
          const count = ketKind === bra.kind ? bra.index + 1 : pairCountOf(reader, context, ketKind);
          for (let ketIndex = 0; ketIndex < count; ketIndex++) {
            const ket = viewPair(reader, context, ketKind, ketIndex);
            if (bra.bound * ket.bound < threshold) break;
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
      takeTasks(memory, context, maximumTasks, (reader, task) => {
        const { integers, doubles } = reader;
        const pair = viewPairOfTask(reader, context, task);
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
      takeTasks(memory, context, maximumTasks, ({ doubles }, share) => {
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
      takeTasks(memory, context, maximumTasks, ({ doubles }, task) => {
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

    ...createDirectKernels(memory),

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
      takeTasks(memory, context, maximumTasks, ({ doubles }, row) => {
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
