import {
  bigint,
  doublePrecision,
  integer,
  json,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import type { JobError, JobEvent, JobStatus } from "@ansatz/contract";
import type { QueueName } from "../queue/queue.ts";

/** The tables as queries see them; `migrations.ts` makes them. */
const ansatz = pgSchema("ansatz");

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Documents are `json`, not `jsonb`: they come back to the digit and the key order, NUL escapes included. */
export const jobs = ansatz.table("jobs", {
  id: uuid("id").primaryKey(),
  /** Counts jobs by creation: the order of lists. */
  ordinal: bigint("ordinal", { mode: "number" }).generatedAlwaysAsIdentity(),
  kind: text("kind").notNull(),
  title: text("title").notNull(),
  status: text("status").$type<JobStatus>().notNull(),
  request: json("request").notNull(),
  result: json("result"),
  error: json("error").$type<JobError>(),
  headline: doublePrecision("headline"),
  verdictLevel: text("verdict_level"),
  fraction: doublePrecision("fraction").notNull(),
  message: text("message"),
  restarts: integer("restarts").notNull(),
  lastEvent: integer("last_event").notNull(),
  versions: json("versions").$type<Record<string, string>>().notNull(),
  createdAt: instant("created_at").notNull(),
  startedAt: instant("started_at"),
  finishedAt: instant("finished_at"),
});
export type JobRow = typeof jobs.$inferSelect;

export type TaskStep = "plan" | "run" | "combine";
export type TaskStatus = "queued" | "running" | "succeeded" | "ended";

export const tasks = ansatz.table("tasks", {
  id: uuid("id").primaryKey(),
  jobId: uuid("job_id").notNull(),
  step: text("step").$type<TaskStep>().notNull(),
  /** Place among the tasks of its step, from 0. */
  position: integer("position").notNull(),
  input: json("input"),
  output: json("output"),
  /** `ended`: without an output, its job having failed or been cancelled. */
  status: text("status").$type<TaskStatus>().notNull(),
  fraction: doublePrecision("fraction").notNull(),
  checkpoint: json("checkpoint"),
  /** How often in a row its process was lost without a new checkpoint. */
  losses: integer("losses").notNull(),
  /** Process that works on it, by the id that each open service has. */
  instance: uuid("instance"),
  /** The attempt that may write; an older attempt's writes change nothing. */
  attempt: uuid("attempt"),
  queue: text("queue").$type<QueueName>().notNull(),
  /** Its entry in the queue. */
  entry: uuid("entry"),
});
export type TaskRow = typeof tasks.$inferSelect;

type EventBody<Event> = Event extends JobEvent ? Omit<Event, "type" | "seq" | "at"> : never;

export const events = ansatz.table(
  "events",
  {
    jobId: uuid("job_id").notNull(),
    seq: integer("seq").notNull(),
    type: text("type").$type<JobEvent["type"]>().notNull(),
    at: instant("at").notNull(),
    body: json("body").$type<EventBody<JobEvent>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.seq] })],
);
export type EventRow = typeof events.$inferSelect;
