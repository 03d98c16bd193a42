import type { JobProgress } from "@ansatz/contract";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createFakeTerminal } from "../testing/fake-terminal.ts";
import { createProgressDisplay } from "./progress.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const vqe = (iteration: number, energy: number): JobProgress => ({
  stage: "vqe",
  message: `VQE iteration ${iteration}`,
  fraction: 0.4,
  energy,
  exact: -1.5,
});

test("on a terminal one line is rewritten, at most every 80 ms and with the newest at last, and erased in the end", () => {
  const terminal = createFakeTerminal({ columns: 60 });
  const display = createProgressDisplay(terminal, {});
  for (let iteration = 1; iteration <= 50; iteration++) display.update(vqe(iteration, -1.4987));
  expect(terminal.written.stderr()).toBe("\r\u001B[2K 40 %  VQE iteration 1, +1.300 mHa from exact");
  vi.advanceTimersByTime(100);
  expect(terminal.written.stderr().split("\r\u001B[2K")).toEqual([
    "",
    " 40 %  VQE iteration 1, +1.300 mHa from exact",
    " 40 %  VQE iteration 50, +1.300 mHa from exact",
  ]);
  display.update(vqe(51, -1.5));
  display.finish();
  vi.advanceTimersByTime(1_000);
  expect(terminal.written.stderr()).toMatch(/\r\u001B\[2K$/);
  expect(terminal.written.stdout()).toBe("");
});

test("a line longer than the terminal is wide is cut, so that it can be rewritten", () => {
  const terminal = createFakeTerminal({ columns: 20 });
  createProgressDisplay(terminal, {}).update({ stage: "scf", message: "x".repeat(200) });
  expect(terminal.written.stderr()).toBe(`\r\u001B[2K${"x".repeat(19)}`);
});

test("elsewhere each stage gets a line, and a long one another every ten seconds", () => {
  const terminal = createFakeTerminal();
  const display = createProgressDisplay(terminal, {});
  display.update({ stage: "scf", message: "SCF" });
  display.update(vqe(1, -1));
  display.update(vqe(2, -1.2));
  vi.advanceTimersByTime(10_001);
  display.update(vqe(3, -1.4));
  display.finish();
  expect(terminal.written.stderr().split("\n")).toEqual([
    "SCF",
    " 40 %  VQE iteration 1, +500.000 mHa from exact",
    " 40 %  VQE iteration 3, +100.000 mHa from exact",
    "",
  ]);
});

test("every point of a scan gets its line", () => {
  const terminal = createFakeTerminal();
  const display = createProgressDisplay(terminal, {});
  const point = {
    bondLengthAngstrom: 1,
    rhf: null,
    mp2: null,
    casci: null,
    vqe: null,
    converged: true,
    seconds: 1,
  };
  display.update({ stage: "scan", message: "Point 1", point });
  display.update({ stage: "scan", message: "within point 2" });
  display.update({ stage: "scan", message: "Point 2", point });
  expect(terminal.written.stderr()).toBe("Point 1\nPoint 2\n");
});

test("beside JSON there is no progress unless it is asked for", () => {
  const silent = createFakeTerminal({ columns: 80 });
  createProgressDisplay(silent, { json: true }).update(vqe(1, -1));
  expect(silent.written.stderr()).toBe("");
  const asked = createFakeTerminal({ columns: 80 });
  createProgressDisplay(asked, { json: true, progress: true }).update(vqe(1, -1));
  expect(asked.written.stderr()).toContain("VQE iteration 1");
});
