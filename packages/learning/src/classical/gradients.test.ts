import { readFileSync } from "node:fs";
import { createRandom } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { boostingLoss } from "./boosting-loss.ts";
import { logisticLoss } from "./logistic-regression.ts";
import { drawParameters, hiddenUnitsFor, networkLoss, parameterCountOf } from "./perceptron-network.ts";
import { referenceCase } from "./test-reference.ts";

const { binary, classified, data } = referenceCase(
  readFileSync(new URL("./reference/scikit-learn.json", import.meta.url), "utf8"),
);

describe("gradients are those of finite differences", () => {
  const step = 1e-5;
  const slopeOf = (value: (point: Float64Array) => number, point: Float64Array, k: number): number => {
    const shifted = (sign: number): number => value(point.map((own, j) => own + (j === k ? sign * step : 0)));
    return (shifted(1) - shifted(-1)) / (2 * step);
  };
  const random = createRandom(2);
  const normals = (count: number): Float64Array =>
    Float64Array.from({ length: count }, () => random.normal());

  test.each([
    ["values", false, 1],
    ["classes", true, 3],
  ] as const)("of the network for %s", (_, isClassification, outputs) => {
    const shape = { inputs: 4, hidden: 3, outputs };
    const batch = {
      values: data.features.values,
      targets: isClassification ? classified.targets : data.targets,
      isClassification,
    };
    const rows = [0, 3, 4, 17, 30];
    const point = drawParameters(shape, 5).map((value) => value + 0.3 * random.normal());
    const { gradient } = networkLoss(shape, point, batch, rows, 0.1);
    expect(gradient.length).toBe(parameterCountOf(shape));
    gradient.forEach((slope, k) => {
      const expected = slopeOf((at) => networkLoss(shape, at, batch, rows, 0.1).value, point, k);
      expect(Math.abs(slope - expected)).toBeLessThan(1e-8);
    });
    expect(gradient.some((slope) => Math.abs(slope) > 1e-2)).toBe(true);
  });

  test.each([
    ["two classes", binary, 1],
    ["three classes", classified, 3],
  ] as const)("of logistic regression of %s", (_, set, scores) => {
    const labels = Int32Array.from(set.targets);
    const point = normals(scores * 5);
    const { gradient } = logisticLoss(set.features, labels, scores, point, 2);
    gradient.forEach((slope, k) => {
      const expected = slopeOf((at) => logisticLoss(set.features, labels, scores, at, 2).value, point, k);
      expect(Math.abs(slope - expected)).toBeLessThan(1e-8);
    });
  });

  test.each([
    ["squared error", data],
    ["two classes", binary],
    ["three classes", classified],
  ] as const)("of boosting's %s, first and second", (_, set) => {
    const loss = boostingLoss(set);
    const rows = set.targets.length;
    // Half the squared error has the slopes of the steps.
    const total = (scores: Float64Array): number =>
      loss.value(set.targets, scores) * rows * (set.task === "regression" ? 0.5 : 1);
    const point = normals(rows * loss.outputs);
    for (let output = 0; output < loss.outputs; output++) {
      const { gradients, curvatures } = loss.slopes(set.targets, point, output);
      for (const row of [0, 7, 23]) {
        const at = row * loss.outputs + output;
        expect(Math.abs(gradients[row] + slopeOf(total, point, at))).toBeLessThan(1e-7);
        const slopeAt = (scores: Float64Array): number =>
          -loss.slopes(set.targets, scores, output).gradients[row];
        expect(Math.abs(curvatures[row] - slopeOf(slopeAt, point, at))).toBeLessThan(1e-8);
      }
      const start = Float64Array.from(
        { length: rows * loss.outputs },
        (_, k) => loss.starts(set.targets)[k % loss.outputs],
      );
      const { gradients: flat } = loss.slopes(set.targets, start, output);
      expect(Math.abs(flat.reduce((a, b) => a + b))).toBeLessThan(1e-9);
    }
  });
});

test("a network has as many parameters as asked for, to within a hidden unit", () => {
  for (const wanted of [10, 60, 500]) {
    const hidden = hiddenUnitsFor(wanted, 8, 1);
    const count = parameterCountOf({ inputs: 8, hidden, outputs: 1 });
    expect(Math.abs(count - wanted)).toBeLessThanOrEqual(5);
  }
  expect(hiddenUnitsFor(3, 100, 1)).toBe(1);
});
