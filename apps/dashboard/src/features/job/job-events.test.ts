import type { JobEvent } from "@ansatz/contract";
import { describe, expect, it } from "vitest";
import { applyEvent, applyEvents, emptyLog, hasEnded } from "./job-events.ts";

const at = "2026-01-01T00:00:00.000Z";

function vqe(seq: number, iteration: number, energy: number): JobEvent {
  return {
    type: "progress",
    seq,
    at,
    progress: {
      stage: "vqe",
      message: `iteration ${iteration}`,
      fraction: 0.4 + iteration / 100,
      iteration,
      energy,
      gradientNorm: 0.1,
      evaluations: iteration,
      seconds: iteration / 10,
      rhf: -1,
      exact: -1.2,
    },
  };
}

const events: JobEvent[] = [
  { type: "status", seq: 1, at, status: "queued" },
  { type: "status", seq: 2, at, status: "running" },
  { type: "progress", seq: 3, at, progress: { stage: "scf", message: "SCF", fraction: 0.1, rhf: -1 } },
  vqe(4, 1, -1.1),
  vqe(5, 2, -1.15),
  { type: "status", seq: 6, at, status: "succeeded" },
];

describe("the log of a job", () => {
  it("gathers status, stage, reference lines and iterations", () => {
    const log = applyEvents(emptyLog, events.slice(0, 5));
    expect(log).toMatchObject({ status: "running", stage: "vqe", rhf: -1, exact: -1.2, lastEvent: 5 });
    expect(log.iterations.map(({ energy }) => energy)).toEqual([-1.1, -1.15]);
    expect(Object.keys(log.stageStarts)).toEqual(["scf", "vqe"]);
    expect(hasEnded(log)).toBe(false);
  });

  it("events delivered again after a reconnect change nothing", () => {
    const once = applyEvents(emptyLog, events);
    expect(applyEvents(once, events)).toEqual(once);
    const halfTwice = [...events.slice(0, 4), ...events.slice(2), ...events];
    expect(applyEvents(emptyLog, halfTwice)).toEqual(once);
    expect(hasEnded(once)).toBe(true);
    expect(once.fraction).toBe(1);
  });

  it("an event that changes nothing leaves the same object", () => {
    const log = applyEvents(emptyLog, events);
    expect(applyEvent(log, events[3])).toBe(log);
  });

  it("a job resumed from a checkpoint replaces the iterations it repeats", () => {
    const log = applyEvents(emptyLog, [
      ...events.slice(0, 3),
      vqe(4, 1, -1.1),
      vqe(5, 2, -1.15),
      vqe(6, 3, -1.17),
      { type: "restarted", seq: 7, at, message: "goes on from iteration 1" },
      { type: "progress", seq: 8, at, progress: { stage: "scf", message: "SCF", fraction: 0.1 } },
      vqe(9, 2, -1.16),
    ]);
    expect(log.iterations.map(({ iteration, energy }) => [iteration, energy])).toEqual([
      [1, -1.1],
      [2, -1.16],
    ]);
    expect(log.restarts).toEqual(["goes on from iteration 1"]);
    expect(log.fraction).toBeCloseTo(0.43, 12);
  });

  it("points of a scan are ordered by bond length, whichever ends first", () => {
    const point = (seq: number, bondLengthAngstrom: number): JobEvent => ({
      type: "progress",
      seq,
      at,
      progress: {
        stage: "scan",
        message: "point",
        fraction: seq / 10,
        pointCount: 3,
        point: {
          bondLengthAngstrom,
          rhf: -1,
          mp2: -1,
          casci: -1,
          vqe: -1,
          converged: true,
          seconds: 1,
        },
      },
    });
    const log = applyEvents(emptyLog, [point(1, 1.5), point(2, 0.5), point(3, 1)]);
    expect(log.points.map(({ bondLengthAngstrom }) => bondLengthAngstrom)).toEqual([0.5, 1, 1.5]);
    expect(log.pointCount).toBe(3);
  });
});
