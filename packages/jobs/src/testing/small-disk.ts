import { execFileSync } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own that a test can fill. */
export interface SmallDisk {
  readonly path: string;
  readonly fill: () => Promise<void>;
  readonly empty: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Mounts a small disk in memory; undefined where that is not allowed (it takes an administrator on Linux). */
export async function mountSmallDisk(mebibytes: number): Promise<SmallDisk | undefined> {
  const path = await mkdtemp(join(tmpdir(), "ansatz-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    await rm(path, { recursive: true });
    return undefined;
  }
  const filler = join(path, "filler");
  return {
    path,
    async fill() {
      const { bavail, bsize } = await statfs(path);
      await writeFile(filler, Buffer.alloc(bavail * bsize));
    },
    empty: () => rm(filler),
    async remove() {
      // Lazily: a database that was given up still has its files open.
      execFileSync("umount", ["-l", path]);
      await rm(path, { recursive: true });
    },
  };
}
