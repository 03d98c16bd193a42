import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import {
  createApiClient,
  createJobSchema,
  jobEventSchema,
  type CreateJobInput,
  type GroundStateResult,
  type Job,
  type JobEvent,
} from "@ansatz/contract";
import { runJobLocally } from "@ansatz/jobs";
import { makeDataDirectory, makePostgresql, type Place } from "@ansatz/jobs/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCli, waitForOutput } from "../cli/run-cli.ts";

/** Seconds of a stochastic optimiser's steps: what goes on from a checkpoint must draw the same random numbers. */
const longJob: CreateJobInput = {
  kind: "ground-state",
  request: {
    molecule: { library: "h10-chain" },
    activeSpace: { kind: "full" },
    optimizer: "spsa",
    maxIterations: 600,
    energyTolerance: 1e-12,
  },
};

let uninterrupted: GroundStateResult;
beforeAll(async () => {
  uninterrupted = (await runJobLocally(createJobSchema.parse(longJob), { threads: 1 })) as GroundStateResult;
}, 120_000);

describe.each([
  ["the embedded database", makeDataDirectory],
  ["PostgreSQL", makePostgresql],
])("a server on %s that is killed in mid-job", (_, open) => {
  let place: Place;
  const processes: ChildProcess[] = [];
  beforeAll(async () => {
    place = await open();
  });
  afterAll(async () => {
    for (const child of processes) child.kill("SIGKILL");
    await place.remove();
  });

  async function startServer(): Promise<{ child: ChildProcess; url: string }> {
    const { options } = place;
    const storage =
      "databaseUrl" in options ? ["--database", options.databaseUrl] : ["--data", options.dataDirectory];
    const child = startCli(["serve", "--port", "0", "--threads", "1", ...storage]);
    processes.push(child);
    const text = await waitForOutput(child, /Stop +Ctrl-C/);
    return { child, url: /http:\/\/\S+/.exec(text)![0] };
  }

  test("goes on from the checkpoint after its restart, to the same bits; a reader misses no event", async () => {
    const first = await startServer();
    const { id } = await createApiClient(first.url).createJob(longJob);
    const seen: JobEvent[] = [];
    await expect(
      readEvents(first.url, id, 0, async (event) => {
        seen.push(event);
        if (event.type !== "progress" || event.progress.stage !== "vqe" || first.child.killed) return;
        // A checkpoint is stored every two seconds.
        await sleep(3_500);
        first.child.kill("SIGKILL");
      }),
    ).rejects.toThrow();
    await (first.child.exitCode ?? first.child.signalCode ?? once(first.child, "exit"));
    expect(seen.at(-1)).not.toMatchObject({ status: "succeeded" });

    const second = await startServer();
    await readEvents(second.url, id, seen.at(-1)!.seq, (event) => {
      seen.push(event);
      return Promise.resolve();
    });
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.filter(({ type }) => type === "restarted")).toMatchObject([
      { message: "The process that ran the job was lost; it goes on from its checkpoint." },
    ]);
    const job: Job = await createApiClient(second.url).readJob(id);
    expect(job).toMatchObject({ status: "succeeded", restarts: 1, lastEvent: seen.length });
    const result = job.result as GroundStateResult;
    expect(result.energy).toBe(uninterrupted.energy);
    expect(result.parameterValues).toEqual(uninterrupted.parameterValues);
    expect(result.history.map(({ energy }) => energy)).toEqual(
      uninterrupted.history.map(({ energy }) => energy),
    );
  }, 120_000);
});

/** Reads a job's event stream above `after` to its end; rejects when the connection breaks. */
async function readEvents(
  url: string,
  id: string,
  after: number,
  onEvent: (event: JobEvent) => Promise<void>,
): Promise<void> {
  const response = await fetch(createApiClient(url).jobEventsUrl(id, after));
  expect(response.status).toBe(200);
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) await onEvent(jobEventSchema.parse(JSON.parse(data)));
    }
  }
}
