import { conditionBits } from "../circuit/classical-condition.ts";
import { operandsOf } from "./gate-rules.ts";
import type { MeasureStep, NoisyStep } from "./noisy-program.ts";

/** A program whose measurements at the end are split off. */
export interface SplitProgram {
  readonly steps: readonly NoisyStep[];
  /** In the order of the circuit: of two that write one bit, the later one counts. */
  readonly terminal: readonly MeasureStep[];
}

/** Qubits and bits that later steps use. */
interface LaterUse {
  readonly qubits: Set<number>;
  readonly bits: Set<number>;
}

function addUse(step: NoisyStep, use: LaterUse): void {
  if (step.kind === "unitary") for (const qubit of operandsOf(step.operation)) use.qubits.add(qubit);
  else if (step.kind === "channel") for (const qubit of step.qubits) use.qubits.add(qubit);
  else if (step.kind === "measure") {
    for (const qubit of step.qubits) use.qubits.add(qubit);
    for (const bit of step.bits) use.bits.add(bit);
  } else {
    for (const bit of conditionBits(step.condition)) use.bits.add(bit);
    for (const inner of [...step.then, ...step.otherwise]) addUse(inner, use);
  }
}

/**
 * Splits off the measurements that can wait until the end: nothing acts on their qubits afterwards (further measurements of
 * the kind aside), no condition reads their bits, and no earlier kind of measurement writes them.
 */
export function splitTerminalMeasurements(program: readonly NoisyStep[]): SplitProgram {
  const use: LaterUse = { qubits: new Set(), bits: new Set() };
  const terminal: MeasureStep[] = [];
  const steps: NoisyStep[] = [];
  for (const step of program.toReversed()) {
    const isTerminal =
      step.kind === "measure" &&
      !step.qubits.some((qubit) => use.qubits.has(qubit)) &&
      !step.bits.some((bit) => use.bits.has(bit));
    if (isTerminal) terminal.push(step);
    else {
      addUse(step, use);
      steps.push(step);
    }
  }
  return { steps: steps.reverse(), terminal: terminal.reverse() };
}
