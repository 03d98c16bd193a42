import { fidelityMatrix } from "@ansatz/simulator";
import { ModelError } from "../errors.ts";
import type { FeatureMap } from "../feature-maps/feature-map.ts";
import { axis, numberSetting } from "../models/settings.ts";
import { checkKernelSize } from "./kernel-size.ts";
import type { Kernel } from "./kernel.ts";

export interface QuantumKernelOptions {
  /** Values of the setting `bandwidth`, the default first; default those of the map. */
  readonly bandwidths?: readonly number[];
}

/** Bandwidths to try. Throws {@link ModelError} unless there is one and all are finite and above 0. */
export function bandwidthsOf(
  map: FeatureMap,
  { bandwidths = map.bandwidths }: QuantumKernelOptions,
): readonly number[] {
  if (bandwidths.length === 0 || !bandwidths.every((value) => Number.isFinite(value) && value > 0)) {
    throw new ModelError(
      `bandwidths must be finite numbers above 0, at least one, got ${bandwidths.join(", ") || "none"}`,
      { option: "bandwidths" },
    );
  }
  return bandwidths;
}

/** The map's `columnsWanted` as an optional property of a kernel. */
export function columnsOf({ columnsWanted }: FeatureMap): Pick<Kernel, "columnsWanted"> {
  return columnsWanted === undefined ? {} : { columnsWanted };
}

/**
 * The fidelity of the states of two rows, k(x, x′) = |⟨ψ(b·x)|ψ(b·x′)⟩|², with the bandwidth b as its setting: too large
 * and all rows become orthogonal, too small and all the same (Shaydulin and Wild, Phys. Rev. A 106, 042407 (2022)).
 * States are prepared once and multiplied in blocks on all threads; without entanglement the kernel is a product over
 * qubits and any number of them will do.
 */
export function fidelityKernel(map: FeatureMap, options: QuantumKernelOptions = {}): Kernel {
  const bandwidths = bandwidthsOf(map, options);
  const name = `${map.name}-fidelity`;
  return {
    name,
    label: `${map.label}, fidelity`,
    kind: map.kind,
    ...columnsOf(map),
    grid: axis("bandwidth", bandwidths),
    gram: async (left, right, settings, { pool, signal }) => {
      const bandwidth = numberSetting(name, settings, "bandwidth", { above: 0, fallback: bandwidths[0] });
      const qubitCount = map.kind === "control" ? undefined : map.qubitCount(left.columnCount);
      checkKernelSize(name, left, right, qubitCount);
      const values = await fidelityMatrix(
        map.prepare(left, bandwidth),
        right && map.prepare(right, bandwidth),
        { pool, signal },
      );
      return { rowCount: left.rowCount, columnCount: right?.rowCount ?? left.rowCount, values };
    },
  };
}
