import type { GroundStateProgress, GroundStateStage } from "./types.ts";

/** Where each stage begins on the way from 0 to 1; the next stage's beginning is its end. */
const stageStarts: readonly (readonly [GroundStateStage, number])[] = [
  ["geometry", 0],
  ["integrals", 0.04],
  ["scf", 0.08],
  ["active-space", 0.2],
  ["mp2", 0.24],
  ["casci", 0.28],
  ["vqe", 0.4],
  ["audit", 0.95],
];

/** Sends progress events and measures the stages. */
export interface Reporter {
  /** Ends the stage before and begins this one. */
  begin(stage: GroundStateStage, message: string): void;
  /** An event within the stage at hand; `done` is the share of the stage. */
  report(event: Omit<GroundStateProgress, "stage" | "fraction"> & { readonly done?: number }): void;
  /** Reference energies that every later event carries. */
  setReferences(references: { readonly rhf?: number; readonly exact?: number | null }): void;
  end(): void;
  /** Seconds of the stages that have ended. */
  readonly timings: readonly { stage: GroundStateStage; seconds: number }[];
  readonly seconds: number;
}

export function createReporter(
  onProgress: ((event: GroundStateProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Reporter {
  const started = performance.now();
  const timings: { stage: GroundStateStage; seconds: number }[] = [];
  let references: { readonly rhf?: number; readonly exact?: number | null } = {};
  let current: { stage: GroundStateStage; since: number } | undefined;
  let highest = 0;
  const close = () => {
    if (!current) return;
    timings.push({ stage: current.stage, seconds: (performance.now() - current.since) / 1000 });
    current = undefined;
  };
  const fractionOf = (stage: GroundStateStage, done: number) => {
    const index = stageStarts.findIndex(([name]) => name === stage);
    const from = stageStarts[index][1];
    const to = index + 1 < stageStarts.length ? stageStarts[index + 1][1] : 1;
    highest = Math.max(highest, from + (to - from) * Math.min(1, Math.max(0, done)));
    return highest;
  };
  const send = (event: Omit<GroundStateProgress, "stage" | "fraction">, done: number) => {
    signal?.throwIfAborted();
    if (!current) return;
    const { stage } = current;
    onProgress?.({ stage, ...event, ...references, fraction: fractionOf(stage, done) });
  };
  return {
    timings,
    get seconds() {
      return (performance.now() - started) / 1000;
    },
    begin(stage, message) {
      close();
      current = { stage, since: performance.now() };
      send({ message }, 0);
    },
    report({ done = 0, ...event }) {
      send(event, done);
    },
    setReferences(added) {
      references = { ...references, ...added };
    },
    end: close,
  };
}
