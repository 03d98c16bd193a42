import { createRandom } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { createDataSet, selectSamples } from "../data/data-set.ts";
import { createFeatureMatrix } from "../data/feature-matrix.ts";
import { standardScaler } from "../preprocessing/scale-columns.ts";
import { selectByMutualInformation } from "../preprocessing/select-columns.ts";
import { quantumNeuralNetwork } from "../qnn/neural-network-model.ts";
import { preparedModel } from "./prepared-model.ts";

const { normal } = createRandom(1);
const features = createFeatureMatrix(
  40,
  5,
  Float64Array.from({ length: 200 }, (_, at) => 100 * (at % 5) + 10 * normal()),
);
// Column 3 is what the target follows.
const data = createDataSet(
  features,
  Float64Array.from({ length: 40 }, (_, row) => features.values[5 * row + 3] - 300),
);
const network = quantumNeuralNetwork({ family: "reuploading", qubitCount: 2, layers: 1, epochs: 4 });
const steps = [selectByMutualInformation(2), standardScaler()];

test("steps are fitted to the rows of the fit alone, and applied before every prediction", async () => {
  const model = preparedModel(network, steps, { name: "prepared" });
  const training = selectSamples(data, [...Array(30).keys()]);
  const fitted = await model.fit(training, model.grid[0], { seed: 1 });
  // By hand: the same steps on the same rows.
  const [selection, ...rest] = steps;
  const first = selection.fit(training);
  const chosen = { ...training, features: first.apply(training.features) };
  const second = rest[0].fit(chosen);
  const byHand = await network.fit({ ...chosen, features: second.apply(chosen.features) }, network.grid[0], {
    seed: 1,
  });
  expect(chosen.features.names).toContain("x3");
  expect(await fitted.predict(features)).toEqual(await byHand.predict(second.apply(first.apply(features))));
  const restored = model.restore(JSON.parse(JSON.stringify(fitted.save())) as ReturnType<typeof fitted.save>);
  expect(await restored.predict(features)).toEqual(await fitted.predict(features));
  expect(() => network.restore(fitted.save())).toThrow(
    "a saved quantum-neural-network of version 1 is needed",
  );
});
