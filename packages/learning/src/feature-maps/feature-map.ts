import { bindParameters } from "@ansatz/simulator";
import type { Circuit, StatePreparation } from "@ansatz/simulator";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";

/**
 * A circuit that encodes a row of numbers as a quantum state. Features are angles in radians times a bandwidth; scale them
 * before (standardise, or to an interval), as maps are periodic.
 */
export interface FeatureMap {
  /** Kebab-case; with the kernel's kind it names a model. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** "control": without entanglement, so that each qubit is simulated alone. */
  readonly kind: "quantum" | "control";
  /** Features it takes at most; without it, any number. */
  readonly columnsWanted: number | undefined;
  /** Bandwidths worth trying, the default first; a covariant map has only 1, as its features are elements of a group. */
  readonly bandwidths: readonly number[];
  /** Trainable numbers of the circuit, beside the features; none for most maps. */
  readonly weights: readonly number[];
  /** Throws {@link ModelError} for columns it cannot take. */
  qubitCount(columnCount: number): number;
  /** How columns and qubits are matched where their numbers differ, in a sentence. */
  note(columnCount: number): string | undefined;
  /** The circuit of one row, all angles bound. */
  circuit(row: ArrayLike<number>, bandwidth?: number): Circuit;
  /** All rows, for `fidelityMatrix` and its kin of the simulator; in the fast form where there is one. */
  prepare(features: FeatureMatrix, bandwidth?: number): StatePreparation;
  /** The same map with other weights. Throws {@link ModelError} unless there are as many finite numbers. */
  withWeights(weights: ArrayLike<number>): FeatureMap;
  /** The same map without what entangles qubits: the control that tells what entanglement adds. */
  withoutEntanglement(): FeatureMap;
}

/** What a map is for a number of columns. */
export interface MapTemplate {
  /** Its angles are the parameters a0, a1, …, each the value of {@link MapTemplate.fill}. */
  readonly circuit: Circuit;
  readonly angleCount: number;
  /** Writes the angles of a row, already scaled by the bandwidth. */
  readonly fill: (row: Float64Array, weights: readonly number[], angles: Float64Array) => void;
  /** Where the circuit is repetitions of Hadamards and phases on parities: the sets of qubits, one an angle. */
  readonly layers?: { readonly repetitions: number; readonly masks: readonly number[] };
}

export interface MapDescription {
  readonly name: string;
  readonly label: string;
  readonly kind: "quantum" | "control";
  readonly columnsWanted?: number | undefined;
  readonly bandwidths?: readonly number[];
  readonly weights?: readonly number[];
  readonly note?: (columnCount: number) => string | undefined;
  /** Called once for each number of columns; throws {@link ModelError} for one that the map cannot take. */
  readonly template: (columnCount: number) => MapTemplate;
  readonly twin: () => FeatureMap;
}

/** States of more qubits fill the memory with a few rows. */
export const greatestMapQubits = 20;

export const defaultBandwidths: readonly number[] = [0.5, 1, 0.25, 0.1, 0.05];

/** The name of angle `index` in a template's circuit. */
export function angleName(index: number): string {
  return `a${index}`;
}

export function checkBandwidth(bandwidth: number): void {
  if (Number.isFinite(bandwidth) && bandwidth > 0) return;
  throw new ModelError(`bandwidth must be a finite number above 0, got ${bandwidth}`, {
    setting: "bandwidth",
  });
}

/** Throws {@link ModelError} unless `value` is an integer in the range. */
export function checkCount(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ModelError(`${name} must be an integer in [${least}, ${most}], got ${value}`, { option: name });
}

/** A feature map from its templates; maps that differ in their weights share them, so that circuits are compiled once. */
export function createFeatureMap(
  description: MapDescription,
  templates = new Map<number, MapTemplate>(),
): FeatureMap {
  const { name, label, kind, columnsWanted, bandwidths = defaultBandwidths, weights = [] } = description;
  const templateOf = (columnCount: number): MapTemplate => {
    let template = templates.get(columnCount);
    if (!template) {
      checkCount("the number of features", columnCount, 1, columnsWanted ?? 2 ** 20);
      template = description.template(columnCount);
      templates.set(columnCount, template);
    }
    return template;
  };
  const anglesOf = (template: MapTemplate, row: ArrayLike<number>, bandwidth: number): Float64Array => {
    const angles = new Float64Array(template.angleCount);
    template.fill(
      Float64Array.from(row, (value) => bandwidth * value),
      weights,
      angles,
    );
    return angles;
  };
  return {
    name,
    label,
    kind,
    columnsWanted,
    bandwidths,
    weights,
    qubitCount: (columnCount) => templateOf(columnCount).circuit.qubitCount,
    note: (columnCount) => description.note?.(columnCount),
    circuit: (row, bandwidth = 1) => {
      checkBandwidth(bandwidth);
      const template = templateOf(row.length);
      const angles = anglesOf(template, row, bandwidth);
      return bindParameters(
        template.circuit,
        Object.fromEntries(Array.from(angles, (angle, index) => [angleName(index), angle])),
      );
    },
    prepare: ({ rowCount, columnCount, values }, bandwidth = 1) => {
      checkBandwidth(bandwidth);
      const template = templateOf(columnCount);
      const { circuit, angleCount, layers } = template;
      const angles = new Float64Array(rowCount * angleCount);
      for (let row = 0; row < rowCount; row++) {
        const features = values.subarray(row * columnCount, (row + 1) * columnCount);
        angles.set(anglesOf(template, features, bandwidth), row * angleCount);
      }
      if (layers) {
        return {
          kind: "hadamard-diagonal",
          qubitCount: circuit.qubitCount,
          rowCount,
          ...layers,
          phases: angles,
        };
      }
      const parameterOrder = Array.from({ length: angleCount }, (_, index) => angleName(index));
      return { kind: "circuit", circuit, rowCount, parameterOrder, values: angles };
    },
    withWeights: (changed) => {
      const values = Array.from(changed);
      if (values.length !== weights.length || !values.every((value) => Number.isFinite(value))) {
        throw new ModelError(
          `weights must be ${weights.length} finite numbers, got ${values.length}: ${values.join(", ")}`,
          { option: "weights" },
        );
      }
      return createFeatureMap({ ...description, weights: values }, templates);
    },
    withoutEntanglement: () => {
      const twin = description.twin();
      return twin.weights.length === weights.length && weights.length > 0 ? twin.withWeights(weights) : twin;
    },
  };
}
