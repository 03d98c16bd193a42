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

/** The names in a text's include statements, comments left out. */
function includedNames(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  return [...code.matchAll(/\binclude\s*["']([^"'\n]{1,200})["']/g)].map(([, name]) => name);
}

/**
 * Texts of the files that a program includes, by the names it uses, from the folder of the program only.
 *
 * @throws {@link UsageError} for a file outside that folder or one that cannot be read.
 */
export async function readIncludes(file: string, text: string): Promise<Record<string, string>> {
  const folder = realpathSync(dirname(resolve(file)));
  const texts: Record<string, string> = {};
  const open = includedNames(text);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (Object.hasOwn(texts, name) || builtIn.has(name.slice(name.lastIndexOf("/") + 1))) continue;
    if (Object.keys(texts).length >= greatestFiles) {
      throw new UsageError(`${file} includes more than ${greatestFiles} files.`);
    }
    const path = resolve(folder, name);
    if (!isInside(folder, path)) throw outside(file, name);
    const included = await readTextFile(path).catch((error: unknown) => {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(`${file} includes "${name}": ${error.message}`, { cause: error });
    });
    // A link inside the folder may lead out of it.
    if (!isInside(folder, realpathSync(path))) throw outside(file, name);
    texts[name] = included;
    open.push(...includedNames(included));
  }
  return texts;
}

function outside(file: string, name: string): UsageError {
  return new UsageError(`${file} includes "${name}", which lies outside its folder: copy it there.`);
}
