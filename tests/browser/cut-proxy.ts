import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A wire between browser and server that can be cut. */
export interface CutProxy extends AsyncDisposable {
  readonly url: string;
  /** Everything that browsers sent so far. */
  readonly sent: () => string;
  /** Breaks all connections; new ones are taken at once. */
  cut(): void;
  /** Breaks all connections and refuses new ones until {@link mend}. */
  sever(): void;
  mend(): void;
}

export async function startCutProxy(target: string): Promise<CutProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isSevered = false;
  let sent = "";
  const server = createServer((client) => {
    if (isSevered) {
      client.destroy();
      return;
    }
    client.on("data", (chunk) => (sent += chunk.toString("latin1")));
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    cut,
    sever: () => {
      isSevered = true;
      cut();
    },
    mend: () => {
      isSevered = false;
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
