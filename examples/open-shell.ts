/**
 * Triplet oxygen: an open shell, an active space of one's choice, and progress while it runs.
 *
 *     node --conditions=@ansatz/source examples/open-shell.ts
 */
import { ok } from "node:assert/strict";
import { solveGroundState, type GroundStateProgress, type GroundStateResult } from "@ansatz/chemistry";

export async function main(
  options: { readonly onProgress?: (event: GroundStateProgress) => void } = {},
): Promise<GroundStateResult> {
  const result = await solveGroundState(
    {
      molecule: { library: "o2" },
      multiplicity: 3,
      activeSpace: { kind: "active", electrons: 8, orbitals: 6 },
    },
    { onProgress: options.onProgress },
  );
  ok(result.converged);
  ok(result.spinSquared !== null && Math.abs(result.spinSquared - 2) < 1e-3);
  return result;
}

if (import.meta.main) {
  const { errorBudget, verdict } = await main({
    onProgress: ({ stage, message }) => console.log(stage.padEnd(13), message),
  });
  for (const { label, hartree, note } of errorBudget)
    console.log(`${label}: ${hartree ?? "not estimated"}. ${note}`);
  console.log(verdict.text);
}
