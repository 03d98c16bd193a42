import { expect, test } from "vitest";
import { initialMaterials } from "./materials-draft.ts";
import { suitTask } from "./suit-task.ts";

const model = (name: string) => ({
  name,
  label: name,
  kind: "classical" as const,
  inputs: "all" as const,
  twin: null,
  hasUncertainty: false,
});
const regression = ["ridge", "random-forest"].map(model);
const classification = ["logistic", "random-forest"].map(model);

test("models of the other task go, shared and unknown ones stay", () => {
  const draft = { ...initialMaterials, models: ["ridge", "random-forest", "own"], model: "ridge" };
  const suited = suitTask(draft, classification, regression);
  expect(suited.models).toEqual(["random-forest", "own"]);
  expect(suited.model).toBe("random-forest");
});

test("a draft that suits its task is left as it is", () => {
  const draft = { ...initialMaterials, models: ["ridge"], model: "ridge" };
  expect(suitTask(draft, regression, classification)).toBe(draft);
});
