import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createRandom, fidelityMatrix, prepareStates } from "@ansatz/simulator";
import { denseCircuit } from "@ansatz/simulator/testing";
import { createFeatureMatrix } from "../data/feature-matrix.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import { angleMap } from "./angle-map.ts";
import { covariantMap } from "./covariant-map.ts";
import type { Entanglement } from "./entanglement.ts";
import type { FeatureMap } from "./feature-map.ts";
import { hardwareEfficientMap } from "./hardware-efficient-map.ts";
import { iqpMap, pauliMap, zzMap } from "./pauli-map.ts";
import { reuploadingMap } from "./reuploading-map.ts";

interface PauliCase {
  readonly paulis: string[];
  readonly entanglement: Entanglement;
  readonly repetitions: number;
  readonly alpha: number;
  readonly rows: number[][];
  readonly fidelities: number[];
}

const qiskit = JSON.parse(await readFile(new URL("./reference/qiskit.json", import.meta.url), "utf8")) as {
  pauli: PauliCase[];
  covariant: { edges: [number, number][]; fiducial: number; rows: number[][]; fidelities: number[] };
};

/** Sums of up to 16 amplitudes with angles of some ten radians. */
const rounding = 1e-13;

function randomFeatures(rowCount: number, columnCount: number, seed: number): FeatureMatrix {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: rowCount * columnCount }, () => 2 * random.uniform() - 1);
  return createFeatureMatrix(rowCount, columnCount, values);
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((worst, value, k) => Math.max(worst, Math.abs(value - b[k])), 0);
}

const tableOf = (rows: readonly number[][]): FeatureMatrix =>
  createFeatureMatrix(rows.length, rows[0].length, Float64Array.from(rows.flat()));

describe("fidelities agree with Qiskit", () => {
  test.each(qiskit.pauli)("$paulis, $entanglement, $repetitions repetitions", async (reference) => {
    const { rows, fidelities, ...options } = reference;
    const map = pauliMap(options);
    expect(largestDifference(await fidelityMatrix(map.prepare(tableOf(rows))), fidelities)).toBeLessThan(
      rounding,
    );
  });

  test("of the covariant map", async () => {
    const { edges, fiducial, rows, fidelities } = qiskit.covariant;
    const map = covariantMap({ qubits: 3, edges, fiducial: [fiducial] });
    expect(largestDifference(await fidelityMatrix(map.prepare(tableOf(rows))), fidelities)).toBeLessThan(
      rounding,
    );
  });
});

const maps: [name: string, map: FeatureMap, columns: number][] = [
  ["angle", angleMap({ axis: "z" }), 3],
  ["zz", zzMap(), 3],
  ["zz on more qubits", zzMap({ qubits: 4, entanglement: "circular" }), 3],
  ["iqp", iqpMap({ repetitions: 3, entanglement: "linear" }), 3],
  ["pauli", pauliMap({ paulis: ["X", "ZYZ"] }), 4],
  ["hardware-efficient", hardwareEfficientMap({ repetitions: 3 }), 4],
  ["re-uploading", reuploadingMap({ qubits: 2, columnCount: 5 }), 5],
  ["covariant", covariantMap({ qubits: 3, fiducial: [0.3, 0.4, 0.5] }), 6],
];

