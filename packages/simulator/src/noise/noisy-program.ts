import type { Circuit } from "../circuit/circuit.ts";
import type { ClassicalCondition } from "../circuit/classical-condition.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { MeasureOperation, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { Channel } from "./channel.ts";
import { addGateNoise, operandsOf } from "./gate-rules.ts";
import type { PlacedChannel } from "./gate-rules.ts";
import { createIdleClock, noIdleClock } from "./idle-clock.ts";
import type { IdleClock } from "./idle-clock.ts";
import type { MeasurementNoiseRule, NoiseModel } from "./noise-model.ts";

/** A measurement of qubits into bits; `confusion[actual][read]` over all its qubits, the first the least significant. */
export interface MeasureStep {
  readonly kind: "measure";
  readonly qubits: readonly number[];
  readonly bits: readonly number[];
  readonly confusion?: readonly (readonly number[])[];
}

/** What an engine does one after the other; a reset of the circuit is a channel here. */
export type NoisyStep =
  | { readonly kind: "unitary"; readonly operation: UnitaryKindOperation }
  | { readonly kind: "channel"; readonly channel: Channel; readonly qubits: readonly number[] }
  | MeasureStep
  | {
      readonly kind: "if";
      readonly condition: ClassicalCondition;
      readonly then: readonly NoisyStep[];
      readonly otherwise: readonly NoisyStep[];
    };

const idealModel: NoiseModel = { gates: [], measurement: [], reset: [] };
const resetChannel: Channel = { kind: "reset", probability: 1 };

function checkModelQubits(model: NoiseModel, qubitCount: number): void {
  const check = (qubits: readonly number[] | undefined, field: string): void => {
    for (const qubit of qubits ?? []) {
      if (qubit >= qubitCount) {
        throw new InvalidArgumentError(
          `${field} must be in [0, ${qubitCount - 1}] for this circuit, got ${qubit}`,
          { field },
        );
      }
    }
  };
  model.measurement.forEach(({ qubits, confusion }, index) => {
    // A confusion matrix of several qubits that the circuit lacks would be left out without a word.
    if (confusion && confusion.length > 2) check(qubits, `noise.measurement[${index}].qubits`);
  });
}

const asStep = ({ channel, qubits }: PlacedChannel): NoisyStep => ({ kind: "channel", channel, qubits });
const holdsFor = ({ qubits }: { readonly qubits?: readonly number[] }, qubit: number): boolean =>
  qubits === undefined || qubits.includes(qubit);

/** Measurements by qubit, in order: neighbours in the list are measured one right after the other. */
type SingleMeasurement = readonly [qubit: number, bit: number];

/** Splits measurements into groups that share a correlated confusion matrix and single ones. */
function groupMeasurements(
  measurements: readonly SingleMeasurement[],
  rules: readonly MeasurementNoiseRule[],
): { rule?: MeasurementNoiseRule; group: SingleMeasurement[] }[] {
  const left = [...measurements];
  const groups: { rule?: MeasurementNoiseRule; group: SingleMeasurement[] }[] = [];
  while (left.length > 0) {
    const [qubit] = left[0];
    const rule = rules.find((candidate) => {
      if (!holdsFor(candidate, qubit)) return false;
      if (!candidate.confusion || candidate.confusion.length === 2) return true;
      return candidate.qubits!.every((other) => left.some(([measured]) => measured === other));
    });
    const members = rule?.confusion && rule.confusion.length > 2 ? rule.qubits! : [qubit];
    const group = members.map((member) => {
      const at = left.findIndex(([measured]) => measured === member);
      return left.splice(at, 1)[0];
    });
    groups.push({ ...(rule ? { rule } : {}), group });
  }
  return groups;
}

class ProgramCompiler {
  readonly #model: NoiseModel;
  readonly #clock: IdleClock;

  constructor(model: NoiseModel, clock: IdleClock) {
    this.#model = model;
    this.#clock = clock;
  }

