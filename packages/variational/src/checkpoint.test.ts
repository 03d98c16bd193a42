import { describe, expect, test } from "vitest";
import { OptimizerCheckpointError, minimize, optimizerNames } from "./index.ts";
import type { IterationRecord, MinimizeOptions, OptimizerCheckpoint } from "./index.ts";
import { coupledRotations } from "./test-objectives.ts";

const start = Float64Array.of(1, 0.5, -0.2, -1, 0.3);
const withoutSeconds = (history: readonly IterationRecord[]): IterationRecord[] =>
  history.map((record) => ({ ...record, seconds: 0 }));

async function collectCheckpoints(options: MinimizeOptions): Promise<OptimizerCheckpoint[]> {
  const checkpoints: OptimizerCheckpoint[] = [];
  await minimize(coupledRotations(5), start, {
    ...options,
    checkpointIntervalSeconds: 0,
    onCheckpoint: (checkpoint) =>
      checkpoints.push(JSON.parse(JSON.stringify(checkpoint)) as OptimizerCheckpoint),
  });
  return checkpoints;
}

describe.each(optimizerNames)("%s", (optimizer) => {
  const options: MinimizeOptions = {
    optimizer,
    seed: 4,
    maxIterations: 60,
    valueTolerance: 1e-10,
    settings: { memory: 3 },
  };

  test("a run resumed from any checkpoint ends with the same bits as one without a break", async () => {
    const whole = await minimize(coupledRotations(5), start, options);
    const checkpoints = await collectCheckpoints(options);
    expect(checkpoints.length).toBe(whole.iterations + 1);
    for (const checkpoint of checkpoints) {
      const resumed = await minimize(coupledRotations(5), new Float64Array(5), { ...options, checkpoint });
      expect(resumed.parameters).toEqual(whole.parameters);
      expect({ ...resumed, parameters: null, history: null }).toEqual({
        ...whole,
        parameters: null,
        history: null,
      });
      expect(withoutSeconds(resumed.history)).toEqual(withoutSeconds(whole.history));
    }
  });

  test("an aborted run leaves a checkpoint of its last whole iteration", async () => {
    const controller = new AbortController();
    const kept: OptimizerCheckpoint[] = [];
    const aborted = minimize(coupledRotations(5), start, {
      ...options,
      checkpointIntervalSeconds: 1e6,
      onCheckpoint: (checkpoint) => kept.push(checkpoint),
      onIteration: ({ iteration }) => {
        if (iteration === 2) controller.abort();
      },
      signal: controller.signal,
    });
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    expect(kept.map(({ iteration }) => iteration)).toEqual([2]);
    const resumed = await minimize(coupledRotations(5), start, { ...options, checkpoint: kept[0] });
    expect(resumed.parameters).toEqual((await minimize(coupledRotations(5), start, options)).parameters);
  });
});

test("a run that ended at its iteration limit goes on with a higher one", async () => {
  const options = { optimizer: "adam" } as const;
  const short = await collectCheckpoints({ ...options, maxIterations: 5 });
  const resumed = await minimize(coupledRotations(5), start, {
    ...options,
    maxIterations: 9,
    checkpoint: short.at(-1)!,
  });
  const whole = await minimize(coupledRotations(5), start, { ...options, maxIterations: 9 });
  expect(resumed.parameters).toEqual(whole.parameters);
});

test.each<[string, (checkpoint: OptimizerCheckpoint) => object, string]>([
  ["another version", (c) => ({ ...c, version: 2 }), "checkpoint version must be 1, got 2"],
  [
    "another optimiser",
    (c) => ({ ...c, optimizer: "adam" }),
    "checkpoint optimizer must be l-bfgs, got adam",
  ],
  ["another size", (c) => ({ ...c, parameterCount: 6 }), "checkpoint parameterCount must be 5, got 6"],
  ["a lost record", (c) => ({ ...c, history: [] }), "checkpoint field history"],
  [
    "a lost field",
    (c) => ({ ...c, state: { ...c.state, direction: undefined } }),
    "checkpoint field direction",
  ],
  ["a short vector", (c) => ({ ...c, state: { ...c.state, gradient: { float64: "" } } }), "field gradient"],
  [
    "text that is not base64",
    (c) => ({ ...c, state: { ...c.state, gradient: { float64: "%" } } }),
    "field gradient",
  ],
  ["a value of text", (c) => ({ ...c, state: { ...c.state, value: "-1" } }), "checkpoint field value"],
])("a checkpoint with %s is refused", async (_fault, spoil, message) => {
  const [checkpoint] = await collectCheckpoints({ maxIterations: 2 });
  const run = minimize(coupledRotations(5), start, { checkpoint: spoil(checkpoint) as OptimizerCheckpoint });
  await expect(run).rejects.toThrow(OptimizerCheckpointError);
  await expect(run).rejects.toThrow(message);
});
