import { access, constants, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UsageError } from "../errors.ts";

/** Writes a text to the file that an option names. Throws {@link UsageError} where it cannot be written. */
export async function writeNamedFile(option: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "its folder does not exist" : (code ?? "unknown reason");
    throw new UsageError(`${option}: ${file} cannot be written (${reason}).`, { cause: error });
  }
}

/** Rejects, before anything long runs, files that cannot be written: two of one name or in no folder. */
export async function checkWritable(files: Readonly<Record<string, string | undefined>>): Promise<void> {
  const seen = new Map<string, string>();
  for (const [option, file] of Object.entries(files)) {
    if (file === undefined) continue;
    const path = resolve(file);
    const other = seen.get(path);
    if (other !== undefined) throw new UsageError(`${other} and ${option} name the same file, ${file}.`);
    seen.set(path, option);
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder) throw new UsageError(`${option}: ${file} is a folder; name a file.`);
    await access(dirname(path), constants.W_OK).catch((error: unknown) => {
      throw new UsageError(
        `${option}: ${file} cannot be written: its folder does not exist or is read-only.`,
        {
          cause: error,
        },
      );
    });
  }
}
