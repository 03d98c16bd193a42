import { bindParameters, createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { measure } from "../circuit/operation.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { checkState } from "../results/check-input.ts";
import type { StateRunner } from "../results/state-runner.ts";
import { sampleCounts } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import type { AllocationOptions, ExpectationEstimate } from "./group-statistics.ts";
import type { GroupingOptions } from "./group-terms.ts";
import { measurementCircuits } from "./measurement-circuits.ts";
import type { MeasurementGroup, MeasurementPlan } from "./measurement-circuits.ts";
import { readCounts } from "./read-counts.ts";
import type { ShotCounts } from "./read-counts.ts";
import { sampleGroups } from "./sample-groups.ts";

/** Runs a circuit `shots` times and counts its classical bits; any engine, with noise or without, or a device. */
export type SampleCircuit = (
  circuit: Circuit,
  options: { readonly shots: number; readonly seed: number },
) => Promise<ShotCounts> | ShotCounts;

export interface EstimateOptions extends AllocationOptions {
  readonly seed: number;
  /** Values of the circuit's symbolic parameters. */
  readonly parameters?: ParameterValues;
}

/**
 * Estimates ⟨O⟩ in the state that a circuit makes, from `shots` measurements in all. The estimate is unbiased; its
 * standard error is √Σ_g s_g²/N_g with s_g² the sample variance of a group's outcomes, so that the covariances of terms
 * measured together are counted. A group all of whose shots agree has the standard error 0. With the allocation
 * "variance" a tenth of the shots finds the variances and is not used otherwise, lest the estimate be biased.
 *
 * A loop that estimates one observable many times can pass its plan of `measurementCircuits` instead, which is then made once.
 * `run` receives the circuit, the group's change of basis and a measurement of qubit q into the bit (circuit's bitCount) + q;
 * it returns counts of all classical bits. The same seed gives the same estimate if `run` respects its own.
 *
 * Throws {@link InvalidArgumentError} for different qubit counts, complex coefficients, fewer than 2 shots a group (4 with
 * "variance"), or counts that do not fit the circuit.
 */
export async function estimateExpectation(
  run: SampleCircuit,
  circuit: Circuit,
  observable: PauliSum | MeasurementPlan,
  options: EstimateOptions,
): Promise<ExpectationEstimate> {
  checkWidth("circuit", circuit.qubitCount, observable);
  const plan = readPlan(observable, options);
  const bound = options.parameters ? bindParameters(circuit, options.parameters) : circuit;
  const circuits = plan.groups.map((group) => appendMeasurement(bound, group));
  const bits = { firstBit: circuit.bitCount, bitCount: circuit.qubitCount };
  return sampleGroups(plan, options, async (_group, index, shotOptions) =>
    readCounts(await run(circuits[index], shotOptions), bits),
  );
}

/**
 * The same estimate for a state that is known: for each group the change of basis is run from the state and the outcome
 * sampled, so that the state's own circuit runs once and not for every group.
 * Throws {@link InvalidArgumentError} as {@link estimateExpectation} does.
 */
export async function estimateFromState(
  runner: StateRunner,
  state: StateVector,
  observable: PauliSum | MeasurementPlan,
  options: AllocationOptions & { readonly seed: number },
): Promise<ExpectationEstimate> {
  checkState(state);
  checkWidth("state", state.qubitCount, observable);
  return sampleGroups(readPlan(observable, options), options, async ({ circuit }, _index, shotOptions) => {
    const turned = circuit.operations.length > 0 ? await runner.run(circuit, { initial: state }) : state;
    return sampleCounts(turned, shotOptions);
  });
}

/** A plan as it is, its grouping included, or an observable's. */
function readPlan(observable: PauliSum | MeasurementPlan, options: GroupingOptions): MeasurementPlan {
  return "groups" in observable ? observable : measurementCircuits(observable, options);
}

function checkWidth(name: string, qubitCount: number, observable: Pick<PauliSum, "qubitCount">): void {
  if (qubitCount === observable.qubitCount) return;
  throw new InvalidArgumentError(
    `the observable must have the ${name}'s ${qubitCount} qubits, got ${observable.qubitCount}`,
    { field: "observable" },
  );
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
