import { gate } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { defaultSettings } from "../share/shared-state.ts";
import { emptyDocument } from "./circuit-document.ts";
import { removeLastQubit } from "./edit-document.ts";
import { playgroundReducer, startPlayground, type PlaygroundAction } from "./playground-state.ts";

const bell = { ...emptyDocument, columns: [[gate("h", [0])], [gate("cx", [0, 1])]] };
const run = (...actions: readonly PlaygroundAction[]) =>
  actions.reduce(playgroundReducer, startPlayground(bell));

test("the cursor stays on the wires that are left", () => {
  const state = run(
    { kind: "cursor", cursor: { qubit: 1, column: 0 } },
    { kind: "edit", document: removeLastQubit(bell) },
  );
  expect(state.cursor).toEqual({ qubit: 0, column: 0 });
});

test("the last step is the end, whatever is added behind it", () => {
  expect(run({ kind: "step", step: 1 }).step).toBe(1);
  expect(run({ kind: "step", step: 2 }).step).toBeNull();
  expect(run({ kind: "step", step: 1 }, { kind: "edit", document: emptyDocument }).step).toBeNull();
});

test("a loaded circuit can be undone", () => {
  const settings = { ...defaultSettings, noise: 0.1 };
  const loaded = run({ kind: "load", shared: { document: emptyDocument, settings } });
  expect(loaded.settings.noise).toBe(0.1);
  expect(loaded.history.present).toBe(emptyDocument);
  expect(playgroundReducer(loaded, { kind: "undo" }).history.present).toBe(bell);
});
