import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const main = join(import.meta.dirname, "../../apps/cli/src/main.ts");

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly input?: string;
  readonly environment?: Record<string, string>;
  readonly directory?: string;
}

/** Starts the command as a process of its own, from its sources. */
export function startCli(args: readonly string[], options: CliOptions = {}): ChildProcess {
  // What the machine has set must not reach the tests.
  const environment = { ...process.env, DATABASE_URL: "", ANSATZ_DATA: "", NODE_NO_WARNINGS: "1" };
  return spawn(process.execPath, ["--conditions=@ansatz/source", main, ...args], {
    cwd: options.directory ?? import.meta.dirname,
    env: { ...environment, ...options.environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Gathers what a process writes until it ends. */
export async function finish(child: ChildProcess, input = ""): Promise<CliResult> {
  let stdout = "";
  let stderr = "";
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin!.end(input);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

/** Runs one command line to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return finish(startCli(args, options), options.input);
}

/** Waits until a process has written something that matches; returns all it has written. */
export async function waitForOutput(
  child: ChildProcess,
  pattern: RegExp,
  stream: "stdout" | "stderr" = "stdout",
): Promise<string> {
  let text = "";
  for await (const chunk of child[stream]!.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    text += chunk as string;
    if (pattern.test(text)) return text;
  }
  throw new Error(`the process ended before it wrote ${String(pattern)}: ${text}`);
}
