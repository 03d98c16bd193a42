import type { PlacedChannel } from "./gate-rules.ts";
import type { IdleLayerNoise, IdleNoise, IdleRelaxation } from "./noise-model.ts";

/** Keeps track of when each qubit is free, and gives the noise of its waits. */
export interface IdleClock {
  /**
   * Starts an operation of a duration on qubits as soon as all are free; returns the noise of those that had to wait for
   * it. `starts` is whether the operation begins the life of a qubit (a barrier does not).
   */
  advance(qubits: readonly number[], duration: number, starts: boolean): PlacedChannel[];
  /** Noise for the time of the operation just started, on its own qubits. */
  during(qubits: readonly number[]): PlacedChannel[];
}

/** No idle noise. */
export const noIdleClock: IdleClock = { advance: () => [], during: () => [] };

function createRelaxationClock(idle: IdleRelaxation): IdleClock {
  /** When each qubit that has begun is free again. */
  const freeAt = new Map<number, number>();
  const times = new Map((idle.exceptions ?? []).map((exception) => [exception.qubit, exception]));
  return {
    advance: (qubits, duration, starts) => {
      const start = Math.max(0, ...qubits.map((qubit) => freeAt.get(qubit) ?? 0));
      const waits = qubits.flatMap((qubit): PlacedChannel[] => {
        const free = freeAt.get(qubit);
        if (free !== undefined || starts) freeAt.set(qubit, start + duration);
        if (free === undefined || free >= start) return [];
        const { t1, t2, excitedPopulation } = times.get(qubit) ?? idle;
        const channel = {
          kind: "thermal-relaxation",
          t1,
          t2,
          time: start - free,
          ...(excitedPopulation === undefined ? {} : { excitedPopulation }),
        } as const;
        return [{ channel, qubits: [qubit] }];
      });
      return waits;
    },
    during: () => [],
  };
}

function createLayerClock({ channel, layers, includesActive }: IdleLayerNoise): IdleClock {
  /** Layers that each qubit that has begun has been through. */
  const layerOf = new Map<number, number>();
  let lastCounts = false;
  return {
    advance: (qubits, _duration, starts) => {
      const before = Math.max(0, ...qubits.map((qubit) => layerOf.get(qubit) ?? 0));
      lastCounts = starts && (layers === "all" || qubits.length >= 2);
      return qubits.flatMap((qubit): PlacedChannel[] => {
        const layer = layerOf.get(qubit);
        if (layer !== undefined || starts) layerOf.set(qubit, before + (lastCounts ? 1 : 0));
        const waited = layer === undefined ? 0 : before - layer;
        return Array.from({ length: waited }, () => ({ channel, qubits: [qubit] }));
      });
    },
    during: (qubits) =>
      includesActive && lastCounts ? qubits.map((qubit) => ({ channel, qubits: [qubit] })) : [],
  };
}

export function createIdleClock(idle: IdleNoise | undefined): IdleClock {
  if (!idle) return noIdleClock;
  return idle.kind === "relaxation" ? createRelaxationClock(idle) : createLayerClock(idle);
}