  compile(operations: readonly Operation[]): NoisyStep[] {
    const steps: NoisyStep[] = [];
    for (let index = 0; index < operations.length; index++) {
      const operation = operations[index];
      if (isUnitaryOperation(operation)) this.#addUnitary(operation, steps);
      else if (operation.gate === "measure") {
        const run: MeasureOperation[] = [operation];
        while (canJoin(run, operations[index + 1])) run.push(operations[++index] as MeasureOperation);
        this.#addMeasurements(run, steps);
      } else if (operation.gate === "reset") {
        for (const qubit of operation.qubits) this.#addReset(qubit, steps);
      } else if (operation.gate === "barrier") {
        steps.push(...this.#clock.advance(operation.qubits, 0, false).map(asStep));
      } else {
        const inside = new ProgramCompiler(this.#model, noIdleClock);
        steps.push(...this.#clock.advance(qubitsOf([operation]), 0, true).map(asStep), {
          kind: "if",
          condition: operation.condition,
          then: inside.compile(operation.then),
          otherwise: inside.compile(operation.otherwise),
        });
      }
    }
    return steps;
  }

  #addUnitary(operation: UnitaryKindOperation, steps: NoisyStep[]): void {
    for (const part of addGateNoise(operation, this.#model)) {
      const operands = operandsOf(part.operation);
      steps.push(...this.#clock.advance(operands, part.duration, true).map(asStep), {
        kind: "unitary",
        operation: part.operation,
      });
      steps.push(...part.noise.map(asStep), ...this.#clock.during(operands).map(asStep));
    }
  }

  #addMeasurements(run: readonly MeasureOperation[], steps: NoisyStep[]): void {
    const measurements = run.flatMap(({ qubits, bits }) =>
      qubits.map((qubit, index): SingleMeasurement => [qubit, bits[index]]),
    );
    for (const { rule = {}, group } of groupMeasurements(measurements, this.#model.measurement)) {
      const qubits = group.map(([qubit]) => qubit);
      steps.push(...this.#clock.advance(qubits, rule.duration ?? 0, true).map(asStep));
      for (const channel of rule.noise ?? []) {
        steps.push(...qubits.map((qubit): NoisyStep => ({ kind: "channel", channel, qubits: [qubit] })));
      }
      const { confusion } = rule;
      steps.push({
        kind: "measure",
        qubits,
        bits: group.map(([, bit]) => bit),
        ...(confusion ? { confusion } : {}),
      });
    }
  }

  #addReset(qubit: number, steps: NoisyStep[]): void {
    const rule = this.#model.reset.find((candidate) => holdsFor(candidate, qubit));
    steps.push(...this.#clock.advance([qubit], rule?.duration ?? 0, true).map(asStep));
    for (const channel of [resetChannel, ...(rule?.noise ?? [])]) {
      steps.push({ kind: "channel", channel, qubits: [qubit] });
    }
  }
}

/** Whether an operation is a measurement of qubits and bits that the run before it does not have. */
function canJoin(run: readonly MeasureOperation[], next: Operation | undefined): boolean {
  if (next?.gate !== "measure") return false;
  return run.every(
    ({ qubits, bits }) =>
      !qubits.some((qubit) => next.qubits.includes(qubit)) && !bits.some((bit) => next.bits.includes(bit)),
  );
}

/** All qubits of operations, those inside conditionals included. */
function qubitsOf(operations: readonly Operation[]): number[] {
  const qubits = operations.flatMap((operation): readonly number[] => {
    if (isUnitaryOperation(operation)) return operandsOf(operation);
    if (operation.gate === "if") return qubitsOf([...operation.then, ...operation.otherwise]);
    return operation.qubits;
  });
  return [...new Set(qubits)];
}

/**
 * The steps of a circuit with bound parameters under a checked noise model (none: the ideal circuit): operations, each
 * followed by its channels, with idle noise in between and confusion matrices at the measurements.
 * Throws {@link InvalidArgumentError} for a channel that does not fit the operation it is placed on.
 */
export function compileNoisyProgram(circuit: Circuit, model: NoiseModel = idealModel): readonly NoisyStep[] {
  checkModelQubits(model, circuit.qubitCount);
  return new ProgramCompiler(model, createIdleClock(model.idle)).compile(circuit.operations);
}
