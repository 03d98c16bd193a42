import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { createDataSet } from "../data/data-set.ts";
import { createFeatureMatrix } from "../data/feature-matrix.ts";
import { ModelError } from "../errors.ts";
import { convolutionalNetwork } from "./circuits/convolutional.ts";
import { permutationEquivariantNetwork } from "./circuits/equivariant.ts";
import { reuploadingNetwork } from "./circuits/reuploading.ts";
import { bindAngles, createNetworkEvaluator, weightCountOf } from "./network-outputs.ts";
import type { QuantumNetwork } from "./quantum-network.ts";
import { networkLoss, networkTargets, startingWeights } from "./train-network.ts";

const networks: Record<string, QuantumNetwork> = {
  reuploading: reuploadingNetwork({ qubitCount: 3, featureCount: 4, layers: 2, outputs: 3 }),
  unentangled: reuploadingNetwork({
    qubitCount: 3,
    featureCount: 4,
    layers: 2,
    outputs: 3,
    isEntangled: false,
  }),
  // Enough observables for one backward sweep of their combination.
  wide: reuploadingNetwork({ qubitCount: 4, featureCount: 4, layers: 1, outputs: 4 }),
  convolutional: convolutionalNetwork({ qubitCount: 5, featureCount: 4, outputs: 2 }),
  equivariant: permutationEquivariantNetwork({ featureCount: 4, layers: 2 }),
};

const { normal, uniform } = createRandom(11);
const features = createFeatureMatrix(
  6,
  4,
  Float64Array.from({ length: 24 }, () => normal()),
);
const rows = [0, 1, 2, 3, 4, 5];

for (const [family, network] of Object.entries(networks)) {
  for (const task of ["regression", "classification"] as const) {
    test(`the gradient of a ${family} network's loss is that of finite differences (${task})`, async () => {
      const data =
        task === "regression"
          ? createDataSet(features, Float64Array.of(3, 1, -2, 0.5, 8, 1))
          : createDataSet(features, Float64Array.of(0, 1, 2, 0, 1, 2), ["a", "b", "c"]);
      const targets = networkTargets(data);
      const weights = startingWeights(network, targets.outputs, 5);
      expect(weights).toHaveLength(weightCountOf(network, targets.outputs));
      await using evaluator = createNetworkEvaluator(network, targets.outputs);
      const loss = networkLoss(data, targets, rows);
      const at = (moved: Float64Array) => evaluator.lossAndGradient(features, rows, moved, loss);
      const { gradient } = await at(weights);
      expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.01);
      // Central differences of step 1e-5 of a smooth function of size 1: errors about 1e-10.
      for (let k = 0; k < weights.length; k++) {
        const shifted = (step: number): Float64Array =>
          weights.map((weight, i) => weight + (i === k ? step : 0));
        const slope = ((await at(shifted(1e-5))).value - (await at(shifted(-1e-5))).value) / 2e-5;
        expect(gradient[k]).toBeCloseTo(slope, 7);
      }
    });
  }
}

test("a network on quantum data starts from each row's state: its gradient is that of finite differences", async () => {
  const network = convolutionalNetwork({ qubitCount: 4, featureCount: 0 });
  const states = { real: new Float64Array(32), imaginary: new Float64Array(32) };
  // |0110⟩ and (|0000⟩ + i|1111⟩)/√2.
  states.real[6] = 1;
  states.real[16] = Math.SQRT1_2;
  states.imaginary[31] = Math.SQRT1_2;
  const nothing = createFeatureMatrix(2, 0, new Float64Array(0));
  const data = createDataSet(nothing, Float64Array.of(0, 1), ["product", "entangled"]);
  const weights = startingWeights(network, 1, 2);
  await using evaluator = createNetworkEvaluator(network, 1, { states });
  const loss = networkLoss(data, networkTargets(data), [1, 0]);
  const at = (moved: Float64Array) => evaluator.lossAndGradient(nothing, [1, 0], moved, loss);
  const { gradient } = await at(weights);
  expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.01);
  for (let k = 0; k < weights.length; k++) {
    const shifted = (step: number): Float64Array => weights.map((weight, i) => weight + (i === k ? step : 0));
    const slope = ((await at(shifted(1e-5))).value - (await at(shifted(-1e-5))).value) / 2e-5;
    expect(gradient[k]).toBeCloseTo(slope, 7);
  }
  const [there, back] = [
    await evaluator.outputs(nothing, [0, 1], weights),
    await evaluator.outputs(nothing, [1, 0], weights),
  ];
  expect([...back]).toEqual([...there].reverse());
  expect(Math.abs(there[0] - there[1])).toBeGreaterThan(0.01);
});

