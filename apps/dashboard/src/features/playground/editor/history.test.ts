import { expect, test } from "vitest";
import { pushHistory, redo, startHistory, undo } from "./history.ts";

test("every change can be undone and redone", () => {
  const changed = pushHistory(pushHistory(startHistory("a"), "b"), "c");
  const back = undo(undo(changed));
  expect(back.present).toBe("a");
  expect(undo(back)).toBe(back);
  const forth = redo(redo(back));
  expect(forth.present).toBe("c");
  expect(redo(forth)).toBe(forth);
});

test("the moves of one slider are one step back", () => {
  let history = startHistory(0);
  for (const value of [1, 2, 3]) history = pushHistory(history, value, "slider");
  history = pushHistory(history, 10, "other slider");
  expect(undo(history).present).toBe(3);
  expect(undo(undo(history)).present).toBe(0);
});

test("a change after an undo begins a step of its own and ends the future", () => {
  const history = pushHistory(undo(pushHistory(pushHistory(startHistory(0), 1, "s"), 2, "s")), 3, "s");
  expect(undo(history).present).toBe(0);
  expect(history.future).toEqual([]);
});
