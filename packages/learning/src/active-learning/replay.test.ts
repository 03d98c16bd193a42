import { expect, test } from "vitest";
import { randomData, smallGaussianProcess } from "../testing/small-models.ts";
import { combineReplays } from "./combine-replays.ts";
import { type ReplayOutput, type ReplaySettings, runReplay } from "./replay.ts";

const smooth = randomData(120, 2, { seed: 11, target: ([a, b]) => -(a * a) - b * b });
const meaningless = randomData(120, 2, { seed: 12, noise: 1, target: () => 0 });
const proposal = { model: smallGaussianProcess([1], 0.01) };
const settings: ReplaySettings = { goal: "maximise", initial: 8, rounds: 8, batch: 2, goodShare: 0.1 };

async function replays(
  data: typeof smooth,
  count: number,
  changes: Partial<ReplaySettings> = {},
): Promise<ReplayOutput[]> {
  const outputs: ReplayOutput[] = [];
  for (let seed = 1; seed <= count; seed++)
    outputs.push(await runReplay(data, proposal, { ...settings, ...changes }, { seed }));
  return outputs;
}

test("where the features tell the target, proposals find good rows faster than chance, and the interval shows it", async () => {
  const outputs = await replays(smooth, 6);
  const result = combineReplays(JSON.parse(JSON.stringify(outputs)) as ReplayOutput[], "maximise");
  expect(result.outcome).toBe("gain");
  expect(result.speedUp.lower).toBeGreaterThan(2);
  expect(result.regretSaved.mean).toBeGreaterThan(0);
  // The control finds what chance finds.
  expect(result.random.enrichment.lower).toBeLessThan(1);
  expect(result.random.enrichment.upper).toBeGreaterThan(1);
  expect(result.summary).toMatch(/times as many good rows as random choice/);
});

test("where they do not, no gain is claimed", async () => {
  const result = combineReplays(await replays(meaningless, 8), "maximise");
  expect(result.outcome).not.toBe("gain");
  expect(result.summary).toMatch(/No gain over random choice is shown|worse than random/);
});

test("both strategies start from the same rows, measure none twice, and never lose their best", async () => {
  const [output] = await replays(smooth, 1);
  for (const { measured, best } of [output.active, output.random]) {
    expect(new Set([...output.initial, ...measured]).size).toBe(8 + 16);
    expect(best).toHaveLength(17);
    expect(best).toEqual(best.toSorted((a, b) => a - b));
    expect(best[0]).toBe(Math.max(...output.initial.map((row) => smooth.targets[row])));
    expect(best[16]).toBeLessThanOrEqual(output.optimum);
  }
});

test("a replay is repeated by its seed", async () => {
  const [first, second] = [await replays(smooth, 1), await replays(smooth, 1)];
  expect(first).toEqual(second);
});

test("measuring every row ends with no regret and an enrichment of 1", async () => {
  const small = randomData(20, 1, { seed: 3, target: ([a]) => a });
  const [output] = await replays(small, 1, { initial: 4, rounds: 4, batch: 4, goal: "minimise" });
  expect(output.active.best[16]).toBe(output.optimum);
  expect(output.random.best[16]).toBe(output.optimum);
  expect(output.active.enrichment).toBe(1);
});

test("settings out of range and single replays are refused", async () => {
  await expect(replays(smooth, 1, { initial: 1 })).rejects.toThrow(
    /initial must be an integer in \[2, 119\], got 1/,
  );
  await expect(replays(smooth, 1, { rounds: 57 })).rejects.toThrow(/rounds must be an integer in \[1, 56\]/);
  await expect(replays(smooth, 1, { goodShare: 0 })).rejects.toThrow(
    /goodShare must be in \(0, 0.5\], got 0/,
  );
  const outputs = await replays(smooth, 1);
  expect(() => combineReplays(outputs, "maximise")).toThrow(/at least two, of different seeds/);
  expect(() => combineReplays([outputs[0], outputs[0]], "maximise")).toThrow(/got seeds \[1, 1\]/);
});

test("an aborted replay stops", async () => {
  const reason = new Error("enough");
  const controller = new AbortController();
  const running = runReplay(smooth, proposal, settings, {
    seed: 1,
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  });
  await expect(running).rejects.toBe(reason);
});
