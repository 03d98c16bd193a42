import { PassThrough } from "node:stream";
import type { Terminal } from "../terminal.ts";

/** A terminal of the tests' own, and what was written to each of its streams. */
export interface FakeTerminal extends Terminal {
  readonly written: { readonly stdout: () => string; readonly stderr: () => string };
}

function stream(columns: number | undefined): { stream: NodeJS.WriteStream; text: () => string } {
  const passThrough = new PassThrough();
  let text = "";
  passThrough.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const isTerminal = columns === undefined ? {} : { isTTY: true, columns };
  return {
    stream: Object.assign(passThrough, isTerminal) as unknown as NodeJS.WriteStream,
    text: () => text,
  };
}

/** `columns` makes its streams terminals of that width; without it they are pipes. */
export function createFakeTerminal(
  options: { readonly columns?: number; readonly environment?: NodeJS.ProcessEnv } = {},
): FakeTerminal {
  const stdout = stream(options.columns);
  const stderr = stream(options.columns);
  return {
    stdin: process.stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    environment: options.environment ?? {},
    written: { stdout: stdout.text, stderr: stderr.text },
  };
}
