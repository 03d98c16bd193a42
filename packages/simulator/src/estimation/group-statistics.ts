import { InvalidArgumentError } from "../errors.ts";
import type { GroupingOptions } from "./group-terms.ts";
import type { MeasurementGroup } from "./measurement-circuits.ts";

/**
 * How shots are divided over the groups: equally, in proportion to √Σ c² of a group's coefficients (the best when nothing
 * is known of the state), or to each group's standard deviation, found by a tenth of the shots in advance.
 */
export const shotAllocations = ["uniform", "weighted", "variance"] as const;
export type ShotAllocation = (typeof shotAllocations)[number];

export interface AllocationOptions extends GroupingOptions {
  /** Shots of all groups together. */
  readonly shots: number;
  /** By default "weighted". */
  readonly allocation?: ShotAllocation;
}

/** One group's part of an expectation. */
export interface GroupEstimate {
  readonly value: number;
  readonly standardError: number;
  readonly shots: number;
  readonly termCount: number;
}

/** ⟨O⟩ from a finite number of shots. */
export interface ExpectationEstimate {
  readonly value: number;
  readonly standardError: number;
  /** All shots taken, those that only served to divide the others included. */
  readonly shots: number;
  readonly groups: readonly GroupEstimate[];
}

/** Mean and variance of one shot's outcome. */
export interface GroupSample {
  readonly mean: number;
  readonly variance: number;
  readonly shots: number;
}

/** Throws {@link InvalidArgumentError} for a shot count or an allocation that cannot be. */
export function checkAllocation({ shots, allocation = "weighted" }: AllocationOptions): void {
  if (!Number.isSafeInteger(shots) || shots < 1) {
    throw new InvalidArgumentError(`shots must be an integer of at least 1, got ${shots}`, {
      field: "shots",
    });
  }
  if (!shotAllocations.includes(allocation)) {
    throw new InvalidArgumentError(
      `allocation must be one of ${shotAllocations.join(", ")}, got ${allocation}`,
      { field: "allocation" },
    );
  }
}

/** √Σ c²: the standard deviation of a group's outcome in the maximally mixed state. */
export function coefficientNorm({ terms }: MeasurementGroup): number {
  return Math.hypot(...terms.map(({ coefficient }) => coefficient));
}

/** The estimate from what was found of each group; `extraShots` were taken and not used in it. */
export function combineGroups(
  constant: number,
  groups: readonly MeasurementGroup[],
  samples: readonly GroupSample[],
  extraShots: number,
): ExpectationEstimate {
  const parts = samples.map(({ mean, variance, shots }, index): GroupEstimate => ({
    value: mean,
    standardError: Math.sqrt(variance / shots),
    shots,
    termCount: groups[index].terms.length,
  }));
  return {
    value: parts.reduce((sum, { value }) => sum + value, constant),
    standardError: Math.hypot(...parts.map(({ standardError }) => standardError)),
    shots: parts.reduce((sum, { shots }) => sum + shots, extraShots),
    groups: parts,
  };
}