describe.each(maps)("%s", (_, map, columns) => {
  const features = randomFeatures(4, columns, 1);
  const rowAt = (row: number): Float64Array => features.values.subarray(row * columns, (row + 1) * columns);

  test.each([1, 0.3])(
    "the prepared states are those of each row's circuit at bandwidth %d",
    async (bandwidth) => {
      const { real, imaginary } = await prepareStates(map.prepare(features, bandwidth));
      const size = 2 ** map.qubitCount(columns);
      for (let row = 0; row < 4; row++) {
        const matrix = denseCircuit(map.circuit(rowAt(row), bandwidth));
        for (let k = 0; k < size; k++) {
          expect(Math.abs(real[row * size + k] - matrix.real[k * size])).toBeLessThan(rounding);
          expect(Math.abs(imaginary[row * size + k] - matrix.imaginary[k * size])).toBeLessThan(rounding);
        }
      }
    },
  );

  test("its twin has the same features, no operation on two qubits, and a product of one-qubit kernels", async () => {
    const twin = map.withoutEntanglement();
    expect(twin.kind).toBe("control");
    expect(twin.columnsWanted).toBe(map.columnsWanted);
    for (const operation of twin.circuit(rowAt(0)).operations)
      expect(operation).toHaveProperty(
        "qubits.length",
        expect.toSatisfy((n: number) => n < 2),
      );
    const products = await fidelityMatrix(twin.prepare(features));
    const full = await fidelityMatrix(twin.prepare(features), undefined, { keepProducts: true });
    expect(largestDifference(products, full)).toBeLessThan(rounding);
    if (map.kind === "quantum") {
      const entangled = await fidelityMatrix(map.prepare(features));
      expect(largestDifference(entangled, products)).toBeGreaterThan(0.001);
    }
  });
});

test("the angle map's kernel is a product of cosines, whatever the axis", async () => {
  const features = randomFeatures(3, 25, 2);
  for (const axis of ["x", "y", "z"] as const) {
    const fidelities = await fidelityMatrix(angleMap({ axis }).prepare(features, 0.7));
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let product = 1;
        for (let k = 0; k < 25; k++) {
          product *= Math.cos((0.7 * (features.values[25 * i + k] - features.values[25 * j + k])) / 2) ** 2;
        }
        expect(Math.abs(fidelities[3 * i + j] - product)).toBeLessThan(rounding);
      }
    }
  }
});

test("a covariant kernel does not change under a common rotation after both elements", async () => {
  // D(x) = Rx(−2a)·Rz(−2b): another Rx from the left adds to a.
  const map = covariantMap({ qubits: 2, fiducial: [0.9] });
  const features = randomFeatures(3, 4, 3);
  const turned = features.values.map((value, at) =>
    at % 2 === 0 ? value + [0.4, -1.3][(at % 4) / 2] : value,
  );
  const one = await fidelityMatrix(map.prepare(features));
  const other = await fidelityMatrix(map.prepare({ ...features, values: turned }));
  expect(largestDifference(one, other)).toBeLessThan(rounding);
});

test("with more qubits than features the map says which features repeat; with fewer it refuses", () => {
  expect(zzMap({ qubits: 5 }).note(3)).toBe("3 features on 5 qubits: qubit q takes feature q mod 3");
  expect(zzMap({ qubits: 3 }).note(3)).toBeUndefined();
  expect(zzMap({ qubits: 5 }).qubitCount(3)).toBe(5);
  expect(() => hardwareEfficientMap({ qubits: 2 }).qubitCount(3)).toThrow(ModelError);
  expect(() => zzMap().qubitCount(21)).toThrow(
    "the number of features must be an integer in [1, 20], got 21",
  );
  expect(reuploadingMap({ qubits: 2, columnCount: 9 }).note(9)).toBe(
    "9 features on 2 qubits in 3 layers: angle k takes feature k mod 9",
  );
});

test.each([
  ["paulis must be words of the letters X, Y and Z", () => pauliMap({ paulis: ["ZI"] })],
  ["repetitions must be an integer in [1, 100], got 0", () => zzMap({ repetitions: 0 })],
  [
    "entanglement must be one of full, linear, circular",
    () => zzMap({ entanglement: "ring" as Entanglement }).qubitCount(3),
  ],
  [
    "fiducial must have 1 angle or 3, one a qubit, got 2",
    () => covariantMap({ qubits: 3, fiducial: [1, 2] }),
  ],
  ["an edge must join two qubits", () => covariantMap({ qubits: 3, edges: [[1, 1]] })],
  ["bandwidth must be a finite number above 0, got -1", () => zzMap().prepare(randomFeatures(1, 2, 1), -1)],
  ["weights must be 1 finite numbers, got 2", () => covariantMap({ qubits: 3 }).withWeights([1, 2])],
])("refused: %s", (message, act) => {
  expect(act).toThrow(message);
});
