import { sql } from "drizzle-orm";
import type { Orm } from "./database.ts";

/** The steps from an empty database to the present tables. A released step never changes; a change is a new step. */
const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE ansatz.jobs (
      id uuid PRIMARY KEY,
      ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      kind text NOT NULL,
      title text NOT NULL,
      status text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
      request json NOT NULL,
      result json,
      error json,
      headline double precision,
      verdict_level text,
      fraction double precision NOT NULL DEFAULT 0,
      message text,
      restarts integer NOT NULL DEFAULT 0,
      last_event integer NOT NULL DEFAULT 0,
      versions json NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      started_at timestamptz,
      finished_at timestamptz
    )`,
    `CREATE INDEX jobs_open ON ansatz.jobs (status) WHERE status IN ('queued', 'running')`,
    `CREATE TABLE ansatz.tasks (
      id uuid PRIMARY KEY,
      job_id uuid NOT NULL REFERENCES ansatz.jobs (id) ON DELETE CASCADE,
      step text NOT NULL CHECK (step IN ('plan', 'run', 'combine')),
      position integer NOT NULL,
      input json,
      output json,
      status text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'ended')),
      fraction double precision NOT NULL DEFAULT 0,
      checkpoint json,
      losses integer NOT NULL DEFAULT 0,
      instance uuid,
      attempt uuid,
      queue text NOT NULL,
      entry uuid,
      UNIQUE (job_id, step, position)
    )`,
    `CREATE INDEX tasks_running ON ansatz.tasks (instance) WHERE status = 'running'`,
    `CREATE TABLE ansatz.events (
      job_id uuid NOT NULL REFERENCES ansatz.jobs (id) ON DELETE CASCADE,
      seq integer NOT NULL,
      type text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      body json NOT NULL,
      PRIMARY KEY (job_id, seq)
    )`,
  ],
];

/** Brings the database to the present tables. One process at a time may do so. */
export async function migrate(orm: Orm): Promise<void> {
  await orm.transaction(async (tx) => {
    await tx.execute(sql`CREATE SCHEMA IF NOT EXISTS ansatz`);
    await tx.execute(
      sql`CREATE TABLE IF NOT EXISTS ansatz.migrations (step integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`,
    );
    const { rows } = await tx.execute<{ done: number }>(
      sql`SELECT count(*)::integer AS done FROM ansatz.migrations`,
    );
    for (let step = rows[0].done; step < migrations.length; step++) {
      for (const statement of migrations[step]) await tx.execute(sql.raw(statement));
      await tx.execute(sql`INSERT INTO ansatz.migrations (step) VALUES (${step})`);
    }
  });
}
