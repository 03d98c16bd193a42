import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countingJob, countingRequest } from "../testing/counting-job.ts";
import { silentLog } from "../log.ts";
import { openPostgresql } from "../store/postgresql.ts";
import { makePostgresql, type PostgresqlPlace } from "../testing/databases.ts";
import { expectGapless, readEvents, untilProgress } from "../testing/read-events.ts";
import { startService } from "../testing/start-service.ts";
import { openJobService } from "./open-jobs.ts";

let place: PostgresqlPlace;
let client: pg.Client;
beforeAll(async () => {
  place = await makePostgresql();
  client = new pg.Client(place.databaseUrl);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await place.remove();
});

test("a process whose machine slept keeps the tasks at hand", async () => {
  await using jobs = await openJobService([countingJob], { ...place.options, threads: 1 });
  const { id } = await jobs.create(countingRequest({ steps: 500, stepMs: 10 }));
  await untilProgress(jobs, id);
  // Until the survey takes the task away and the queue gives it out again, to the only worker there is.
  const { rows } = await client.query<{ retry_count: number }>("SELECT retry_count FROM ansatz_queue.job");
  expect(rows).toEqual([{ retry_count: 0 }]);
  await expect
    .poll(
      async () => {
        await place.forgetHeartbeats();
        return (await client.query("SELECT 1 FROM ansatz_queue.job WHERE retry_count = 1")).rowCount;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(1);
  const job = await jobs.waitFor(id);
  expect(job).toMatchObject({ status: "succeeded", restarts: 0, result: { steps: 500, resumedAt: 0 } });
  expectGapless(await readEvents(jobs, id));
});

test("a process that freezes inside a transaction does not hold its locks for ever", async () => {
  const database = await openPostgresql(place.databaseUrl, silentLog);
  await database.orm.execute(sql`CREATE TABLE locked (row integer)`);
  await database.orm.execute(sql`INSERT INTO locked VALUES (1)`);
  // It never goes on after its update.
  const frozen = database.orm.transaction(async (transaction) => {
    await transaction.execute(sql`UPDATE locked SET row = 2`);
    await new Promise<never>((_, reject) => setTimeout(reject, 11_000, new Error("thawed")));
  });
  const outcome = expect(frozen).rejects.toThrow();
  await sleep(100);
  await client.query("UPDATE locked SET row = 3");
  const { rows } = await client.query("SELECT row FROM locked");
  expect(rows).toEqual([{ row: 3 }]);
  await outcome;
  await database[Symbol.asyncDispose]();
});

test("a process that froze and thaws when another has its task writes nothing more", async () => {
  await using frozen = await startService({ options: { ...place.options, threads: 1 } });
  await using asking = await openJobService([countingJob], { ...place.options, worker: false });
  const { id } = await asking.create(countingRequest({ steps: 300, stepMs: 10, checkpointEvery: 5 }));
  await untilProgress(asking, id);
  await sleep(1_000);
  process.kill(frozen.processId, "SIGSTOP");
  await using other = await openJobService([countingJob], { ...place.options, threads: 1 });
  await place.forgetHeartbeats();
  for await (const event of asking.events(id)) if (event.type === "restarted") break;
  process.kill(frozen.processId, "SIGCONT");
  const job = await other.waitFor(id);
  expect(job).toMatchObject({
    status: "succeeded",
    restarts: 1,
    result: { steps: 300, processId: process.pid },
  });
  const events = await readEvents(other, id);
  expectGapless(events);
  // From the takeover on, steps come from one process only: they grow.
  const steps = events
    .slice(events.findIndex(({ type }) => type === "restarted"))
    .flatMap((event) => (event.type === "progress" ? [Number(/\d+/.exec(event.progress.message)?.[0])] : []));
  expect(steps.length).toBeGreaterThan(2);
  expect(steps).toEqual([...steps].sort((left, right) => left - right));
});
