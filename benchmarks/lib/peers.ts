import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * Runs a Python peer of `peers/` with one JSON request on its standard input.
 * Returns null where Python or the peer is not installed; nothing of Ansatz needs either.
 * `ANSATZ_BENCH_PYTHON` names another interpreter, for example that of a virtual environment.
 */
export function runPeer(script: string, request: unknown, threads: number): unknown {
  const run = spawnSync(
    process.env["ANSATZ_BENCH_PYTHON"] ?? "python3",
    [join(import.meta.dirname, "../peers", script)],
    {
      input: JSON.stringify(request),
      encoding: "utf8",
      timeout: 600_000,
      env: {
        ...process.env,
        OMP_NUM_THREADS: String(threads),
        OPENBLAS_NUM_THREADS: String(threads),
        MKL_NUM_THREADS: String(threads),
      },
    },
  );
  const lastLine = run.stdout.trim().split("\n").at(-1) ?? "";
  if (run.status !== 0 || !lastLine.startsWith("{")) return null;
  return JSON.parse(lastLine);
}
