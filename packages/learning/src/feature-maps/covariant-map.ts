import { createCircuit, gate, parameter } from "@ansatz/simulator";
import type { Operation } from "@ansatz/simulator";
import { ModelError } from "../errors.ts";
import { angleName, checkCount, createFeatureMap, greatestMapQubits } from "./feature-map.ts";
import type { FeatureMap } from "./feature-map.ts";

export interface CovariantMapOptions {
  readonly qubits: number;
  /** Edges of the graph whose state is the fiducial one; default a line. */
  readonly edges?: readonly (readonly [number, number])[];
  /** Angles λ of the fiducial state: one for all qubits, or one a qubit; default one of 0.1. */
  readonly fiducial?: readonly number[];
}

function checkOptions({ qubits, edges = [], fiducial = [0.1] }: CovariantMapOptions): void {
  checkCount("qubits", qubits, 1, greatestMapQubits);
  for (const [a, b] of edges) {
    checkCount("a qubit of an edge", a, 0, qubits - 1);
    checkCount("a qubit of an edge", b, 0, qubits - 1);
    if (a === b) throw new ModelError(`an edge must join two qubits, got ${a} twice`, { option: "edges" });
  }
  if (fiducial.length !== 1 && fiducial.length !== qubits) {
    throw new ModelError(`fiducial must have 1 angle or ${qubits}, one a qubit, got ${fiducial.length}`, {
      option: "fiducial",
    });
  }
}

/**
 * A map that is covariant over SU(2)^n: rows are elements D(x) = ⊗ Rx(−2x_{2q})·Rz(−2x_{2q+1}) of the group, two features a
 * qubit, acting on the fiducial state Π CZ_edges ⊗ Ry(λ) |0…0⟩, whose angles λ are trainable weights. The kernel
 * |⟨ψ|D(x)†D(x′)|ψ⟩|² is invariant under a common group element from the left; with a fiducial state that a subgroup leaves
 * as it is, it is constant on that subgroup's cosets.
 * Source: Glick et al., Nature Physics 20, 479 (2024), arXiv:2105.03406.
 *
 * Throws {@link ModelError} for options out of range and unless there are two features a qubit.
 */
export function covariantMap(options: CovariantMapOptions): FeatureMap {
  checkOptions(options);
  const { qubits, fiducial = [0.1] } = options;
  const edges =
    options.edges ?? Array.from({ length: qubits - 1 }, (_, qubit): [number, number] => [qubit, qubit + 1]);
  const isEntangled = edges.length > 0;
  return createFeatureMap({
    name: isEntangled ? "covariant" : "covariant-unentangled",
    label: `Covariant map${isEntangled ? "" : ", entanglement removed"}`,
    kind: isEntangled ? "quantum" : "control",
    columnsWanted: 2 * qubits,
    bandwidths: [1],
    weights: fiducial,
    template: (columnCount) => {
      checkCount("the number of features", columnCount, 2 * qubits, 2 * qubits);
      const operations: Operation[] = [];
      for (let qubit = 0; qubit < qubits; qubit++) {
        operations.push(gate("ry", [qubit], [parameter(angleName(2 * qubits + qubit))]));
      }
      for (const edge of edges) operations.push(gate("cz", edge));
      for (let qubit = 0; qubit < qubits; qubit++) {
        operations.push(gate("rz", [qubit], [parameter(angleName(2 * qubit + 1))]));
        operations.push(gate("rx", [qubit], [parameter(angleName(2 * qubit))]));
      }
      return {
        circuit: createCircuit(qubits, operations),
        angleCount: 3 * qubits,
        fill: (row, weights, angles) => {
          for (let k = 0; k < 2 * qubits; k++) angles[k] = -2 * row[k];
          for (let q = 0; q < qubits; q++) angles[2 * qubits + q] = weights[weights.length === 1 ? 0 : q];
        },
      };
    },
    twin: () => covariantMap({ ...options, edges: [] }),
  });
}
