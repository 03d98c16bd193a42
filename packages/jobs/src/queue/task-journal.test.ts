import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TaskProgress } from "../definitions/job-definition.ts";
import type { TaskNews } from "../store/task-store.ts";
import { createTaskJournal } from "./task-journal.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const progress = (stage: string, step: number): TaskProgress => ({
  stage,
  message: `${step}`,
  fraction: step / 100,
});

function journalOf(lastEvent = 0) {
  const written: TaskNews[] = [];
  let isFailing = false;
  let number = lastEvent;
  const failures: unknown[] = [];
  const journal = createTaskJournal({
    lastEvent,
    jobProgress: (it) => it,
    write: (news) => {
      if (isFailing) return Promise.reject(new Error("no store"));
      written.push(news);
      number += news.progress.length;
      return Promise.resolve(number);
    },
    onFailure: (error) => failures.push(error),
  });
  return { journal, written, failures, fail: (does: boolean) => (isFailing = does) };
}

test("a second of quick progress makes about ten writes, the newest of each stage in them, none of the last lost", async () => {
  const { journal, written } = journalOf();
  journal.addProgress(progress("scf", 0));
  for (let step = 1; step <= 1_000; step++) {
    journal.addProgress(progress("vqe", step));
    await vi.advanceTimersByTimeAsync(1);
  }
  journal.addProgress(progress("vqe", 1_001));
  journal.addProgress(progress("audit", 1_002));
  const rest = await journal.close();
  expect(written.length).toBeGreaterThanOrEqual(9);
  expect(written.length).toBeLessThanOrEqual(12);
  expect(written[0].progress).toEqual([progress("scf", 0)]);
  expect(rest.progress).toEqual([progress("vqe", 1_001), progress("audit", 1_002)]);
  const steps = written.flatMap((news) => news.progress.map(({ message }) => Number(message)));
  expect(steps).toEqual([...steps].sort((left, right) => left - right));
});

test("writes become rarer the more events a job has", async () => {
  const { journal, written } = journalOf(1_800);
  for (let step = 0; step < 1_000; step++) {
    journal.addProgress(progress("vqe", step));
    await vi.advanceTimersByTimeAsync(10);
  }
  await journal.close();
  // Every 0.8 s in place of 0.1 s.
  expect(written.length).toBeGreaterThanOrEqual(11);
  expect(written.length).toBeLessThanOrEqual(14);
});

test("the newest checkpoint is written, also when nothing else is", async () => {
  const { journal, written } = journalOf();
  journal.addCheckpoint({ step: 1 });
  journal.addCheckpoint({ step: 2 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual([{ progress: [], fraction: undefined, checkpoint: { step: 2 } }]);
  journal.addCheckpoint({ step: 3 });
  expect(await journal.close()).toMatchObject({ checkpoint: { step: 3 } });
});

test("a checkpoint outlives a failing store", async () => {
  const { journal, written, failures, fail } = journalOf();
  fail(true);
  journal.addCheckpoint({ step: 1 });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(failures.length).toBeGreaterThanOrEqual(1);
  fail(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toMatchObject([{ checkpoint: { step: 1 } }]);
  await journal.close();
});
