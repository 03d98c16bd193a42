import { createCircuit, gate, parameter } from "@ansatz/simulator";
import { ModelError } from "../errors.ts";
import { angleName, createFeatureMap } from "./feature-map.ts";
import type { FeatureMap } from "./feature-map.ts";

export interface AngleMapOptions {
  /** Axis of the rotation; default "y". About z a qubit starts in |+⟩, as |0⟩ would not change. */
  readonly axis?: "x" | "y" | "z";
}

/**
 * Angle encoding: one qubit a feature, rotated by it. The fidelity kernel is Π cos²((x_i − x′_i)/2), whatever the axis. Without
 * entanglement by nature (a fixed circuit behind it cancels in every kernel), so it is a control, simulated qubit by qubit
 * for any number of features.
 *
 * Throws {@link ModelError} for an unknown axis.
 */
export function angleMap({ axis = "y" }: AngleMapOptions = {}): FeatureMap {
  if (!["x", "y", "z"].includes(axis)) {
    throw new ModelError(`axis must be x, y or z, got ${axis as string}`, { option: "axis" });
  }
  const map: FeatureMap = createFeatureMap({
    name: "angle",
    label: "Angle encoding",
    kind: "control",
    template: (columnCount) => ({
      circuit: createCircuit(
        columnCount,
        Array.from({ length: columnCount }, (_, qubit) => [
          ...(axis === "z" ? [gate("h", [qubit])] : []),
          gate(`r${axis}`, [qubit], [parameter(angleName(qubit))]),
        ]).flat(),
      ),
      angleCount: columnCount,
      fill: (row, _, angles) => {
        angles.set(row);
      },
    }),
    twin: () => map,
  });
  return map;
}
