import { createJobSchema, type CircuitResult } from "@ansatz/contract";
import { openJobs, runJobLocally } from "@ansatz/jobs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDataDirectory, type Place } from "../testing/databases.ts";
import { readEvents } from "../testing/read-events.ts";

let place: Place;
beforeAll(async () => {
  place = await makeDataDirectory();
});
afterAll(() => place.remove());

const qubits = 10;
const layer = Array.from({ length: qubits }, (_, q) => `rx(0.4) q[${q}]; cx q[${q}],q[${(q + 1) % qubits}];`);
const job = createJobSchema.parse({
  kind: "circuit",
  request: {
    qasm: `OPENQASM 2.0; include "qelib1.inc"; qreg q[${qubits}]; ${layer.join(" ").repeat(3)}`,
    noise: "superconducting",
    method: "trajectories",
    shots: 6_000,
  },
});

test("a circuit's noisy shots go on from the last part done when their process ends, to the same counts", async () => {
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
  const restarts = (await readEvents(second, id)).filter(({ type }) => type === "restarted");
  expect(restarts).toMatchObject([
    { message: expect.stringContaining("goes on from its checkpoint") as string },
  ]);
  const uninterrupted = (await runJobLocally(job, { threads: 1 })) as CircuitResult;
  expect((ended.result as CircuitResult).counts).toEqual(uninterrupted.counts);
});
