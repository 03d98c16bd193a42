import {
  createCircuit,
  createPauliSum,
  parameter,
  type Circuit,
  type Operation,
  type ParameterExpression,
  type PauliSum,
  type PauliTerm,
} from "@ansatz/simulator";

/** Where an angle comes from: w[scale]·x[feature] + w[bias], each part optional; without a scale the feature counts as is. */
export interface AngleSource {
  readonly feature?: number;
  /** Index of a weight. */
  readonly scale?: number;
  /** Index of a weight. */
  readonly bias?: number;
}

/** A circuit whose angles depend on features and trainable weights, and what is measured of it. */
export interface QuantumNetwork {
  /** With the parameters a0, a1, … of {@link angles}. */
  readonly circuit: Circuit;
  /** In the order of the circuit's `parameterNames`. */
  readonly angles: readonly AngleSource[];
  /** Trainable weights that angles take. */
  readonly weightCount: number;
  /** Those that multiply features: they start near 1, all others near 0. */
  readonly scaleWeights: ReadonlySet<number>;
  readonly featureCount: number;
  /** Expectation values that a linear layer turns into outputs. */
  readonly observables: readonly PauliSum[];
}

/** Collects a network's operations, weights and angles. */
export class NetworkBuilder {
  readonly operations: Operation[] = [];
  readonly #qubitCount: number;
  readonly #angles = new Map<string, AngleSource>();
  readonly #scales = new Set<number>();
  #weightCount = 0;

  constructor(qubitCount: number) {
    this.#qubitCount = qubitCount;
  }

  /** A new trainable weight that stands for an angle or a part of it. */
  weight(): number {
    return this.#weightCount++;
  }

  /** A new trainable weight that a feature is multiplied with. */
  scale(): number {
    const index = this.#weightCount++;
    this.#scales.add(index);
    return index;
  }

  /** A gate's parameter that takes its value from features and weights. */
  angle(source: AngleSource): ParameterExpression {
    const name = `a${String(this.#angles.size).padStart(6, "0")}`;
    this.#angles.set(name, source);
    return parameter(name);
  }

  build(featureCount: number, observables: readonly PauliSum[]): QuantumNetwork {
    return {
      circuit: createCircuit(this.#qubitCount, this.operations),
      angles: [...this.#angles.values()],
      weightCount: this.#weightCount,
      scaleWeights: this.#scales,
      featureCount,
      observables,
    };
  }
}

/** The mean of Z over some qubits. */
export function meanZ(qubitCount: number, qubits: readonly number[]): PauliSum {
  return meanOf(
    qubitCount,
    qubits.map((qubit) => ({ x: 0, z: 1 << qubit })),
  );
}

/** The mean of some Pauli strings. */
export function meanOf(qubitCount: number, strings: readonly Pick<PauliTerm, "x" | "z">[]): PauliSum {
  return createPauliSum(
    qubitCount,
    strings.map(({ x, z }) => ({ x, z, real: 1 / strings.length, imaginary: 0 })),
  );
}
