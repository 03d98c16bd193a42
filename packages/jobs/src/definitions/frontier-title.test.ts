import { frontierRequestSchema, type FrontierRequestInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { frontierTitle } from "./frontier-title.ts";

test.each<[FrontierRequestInput, string]>([
  [{ sample: "us-stocks" }, "us-stocks · 50 points"],
  [{ prices: "a,b", name: "funds.csv", returns: [0.1] }, "funds.csv · 1 point"],
  [
    { moments: { means: "1" }, points: 9, cardinality: 1, pick: 3 },
    "Given moments · 9 points · at most 1 holding · QAOA picks 3",
  ],
])("%j is called %s", (request, title) => {
  expect(frontierTitle(frontierRequestSchema.parse(request))).toBe(title);
});
