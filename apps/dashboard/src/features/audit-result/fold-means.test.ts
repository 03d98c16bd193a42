import { expect, test } from "vitest";
import { runningModels } from "./fold-means.ts";

test("folds that have not ended are empty and do not count in the mean", () => {
  const scores = [
    { model: "a", fold: 1, score: 3 },
    { model: "b", fold: 0, score: 10 },
    { model: "a", fold: 0, score: 1 },
  ];
  expect(runningModels(scores, 3)).toEqual([
    { model: "a", scores: [1, 3, undefined], mean: 2 },
    { model: "b", scores: [10, undefined, undefined], mean: 10 },
  ]);
});

test("there are as many columns as the highest fold asks for", () => {
  expect(runningModels([{ model: "a", fold: 4, score: 1 }], 0)[0].scores).toHaveLength(5);
});
