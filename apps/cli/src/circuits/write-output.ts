import { writeFile } from "node:fs/promises";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** Writes a text to a file, or to standard output where none is named. */
export async function writeOutput(
  text: string,
  file: string | undefined,
  { stdout }: Terminal,
): Promise<void> {
  const ended = text.endsWith("\n") ? text : `${text}\n`;
  if (file === undefined) {
    stdout.write(ended);
    return;
  }
  try {
    await writeFile(file, ended);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--output: ${file} cannot be written (${code ?? "unknown reason"}).`, {
      cause: error,
    });
  }
}
