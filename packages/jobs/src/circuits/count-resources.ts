import { estimateResources, type ResourceAssumptions, type ResourceEstimate } from "@ansatz/simulator";
import { readCircuit, type CircuitSource } from "./read-circuit.ts";

export interface ResourceRequest {
  readonly source: CircuitSource;
  readonly assumptions: Partial<ResourceAssumptions>;
}

/** What a circuit takes on a fault-tolerant machine under stated assumptions. */
export function countResources({ source, assumptions }: ResourceRequest): ResourceEstimate {
  return estimateResources(readCircuit(source, { isJob: false }), assumptions);
}
