import { circuitMatrix } from "../circuit/circuit-matrix.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { gateLibraries } from "../circuit/gates/gate-libraries.ts";
import { pauliGadget } from "../circuit/operation.ts";
import type { Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import type { Gate, Program } from "./program.ts";

/** Parameters without symmetry that could hide a difference. */
const probes = [
  [0.7310585, 1.9106332, -0.4636476, 2.3561944],
  [-2.2142974, 0.3217505, 1.2490457, -0.8960553],
];
/** Definitions are products of a few dozen matrices; those with rounded constants are not taken for exact gates. */
const rounding = 1e-12;
const greatestQubitCount = 5;
const greatestOperationCount = 400;

const gadgetName = /^pauli_([xyz]+)$/;

/** A Pauli gadget, which `formatQasm` writes as a definition of this name, as a gate that stays one operation. */
export function knownGadget(gate: Gate): Gate | undefined {
  const letters = gadgetName.exec(gate.name)?.[1].toUpperCase();
  if (letters === undefined || gate.qubitCount !== letters.length || gate.parameterCount !== 1)
    return undefined;
  return {
    ...gate,
    operationCount: 1,
    expand: (qubits, [theta]) => [pauliGadget(letters, qubits, theta)],
  };
}

/**
 * Whether a definition is the unitary of a known gate. Phases count, but for the names of qelib1.inc in OpenQASM 2: its
 * authors knew gates up to a phase only, and a program's own definition of such a name means that gate.
 */
export function isSameGate({ version }: Program, defined: Gate, known: Gate): boolean {
  const isPhaseFree = version === 2 && gateLibraries.qelib1.includes(defined.name);
  const qubits = Array.from({ length: defined.qubitCount as number }, (_, index) => index);
  if (gadgetName.test(defined.name)) return isSameGadget(defined, known, qubits);
  if (qubits.length > greatestQubitCount || defined.operationCount > greatestOperationCount) return false;
  return probes.every((probe) => {
    const parameters = probe.slice(0, defined.parameterCount);
    const matrixOf = (gate: Gate): ComplexMatrix => {
      const operations: readonly Operation[] = gate.expand(qubits, parameters, 0);
      return circuitMatrix({
        qubitCount: qubits.length,
        bitCount: 0,
        operations: operations.filter((operation) => operation.gate !== "barrier"),
      });
    };
    return isSameMatrix(matrixOf(defined), matrixOf(known), isPhaseFree);
  });
}

/** Whether a body is operation by operation what decomposes the gadget. */
function isSameGadget(defined: Gate, known: Gate, qubits: readonly number[]): boolean {
  const [gadget] = known.expand(qubits, [probes[0][0]], 0) as UnitaryKindOperation[];
  const wanted = decomposeOnce(gadget) ?? [];
  const found = defined.expand(qubits, [probes[0][0]], 0);
  const key = (operation: Operation): string =>
    "parameters" in operation
      ? JSON.stringify([operation.gate, operation.qubits, operation.parameters, operation.controls])
      : operation.gate;
  return found.length === wanted.length && found.every((part, index) => key(part) === key(wanted[index]));
}

/** Whether b is a, or with `isUpToPhase` e^(iφ) a with the phase φ of tr(A†B). */
function isSameMatrix(a: ComplexMatrix, b: ComplexMatrix, isUpToPhase: boolean): boolean {
  let [re, im] = [1, 0];
  if (isUpToPhase) {
    [re, im] = [0, 0];
    for (let at = 0; at < a.real.length; at++) {
      re += a.real[at] * b.real[at] + a.imaginary[at] * b.imaginary[at];
      im += a.real[at] * b.imaginary[at] - a.imaginary[at] * b.real[at];
    }
    const norm = Math.hypot(re, im);
    if (norm === 0) return false;
    [re, im] = [re / norm, im / norm];
  }
  return a.real.every((entry, at) => {
    const real = entry * re - a.imaginary[at] * im - b.real[at];
    const imaginary = entry * im + a.imaginary[at] * re - b.imaginary[at];
    return Math.hypot(real, imaginary) < rounding;
  });
}
