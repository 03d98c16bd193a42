import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { workerModule } from "@ansatz/simulator";
import type { ServiceProcessInput, ServiceProcessLine } from "./service-process.ts";

/** A process of its own with an open job service. */
export interface ServiceProcess extends AsyncDisposable {
  readonly processId: number;
  /** Resolves with the first line from now on that fulfils the condition; rejects when the process ends before. */
  readonly line: (condition: (line: ServiceProcessLine) => boolean) => Promise<ServiceProcessLine>;
  /** Ends it without a chance to say goodbye. */
  readonly kill: () => Promise<void>;
  /** Asks it to end; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
}

export async function startService(input: ServiceProcessInput): Promise<ServiceProcess> {
  const child = spawn(
    process.execPath,
    [
      "--conditions=@ansatz/source",
      fileURLToPath(workerModule(import.meta.url, "./service-process")),
      JSON.stringify(input),
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] },
    },
  );
  let trouble = "";
  child.stderr.on("data", (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  const exited = once(child, "exit") as Promise<[number | null]>;
  const backlog: ServiceProcessLine[] = [];
  const waiting = new Set<() => void>();
  createInterface(child.stdout).on("line", (text) => {
    backlog.push(JSON.parse(text) as ServiceProcessLine);
    for (const wake of waiting) wake();
  });
  const line: ServiceProcess["line"] = (condition) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        for (let next = backlog.shift(); next; next = backlog.shift()) {
          if (!condition(next)) continue;
          waiting.delete(look);
          resolve(next);
          return;
        }
      };
      waiting.add(look);
      look();
      void exited.then(() => {
        reject(new Error(`the process ended: ${trouble}`));
      });
    });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return (await exited)[0];
  };
  await line(({ type }) => type === "ready");
  return {
    processId: child.pid!,
    line,
    async kill() {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
    },
  };
}
