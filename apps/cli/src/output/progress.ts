import type { JobProgress } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { milliHartree } from "./text.ts";

/** Shows where a running job stands. */
export interface ProgressDisplay {
  update(progress: JobProgress): void;
  /** A line that stays, for example that the job was taken up again. */
  note(text: string): void;
  /** Removes what is only true while the job runs. */
  finish(): void;
}

/** Shortest time between two rewritings of the line, ms. */
const redrawMs = 80;
/** Time after which a log that is no terminal gets another line of the same stage, ms. */
const sparseMs = 10_000;

function lineOf(progress: JobProgress): string {
  const share =
    progress.fraction === undefined ? "" : `${Math.floor(progress.fraction * 100)} %`.padStart(5) + "  ";
  const above =
    "exact" in progress && typeof progress.exact === "number" && progress.energy !== undefined
      ? `, ${milliHartree(progress.energy - progress.exact)} mHa from exact`
      : "";
  return `${share}${progress.message}${above}`;
}

/** One line that is rewritten. */
function rewrittenLine(stream: NodeJS.WriteStream): ProgressDisplay {
  let drawnAt = -Infinity;
  let pending: NodeJS.Timeout | undefined;
  let newest = "";
  const draw = (): void => {
    pending = undefined;
    drawnAt = performance.now();
    const line = newest.slice(0, Math.max(stream.columns - 1, 10));
    stream.write(`\r\u001B[2K${line}`);
  };
  const erase = (): void => {
    clearTimeout(pending);
    pending = undefined;
    stream.write("\r\u001B[2K");
  };
  return {
    update(progress) {
      newest = lineOf(progress);
      if (pending) return;
      const wait = drawnAt + redrawMs - performance.now();
      if (wait <= 0) draw();
      else pending = setTimeout(draw, wait).unref();
    },
    note(text) {
      erase();
      stream.write(`${text}\n`);
    },
    finish: erase,
  };
}

/** A line per stage, and one every ten seconds within a long stage. */
function sparseLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let stage: string | undefined;
  let writtenAt = 0;
  return {
    update(progress) {
      const now = performance.now();
      const endsPoint = "point" in progress && progress.point !== undefined;
      if (progress.stage === stage && !endsPoint && now - writtenAt < sparseMs) return;
      stage = progress.stage;
      writtenAt = now;
      stream.write(`${lineOf(progress)}\n`);
    },
    note: (text) => void stream.write(`${text}\n`),
    finish: () => undefined,
  };
}

const silent: ProgressDisplay = { update: () => undefined, note: () => undefined, finish: () => undefined };

/** The display for standard error: rewritten on a terminal, sparse elsewhere, none beside JSON unless asked for. */
export function createProgressDisplay(
  { stderr, environment }: Terminal,
  options: { readonly json?: boolean; readonly progress?: boolean },
): ProgressDisplay {
  if (options.json && !options.progress) return silent;
  return stderr.isTTY && environment.TERM !== "dumb" ? rewrittenLine(stderr) : sparseLines(stderr);
}
