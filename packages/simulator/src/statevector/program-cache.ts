import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { CompiledProgram } from "./compiled-program.ts";
import { planCircuit } from "./plan/plan-circuit.ts";
import type { CircuitPlan } from "./plan/plan-circuit.ts";
import type { StateVectorMachine } from "./state-vector-machine.ts";

interface Entry {
  plan?: CircuitPlan;
  forward?: CompiledProgram;
  gradientPlan?: CircuitPlan;
  gradientForward?: CompiledProgram;
  backward?: CompiledProgram;
}

/** The programs of circuits on a machine: made once, bound to parameters many times. */
export class ProgramCache {
  readonly #machine: StateVectorMachine;
  readonly #entries = new WeakMap<Circuit, Entry>();

  constructor(machine: StateVectorMachine) {
    this.#machine = machine;
  }

  /** The program of a circuit. Throws InvalidArgumentError for a circuit that is none. */
  forward(circuit: Circuit): CompiledProgram {
    const entry = this.#entry(circuit);
    entry.plan ??= this.#plan(circuit, false);
    if (!entry.forward || !this.#machine.isCurrent(entry.forward)) {
      entry.forward = this.#machine.compile(entry.plan, false);
    }
    return entry.forward;
  }

  /** The programs of a gradient: forward, keeping every parametrised gate, and back. */
  gradient(circuit: Circuit): { readonly forward: CompiledProgram; readonly backward: CompiledProgram } {
    const entry = this.#entry(circuit);
    const plan = (entry.gradientPlan ??= this.#plan(circuit, true));
    // The larger one first: it decides where both are.
    if (!entry.backward || !this.#machine.isCurrent(entry.backward)) {
      entry.backward = this.#machine.compile(plan, true);
    }
    if (!entry.gradientForward || !this.#machine.isCurrent(entry.gradientForward)) {
      entry.gradientForward = this.#machine.compile(plan, false);
    }
    if (!this.#machine.isCurrent(entry.backward)) entry.backward = this.#machine.compile(plan, true);
    return { forward: entry.gradientForward, backward: entry.backward };
  }

  #entry(circuit: Circuit): Entry {
    let entry = this.#entries.get(circuit);
    if (!entry) this.#entries.set(circuit, (entry = {}));
    return entry;
  }

  #plan(circuit: Circuit, keepParameters: boolean): CircuitPlan {
    const checked = Object.isFrozen(circuit)
      ? circuit
      : createCircuit(circuit.qubitCount, circuit.operations, circuit);
    return planCircuit(checked, {
      qubitCount: this.#machine.kernelQubits,
      shape: this.#machine.shape,
      keepParameters,
      mapsIndices: this.#machine.backend === "wasm",
    });
  }
}
