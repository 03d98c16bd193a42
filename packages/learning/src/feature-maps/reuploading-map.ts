import { createCircuit, createRandom, gate, parameter } from "@ansatz/simulator";
import type { Operation } from "@ansatz/simulator";
import { angleName, checkCount, createFeatureMap, greatestMapQubits } from "./feature-map.ts";
import type { FeatureMap } from "./feature-map.ts";

export interface ReuploadingMapOptions {
  /** Qubits, whatever the number of features. */
  readonly qubits: number;
  /** Layers; default 2. Features go round over qubits and layers until each has been taken, at least this often. */
  readonly layers?: number;
  /** Features that weights are made for. */
  readonly columnCount: number;
  /** Of the first biases; default 0. */
  readonly seed?: number;
  /** Whether CZ gates act between layers; default true. */
  readonly entangled?: boolean;
}

/**
 * Data re-uploading: in each layer qubit q is turned by Ry(w·x_f + b) and Rz(w′·x_f′ + b′), f and f′ going round over the
 * features, then CZ on a line (none after the last layer). There are as many layers as it takes to load every feature, at
 * least `layers`. Weights, all trainable, are (w, b) of each angle in turn: w starts at 1, b uniform in [−π, π).
 * Source: Pérez-Salinas et al., Quantum 4, 226 (2020).
 *
 * Throws {@link ModelError} for options out of range and for data with other columns.
 */
export function reuploadingMap(options: ReuploadingMapOptions): FeatureMap {
  const { qubits, columnCount, seed = 0, entangled = true } = options;
  checkCount("qubits", qubits, 1, greatestMapQubits);
  checkCount("layers", options.layers ?? 2, 1, 1000);
  checkCount("columnCount", columnCount, 1, 10_000);
  const layers = Math.max(options.layers ?? 2, Math.ceil(columnCount / (2 * qubits)));
  const angleCount = 2 * qubits * layers;
  const random = createRandom(seed);
  return createFeatureMap({
    name: entangled ? "re-uploading" : "re-uploading-unentangled",
    label: `Data re-uploading${entangled ? "" : ", entanglement removed"}`,
    kind: entangled && qubits > 1 ? "quantum" : "control",
    columnsWanted: columnCount,
    weights: Array.from({ length: 2 * angleCount }, (_, k) =>
      k % 2 === 0 ? 1 : Math.PI * (2 * random.uniform() - 1),
    ),
    note: () =>
      `${columnCount} features on ${qubits} qubits in ${layers} layers: angle k takes feature k mod ${columnCount}`,
    template: (columns) => {
      checkCount("the number of features", columns, columnCount, columnCount);
      const operations: Operation[] = [];
      for (let layer = 0; layer < layers; layer++) {
        for (let qubit = 0; qubit < qubits; qubit++) {
          const at = 2 * (layer * qubits + qubit);
          operations.push(gate("ry", [qubit], [parameter(angleName(at))]));
          operations.push(gate("rz", [qubit], [parameter(angleName(at + 1))]));
        }
        if (!entangled || layer + 1 === layers) continue;
        for (let qubit = 0; qubit + 1 < qubits; qubit++) operations.push(gate("cz", [qubit, qubit + 1]));
      }
      return {
        circuit: createCircuit(qubits, operations),
        angleCount,
        fill: (row, weights, angles) => {
          for (let k = 0; k < angleCount; k++) {
            angles[k] = weights[2 * k] * row[k % columnCount] + weights[2 * k + 1];
          }
        },
      };
    },
    twin: () => reuploadingMap({ ...options, entangled: false }),
  });
}
