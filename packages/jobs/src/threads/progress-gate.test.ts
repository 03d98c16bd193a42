import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgressGate } from "./progress-gate.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("the first and last progress of each stage pass, and few between", () => {
  const sent: string[] = [];
  let now = 0;
  const gate = createProgressGate(
    ({ stage, message }) => sent.push(`${stage} ${message}`),
    () => now,
  );
  for (const stage of ["scf", "vqe"]) {
    for (let step = 1; step <= 100; step++, now++) gate.accept({ stage, message: `${step}` });
  }
  gate.close();
  expect(sent).toEqual([
    ...["scf 1", "scf 31", "scf 61", "scf 91", "scf 100"],
    ...["vqe 1", "vqe 31", "vqe 61", "vqe 91", "vqe 100"],
  ]);
});

test("what is held back passes soon when nothing follows", () => {
  const sent: string[] = [];
  const gate = createProgressGate(({ message }) => sent.push(message));
  gate.accept({ stage: "scf", message: "1" });
  gate.accept({ stage: "scf", message: "2" });
  expect(sent).toEqual(["1"]);
  vi.advanceTimersByTime(50);
  expect(sent).toEqual(["1", "2"]);
});
