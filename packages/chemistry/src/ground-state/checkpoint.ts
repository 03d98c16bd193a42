import type { ActiveSpace } from "../active-space/active-space.ts";
import type { UccsdAnsatz } from "../ansatz/uccsd.ts";
import type { ScfResult } from "../scf/scf-result.ts";
import type { GroundStateCheckpoint } from "./options.ts";
import type { GroundStateSettings } from "./settings.ts";

/** Identifies a VQE: the same orbitals, space, ansatz and optimiser have the same parameters in the same order. */
export function fingerprintOf(
  settings: GroundStateSettings,
  scf: ScfResult,
  space: ActiveSpace,
  uccsd: UccsdAnsatz,
): string {
  const parts = [
    "uccsd-vqe",
    settings.basis,
    settings.optimizer,
    settings.seed,
    scf.energy.toFixed(7),
    space.core.join("."),
    space.active.join("."),
    space.alphaCount,
    space.betaCount,
    uccsd.ansatz.parameterCount,
    uccsd.excitationCount,
  ];
  return parts.join("|");
}

/** The checkpoint if it belongs to this calculation; without its reference where that is damaged. */
export function matchingCheckpoint(
  checkpoint: GroundStateCheckpoint | undefined,
  fingerprint: string,
): GroundStateCheckpoint | undefined {
  const version: unknown = checkpoint?.version;
  if (!checkpoint || version !== 1 || checkpoint.fingerprint !== fingerprint) return undefined;
  return isReference(checkpoint.casci) ? checkpoint : { ...checkpoint, casci: null };
}

function isReference(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { energy, converged, seconds, referenceWeight } = value as Record<string, unknown>;
  return [energy, seconds, referenceWeight].every(Number.isFinite) && typeof converged === "boolean";
}
