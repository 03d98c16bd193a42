import { createCircuit, gate, parameter, pauliGadget } from "@ansatz/simulator";
import type { Operation } from "@ansatz/simulator";
import { ModelError } from "../errors.ts";
import { interactingSets } from "./entanglement.ts";
import type { Entanglement } from "./entanglement.ts";
import { angleName, checkCount, createFeatureMap, greatestMapQubits } from "./feature-map.ts";
import type { FeatureMap, MapTemplate } from "./feature-map.ts";
import { qubitsFor, repetitionNote } from "./qubit-columns.ts";
import type { QubitOptions } from "./qubit-columns.ts";

export const pairEncodings = ["shifted", "product"] as const;

/**
 * The coefficient φ of a set S of features: "shifted" Π (π − x_s) (Havlíček et al., Nature 567, 209 (2019), and Qiskit's
 * default), "product" Π x_s (the IQP encoding of Huang et al., Nature Communications 12, 2631 (2021)); x_s for one feature.
 */
export type PairEncoding = (typeof pairEncodings)[number];

export interface PauliMapOptions extends QubitOptions {
  /** Pauli strings in order; the last letter acts on the first qubit of a set. */
  readonly paulis: readonly string[];
  /** Default 2. */
  readonly repetitions?: number;
  /** Default "full". */
  readonly entanglement?: Entanglement;
  /** Default "shifted". */
  readonly encoding?: PairEncoding;
  /** Angle of a Pauli rotation over its coefficient φ; default 2, as in Qiskit. */
  readonly alpha?: number;
  readonly name?: string;
  readonly label?: string;
}

/** A rotation about a Pauli string: exp(−i·α·φ(x)·P/2), φ from the features of its qubits. */
interface Rotation {
  /** Letters by qubit. */
  readonly pauli: string;
  readonly qubits: readonly number[];
}

function checkOptions(options: PauliMapOptions): void {
  const { paulis, repetitions = 2, alpha = 2, encoding = "shifted" } = options;
  checkCount("repetitions", repetitions, 1, 100);
  if (paulis.length === 0 || !paulis.every((word) => /^[XYZ]{1,20}$/.test(word))) {
    throw new ModelError(
      `paulis must be words of the letters X, Y and Z, at least one, got ${JSON.stringify(paulis)}`,
      { option: "paulis" },
    );
  }
  if (!Number.isFinite(alpha)) {
    throw new ModelError(`alpha must be a finite number, got ${alpha}`, { option: "alpha" });
  }
  if (!pairEncodings.includes(encoding)) {
    throw new ModelError(`encoding must be one of ${pairEncodings.join(", ")}, got ${encoding as string}`, {
      option: "encoding",
    });
  }
}

function templateOf(columnCount: number, options: PauliMapOptions): MapTemplate {
  const { paulis, repetitions = 2, entanglement = "full", encoding = "shifted", alpha = 2 } = options;
  const qubitCount = qubitsFor(columnCount, options);
  const rotations = paulis.flatMap((word): Rotation[] =>
    interactingSets(qubitCount, word.length, entanglement).map((qubits) => ({
      pauli: Array.from(word).reverse().join(""),
      qubits,
    })),
  );
  if (rotations.length === 0) {
    throw new ModelError(`no Pauli string of ${paulis.join(", ")} fits on ${qubitCount} qubits`, {
      qubitCount,
    });
  }
  const isDiagonal = rotations.every(({ pauli }) => /^Z+$/.test(pauli));
  const operations: Operation[] = [];
  for (let layer = 0; layer < repetitions; layer++) {
    for (let qubit = 0; qubit < qubitCount; qubit++) operations.push(gate("h", [qubit]));
    rotations.forEach(({ pauli, qubits }, index) => {
      const angle = parameter(angleName(index));
      // As Qiskit's: a phase on odd parity, e^(iθ/2) times the rotation.
      if (pauli === "Z") operations.push(gate("p", qubits, [angle]));
      else
        operations.push(
          gate("gphase", [], [parameter(angleName(index), 0.5)]),
          pauliGadget(pauli, qubits, angle),
        );
    });
  }
  return {
    circuit: createCircuit(qubitCount, operations),
    angleCount: rotations.length,
    fill: (row, _, angles) => {
      rotations.forEach(({ qubits }, index) => {
        let product = alpha;
        for (const qubit of qubits) {
          const value = row[qubit % columnCount];
          product *= qubits.length > 1 && encoding === "shifted" ? Math.PI - value : value;
        }
        angles[index] = product;
      });
    },
    ...(isDiagonal
      ? {
          layers: {
            repetitions,
            masks: rotations.map(({ qubits }) => qubits.reduce((mask, qubit) => mask | (1 << qubit), 0)),
          },
        }
      : {}),
  };
}

/**
 * Repetitions of Hadamards on all qubits and rotations exp(−i·α·φ_S(x)·P/2) for each Pauli string P on each set S of qubits,
 * as Qiskit's PauliFeatureMap. Strings of Z only are prepared by fast Walsh–Hadamard transforms.
 *
 * Throws {@link ModelError} for options out of range.
 */
export function pauliMap(options: PauliMapOptions): FeatureMap {
  checkOptions(options);
  const { paulis } = options;
  const { name = "pauli", label = `Pauli map (${paulis.join(", ")})` } = options;
  const isEntangling = paulis.some((word) => word.length > 1);
  return createFeatureMap({
    name,
    label,
    kind: isEntangling ? "quantum" : "control",
    columnsWanted: options.qubits ?? greatestMapQubits,
    note: (columnCount) => repetitionNote(columnCount, options),
    template: (columnCount) => templateOf(columnCount, options),
    twin: () => {
      if (!isEntangling) return pauliMap(options);
      const single = paulis.filter((word) => word.length === 1);
      return pauliMap({
        ...options,
        paulis: single.length > 0 ? single : ["Z"],
        name: `${name}-unentangled`,
        label: `${label}, entanglement removed`,
      });
    },
  });
}

export type DiagonalMapOptions = Omit<PauliMapOptions, "paulis" | "encoding" | "name" | "label">;

/**
 * The ZZ feature map of Havlíček et al., Nature 567, 209 (2019), with Qiskit's conventions: phases 2x_i on qubits and
 * 2(π − x_i)(π − x_j) on the parity of pairs, after Hadamards, twice.
 */
export function zzMap(options: DiagonalMapOptions = {}): FeatureMap {
  return pauliMap({
    ...options,
    paulis: ["Z", "ZZ"],
    encoding: "shifted",
    name: "zz",
    label: "ZZ feature map",
  });
}

/**
 * The IQP encoding E2 of Huang et al., Nature Communications 12, 2631 (2021): exp(i Σ x_i Z_i + i Σ x_i x_j Z_i Z_j)
 * after Hadamards, twice; the sign of the angles does not change a kernel.
 */
export function iqpMap(options: DiagonalMapOptions = {}): FeatureMap {
  return pauliMap({
    ...options,
    paulis: ["Z", "ZZ"],
    encoding: "product",
    name: "iqp",
    label: "IQP encoding",
  });
}
