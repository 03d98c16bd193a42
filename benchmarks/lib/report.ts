import { cpus, totalmem } from "node:os";

/** One measured line: what, our seconds, the goal, and a peer's seconds where it ran. */
export interface Row {
  readonly workload: string;
  /** Seconds before the measured part: loading, compiling, starting threads. */
  readonly setupSeconds: number | null;
  readonly seconds: number;
  readonly goal: string;
  readonly met: boolean | null;
  readonly peer?: { readonly name: string; readonly seconds: number };
  readonly note: string;
}

/** What the figures were measured on. */
export function describeMachine(): string {
  const [first] = cpus();
  return `${first.model.trim()}, ${String(cpus().length)} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`;
}

function seconds(value: number | null): string {
  if (value === null) return "–";
  return value < 0.1 ? `${(value * 1000).toFixed(1)} ms` : `${value.toFixed(2)} s`;
}

/** The rows as a Markdown table. */
export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map(({ workload, setupSeconds, seconds: own, goal, met, peer, note }) =>
    [
      workload,
      seconds(setupSeconds),
      seconds(own),
      `${goal}${met === null ? "" : met ? " (met)" : " (missed)"}`,
      peer ? `${peer.name}: ${seconds(peer.seconds)} (${(peer.seconds / own).toFixed(1)}×)` : "–",
      note,
    ].join(" | "),
  );
  return [
    "| workload | set-up | run | goal | peer (peer ÷ ours) | note |",
    "|---|---|---|---|---|---|",
    ...lines.map((line) => `| ${line} |`),
  ].join("\n");
}

/** Runs `work` `repeats` times and keeps the fastest: the least disturbed by other processes. */
export async function fastest<Result>(
  repeats: number,
  work: () => Promise<Result>,
): Promise<{ seconds: number; result: Result }> {
  let best = Number.POSITIVE_INFINITY;
  let result: Result | undefined;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    const value = await work();
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed < best) {
      best = elapsed;
      result = value;
    }
  }
  return { seconds: best, result: result as Result };
}
