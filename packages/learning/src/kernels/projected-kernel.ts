import { blochTable } from "@ansatz/simulator";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { FeatureMap } from "../feature-maps/feature-map.ts";
import { mapElements, squaredDistances } from "../kernel-methods/row-products.ts";
import { axis, numberSetting, settingsGrid } from "../models/settings.ts";
import { bandwidthsOf, columnsOf } from "./fidelity-kernel.ts";
import type { QuantumKernelOptions } from "./fidelity-kernel.ts";
import { checkKernelSize } from "./kernel-size.ts";
import type { Kernel, KernelContext } from "./kernel.ts";

export interface ProjectedKernelOptions extends QuantumKernelOptions {
  /** Values of the setting `gamma`, the default first; default 1, 0.1, 10. */
  readonly gammas?: readonly number[];
}

/** The one-qubit Bloch vectors (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of every row's state as a table of 3 columns a qubit. */
export async function projectedFeatures(
  map: FeatureMap,
  features: FeatureMatrix,
  bandwidth: number,
  { pool, signal }: KernelContext = {},
): Promise<FeatureMatrix> {
  const values = await blochTable(map.prepare(features, bandwidth), { pool, signal });
  const columnCount = values.length / features.rowCount;
  const names = Array.from({ length: columnCount }, (_, k) => `${"XYZ"[k % 3]}${Math.floor(k / 3)}`);
  return { rowCount: features.rowCount, columnCount, values, names };
}

/**
 * The projected kernel k(x, x′) = exp(−γ Σ_q ‖ρ_q(x) − ρ_q(x′)‖²_F) of the one-qubit reduced density matrices of the states at
 * bandwidth b; ‖ρ − ρ′‖²_F = |r − r′|²/2 with Bloch vectors. Settings are `bandwidth` and `gamma`.
 * Source: Huang et al., Nature Communications 12, 2631 (2021), "projected quantum kernels".
 */
export function projectedKernel(map: FeatureMap, options: ProjectedKernelOptions = {}): Kernel {
  const bandwidths = bandwidthsOf(map, options);
  const { gammas = [1, 0.1, 10] } = options;
  const name = `${map.name}-projected`;
  return {
    name,
    label: `${map.label}, projected`,
    kind: map.kind,
    ...columnsOf(map),
    grid: settingsGrid(axis("bandwidth", bandwidths), axis("gamma", gammas)),
    gram: async (left, right, settings, context) => {
      const bandwidth = numberSetting(name, settings, "bandwidth", { above: 0, fallback: bandwidths[0] });
      const gamma = numberSetting(name, settings, "gamma", { above: 0, fallback: gammas[0] });
      checkKernelSize(name, left, right);
      if (map.kind === "quantum") {
        // States are stored for their Bloch vectors only, one side at a time.
        const widest = right && right.rowCount > left.rowCount ? right : left;
        checkKernelSize(name, widest, { ...widest, rowCount: 0 }, map.qubitCount(left.columnCount));
      }
      const rows = await projectedFeatures(map, left, bandwidth, context);
      const columns = right && (await projectedFeatures(map, right, bandwidth, context));
      return mapElements(squaredDistances(rows, columns), (square) => Math.exp((-gamma / 2) * square));
    },
  };
}
