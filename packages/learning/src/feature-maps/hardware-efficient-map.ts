import { createCircuit, gate, parameter } from "@ansatz/simulator";
import type { Operation } from "@ansatz/simulator";
import { interactingSets } from "./entanglement.ts";
import { angleName, checkCount, createFeatureMap, greatestMapQubits } from "./feature-map.ts";
import type { FeatureMap } from "./feature-map.ts";
import { qubitsFor, repetitionNote } from "./qubit-columns.ts";
import type { QubitOptions } from "./qubit-columns.ts";

export interface HardwareEfficientMapOptions extends QubitOptions {
  /** Layers; default 2. */
  readonly repetitions?: number;
  /** Whether CZ gates act between layers; default true. */
  readonly entangled?: boolean;
}

/**
 * Layers that a device with neighbouring couplings runs directly: Ry(x_q) and Rz(x_q) on every qubit, then CZ on a line.
 * The last layer has no CZ, which would cancel in every kernel.
 *
 * Throws {@link ModelError} for options out of range.
 */
export function hardwareEfficientMap(options: HardwareEfficientMapOptions = {}): FeatureMap {
  const { repetitions = 2, entangled = true } = options;
  checkCount("repetitions", repetitions, entangled ? 2 : 1, 100);
  return createFeatureMap({
    name: entangled ? "hardware-efficient" : "hardware-efficient-unentangled",
    label: `Hardware-efficient map${entangled ? "" : ", entanglement removed"}`,
    kind: entangled ? "quantum" : "control",
    columnsWanted: options.qubits ?? greatestMapQubits,
    note: (columnCount) => repetitionNote(columnCount, options),
    template: (columnCount) => {
      const qubitCount = qubitsFor(columnCount, options);
      const operations: Operation[] = [];
      for (let layer = 0; layer < repetitions; layer++) {
        for (let qubit = 0; qubit < qubitCount; qubit++) {
          const angle = parameter(angleName(qubit));
          operations.push(gate("ry", [qubit], [angle]), gate("rz", [qubit], [angle]));
        }
        if (!entangled || layer + 1 === repetitions) continue;
        for (const pair of interactingSets(qubitCount, 2, "linear")) operations.push(gate("cz", pair));
      }
      return {
        circuit: createCircuit(qubitCount, operations),
        angleCount: qubitCount,
        fill: (row, _, angles) => {
          for (let qubit = 0; qubit < qubitCount; qubit++) angles[qubit] = row[qubit % columnCount];
        },
      };
    },
    twin: () => hardwareEfficientMap({ ...options, entangled: false }),
  });
}
