import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  createApiClient,
  createJobSchema,
  type AuditResult,
  type CreateJobInput,
  type JobEvent,
} from "@ansatz/contract";
import { runJobLocally } from "@ansatz/jobs";
import { makeDataDirectory } from "@ansatz/jobs/testing";
import { expect, test } from "vitest";
import { startCli, waitForOutput } from "../cli/run-cli.ts";
import { eventsOf } from "../api/test-server.ts";

const table = `x,z,t\n${Array.from({ length: 90 }, (_, k) => {
  const [x, z] = [Math.sin(3 * k), Math.cos(k)];
  return `${x},${z},${2 * x - z}`;
}).join("\n")}\n`;
const job: CreateJobInput = {
  kind: "audit",
  request: { table, folds: 6, models: ["dummy-median", "random-forest"], learningCurve: false },
};

async function startServer(dataDirectory: string): Promise<{ child: ChildProcess; url: string }> {
  const child = startCli(["serve", "--port", "0", "--threads", "1", "--data", dataDirectory]);
  const text = await waitForOutput(child, /Stop +Ctrl-C/);
  return { child, url: /http:\/\/\S+/.exec(text)![0] };
}

const partsDone = (events: readonly JobEvent[]): number =>
  Math.max(
    0,
    ...events.flatMap((event) => {
      const done = event.type === "progress" ? /^(\d+) of 6 parts/.exec(event.progress.message) : null;
      return done ? [Number(done[1])] : [];
    }),
  );

test("an audit whose server is killed half way keeps the folds it has done", async () => {
  const place = await makeDataDirectory();
  const processes: ChildProcess[] = [];
  try {
    const first = await startServer(place.dataDirectory);
    processes.push(first.child);
    const client = createApiClient(first.url);
    const { id } = await client.createJob(job);
    let seen: JobEvent[] = [];
    let text = "";
    const response = await fetch(client.jobEventsUrl(id, 0));
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      seen = eventsOf(text.slice(0, text.lastIndexOf("\n\n") + 2));
      if (partsDone(seen) >= 2) break;
    }
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const done = partsDone(seen);
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(6);

    const second = await startServer(place.dataDirectory);
    processes.push(second.child);
    const again = createApiClient(second.url);
    const after = eventsOf(await (await fetch(again.jobEventsUrl(id, 0))).text());
    const ended = await again.readJob(id);
    expect(ended.status).toBe("succeeded");
    const restart = after.findIndex(({ type }) => type === "restarted");
    expect(restart).toBeGreaterThan(0);
    const foldsOf = (events: readonly JobEvent[]): number[] => [
      ...new Set(
        events.flatMap((event) =>
          event.type === "progress" && "fold" in event.progress && event.progress.fold
            ? [event.progress.fold.fold]
            : [],
        ),
      ),
    ];
    // Folds run in order, so that those before the last one done are not fitted again.
    expect(Math.min(...foldsOf(after.slice(restart)))).toBeGreaterThanOrEqual(done);
    const whole = (await runJobLocally(createJobSchema.parse(job), { threads: 1 })) as AuditResult;
    expect((ended.result as AuditResult).models.map(({ perFold }) => perFold)).toEqual(
      whole.models.map(({ perFold }) => perFold),
    );
  } finally {
    for (const child of processes) child.kill("SIGKILL");
    await place.remove();
  }
}, 120_000);
