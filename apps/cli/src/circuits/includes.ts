import { realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { UsageError } from "../errors.ts";
import { readTextFile } from "./read-file.ts";

/** Names that the simulator knows without a file. */
const builtIn = new Set(["qelib1.inc", "stdgates.inc", "hqslib1.inc"]);
const greatestFiles = 64;

const isInside = (folder: string, file: string): boolean => {
  const path = relative(folder, file);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
};

interface Inclusion {
  readonly name: string;
  /** Of the statement, from 1. */
  readonly line: number;
  readonly column: number;
}

/** The include statements of a text, those in comments left out. */
function inclusions(text: string): Inclusion[] {
  // Comments become spaces, so that places stay what they are.
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (comment) =>
    comment.replaceAll(/[^\n]/g, " "),
  );
  const found: Inclusion[] = [];
  let line = 1;
  let lineStart = 0;
  let end = 0;
  for (const { 1: name, index } of code.matchAll(/\binclude\s*["']([^"'\n]{1,200})["']/g)) {
    for (let at = code.indexOf("\n", end); at >= 0 && at < index; at = code.indexOf("\n", at + 1)) {
      line++;
      lineStart = at + 1;
    }
    end = index;
    found.push({ name, line, column: index - lineStart + 1 });
  }
  return found;
}

/**
 * Texts of the files that a program includes, by the names it uses, from the folder of the program only.
 *
 * @throws {@link UsageError} for a file outside that folder or one that cannot be read, with the place where it is included.
 */
export async function readIncludes(file: string, text: string): Promise<Record<string, string>> {
  const folder = realpathSync(dirname(resolve(file)));
  const texts: Record<string, string> = {};
  const located = (from: string, read: string): (Inclusion & { readonly from: string })[] =>
    inclusions(read).map((inclusion) => ({ ...inclusion, from }));
  const open = located(file, text);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { name, line, column, from } = next;
    const fail = (reason: string, cause?: unknown): never => {
      throw new UsageError(`${from}, line ${line}, column ${column}: cannot include "${name}": ${reason}`, {
        cause,
      });
    };
    if (Object.hasOwn(texts, name) || builtIn.has(name.slice(name.lastIndexOf("/") + 1))) continue;
    if (Object.keys(texts).length >= greatestFiles) fail(`more than ${greatestFiles} files are included.`);
    const path = resolve(folder, name);
    const outside = "it lies outside the folder of the program; copy it there.";
    if (!isInside(folder, path)) fail(outside);
    const included = await readTextFile(path, name).catch((error: unknown) => {
      if (!(error instanceof UsageError)) throw error;
      return fail(error.message, error);
    });
    // A link inside the folder may lead out of it.
    if (!isInside(folder, realpathSync(path))) fail(outside);
    texts[name] = included;
    open.push(...located(name, included));
  }
  return texts;
}
