import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { BackendProfile, Db } from "pg-boss";
import { JobsOptionError } from "../errors.ts";
import type { Log } from "../log.ts";

/** What a statement run by {@link Orm.execute} answers, on either database. */
interface Rows<Row> {
  readonly rows: Row[];
}
interface RowsHKT extends PgQueryResultHKT {
  type: Rows<this["row"]>;
}

/** The query builder; both databases' own are assigned to it. */
export type Orm = PgDatabase<RowsHKT>;
/** The query builder inside a transaction, or outside of one. */
export type Transaction = Pick<Orm, "select" | "insert" | "update" | "delete" | "execute">;

/** An open database; after {@link openDatabase} nothing asks which one it is. */
export interface Database extends AsyncDisposable {
  readonly storage: "pglite" | "postgresql";
  readonly orm: Orm;
  /** The same database for the queue. */
  readonly queueDatabase: Db;
  readonly queueBackend: BackendProfile;
  /** Whether no other process can work on it. */
  readonly isExclusive: boolean;
  /** Runs an action while no other process that shares the database runs one. */
  readonly alone: <Result>(action: () => Promise<Result>) => Promise<Result>;
  /** Frees the space of outdated rows, to be called every {@link maintenanceMs}. Absent where the server does so. */
  readonly maintain?: () => Promise<void>;
  /** Absent where connections recover from failures by themselves. */
  readonly recovery?: DatabaseRecovery;
  /** Calls `onPayload` for each `NOTIFY`, and `onGap` when some may have been missed. */
  readonly listen: (
    channel: string,
    onPayload: (payload: string) => void,
    onGap: () => void,
  ) => Promise<() => Promise<void>>;
}

export const maintenanceMs = 60_000;

/** What to do with a database that a failure leaves unusable. */
export interface DatabaseRecovery {
  /** Calls the listener once when that has happened. */
  readonly onBroken: (listener: (cause: unknown) => void) => void;
  /** Opens the database anew. */
  readonly reopen: () => Promise<Database>;
}

export interface DatabaseOptions {
  /** Directory of the embedded database; not used with `databaseUrl`. */
  readonly dataDirectory?: string | undefined;
  /** PostgreSQL server. */
  readonly databaseUrl?: string | undefined;
  readonly log: Log;
}

/** Opens PostgreSQL where an address is given, PGlite in the data directory otherwise. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl !== undefined) {
    const { openPostgresql } = await import("./postgresql.ts");
    return openPostgresql(options.databaseUrl, options.log);
  }
  const { openPglite } = await import("./pglite.ts");
  if (options.dataDirectory === undefined) {
    throw new JobsOptionError("dataDirectory or databaseUrl must be given.");
  }
  return openPglite(options.dataDirectory);
}
