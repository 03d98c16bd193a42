import { gate, isUnitaryOperation } from "../../circuit/operation.ts";
import type { GateName, Operation, UnitaryKindOperation } from "../../circuit/operation.ts";
import { operationMatrix } from "../../circuit/operation-matrix.ts";
import { addParameters } from "../../circuit/parameter.ts";
import type { ParameterValue } from "../../circuit/parameter.ts";
import { isBoundOneQubitGate, operationQubits, PhaseSum } from "../../synthesis/one-qubit-runs.ts";

/** How an operation acts on one of its qubits: it commutes with Z there, with X there, or with neither. */
type Kind = "Z" | "X" | null;

/** Kinds by gate, for each qubit of the gate. */
const kinds: Readonly<Partial<Record<GateName, readonly Kind[]>>> = {
  rz: ["Z"],
  p: ["Z"],
  rx: ["X"],
  cx: ["Z", "X"],
  cy: ["Z", null],
  ch: ["Z", null],
  csx: ["Z", "X"],
  csxdg: ["Z", "X"],
  crx: ["Z", "X"],
  cry: ["Z", null],
  cu: ["Z", null],
  cz: ["Z", "Z"],
  cs: ["Z", "Z"],
  csdg: ["Z", "Z"],
  cp: ["Z", "Z"],
  crz: ["Z", "Z"],
  rzz: ["Z", "Z"],
  rxx: ["X", "X"],
  rzx: ["Z", "X"],
};

/** Gates that are their own inverse. */
const selfInverse: ReadonlySet<string> = new Set(["cx", "cy", "cz", "ch"]);
/** Gates whose angles add up. */
const additive: ReadonlySet<string> = new Set([
  "rz",
  "p",
  "rx",
  "crx",
  "cry",
  "cp",
  "crz",
  "rzz",
  "rxx",
  "rzx",
]);
/** Gates whose qubits may be exchanged. */
const symmetric: ReadonlySet<string> = new Set(["cz", "cp", "rzz", "rxx"]);

const rounding = 1e-14;

/** A bound one-qubit gate that commutes with Z or X as rz or rx and a phase; itself otherwise. */
function asRotation(operation: UnitaryKindOperation): {
  operation: UnitaryKindOperation;
  kind: Kind;
  phase: number;
} {
  const { real, imaginary } = operationMatrix(operation);
  const size = (at: number): number => Math.hypot(real[at], imaginary[at]);
  const [qubit] = operation.qubits;
  if (size(1) < rounding && size(2) < rounding) {
    const [low, high] = [Math.atan2(imaginary[0], real[0]), Math.atan2(imaginary[3], real[3])];
    return { operation: gate("rz", [qubit], [high - low]), kind: "Z", phase: (low + high) / 2 };
  }
  const differ = (a: number, b: number): number => Math.hypot(real[a] - real[b], imaginary[a] - imaginary[b]);
  if (differ(0, 3) < rounding && differ(1, 2) < rounding) {
    // a + bX has the eigenvalues a ± b.
    const plus = Math.atan2(imaginary[0] + imaginary[1], real[0] + real[1]);
    const minus = Math.atan2(imaginary[0] - imaginary[1], real[0] - real[1]);
    return { operation: gate("rx", [qubit], [minus - plus]), kind: "X", phase: (plus + minus) / 2 };
  }
  return { operation, kind: null, phase: 0 };
}

/**
 * The operations with pairs of inverse gates removed and angles of equal rotations added wherever the operations between
 * commute with them: on every qubit operations in a row that all commute with Z (rz, the control of cx, cz, rzz …) or all with
 * X (rx, the target of cx, rxx …) count as neighbours. The unitary is unchanged, global phase included. Branches of
 * conditionals are treated on their own.
 */
export function cancelCommuting(operations: readonly Operation[]): Operation[] {
  const kept: (Operation | null)[] = [];
  const phases = new PhaseSum();
  const kindAt = new Map<number, Kind>();
  const groupAt = new Map<number, number>();
  let groups = 0;
  /** Where the last gate of that name, on those qubits in those groups, is kept. */
  const last = new Map<string, number>();
  const enter = (qubit: number, kind: Kind): number => {
    if (kind === null || kindAt.get(qubit) !== kind) groupAt.set(qubit, ++groups);
    kindAt.set(qubit, kind);
    return groupAt.get(qubit) ?? 0;
  };
  const place = (operation: UnitaryKindOperation, itsKinds: readonly Kind[]): void => {
    const { gate: name, qubits } = operation;
    const inGroups = qubits.map((qubit, index) => `${qubit}:${enter(qubit, itsKinds[index])}`);
    if (symmetric.has(name)) inGroups.sort();
    const key = `${name} ${inGroups.join(" ")}`;
    const before = last.get(key);
    if (before === undefined || (!selfInverse.has(name) && !additive.has(name))) {
      last.set(key, kept.length);
      kept.push(operation);
      return;
    }
    if (selfInverse.has(name)) {
      kept[before] = null;
      last.delete(key);
      return;
    }
    const earlier = kept[before] as UnitaryKindOperation;
    const sum = addParameters(
      earlier.parameters[0] as ParameterValue,
      operation.parameters[0] as ParameterValue,
    );
    if (typeof sum === "number" && isWholeTurn(name, sum)) {
      kept[before] = null;
      last.delete(key);
      if (!periodic.has(name) && Math.round(sum / (2 * Math.PI)) % 2 !== 0) phases.add(Math.PI);
    } else kept[before] = { ...earlier, parameters: [sum] } as UnitaryKindOperation;
  };
  for (const operation of operations) {
    if (operation.gate === "gphase" && !operation.controls?.length) {
      phases.add(operation.parameters[0]);
    } else if (isBoundOneQubitGate(operation)) {
      const { operation: rotation, kind, phase } = asRotation(operation);
      phases.add(phase);
      const angle = rotation.parameters[0];
      if (kind !== null && typeof angle === "number" && isWholeTurn("rz", angle)) phases.add(angle / 2);
      else place(rotation, [kind]);
    } else if (isUnitaryOperation(operation) && !operation.controls?.length && operation.gate in kinds) {
      place(operation, kinds[operation.gate as GateName] ?? []);
    } else {
      for (const qubit of operationQubits(operation)) enter(qubit, null);
      kept.push(
        operation.gate === "if"
          ? {
              ...operation,
              then: cancelCommuting(operation.then),
              otherwise: cancelCommuting(operation.otherwise),
            }
          : operation,
      );
    }
  }
  return [...kept.filter((operation) => operation !== null), ...phases.operations()];
}

/** Gates with period 2π; others (rotations) are −1 after one turn. */
const periodic: ReadonlySet<string> = new Set(["p", "cp"]);
/** Controlled rotations, whose −1 after one turn is a gate on the control: they vanish after two turns only. */
const doublePeriod: ReadonlySet<string> = new Set(["crx", "cry", "crz"]);

function isWholeTurn(name: string, angle: number): boolean {
  const period = doublePeriod.has(name) ? 4 * Math.PI : 2 * Math.PI;
  return Math.abs(angle - period * Math.round(angle / period)) < rounding;
}
