import type { Circuit } from "../circuit/circuit.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { gateTable } from "../circuit/gate-table.ts";
import { isTableGate, isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { operationQubits } from "../synthesis/one-qubit-runs.ts";
import { synthesize } from "../synthesis/synthesize.ts";
import { operationBits } from "../transpile/operation-wires.ts";

/** How a Toffoli gate (ccx, ccz) is made. */
export interface ToffoliModel {
  readonly tCount: 4 | 7;
  readonly tDepth: number;
}

/**
 * The two usual ways: 4 T with an ancilla and a measurement (Jones, Phys. Rev. A 87, 022328 (2013)), T depth 1; or 7 T without,
 * T depth 3 (Amy, Maslov, Mosca and Roetteler, IEEE Trans. CAD 32, 818 (2013)).
 */
export const toffoliModels: Readonly<Record<4 | 7, ToffoliModel>> = {
  4: { tCount: 4, tDepth: 1 },
  7: { tCount: 7, tDepth: 3 },
};

/** What a circuit needs besides Clifford gates, before rotations are given a precision. */
export interface LogicalCounts {
  /** The circuit's qubits and those that Toffolis with many controls need as well. */
  readonly qubitCount: number;
  readonly tGates: number;
  readonly toffoliCount: number;
  /** Rotations by angles that are no multiples of π/4, symbolic ones included. */
  readonly rotationCount: number;
  readonly measurementCount: number;
  /** The longest chain of T gates, Toffolis and rotations: how many of each are on it is told by `weight`. */
  readonly depth: (weight: DepthWeights) => number;
}

/** T depth of each kind of non-Clifford operation. */
export interface DepthWeights {
  readonly rotation: number;
  readonly toffoli: number;
}

/** One non-Clifford step on qubits and classical bits; `count` Toffolis or rotations one after the other. */
interface Step {
  readonly kind: "t" | "toffoli" | "rotation" | "clifford" | "measure" | "branch";
  readonly count: number;
  readonly wires: readonly string[];
  readonly branches?: readonly (readonly Step[])[];
}

const cliffordGates: ReadonlySet<string> = new Set([
  "gphase",
  "id",
  "x",
  "y",
  "z",
  "h",
  "s",
  "sdg",
  "sx",
  "sxdg",
  "cx",
  "cy",
  "cz",
  "swap",
  "iswap",
  "iswapdg",
  "ecr",
]);
const toffoliLike: Readonly<Partial<Record<string, "x" | "y" | "z">>> = {
  x: "x",
  cx: "x",
  ccx: "x",
  y: "y",
  cy: "y",
  z: "z",
  cz: "z",
  ccz: "z",
};

/** Angles this close to a multiple of π/4 are taken as one. */
const angleTolerance = 1e-10;

/** What a rotation by an angle about a Pauli axis costs. */
function kindOfAngle(angle: ParameterValue): "clifford" | "t" | "rotation" {
  if (typeof angle !== "number") return "rotation";
  const eighths = angle / (Math.PI / 4);
  if (Math.abs(eighths - Math.round(eighths)) * (Math.PI / 4) > angleTolerance) return "rotation";
  return Math.round(eighths) % 2 === 0 ? "clifford" : "t";
}

/**
 * Counts of T gates, Toffolis and rotations. Gates of the table are taken apart until Clifford gates, T, Toffolis and rotations
 * about one axis are left; X, Y and Z with k ≥ 2 controls count k − 1 Toffolis and k − 2 further qubits (a ladder of ANDs that
 * measurements undo: Gidney, Quantum 2, 74 (2018), arXiv:1709.06648), or 2k − 3 where Toffolis take 7 T; other operations are
 * synthesised. Of a conditional the branch with more of them counts.
 */
export function logicalCounts(circuit: Circuit, toffoliTCount: 4 | 7 = 4): LogicalCounts {
  let further = 0;
  const stepsOf = (operation: Operation): readonly Step[] => {
    const wires = [
      ...operationQubits(operation).map((qubit) => `q${qubit}`),
      ...operationBits(operation).map((bit) => `c${bit}`),
    ];
    if (operation.gate === "if") {
      const branches = [operation.then.flatMap(stepsOf), operation.otherwise.flatMap(stepsOf)];
      return [{ kind: "branch", count: 1, wires, branches }];
    }
    if (operation.gate === "measure") return [{ kind: "measure", count: operation.qubits.length, wires }];
    if (!isUnitaryOperation(operation)) return [{ kind: "clifford", count: 0, wires }];
    return unitarySteps(operation, wires);
  };
  const unitarySteps = (operation: UnitaryKindOperation, wires: readonly string[]): readonly Step[] => {
    const controlCount =
      (operation.controls?.length ?? 0) +
      (isTableGate(operation) ? gateTable[operation.gate].controlCount : 0);
    if (operation.gate in toffoliLike && controlCount >= 2) {
      further = Math.max(further, controlCount - 2);
      return [
        { kind: "toffoli", count: toffoliTCount === 4 ? controlCount - 1 : 2 * controlCount - 3, wires },
      ];
    }
    if (operation.controls?.length) return synthesize(operation).flatMap(stepsOf);
    if (cliffordGates.has(operation.gate)) return [{ kind: "clifford", count: 0, wires }];
    switch (operation.gate) {
      case "t":
      case "tdg":
        return [{ kind: "t", count: 1, wires }];
      case "rx":
      case "ry":
      case "rz":
      case "p":
      case "rxx":
      case "ryy":
      case "rzz":
      case "rzx":
      case "pauli":
        return [{ kind: kindOfAngle(operation.parameters[0]), count: 1, wires }];
      case "u": {
        const [theta, phi, lambda] = operation.parameters;
        // A diagonal u is one rotation by φ + λ.
        const angles =
          theta === 0 && typeof phi === "number" && typeof lambda === "number"
            ? [phi + lambda]
            : [lambda, theta, phi];
        return angles.map((angle) => ({ kind: kindOfAngle(angle), count: 1, wires }));
      }
      default:
        return (decomposeOnce(operation) ?? synthesize(operation)).flatMap(stepsOf);
    }
  };
  const steps = circuit.operations.flatMap(stepsOf);
  const totals = sumSteps(steps);
  return {
    qubitCount: circuit.qubitCount + further,
    tGates: totals.t,
    toffoliCount: totals.toffoli,
    rotationCount: totals.rotation,
    measurementCount: totals.measure,
    depth: (weights) => depthOf(steps, weights, new Map()),
  };
}

interface Totals {
  t: number;
  toffoli: number;
  rotation: number;
  measure: number;
}

/** Rough T counts by which the worse branch of a conditional is found. */
const roughCost = ({ t, toffoli, rotation }: Totals): number => t + 4 * toffoli + 50 * rotation;

function sumSteps(steps: readonly Step[]): Totals {
  const totals: Totals = { t: 0, toffoli: 0, rotation: 0, measure: 0 };
  for (const { kind, count, branches } of steps) {
    if (kind === "branch") {
      const sums = (branches ?? []).map(sumSteps);
      const worst = sums.reduce((worse, sum) => (roughCost(sum) > roughCost(worse) ? sum : worse));
      for (const key of Object.keys(totals) as (keyof Totals)[]) totals[key] += worst[key];
    } else if (kind !== "clifford") totals[kind] += count;
  }
  return totals;
}

function depthOf(steps: readonly Step[], weights: DepthWeights, at: Map<string, number>): number {
  let deepest = Math.max(0, ...at.values());
  for (const { kind, count, wires, branches } of steps) {
    const start = Math.max(0, ...wires.map((wire) => at.get(wire) ?? 0));
    let own = 0;
    if (kind === "t") own = count;
    else if (kind === "toffoli" || kind === "rotation") own = count * weights[kind];
    else if (kind === "branch") {
      own = Math.max(...(branches ?? []).map((branch) => depthOf(branch, weights, new Map())));
    }
    for (const wire of wires) at.set(wire, start + own);
    deepest = Math.max(deepest, start + own);
  }
  return deepest;
}
