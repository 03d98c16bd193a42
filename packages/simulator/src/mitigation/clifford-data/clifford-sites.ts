import type { Circuit } from "../../circuit/circuit.ts";
import { operationMatrix } from "../../circuit/operation-matrix.ts";
import { gate, isUnitaryOperation } from "../../circuit/operation.ts";
import type { UnitaryKindOperation } from "../../circuit/operation.ts";
import { InvalidArgumentError } from "../../errors.ts";
import { createCliffordMaps } from "../../stabilizer/clifford-map.ts";
import { isCliffordOperation } from "../../stabilizer/simulate-stabilizer.ts";

/** A Clifford operation in place of one that is not, and how far apart they are. */
export interface CliffordChoice {
  readonly operation: UnitaryKindOperation;
  /** min over phases of ‖U − e^(iφ)V‖²_F, scaled to a one-qubit matrix: in [0, 4]. */
  readonly squaredDistance: number;
}

/** An operation of a circuit that is not Clifford. */
export interface CliffordSite {
  readonly index: number;
  readonly choices: readonly CliffordChoice[];
}

const quarter = Math.PI / 2;
/** Steps of the parameters at whose multiples a gate is Clifford. */
const cliffordSteps: Readonly<Partial<Record<string, readonly number[]>>> = {
  rx: [quarter],
  ry: [quarter],
  rz: [quarter],
  p: [quarter],
  u: [quarter, quarter, quarter],
  rxx: [quarter],
  ryy: [quarter],
  rzz: [quarter],
  rzx: [quarter],
  pauli: [quarter],
  crx: [Math.PI],
  cry: [Math.PI],
  crz: [Math.PI],
  cp: [Math.PI],
  cu: [Math.PI, Math.PI, Math.PI, quarter],
  xx_plus_yy: [Math.PI, quarter],
  xx_minus_yy: [Math.PI, quarter],
};
/** One-qubit gates of the same kind that take the place of t and tdg. */
const phaseGates = ["id", "s", "z", "sdg"] as const;

function squaredDistance(a: UnitaryKindOperation, b: UnitaryKindOperation): number {
  const [u, v] = [operationMatrix(a), operationMatrix(b)];
  let [re, im] = [0, 0];
  u.real.forEach((entry, at) => {
    re += entry * v.real[at] + u.imaginary[at] * v.imaginary[at];
    im += entry * v.imaginary[at] - u.imaginary[at] * v.real[at];
  });
  return Math.max(0, 4 * (1 - Math.hypot(re, im) / u.size));
}

/** exp(−iθP/2) at any size: |tr(U†V)|/d = |cos((θ − θ′)/2)|. */
function gadgetDistance(theta: number, other: number): number {
  return 4 * (1 - Math.abs(Math.cos((theta - other) / 2)));
}

/** Multiples of the step around a value, one period (4 of them) of the Clifford group. */
const around = (value: number, step: number): number[] =>
  [-1, 0, 1, 2].map((offset) => (Math.floor(value / step) + offset) * step || 0);

function choicesOf(operation: UnitaryKindOperation): CliffordChoice[] | null {
  if (operation.controls) return null;
  if (operation.gate === "t" || operation.gate === "tdg") {
    return phaseGates.map((name) => {
      const candidate = gate(name, operation.qubits);
      return { operation: candidate, squaredDistance: squaredDistance(operation, candidate) };
    });
  }
  const steps = cliffordSteps[operation.gate];
  if (!steps) return null;
  const parameters = operation.parameters as readonly number[];
  let lists: number[][] = [[]];
  parameters.forEach((value, at) => {
    lists = lists.flatMap((list) => around(value, steps[at]).map((candidate) => [...list, candidate]));
  });
  const maps = createCliffordMaps();
  return lists
    .map((list) => ({ ...operation, parameters: list }) as UnitaryKindOperation)
    .filter((candidate) => isCliffordOperation(candidate, maps))
    .map((candidate) => ({
      operation: candidate,
      squaredDistance:
        operation.gate === "pauli"
          ? gadgetDistance(parameters[0], candidate.parameters[0] as number)
          : squaredDistance(operation, candidate),
    }));
}

/**
 * The operations of a circuit that are not Clifford, with the Clifford operations of the same kind that may replace them:
 * the same gate with its angles at multiples of π/2 (π for controlled rotations), one of id, s, z, sdg for t and tdg.
 * Throws {@link InvalidArgumentError} that names an operation without such a twin, an unbound parameter, or what is neither
 * unitary, barrier nor measurement.
 */
export function findCliffordSites({ operations }: Circuit): CliffordSite[] {
  const maps = createCliffordMaps();
  return operations.flatMap((operation, index): CliffordSite[] => {
    const where = `operations[${index}]`;
    if (operation.gate === "barrier" || operation.gate === "measure") return [];
    if (!isUnitaryOperation(operation)) {
      throw new InvalidArgumentError(
        `${where}: ${operation.gate} is not unitary; training circuits must be`,
        {
          field: where,
        },
      );
    }
    if (operation.parameters.some((value) => typeof value !== "number")) {
      throw new InvalidArgumentError(`${where}: ${operation.gate} must have bound parameters`, {
        field: where,
      });
    }
    if (isCliffordOperation(operation, maps)) return [];
    const choices = choicesOf(operation);
    if (!choices) {
      throw new InvalidArgumentError(
        `${where}: ${operation.gate}${operation.controls ? " with controls" : ""} has no Clifford twin of its kind; decompose the circuit first (decomposeCircuit)`,
        { field: where },
      );
    }
    return [{ index, choices }];
  });
}
