import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * When a process started, as an opaque text that is the same for as long as it runs, or null where the system does not
 * tell. With its id it names a process beyond the re-use of ids.
 */
export async function processStartTime(pid: number): Promise<string | null> {
  try {
    if (process.platform === "linux") {
      const [stat, boot] = await Promise.all([
        readFile(`/proc/${pid}/stat`, "utf8"),
        readFile("/proc/sys/kernel/random/boot_id", "utf8"),
      ]);
      // Field 22, counted after the command's name, which stands in parentheses and may hold anything.
      const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
      return `${boot.trim()}:${ticks}`;
    }
    if (process.platform === "darwin") {
      const { stdout } = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)]);
      return stdout.trim() || null;
    }
  } catch {
    // Gone, or not ours to look at.
  }
  return null;
}
