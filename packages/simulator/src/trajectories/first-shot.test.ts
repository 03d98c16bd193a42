import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate, measure } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { runTrajectories } from "./run-trajectories.ts";

const damping = { channel: { kind: "amplitude-damping", gamma: 0.2 } } as const;
const noise = createNoiseModel({ gates: [{ noise: [damping] }], measurement: [], reset: [] });
const circuit = createCircuit(
  3,
  [gate("h", [0]), gate("cx", [0, 1]), gate("cx", [1, 2]), measure([0, 1, 2], [0, 1, 2])],
  { bitCount: 3 },
);
const observables = [parsePauliSum({ ZZI: 1 })];

test("shots in parts are the shots in one go", async () => {
  const run = (shots: number, firstShot?: number) =>
    runTrajectories(circuit, { shots, seed: 5, noise, observables, ...(firstShot ? { firstShot } : {}) });
  const whole = await run(3000);
  const parts = [await run(1000), await run(500, 1000), await run(1500, 1500)];
  const counts = new Map<string, number>();
  for (const part of parts)
    for (const [bits, count] of part.counts) counts.set(bits, (counts.get(bits) ?? 0) + count);
  expect(counts).toEqual(new Map(whole.counts));
  const mean = parts.reduce((sum, part) => sum + part.shots * part.expectations[0].value, 0) / 3000;
  expect(mean).toBeCloseTo(whole.expectations[0].value, 12);
  // Other shots are other shots.
  expect((await run(1000, 1000)).counts).not.toEqual(parts[0].counts);
});

test.each([-1, 0.5, Number.NaN, 1e9])("the first shot %d is refused", async (firstShot) => {
  await expect(runTrajectories(circuit, { shots: 1, seed: 1, noise, firstShot })).rejects.toThrow(
    InvalidArgumentError,
  );
});