test("one qubit, one layer computes cos of its angle: RY, RZ, RY in closed form", async () => {
  const network = reuploadingNetwork({ qubitCount: 1, featureCount: 1, layers: 1 });
  const column = createFeatureMatrix(3, 1, Float64Array.of(-1, 0.2, 2));
  // Scale, bias, RZ, last RY, then the linear layer's factor and offset.
  const weights = Float64Array.of(1.3, 0.4, 0.7, -0.6, 2, 0.1);
  await using evaluator = createNetworkEvaluator(network, 1);
  const outputs = await evaluator.outputs(column, [0, 1, 2], weights);
  column.values.forEach((x, row) => {
    const angle = 1.3 * x + 0.4;
    // ⟨Z⟩ after RY(a), RZ(b), RY(c): cos c cos a − sin c cos b sin a.
    const z = Math.cos(-0.6) * Math.cos(angle) - Math.sin(-0.6) * Math.cos(0.7) * Math.sin(angle);
    expect(outputs[row]).toBeCloseTo(2 * z + 0.1, 12);
  });
});

test("an equivariant network's outputs do not change when features are exchanged", async () => {
  const network = networks.equivariant;
  const weights = startingWeights(network, 1, 3).map((weight) => weight + 0.3 * uniform());
  await using evaluator = createNetworkEvaluator(network, 1);
  const order = [2, 0, 3, 1];
  const exchanged = createFeatureMatrix(
    6,
    4,
    features.values.map((_, at) => features.values[4 * Math.floor(at / 4) + order[at % 4]]),
  );
  const [before, after] = [
    await evaluator.outputs(features, rows, weights),
    await evaluator.outputs(exchanged, rows, weights),
  ];
  for (const row of rows) expect(after[row]).toBeCloseTo(before[row], 12);
  // Features of the other families' networks have places of their own.
  await using other = createNetworkEvaluator(networks.reuploading, 1);
  const places = startingWeights(networks.reuploading, 1, 3);
  const moved = await other.outputs(exchanged, rows, places);
  expect(Math.abs(moved[0] - (await other.outputs(features, rows, places))[0])).toBeGreaterThan(1e-3);
});

test("without entanglement a qubit's reading depends on its own features only", async () => {
  const network = networks.unentangled;
  const weights = startingWeights(network, 3, 9);
  const changed = createFeatureMatrix(
    6,
    4,
    // Feature 1 belongs to qubit 1.
    features.values.map((value, at) => (at % 4 === 1 ? value + 0.9 : value)),
  );
  const values = async (matrix: typeof features): Promise<Float64Array> => {
    await using evaluator = createNetworkEvaluator(network, 3);
    return await evaluator.outputs(matrix, [0], weights);
  };
  const [before, after] = [await values(features), await values(changed)];
  expect(after[0]).toBeCloseTo(before[0], 12);
  expect(after[2]).toBeCloseTo(before[2], 12);
  expect(Math.abs(after[1] - before[1])).toBeGreaterThan(1e-3);
});

test("a convolutional network's shared weights grow with the logarithm of its qubits", () => {
  const count = (qubitCount: number): number => {
    const { weightCount } = convolutionalNetwork({ qubitCount, featureCount: qubitCount });
    // Each qubit has a scale and an offset of its own.
    return weightCount - 2 * qubitCount;
  };
  // Seven weights a convolution and two a pooling: from 2ᵏ qubits down to one there are k poolings.
  expect([2, 4, 8, 16].map(count)).toEqual([1, 2, 3, 4].map((poolings) => 7 * (poolings + 1) + 2 * poolings));
});

test("sizes out of range and features of another number are named", () => {
  expect(() => reuploadingNetwork({ qubitCount: 0, featureCount: 1, layers: 1 })).toThrow(
    "qubitCount of a quantum neural network must be an integer in [1, 20], got 0",
  );
  expect(() => convolutionalNetwork({ qubitCount: 2, featureCount: 1, outputs: 3 })).toThrow(ModelError);
  const three = createFeatureMatrix(1, 3, Float64Array.of(1, 2, 3));
  expect(() => bindAngles(networks.equivariant, three, [0], new Float64Array(100))).toThrow(
    "the network takes 4 features, got 3",
  );
});
