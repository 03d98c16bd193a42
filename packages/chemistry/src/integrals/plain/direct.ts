import { halfTransformedRowLength, largestProductCount, type IntegralKernels } from "../integral-kernels.ts";
import { contextLayout } from "../integral-tables.ts";
import { pairCountOf, viewPair, viewPairOfTask, type PairReader, type PairView } from "./pair-reader.ts";
import { repulsionBlock } from "./repulsion-block.ts";
import { takeTasks } from "./take-tasks.ts";
import { transformTriangle } from "./transform.ts";

type DirectKernels = Pick<IntegralKernels, "directCoulombExchangeTasks" | "directHalfTransformTasks">;

/** The kernels that make integrals on the way, in plain TypeScript. */
export function createDirectKernels(memory: WebAssembly.Memory): DirectKernels {
  const block = new Float64Array(largestProductCount ** 2);
  return {
    directCoulombExchangeTasks: (
      context,
      pairCount,
      n,
      shellCount,
      indices,
      density,
      shellDensity,
      partials,
      shares,
      _scratch,
      maximumTasks,
    ) =>
      takeTasks(memory, context, maximumTasks, (reader, share) => {
        const { integers, doubles } = reader;
        const threshold = doubles[(context + contextLayout.schwarzThreshold) / 8];
        const [D, P] = [density / 8, partials / 8 + share * 2 * n * n];
        const Q = P + n * n;
        doubles.fill(0, P, Q + n * n);
        const digest = (bra: PairView, ket: PairView): void => {
          for (let f = 0; f < bra.functionCount; f++) {
            const row = integers[bra.positions + f];
            if (row < 0) continue;
            const [i, j] = unpackIndices(integers, indices, row);
            for (let g = 0; g < ket.functionCount; g++) {
              const column = integers[ket.positions + g];
              if (column < 0 || (bra.first === ket.first && column > row)) continue;
              const [k, l] = unpackIndices(integers, indices, column);
              let value = block[f * ket.functionCount + g];
              if (i === j) value *= 0.5;
              if (k === l) value *= 0.5;
              if (row === column) value *= 0.5;
              doubles[P + i * n + j] += 2 * doubles[D + k * n + l] * value;
              doubles[P + k * n + l] += 2 * doubles[D + i * n + j] * value;
              doubles[Q + i * n + k] += doubles[D + j * n + l] * value;
              doubles[Q + i * n + l] += doubles[D + j * n + k] * value;
              doubles[Q + j * n + k] += doubles[D + i * n + l] * value;
              doubles[Q + j * n + l] += doubles[D + i * n + k] * value;
            }
          }
        };
        for (let pair = share; pair < pairCount; pair += shares) {
          const bra = viewPairOfTask(reader, context, pair);
          for (let ketKind = 0; ketKind <= bra.kind; ketKind++) {
            const count = ketKind === bra.kind ? bra.index + 1 : pairCountOf(reader, context, ketKind);
            for (let ketIndex = 0; ketIndex < count; ketIndex++) {
              const ket = viewPair(reader, context, ketKind, ketIndex);
              if (
                bra.bound * ket.bound * densityBound(reader, shellDensity, shellCount, bra, ket) <
                threshold
              ) {
                continue;
              }
              repulsionBlock(reader, context, bra, ket, block);
              digest(bra, ket);
            }
          }
        }
      }),

    directHalfTransformTasks: (
      context,
      n,
      left,
      leftCount,
      right,
      rightCount,
      target,
      _scratch,
      maximumTasks,
    ) =>
      takeTasks(memory, context, maximumTasks, (reader, task) => {
        const { integers, doubles } = reader;
        const threshold = doubles[(context + contextLayout.schwarzThreshold) / 8];
        const rowLength = halfTransformedRowLength(n);
        const bra = viewPairOfTask(reader, context, task);
        const columns = new Float64Array(bra.functionCount * rowLength);
        for (let ketKind = 0; ketKind < integers[(context + contextLayout.kindCount) / 4]; ketKind++) {
          for (let ketIndex = 0; ketIndex < pairCountOf(reader, context, ketKind); ketIndex++) {
            const ket = viewPair(reader, context, ketKind, ketIndex);
            if (bra.bound * ket.bound < threshold) break;
            repulsionBlock(reader, context, bra, ket, block);
            for (let f = 0; f < bra.functionCount; f++) {
              for (let g = 0; g < ket.functionCount; g++) {
                const position = integers[ket.positions + g];
                if (position >= 0) columns[f * rowLength + position] = block[f * ket.functionCount + g];
              }
            }
          }
        }
        for (let f = 0; f < bra.functionCount; f++) {
          const column = integers[bra.positions + f];
          if (column < 0) continue;
          transformTriangle(
            (position) => columns[f * rowLength + position],
            n,
            doubles.subarray(left / 8),
            leftCount,
            doubles.subarray(right / 8),
            rightCount,
            (index, value) => (doubles[target / 8 + index * rowLength + column] = value),
          );
        }
      }),
  };
}

function unpackIndices(integers: Int32Array, indices: number, position: number): [number, number] {
  const packed = integers[indices / 4 + position];
  return [packed >>> 16, packed & 0xffff];
}

/** Largest density element that meets an integral over two pairs; those of the Coulomb part count fourfold. */
function densityBound(
  { integers, doubles }: PairReader,
  shellDensity: number,
  shellCount: number,
  bra: PairView,
  ket: PairView,
): number {
  const [a, b, c, d] = [bra.shells, bra.shells + 1, ket.shells, ket.shells + 1].map(
    (place) => integers[place],
  );
  const at = (row: number, column: number): number => doubles[shellDensity / 8 + row * shellCount + column];
  return Math.max(4 * at(a, b), 4 * at(c, d), at(a, c), at(a, d), at(b, c), at(b, d));
}
