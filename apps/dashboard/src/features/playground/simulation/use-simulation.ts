import { useEffect, useRef, useState } from "react";
import { askSimulator, cancelSimulation } from "./client.ts";
import type { SimulationError, SimulationQuestion, SimulationResult } from "./types.ts";

export interface Simulation {
  /** The newest result; that of an earlier question while a newer one is worked on. */
  readonly result: SimulationResult | undefined;
  readonly error: SimulationError | undefined;
  readonly isRunning: boolean;
  /** Part of the run that is done; undefined where it is not told. */
  readonly fraction: number | undefined;
}

/** A run that takes so long is shown as running, and given up for a newer question. */
const patienceMilliseconds = 250;

/**
 * The result for the newest question. A question that comes while one is worked on waits; of several that wait only the
 * newest is asked, so that a slider is followed as fast as the results come.
 */
export function useSimulation(question: SimulationQuestion): Simulation {
  const [simulation, setSimulation] = useState<Simulation>({
    result: undefined,
    error: undefined,
    isRunning: true,
    fraction: undefined,
  });
  const newest = useRef(question);
  const askedSince = useRef<number | undefined>(undefined);

  useEffect(() => {
    newest.current = question;
    const update = (change: Partial<Simulation>) => setSimulation((old) => ({ ...old, ...change }));

    const askOnce = async (asked: SimulationQuestion) => {
      try {
        const answer = await askSimulator(
          asked,
          (result) => update({ result, error: undefined }),
          (fraction) => {
            if (newest.current === asked) update({ fraction });
          },
        );
        const isLast = newest.current === asked;
        const state = isLast ? { isRunning: false, fraction: undefined } : {};
        if (answer?.ok) update({ result: answer.value, error: undefined, ...state });
        else update({ ...(answer ? { error: answer.error } : {}), ...state });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        update({ error: { code: "internal", message }, isRunning: false, fraction: undefined });
      }
    };
    const askUntilNewest = async () => {
      let asked: SimulationQuestion;
      do {
        asked = newest.current;
        askedSince.current = performance.now();
        const timer = setTimeout(() => update({ isRunning: true }), patienceMilliseconds);
        await askOnce(asked);
        clearTimeout(timer);
      } while (newest.current !== asked);
      askedSince.current = undefined;
    };

    if (askedSince.current === undefined) void askUntilNewest();
    else if (performance.now() - askedSince.current > patienceMilliseconds) cancelSimulation();
  }, [question]);
  return simulation;
}
