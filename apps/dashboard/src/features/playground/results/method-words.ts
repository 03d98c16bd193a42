import { formatCount, formatSeconds } from "../../../shared/format.ts";
import type { Method, SimulationResult } from "../simulation/types.ts";

function describeMethod(method: Method): string {
  switch (method.kind) {
    case "state-vector":
      return "Exact state vector";
    case "density-matrix":
      return "Exact density matrix";
    case "one-run":
      return "One run with its measurements";
    case "trajectories":
      return `Average of ${formatCount(method.count)} random runs`;
  }
}

/** How a result was worked out, and in what time. */
export function methodWords({ method, milliseconds }: SimulationResult): string {
  return `${describeMethod(method)}, calculated in ${formatSeconds(milliseconds / 1000)}.`;
}
