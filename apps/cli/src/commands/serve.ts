import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { startServer } from "@ansatz/api";
import { exitCodes } from "@ansatz/contract";
import { dataDirectory, ensureDataDirectory } from "../data-directory.ts";
import { createStyle } from "../output/style.ts";
import { databaseLabel, databaseUrlOf } from "../options/database.ts";
import type { CommandContext } from "../terminal.ts";

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
  readonly database?: string;
  readonly threads?: number;
  readonly allowHost?: readonly string[];
  readonly logLevel: string;
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Addresses under which other machines reach a server that listens on all interfaces. */
function networkAddresses(host: string, port: number): string[] {
  if (host !== "0.0.0.0" && host !== "::") return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `http://${address}:${port}`);
}

/** `ansatz serve`: serves the dashboard and the API until it is stopped. */
export async function serve(options: ServeOptions, { terminal, signal }: CommandContext): Promise<number> {
  const { stdout, stderr, environment } = terminal;
  const databaseUrl = databaseUrlOf(options.database, environment);
  const directory = databaseUrl === undefined ? dataDirectory(options.data, environment) : undefined;
  if (directory !== undefined) ensureDataDirectory(directory);
  const server = await startServer({
    host: options.host,
    port: options.port,
    dataDirectory: directory,
    databaseUrl,
    threads: options.threads,
    allowedHosts: options.allowHost,
    logLevel: options.logLevel,
  });
  try {
    const style = createStyle(stdout, terminal);
    const data = databaseUrl === undefined ? directory : databaseLabel(databaseUrl);
    stdout.write(
      [
        "",
        `  ${style.bold("Ansatz")} ${server.version} is ready.`,
        "",
        `    Open    ${style.bold(server.url)}`,
        ...networkAddresses(options.host, server.port).map((address) => `    Network ${address}`),
        `    API     ${server.url}/api/docs`,
        `    Data    ${data ?? ""}`,
        `    Stop    Ctrl-C`,
        "",
        ...(server.busyPorts.length === 0
          ? []
          : [
              `  Port ${server.busyPorts.join(", ")} was in use by another program; ${server.port} is used.`,
              "",
            ]),
        ...(server.hasDashboard ? [] : ["  The dashboard is not built; only the API is served.", ""]),
      ].join("\n") + "\n",
    );
    if (!loopback.test(options.host)) {
      stderr.write(
        "  Anyone who reaches this machine's network address can run jobs here: there is no sign-in.\n\n",
      );
    }
    if (!signal.aborted) await once(signal, "abort");
    stdout.write("  Stopping; running jobs go on at the next start.\n");
  } finally {
    await server.close();
  }
  return exitCodes.success;
}
