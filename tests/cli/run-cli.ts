import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { runCommandLine } from "@ansatz/cli";

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

/** What the machine has set must not reach the tests. */
const shieldedEnvironment = { ...process.env, DATABASE_URL: "", ANSATZ_DATA: "" };

/** Starts the command as a process of its own, from its sources. */
export function startCli(args: readonly string[], options: CliOptions = {}): ChildProcess {
  return spawn(process.execPath, ["--conditions=@ansatz/source", main, ...args], {
    cwd: options.directory ?? import.meta.dirname,
    env: { ...shieldedEnvironment, NODE_NO_WARNINGS: "1", ...options.environment },
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

/**
 * Runs one command line to its end: in this process, unless it needs an environment or a folder of its own. What only a
 * process has (signals, broken pipes, standard input that is a terminal) is tested with {@link startCli}.
 */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  if (options.environment !== undefined || options.directory !== undefined) {
    return await finish(startCli(args, options), options.input);
  }
  const written = { stdout: "", stderr: "" };
  const pipe = (name: keyof typeof written): NodeJS.WriteStream => {
    const stream = new PassThrough();
    stream.setEncoding("utf8").on("data", (text: string) => (written[name] += text));
    return stream as unknown as NodeJS.WriteStream;
  };
  const stdin = Readable.from([Buffer.from(options.input ?? "")]) as unknown as NodeJS.ReadStream;
  const terminal = {
    stdin,
    stdout: pipe("stdout"),
    stderr: pipe("stderr"),
    environment: shieldedEnvironment,
  };
  const code = await runCommandLine(args, { terminal, signal: new AbortController().signal });
  return { code, ...written };
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
