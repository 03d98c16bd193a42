import type { Kernel } from "../kernels/kernel.ts";
import { axis, numberSetting, settingsGrid } from "../models/settings.ts";
import { maternProfiles, rbfProfile, type RadialKernel, type RadialProfile } from "./radial-kernel.ts";
import { innerProducts, mapElements, squaredDistances } from "./row-products.ts";

const lengthScales = axis("lengthScale", [1, 0.25, 0.5, 2, 4]);

/**
 * Gaussian kernel exp(−‖x − y‖²/(2ℓ²)). ℓ is the setting `lengthScale` times √columns, so that 1 fits standardised
 * columns whatever their number.
 */
export function rbfKernel(): RadialKernel {
  return radialKernel("rbf", "RBF", rbfProfile);
}

/** Matérn kernel of smoothness 1/2, 3/2 or 5/2; `lengthScale` as in {@link rbfKernel}. */
export function maternKernel(smoothness: 0.5 | 1.5 | 2.5 = 2.5): RadialKernel {
  const twice = (2 * smoothness) as 1 | 3 | 5;
  return radialKernel(`matern${twice}2`, `Matérn ${twice}/2`, maternProfiles[`matern${twice}2`]);
}

function radialKernel(name: string, label: string, { profile, logSlope }: RadialProfile): RadialKernel {
  return {
    name,
    label,
    kind: "classical",
    grid: lengthScales,
    profile,
    logSlope,
    gram: async (left, right, settings) => {
      const lengthScale = numberSetting(name, settings, "lengthScale", { above: 0, fallback: 1 });
      const inverseSquare = 1 / (lengthScale * lengthScale * left.columnCount);
      return await Promise.resolve(
        mapElements(squaredDistances(left, right), (square) => profile(square * inverseSquare)),
      );
    },
  };
}

/** x·y/columns. */
export function linearKernel(): Kernel {
  return {
    name: "linear",
    label: "linear",
    kind: "classical",
    grid: [{}],
    gram: async (left, right) => {
      const scale = 1 / left.columnCount;
      return await Promise.resolve(mapElements(innerProducts(left, right), (product) => product * scale));
    },
  };
}

/** (x·y/columns + offset)^degree. */
export function polynomialKernel(): Kernel {
  return {
    name: "polynomial",
    label: "polynomial",
    kind: "classical",
    grid: settingsGrid(axis("degree", [2, 3]), axis("offset", [1])),
    gram: async (left, right, settings) => {
      const degree = numberSetting("polynomial", settings, "degree", {
        least: 1,
        isWhole: true,
        fallback: 2,
      });
      const offset = numberSetting("polynomial", settings, "offset", { least: 0, fallback: 1 });
      const scale = 1 / left.columnCount;
      return await Promise.resolve(
        mapElements(innerProducts(left, right), (product) => (product * scale + offset) ** degree),
      );
    },
  };
}
