import { afterAll, expect, test } from "vitest";
import { countingJob } from "../testing/counting-job.ts";
import type { CountingRequest } from "../testing/counting-tasks.ts";
import { createTaskThreads, resolveThreads } from "./task-threads.ts";

const threads = createTaskThreads({ maximum: 2, heapMebibytes: 64 });
afterAll(() => threads[Symbol.asyncDispose]());

const start = (input: CountingRequest, more: Partial<Parameters<typeof threads.run>[0]> = {}) =>
  threads.run({ call: countingJob.run, input, computeThreads: 1, ...more });

test("a task's messages are all there when its outcome is", async () => {
  const messages: string[] = [];
  const checkpoints: unknown[] = [];
  const { outcome } = start(
    { steps: 30, stepMs: 1, checkpointEvery: 3 },
    {
      onProgress: ({ message }) => messages.push(message),
      onCheckpoint: (checkpoint) => checkpoints.push(checkpoint),
    },
  );
  expect(await outcome).toMatchObject({ status: "succeeded", output: { steps: 30, resumedAt: 0 } });
  expect(messages[0]).toBe("step 1");
  expect(messages.at(-1)).toBe("step 30");
  expect(checkpoints).toEqual(Array.from({ length: 10 }, (_, index) => ({ step: 3 * (index + 1) })));
});

test("a task goes on from its checkpoint", async () => {
  const { outcome } = start({ steps: 30, stepMs: 1 }, { checkpoint: { step: 28 } });
  expect(await outcome).toMatchObject({ status: "succeeded", output: { resumedAt: 28 } });
});

test("an error keeps its code, message and details on its way out of the thread", async () => {
  const { outcome } = start({ steps: 1, stepMs: 1, failure: "domain" });
  expect(await outcome).toMatchObject({
    status: "failed",
    error: { code: "invalid-argument", message: "parts must be even, got 3.", details: { got: 3 } },
  });
});

test("a task that yields stops when told, one that does not loses its thread", async () => {
  const yielding = start({ steps: 100_000, stepMs: 20 });
  const deaf = start({ steps: 100_000, stepMs: 20, isDeaf: true });
  yielding.stop();
  deaf.stop();
  expect(await yielding.outcome).toEqual({ status: "stopped" });
  expect(await deaf.outcome).toEqual({ status: "stopped" });
  const next = start({ steps: 1, stepMs: 1 });
  expect(await next.outcome).toMatchObject({ status: "succeeded" });
});

test("a thread that ends or runs out of memory fails its task only", async () => {
  const exit = start({ steps: 1, stepMs: 1, failure: "exit" });
  expect(await exit.outcome).toMatchObject({ status: "failed", error: { code: "internal" } });
  const memory = start({ steps: 1, stepMs: 1, failure: "memory" });
  expect(await memory.outcome).toMatchObject({ status: "failed", error: { code: "too-large" } });
  const next = start({ steps: 1, stepMs: 1 });
  expect(await next.outcome).toMatchObject({ status: "succeeded" });
});

test.each([0, -1, 1.5, Number.NaN, 257])("threads must be a count: %s is none", (count) => {
  expect(() => resolveThreads(count)).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: `threads must be an integer in [1, 256], got ${count}.`,
    }),
  );
});
