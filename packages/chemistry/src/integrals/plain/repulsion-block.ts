import { hermiteComponents, hermiteCount, maximumOrder } from "../hermite.ts";
import { contextLayout, sumsStride } from "../integral-tables.ts";
import { hermiteIntegrals } from "./hermite-integrals.ts";
import { firstCoefficient, type PairReader, type PairView } from "./pair-reader.ts";

const hermites = new Float64Array(hermiteCount(maximumOrder));
const parities = hermiteComponents.map(([t, u, v]) => ((t + u + v) % 2 === 0 ? 1 : -1));

/** (ab|cd) of all products of two pairs: block[f·n + g] for product f of the bra and g of the ket, n ket products. */
export function repulsionBlock(
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
