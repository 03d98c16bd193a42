import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { StorageUnavailableError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Database, Orm } from "./database.ts";

const connectTimeoutMs = 10_000;
/** A process that freezes inside a transaction must not hold its locks for ever, ms. */
const idleInTransactionMs = 10_000;
const firstReconnectMs = 250;
const lastReconnectMs = 5_000;

/**
 * Connects to a PostgreSQL server.
 *
 * @throws {@link StorageUnavailableError} when the server does not let us in.
 */
export async function openPostgresql(databaseUrl: string, log: Log): Promise<Database> {
  const config: pg.ClientConfig = {
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: "ansatz",
    idle_in_transaction_session_timeout: idleInTransactionMs,
    keepAlive: true,
  };
  const pool = new pg.Pool({ ...config, max: 8 });
  // A connection lost while idle; the next query opens another.
  pool.on("error", (error) => {
    log.warn({ err: error }, "A connection to PostgreSQL was lost.");
  });
  // The pool looks after idle connections only: one that breaks inside a transaction, between two queries, would end
  // the process. The transaction's next query tells its user.
  pool.on("connect", (client) => {
    client.on("error", (error) => {
      log.warn({ err: error }, "A connection to PostgreSQL was lost in use.");
    });
  });
  try {
    await pool.query("SELECT 1");
  } catch (cause) {
    await pool.end();
    throw new StorageUnavailableError(
      "The PostgreSQL server cannot be reached, or does not accept the user or database; check its address.",
      { cause },
    );
  }
  return {
    storage: "postgresql",
    orm: drizzle({ client: pool }) as unknown as Orm,
    queueDatabase: {
      async executeSql(text, values) {
        // A text of several statements answers with a list.
        const result = (await pool.query(text, values)) as pg.QueryResult | pg.QueryResult[];
        return {
          rows: Array.isArray(result) ? result.flatMap(({ rows }) => rows as unknown[]) : result.rows,
        };
      },
    },
    queueBackend: "postgres",
    isExclusive: false,
    alone: (action) => alone(pool, action),
    listen: (channel, onPayload, onGap) => listen(config, channel, onPayload, onGap, log),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

/** Key of the lock under which one process at a time makes or changes tables. */
const lockKey = 4_120_601;

async function alone<Result>(pool: pg.Pool, action: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    return await action();
  } finally {
    // The lock ends with its connection, whatever became of both.
    client.release(true);
  }
}

/** Listens on a connection of its own, made anew whenever it breaks. */
async function listen(
  config: pg.ClientConfig,
  channel: string,
  onPayload: (payload: string) => void,
  onGap: () => void,
  log: Log,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    next.on("notification", ({ payload }) => {
      onPayload(payload ?? "");
    });
    next.on("error", (error) => {
      log.warn({ err: error }, "The connection that listens to PostgreSQL was lost.");
      if (client === next) reconnect(firstReconnectMs);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    client = next;
  };
  const reconnect = (delayMs: number): void => {
    const broken = client;
    client = undefined;
    void broken?.end().catch(() => undefined);
    if (isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      connect().then(onGap, () => {
        reconnect(Math.min(2 * delayMs, lastReconnectMs));
      });
    }, delayMs);
  };

  await connect();
  return async () => {
    isClosed = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
