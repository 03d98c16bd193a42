import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { ServerOptionError, NoFreePortError } from "./errors.ts";
import { listenOnFreePort } from "./listen.ts";

const servers: Server[] = [];

function server(): Server {
  const created = createServer();
  servers.push(created);
  return created;
}

afterEach(() => {
  for (const opened of servers.splice(0)) opened.close();
});

async function anyPort(): Promise<number> {
  return (await listenOnFreePort(server(), "127.0.0.1", 0)).port;
}

test("a free port is taken as wished", async () => {
  const probe = server();
  const { port } = await listenOnFreePort(probe, "127.0.0.1", 0);
  await new Promise((resolve) => probe.close(resolve));
  expect(await listenOnFreePort(server(), "127.0.0.1", port)).toEqual({ port, busyPorts: [] });
});

test("a busy port is stepped over and told", async () => {
  const busy = await anyPort();
  const { port, busyPorts } = await listenOnFreePort(server(), "127.0.0.1", busy);
  expect(busyPorts[0]).toBe(busy);
  expect(port).toBe(busy + busyPorts.length);
});

test("the last port has no next one", async () => {
  const last = server();
  await new Promise<void>((resolve) => {
    last.once("error", resolve).listen(65_535, "127.0.0.1", resolve);
  });
  const busy = last.listening ? (last.address() as AddressInfo).port : 65_535;
  await expect(listenOnFreePort(server(), "127.0.0.1", busy)).rejects.toThrow(NoFreePortError);
});

test.each([-1, 65_536, 1.5, Number.NaN])("port %d is refused with its range", async (port) => {
  await expect(listenOnFreePort(server(), "127.0.0.1", port)).rejects.toThrow(ServerOptionError);
  await expect(listenOnFreePort(server(), "127.0.0.1", port)).rejects.toThrow(/\[0, 65535\]/);
});

test("an address of another machine is refused by name", async () => {
  await expect(listenOnFreePort(server(), "192.0.2.1", 0)).rejects.toThrow(/192\.0\.2\.1/);
});
