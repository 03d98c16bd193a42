import type { Terminal } from "../terminal.ts";

/** Prints one JSON value: indented for a reader, on one line for a program. */
export function printJson(value: unknown, { stdout }: Terminal): void {
  stdout.write(`${JSON.stringify(value, null, stdout.isTTY ? 2 : undefined)}\n`);
}
