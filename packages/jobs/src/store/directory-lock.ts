import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DataDirectoryInUseError } from "../errors.ts";
import { processStartTime } from "./process-start-time.ts";

/** Who holds a directory. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start of the holding process, to tell it from a later one with the same id; null where it cannot be known. */
  readonly startedAt: string | null;
  /** Tells two locks of one process apart. */
  readonly token: string;
}

export interface DirectoryLock {
  /** Gives the directory back; a lock that someone took over stays. */
  readonly release: () => Promise<void>;
}

/** How long a takeover may last before it counts as abandoned, and how long others wait between looks at it, ms. */
const guardLifetimeMs = 5_000;
const guardWaitMs = 20;
/** Enough to outwait an abandoned takeover. */
const attempts = 2 + guardLifetimeMs / guardWaitMs;
/** How often a holder renews its lock file's time, and how old the lock of another machine may be, ms. */
const renewalMs = 10_000;
const foreignLifetimeMs = 60_000;

/**
 * Takes a directory for this process by a lock file. The file appears with its content at once (written aside, then
 * linked), so that whoever finds it can read who holds the directory; a lock whose process is gone is taken over.
 *
 * @throws {@link DataDirectoryInUseError} naming the process that holds the directory.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, "lock.json");
  const token = randomUUID();
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    startedAt: await processStartTime(process.pid),
    token,
  };
  const aside = join(directory, `lock-${token}.json`);
  await writeFile(aside, JSON.stringify(own), { flag: "wx", mode: 0o600 });
  try {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        await link(aside, path);
        const renewal = setInterval(() => void renew(path), renewalMs).unref();
        return {
          release: () => {
            clearInterval(renewal);
            return release(path, token);
          },
        };
      } catch (error) {
        if (!isCode(error, "EEXIST")) throw error;
      }
      const holder = await readHolder(path);
      if (holder !== undefined && (await isAlive(holder, path))) throw inUse(holder);
      await removeStale(path, holder);
    }
    throw inUse(await readHolder(path));
  } finally {
    await rm(aside, { force: true });
  }
}

function inUse(holder: Holder | undefined): DataDirectoryInUseError {
  const who =
    holder === undefined
      ? "Another process"
      : holder.host === hostname()
        ? `The process with id ${holder.pid}`
        : `The process with id ${holder.pid} on the machine ${holder.host}`;
  return new DataDirectoryInUseError(
    `${who} works on this data directory already; stop it, or choose another data directory or a PostgreSQL server.`,
    { details: holder === undefined ? {} : { processId: holder.pid, host: holder.host } },
  );
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return asHolder(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (isCode(error, "ENOENT") || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A lock file's content, undefined when it is damaged. */
function asHolder(content: unknown): Holder | undefined {
  const { pid, host, startedAt, token } = (content ?? {}) as Record<keyof Holder, unknown>;
  const isValid =
    typeof pid === "number" &&
    Number.isInteger(pid) &&
    pid > 0 &&
    typeof host === "string" &&
    typeof token === "string";
  return isValid
    ? { pid, host, startedAt: typeof startedAt === "string" ? startedAt : null, token }
    : undefined;
}

async function renew(path: string): Promise<void> {
  const now = new Date();
  try {
    await utimes(path, now, now);
  } catch {
    // Only locks of other machines are judged by their time; a missed renewal changes nothing here.
  }
}

/**
 * Removes a stale lock. Only the process that could make the guard folder may do so, and it looks again first: the lock
 * it removes is the dead process's and cannot be one taken in between.
 */
async function removeStale(path: string, stale: Holder | undefined): Promise<void> {
  const guard = `${path}.takeover`;
  try {
    await mkdir(guard);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    await waitForGuard(guard);
    return;
  }
  try {
    const present = await readHolder(path);
    if (present?.token === stale?.token) await rm(path, { force: true });
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
}

/** Lets another process finish its takeover; a guard left behind by one that died meanwhile is removed. */
async function waitForGuard(guard: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(guard);
    if (Date.now() - mtimeMs > guardLifetimeMs) await rm(guard, { recursive: true, force: true });
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  await setTimeout(guardWaitMs);
}

async function release(path: string, token: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder?.token === token) await rm(path, { force: true });
}

/** Whether a lock's process still runs. That of another machine (or container) counts as running while it renews. */
async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    const { mtimeMs } = await stat(path);
    return Date.now() - mtimeMs < foreignLifetimeMs;
  }
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isCode(error, "ESRCH")) return false;
  }
  const startedAt = await processStartTime(holder.pid);
  return startedAt === null || holder.startedAt === null || startedAt === holder.startedAt;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
