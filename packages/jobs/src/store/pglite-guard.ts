import type { PGlite } from "@electric-sql/pglite";

/** An embedded database that is not touched any more once it is broken. */
export interface GuardedPglite {
  /** The database's own interface. */
  readonly client: PGlite;
  /** Calls the listener when the database has broken. */
  readonly onBroken: (listener: (cause: unknown) => void) => void;
}

/** The methods that reach the database. */
const guarded = [
  "query",
  "sql",
  "exec",
  "transaction",
  "runExclusive",
  "listen",
  "unlisten",
  "describeQuery",
];

/**
 * Guards an embedded database. An error inside PostgreSQL that would end a server's process (a write-ahead log that
 * cannot be written) leaves the embedded one in a state in which further calls may never return, blocking the event
 * loop. Therefore calls go one at a time, each after the error of the one before has been judged: an internal error
 * breaks the database at once, one that tells of lack of space when a trivial question fails, too. A broken database
 * rejects every call without passing it on.
 */
export function guardPglite(pglite: PGlite): GuardedPglite {
  let last: Promise<unknown> = Promise.resolve();
  let broken: { readonly cause: unknown } | undefined;
  let onBroken: ((cause: unknown) => void) | undefined;

  const judge = async (error: unknown): Promise<void> => {
    if (broken) return;
    const state = sqlState(error);
    let isBroken = state === undefined ? isFault(error) : /^(?:XX|24000)/.test(state);
    if (!isBroken && state !== undefined && /^5[38]/.test(state)) {
      isBroken = await pglite.query("SELECT 1").then(
        () => false,
        () => true,
      );
    }
    if (!isBroken) return;
    broken = { cause: error };
    onBroken?.(error);
  };
  const guard = (call: () => Promise<unknown>): Promise<unknown> => {
    const result = last.then(async () => {
      if (broken) throw new Error("the embedded database has failed", { cause: broken.cause });
      try {
        return await call();
      } catch (error) {
        await judge(error);
        throw error;
      }
    });
    last = result.catch(() => undefined);
    return result;
  };
  const client = new Proxy(pglite, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const call = (...values: unknown[]): unknown => Reflect.apply(value, target, values);
      if (!guarded.includes(String(name))) return call;
      return (...values: unknown[]) => guard(() => call(...values) as Promise<unknown>);
    },
  });
  return {
    client,
    onBroken(listener) {
      onBroken = listener;
    },
  };
}

/** SQLSTATE of an error of the database or of what caused it. */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code))
    return error.code;
  return sqlState(error.cause);
}

/** Whether an error without SQLSTATE comes from the database's machine rather than from what was done with its answers. */
function isFault(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  return (
    error instanceof WebAssembly.RuntimeError ||
    /^(?:ExitStatus|ErrnoError)$/.test(error.name) ||
    /PGlite is clos/.test(error.message)
  );
}
