import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import { allocateShots, leastShotsPerGroup } from "./allocate-shots.ts";
import { checkAllocation, coefficientNorm, combineGroups } from "./group-statistics.ts";
import type { AllocationOptions, ExpectationEstimate, GroupSample } from "./group-statistics.ts";
import { groupOutcome } from "./measurement-circuits.ts";
import type { MeasurementGroup, MeasurementPlan } from "./measurement-circuits.ts";

/** Measures all qubits behind a group's change of basis: how often each basis state was found. */
export type TakeShots = (
  group: MeasurementGroup,
  index: number,
  options: { readonly shots: number; readonly seed: number },
) => Promise<ReadonlyMap<number, number>>;

/** The part of the shots that finds the groups' standard deviations. */
const pilotFraction = 0.1;

/**
 * The estimate of a plan's observable from shots of its groups, in the order of the groups; with the allocation "variance"
 * first a tenth of the shots, which only serves to divide the others.
 * Throws {@link InvalidArgumentError} for a seed that is not finite and too few shots.
 */
export async function sampleGroups(
  { constant, groups }: MeasurementPlan,
  options: AllocationOptions & { readonly seed: number },
  take: TakeShots,
): Promise<ExpectationEstimate> {
  checkAllocation(options);
  const { shots, seed, allocation = "weighted" } = options;
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${seed}`, { field: "seed" });
  }
  if (groups.length === 0) return { value: constant, standardError: 0, shots: 0, groups: [] };
  const random = createRandom(seed);
  const sample = async (parts: readonly number[]): Promise<GroupSample[]> => {
    const samples: GroupSample[] = [];
    for (const [index, group] of groups.entries()) {
      const groupSeed = Math.floor(random.uniform() * 2 ** 32);
      samples.push(summarise(group, await take(group, index, { shots: parts[index], seed: groupSeed })));
    }
    return samples;
  };
  if (allocation !== "variance") {
    const weights = groups.map(allocation === "uniform" ? () => 1 : coefficientNorm);
    return combineGroups(constant, groups, await sample(allocateShots(shots, weights)), 0);
  }
  const least = leastShotsPerGroup * groups.length;
  if (shots < 2 * least) {
    throw new InvalidArgumentError(
      `shots must be at least ${2 * least} with the allocation "variance" (${2 * leastShotsPerGroup} for each of ${groups.length} measurement groups), got ${shots}: take more shots or another allocation`,
      { field: "shots", shots },
    );
  }
  const pilotShots = Math.max(least, Math.floor(pilotFraction * shots));
  const pilot = await sample(allocateShots(pilotShots, groups.map(coefficientNorm)));
  // One more shot's worth of what is known beforehand: no group ends with a deviation of 0.
  const weights = pilot.map(({ variance, shots: count }, index) =>
    Math.sqrt((count * variance + coefficientNorm(groups[index]) ** 2) / (count + 1)),
  );
  return combineGroups(
    constant,
    groups,
    await sample(allocateShots(shots - pilotShots, weights)),
    pilotShots,
  );
}

function summarise(group: MeasurementGroup, counts: ReadonlyMap<number, number>): GroupSample {
  const outcomes = [...counts].map(([outcome, count]) => [groupOutcome(group, outcome), count] as const);
  const shots = outcomes.reduce((sum, [, count]) => sum + count, 0);
  const mean = outcomes.reduce((sum, [value, count]) => sum + count * value, 0) / shots;
  const squares = outcomes.reduce((sum, [value, count]) => sum + count * (value - mean) ** 2, 0);
  if (shots < leastShotsPerGroup) {
    throw new InvalidArgumentError(`counts must hold at least ${leastShotsPerGroup} shots, got ${shots}`, {
      field: "counts",
    });
  }
  return { mean, variance: squares / (shots - 1), shots };
}
