import { once } from "node:events";
import type { Server } from "node:http";
import { ServerOptionError, NoFreePortError } from "./errors.ts";

/** How many ports are tried, the wished one included. */
const portAttempts = 20;

/** Where a server listens. */
export interface Listening {
  readonly port: number;
  /** Ports that were wished for and taken by other programs. */
  readonly busyPorts: readonly number[];
}

async function tryPort(
  server: Server,
  host: string,
  port: number,
): Promise<NodeJS.ErrnoException | undefined> {
  try {
    server.listen(port, host);
    await once(server, "listening");
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

/**
 * Listens on the wished port, or on the next free one of the 19 above it. Port 0 takes any free one.
 *
 * @throws {@link ServerOptionError} where this process may not listen, {@link NoFreePortError} when all are taken.
 */
export async function listenOnFreePort(server: Server, host: string, wished: number): Promise<Listening> {
  if (!Number.isInteger(wished) || wished < 0 || wished > 65_535) {
    throw new ServerOptionError(`port must be in [0, 65535], got ${wished}.`);
  }
  const busyPorts: number[] = [];
  for (let port = wished; port < wished + portAttempts && port <= 65_535; port++) {
    const error = await tryPort(server, host, port);
    if (!error) {
      const address = server.address();
      return { port: typeof address === "object" && address ? address.port : port, busyPorts };
    }
    if (error.code === "EADDRINUSE") {
      busyPorts.push(port);
    } else if (error.code === "EACCES") {
      throw new ServerOptionError(
        `Port ${port} is not open to this user; choose one above 1023, for example --port 3210.`,
        {
          cause: error,
        },
      );
    } else if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
      throw new ServerOptionError(`host must be an address of this machine, got "${host}".`, {
        cause: error,
      });
    } else {
      throw error;
    }
  }
  throw new NoFreePortError(
    `Ports ${busyPorts[0]} to ${busyPorts.at(-1)} are all in use; choose another with --port.`,
    { details: { busyPorts } },
  );
}
