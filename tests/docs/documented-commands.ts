import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);

export function readPage(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** The lines of a page's shell blocks that call the command. */
export function commandsOf(page: string): string[] {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .flatMap(([, code]) => code.split("\n"))
    .filter((line) => line.startsWith("npx ansatz "));
}

/** A folder in which a page's commands may write files, with the examples that they read. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ansatz-docs-"));
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  return folder;
}

/** What a documented command prints. Words may be quoted. */
export async function runDocumented(command: string, folder: string): Promise<string> {
  const words = (command.replace("npx ansatz ", "").match(/"[^"]*"|\S+/g) ?? []).map((word) =>
    word.replaceAll('"', ""),
  );
  const { stdout } = await run(process.execPath, [join(root, "apps/cli/bin/ansatz.js"), ...words], {
    cwd: folder,
  });
  return stdout;
}
