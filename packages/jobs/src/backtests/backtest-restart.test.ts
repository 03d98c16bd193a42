import { createJobSchema, type BacktestResult } from "@ansatz/contract";
import { openJobs, runJobLocally } from "@ansatz/jobs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDataDirectory, type Place } from "../testing/databases.ts";
import { expectGapless, readEvents } from "../testing/read-events.ts";
import { pricesCsv, weeklyPrices } from "../testing/weekly-prices.ts";

let place: Place;
beforeAll(async () => {
  place = await makeDataDirectory();
});
afterAll(() => place.remove());

const job = createJobSchema.parse({
  kind: "backtest",
  request: {
    prices: pricesCsv(weeklyPrices(200, 9)),
    pick: 3,
    layers: 3,
    window: 60,
    rebalancing: 3,
    resamples: 100,
    strategies: ["qaoa", "exact", "equal-weight"],
  },
});

test("a backtest goes on from the windows decided when its process ends, to the same result", async () => {
  const first = await openJobs({ ...place.options, threads: 1 });
  const { id } = await first.create(job);
  for (;;) {
    const { fraction, status } = await first.read(id);
    expect(["queued", "running"]).toContain(status);
    if (fraction > 0.3) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await first[Symbol.asyncDispose]();

  await using second = await openJobs({ ...place.options, threads: 2 });
  const ended = await second.waitFor(id);
  expect(ended).toMatchObject({ status: "succeeded", restarts: 1 });
  const events = await readEvents(second, id);
  expectGapless(events);
  // A group that was decided before the process ended is not decided again: each adds to the count once.
  const decided = events.flatMap((event) => {
    const done =
      event.type === "progress" ? /^(\d+) of \d+ windows decided/.exec(event.progress.message) : null;
    return done ? [Number(done[1])] : [];
  });
  const restartedAt = events.findIndex(({ type }) => type === "restarted");
  const before = events
    .slice(0, restartedAt)
    .filter(
      (event) => event.type === "progress" && event.progress.message.includes("windows decided"),
    ).length;
  expect(before).toBeGreaterThan(3);
  expect(decided).toEqual([...new Set(decided)]);
  const uninterrupted = (await runJobLocally(job, { threads: 2 })) as BacktestResult;
  const result = ended.result as BacktestResult;
  expect(result.strategies.map(({ equity }) => equity)).toEqual(
    uninterrupted.strategies.map(({ equity }) => equity),
  );
  expect(result.comparisons).toEqual(uninterrupted.comparisons);
});
