import { estimateQaoa, PortfolioTooLargeError, type QaoaProblem } from "@ansatz/finance";
import type { QaoaMixer } from "@ansatz/simulator";
import { formatBytes } from "../circuits/memory.ts";

/** Bytes a state that the penalties take beside the engine's own. */
const penaltyBytes = 24;

const remedy =
  "choose among fewer assets, exclude or require some, or use the algorithm exact, which proves the optimum of such sizes";

/**
 * Number of states that QAOA on so many variables takes.
 *
 * @throws PortfolioTooLargeError with the size and what to do, where they do not fit.
 */
export function checkStates(
  space: Pick<QaoaProblem, "variableCount" | "weight">,
  mixer: QaoaMixer,
  maximumBytes: number,
): number {
  let size: ReturnType<typeof estimateQaoa>;
  try {
    size = estimateQaoa(space, mixer);
  } catch (error) {
    throw new PortfolioTooLargeError(
      `QAOA with the mixer ${mixer} cannot hold the states of ${space.variableCount} variables: ${remedy}`,
      { variableCount: space.variableCount, reason: (error as Error).message },
      { cause: error },
    );
  }
  const bytes = size.bytes + penaltyBytes * size.stateCount;
  if (bytes <= maximumBytes) return size.stateCount;
  throw new PortfolioTooLargeError(
    `QAOA on ${size.stateCount.toLocaleString("en-US")} states needs ${formatBytes(bytes)}, and ${formatBytes(maximumBytes)} can be used here: ${remedy}`,
    { stateCount: size.stateCount, bytesNeeded: bytes, bytesAvailable: maximumBytes },
  );
}
