import { expect, test } from "vitest";
import { createDataSet, type DataSet } from "../../data/data-set.ts";
import { createFeatureMatrix } from "../../data/feature-matrix.ts";
import { networkParameterCount } from "../../qnn/neural-network-model.ts";
import { createRandom } from "@ansatz/simulator";
import { standardModels } from "./standard-models.ts";

const tasks = ["regression", "classification"] as const;

function smallData(task: (typeof tasks)[number], rowCount = 40): DataSet {
  const random = createRandom(5);
  const values = Float64Array.from({ length: rowCount * 4 }, () => random.normal());
  const sums = Float64Array.from({ length: rowCount }, (_, row) => values[4 * row] - values[4 * row + 2]);
  const features = createFeatureMatrix(rowCount, 4, values);
  return task === "regression"
    ? createDataSet(features, sums)
    : createDataSet(
        features,
        sums.map((sum) => Number(sum > 0)),
        ["low", "high"],
      );
}

const find = (task: (typeof tasks)[number], part: string, shots?: number) =>
  standardModels({ task, qubits: 3, ...(shots === undefined ? {} : { shots }) }).filter(({ model }) =>
    model.name.includes(part),
  );

test.each(tasks)("models of a %s have different names, and every twin exists", (task) => {
  const models = standardModels({ task, qubits: 3, shots: 100 });
  const names = models.map(({ model }) => model.name);
  expect(new Set(names).size).toBe(names.length);
  for (const { twin, sampled } of models) {
    if (twin !== undefined) expect(names).toContain(twin);
    if (sampled !== undefined) expect(names).toContain(sampled);
  }
});

test("the classical network has about as many parameters as the quantum one", async () => {
  // 3 qubits, 3 layers of RY(w·x + b) and RZ(b′), a last RY, and a linear layer of one output.
  expect(networkParameterCount(3)).toBe(3 * 3 * 3 + 3 + 2);
  const [{ model }] = find("regression", "multilayer-perceptron");
  const fitted = await model.fit(smallData("regression"), model.grid[0], { seed: 1 });
  const { state } = fitted.save() as unknown as {
    state: { model: { state: { shape: { inputs: number; hidden: number } } } };
  };
  const { inputs, hidden } = state.model.state.shape;
  const count = hidden * (inputs + 1) + hidden + 1;
  expect(inputs).toBe(3);
  // Whole hidden units of 5 parameters each.
  expect(Math.abs(count - networkParameterCount(3))).toBeLessThanOrEqual(2.5);
});

test.each(tasks)(
  "fidelity kernels from measurements come close to the exact ones with many, for a %s",
  async (task) => {
    expect(find(task, "sampled")).toEqual([]);
    const data = smallData(task);
    const predictions = async (name: string, shots: number): Promise<readonly number[]> => {
      const { model } = standardModels({ task, qubits: 3, shots }).find(
        (entry) => entry.model.name === name,
      )!;
      const fitted = await model.fit(data, { ...model.grid[0] }, { seed: 1 });
      const { values, probabilities } = await fitted.predict(data.features);
      return [...(probabilities ?? values)];
    };
    for (const { model, sampled } of find(task, "sampled", 10)) {
      const exact = await predictions(sampled!, 10);
      const gap = (others: readonly number[]): number =>
        Math.sqrt(others.reduce((sum, value, k) => sum + (value - exact[k]) ** 2, 0) / exact.length);
      const [few, many] = [await predictions(model.name, 10), await predictions(model.name, 1_000_000)];
      // The deviation of an entry is at most 1/(2·√shots): 0.16 and 0.0005.
      expect(gap(many)).toBeLessThan(0.03);
      expect(gap(few)).toBeGreaterThan(3 * gap(many));
    }
  },
);

test.each(tasks)("approximate models of every kind learn a %s", async (task) => {
  const data = smallData(task);
  const approximate = standardModels({ task, qubits: 3 }).filter(({ isApproximate }) => isApproximate);
  expect(approximate.map(({ model }) => model.kind)).toEqual(["quantum", "control", "classical"]);
  for (const { model } of approximate) {
    const fitted = await model.fit(data, model.grid[0], { seed: 1 });
    const { values } = await fitted.predict(data.features);
    const wrong = values.filter((value, row) =>
      task === "regression" ? Math.sign(value) !== Math.sign(data.targets[row]) : value !== data.targets[row],
    );
    expect(wrong.length).toBeLessThan(10);
  }
});
