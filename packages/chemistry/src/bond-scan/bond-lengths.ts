import { BondScanError } from "../errors.ts";
import type { ElectronicStructureRequest } from "../ground-state/types.ts";
import type { MoleculeInput } from "../molecule/input.ts";

export interface BondScanRequest extends ElectronicStructureRequest {
  readonly molecule: MoleculeInput;
  /** The two bonded atoms, numbered from 1 in the order of the geometry. The second one's side of the bond moves. */
  readonly bond: readonly [number, number];
  readonly fromAngstrom: number;
  readonly toAngstrom: number;
  /** Default 11. */
  readonly points?: number | undefined;
}

/** Evenly spaced bond lengths, ends included, Å, rounded to 1e-6. */
export function bondLengths(request: BondScanRequest): number[] {
  const { fromAngstrom, toAngstrom, points = 11 } = request;
  if (!Number.isInteger(points) || points < 2 || points > 200) {
    throw new BondScanError(`points must be an integer in [2, 200], got ${points}.`);
  }
  for (const [name, value] of Object.entries({ fromAngstrom, toAngstrom })) {
    if (value >= 0.2 && value <= 20) continue;
    throw new BondScanError(`${name} must be in [0.2, 20] Å, got ${value}.`);
  }
  if (fromAngstrom === toAngstrom) {
    throw new BondScanError(`fromAngstrom and toAngstrom must differ, got ${fromAngstrom} twice.`);
  }
  return Array.from({ length: points }, (_, index) => {
    const length = fromAngstrom + ((toAngstrom - fromAngstrom) * index) / (points - 1);
    return Number(length.toFixed(6));
  });
}
