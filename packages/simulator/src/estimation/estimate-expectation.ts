import { bindParameters, createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { measure } from "../circuit/operation.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { allocateShots, leastShotsPerGroup } from "./allocate-shots.ts";
import { checkAllocation, coefficientNorm, combineGroups } from "./group-statistics.ts";
import type { AllocationOptions, ExpectationEstimate, GroupSample } from "./group-statistics.ts";
import { groupOutcome, measurementCircuits } from "./measurement-circuits.ts";
import type { MeasurementGroup } from "./measurement-circuits.ts";
import { readCounts } from "./read-counts.ts";
import type { Counts } from "./read-counts.ts";

/** Runs a circuit `shots` times and counts its classical bits; any engine, with noise or without, or a device. */
export type SampleCircuit = (
  circuit: Circuit,
  options: { readonly shots: number; readonly seed: number },
) => Promise<Counts> | Counts;

export interface EstimateOptions extends AllocationOptions {
  readonly seed: number;
  /** Values of the circuit's symbolic parameters. */
  readonly parameters?: ParameterValues;
}

/** The part of the shots that finds the groups' standard deviations. */
const pilotFraction = 0.1;

/**
 * Estimates ⟨O⟩ in the state that a circuit makes, from `shots` measurements in all. The estimate is unbiased; its
 * standard error is √Σ_g s_g²/N_g with s_g² the sample variance of a group's outcomes, so that the covariances of terms
 * measured together are counted. A group all of whose shots agree has the standard error 0. With the allocation
 * "variance" a tenth of the shots finds the variances and is not used otherwise, lest the estimate be biased.
 *
 * `run` receives the circuit, the group's change of basis and a measurement of qubit q into the bit (circuit's bitCount) + q;
 * it returns counts of all classical bits. The same seed gives the same estimate if `run` respects its own.
 *
 * Throws {@link InvalidArgumentError} for different qubit counts, complex coefficients, fewer than 2 shots a group (4 with
 * "variance"), or counts that do not fit the circuit.
 */
export async function estimateExpectation(
  run: SampleCircuit,
  circuit: Circuit,
  observable: PauliSum,
  options: EstimateOptions,
): Promise<ExpectationEstimate> {
  checkAllocation(options);
  const { shots, seed, allocation = "weighted", parameters } = options;
  if (circuit.qubitCount !== observable.qubitCount) {
    throw new InvalidArgumentError(
      `the observable must have the circuit's ${circuit.qubitCount} qubits, got ${observable.qubitCount}`,
      { field: "observable" },
    );
  }
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${seed}`, { field: "seed" });
  }
  const { constant, groups } = measurementCircuits(observable, options);
  if (groups.length === 0) return { value: constant, standardError: 0, shots: 0, groups: [] };
  const bound = parameters ? bindParameters(circuit, parameters) : circuit;
  const circuits = groups.map((group) => appendMeasurement(bound, group));
  const random = createRandom(seed);
  const sample = async (parts: readonly number[]): Promise<GroupSample[]> => {
    const samples: GroupSample[] = [];
    for (const [index, group] of groups.entries()) {
      const groupSeed = Math.floor(random.uniform() * 2 ** 32);
      const counts = await run(circuits[index], { shots: parts[index], seed: groupSeed });
      samples.push(
        summarise(group, readCounts(counts, { firstBit: circuit.bitCount, bitCount: circuit.qubitCount })),
      );
    }
    return samples;
  };
  let pilotShots = 0;
  let weights = groups.map(allocation === "uniform" ? () => 1 : coefficientNorm);
  if (allocation === "variance") {
    pilotShots = Math.max(leastShotsPerGroup * groups.length, Math.floor(pilotFraction * shots));
    const pilot = await sample(allocateShots(pilotShots, weights));
    // One more shot's worth of what is known beforehand: no group ends with a deviation of 0.
    weights = pilot.map(({ variance, shots: count }, index) =>
      Math.sqrt((count * variance + coefficientNorm(groups[index]) ** 2) / (count + 1)),
    );
  }
  const samples = await sample(allocateShots(shots - pilotShots, weights));
  return combineGroups(constant, groups, samples, pilotShots);
}

function appendMeasurement(circuit: Circuit, group: MeasurementGroup): Circuit {
  const { qubitCount, bitCount } = circuit;
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  return createCircuit(
    qubitCount,
    [
      ...circuit.operations,
      ...group.circuit.operations,
      measure(
        qubits,
        qubits.map((qubit) => bitCount + qubit),
      ),
    ],
    { bitCount: bitCount + qubitCount },
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
