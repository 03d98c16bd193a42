import type { BacktestResult } from "@ansatz/contract";
import type { BacktestWindowResult } from "@ansatz/finance";

type Notes = Readonly<Record<string, unknown>>;

/** Rounding by which an objective may miss the optimum that it is. */
const tolerance = 1e-10;

function isAsGood(objective: number, optimum: number): boolean {
  return objective <= optimum + tolerance * Math.max(1e-6, Math.abs(optimum));
}

/**
 * How the QAOA selections, and the best of as many random ones, stood against the optimum of each window; null without
 * QAOA among the strategies. The strategies' numbers are their places in each window's decisions.
 */
export function summariseQuantumWindows(
  results: readonly BacktestWindowResult[],
  places: { readonly qaoa: number; readonly random: number },
  shots: number,
): BacktestResult["quantum"] {
  if (places.qaoa < 0) return null;
  const notesAt = (place: number): readonly Notes[] =>
    results.map(({ decisions }) => decisions[place]?.notes ?? {});
  const qaoa = notesAt(places.qaoa);
  const optima = qaoa.map(({ optimum }) => Number(optimum));
  const hits = (notes: readonly Notes[]): number =>
    notes.filter(({ objective }, window) => isAsGood(Number(objective), optima[window])).length;
  const mean = (name: string): number =>
    qaoa.reduce((sum, notes) => sum + Number(notes[name]), 0) / qaoa.length;
  return {
    windows: qaoa.length,
    optimal: hits(qaoa),
    meanOptimumProbability: Math.min(1, mean("optimumProbability")),
    uniformProbability: mean("uniformProbability"),
    shots,
    randomOptimal: places.random < 0 ? null : hits(notesAt(places.random)),
  };
}
