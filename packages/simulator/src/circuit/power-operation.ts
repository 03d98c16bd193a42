import { InvalidArgumentError } from "../errors.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { invertOperation } from "./compose.ts";
import { controlOperation } from "./control-circuit.ts";
import { gateTable } from "./gate-table.ts";
import { operationMatrix } from "./operation-matrix.ts";
import { gate, gateNames, isTableGate, unitary } from "./operation.ts";
import type { Control, GateName, GateOperation, UnitaryKindOperation } from "./operation.ts";
import { transformParameter } from "./parameter.ts";
import type { ParameterValue } from "./parameter.ts";
import { principalAngle, unitaryPower } from "./unitary-power.ts";

const fullTurn = 2 * Math.PI;
/** Every gate of the table without parameters is the identity to the eighth power. */
const fixedOrder = 8;
const greatestMatrixQubits = 4;

/** Gates exp(iθG): a power multiplies their first parameter. Their eigenphases are ±θ times this. */
const eigenphaseFactors: Readonly<Partial<Record<string, number>>> = {
  ...Object.fromEntries(["gphase", "p", "cp"].map((name) => [name, 1])),
  ...Object.fromEntries(
    "pauli rx ry rz crx cry crz rxx ryy rzz rzx xx_plus_yy xx_minus_yy".split(" ").map((name) => [name, 0.5]),
  ),
};

/** θ·t for a symbol, and for a number with eigenphases brought to (−π, π) first; undefined at ±π. */
function powerAngle(theta: ParameterValue, exponent: number, factor: number): ParameterValue | undefined {
  if (typeof theta !== "number" || Number.isInteger(exponent)) return transformParameter(theta, exponent);
  const phase = principalAngle(theta * factor);
  // Both −π and π are eigenphases, and one of them belongs to the other branch; e^(iγ) has one eigenvalue only.
  if (factor !== 1 && Math.abs(phase - Math.PI) < 1e-9) return undefined;
  return (phase / factor) * exponent;
}

/** A gate of the table with this matrix; otherwise the matrix. */
function named(matrix: ComplexMatrix, qubits: readonly number[]): UnitaryKindOperation {
  const isSame = (name: GateName): boolean => {
    const row = gateTable[name];
    if (row.parameterCount > 0 || row.controlCount > 0 || 2 ** row.targetCount !== matrix.size) return false;
    const { real, imaginary } = row.matrix([]);
    return matrix.real.every(
      (entry, at) => Math.hypot(entry - real[at], matrix.imaginary[at] - imaginary[at]) < 1e-14,
    );
  };
  const name = gateNames.find(isSame);
  return name ? gate(name, qubits) : unitary(matrix, qubits);
}

/** The k-th power of a permutation, any whole k: a step of k along every cycle. */
function permutationPower(images: readonly number[], exponent: number): number[] {
  const power = new Array<number>(images.length).fill(-1);
  for (let start = 0; start < images.length; start++) {
    if (power[start] >= 0) continue;
    const cycle = [start];
    for (let at = images[start]; at !== start; at = images[at]) cycle.push(at);
    const step = ((exponent % cycle.length) + cycle.length) % cycle.length;
    cycle.forEach((from, index) => (power[from] = cycle[(index + step) % cycle.length]));
  }
  return power;
}

/** The power of an operation by that of its matrix on its targets, its controls kept. */
function matrixPower(operation: UnitaryKindOperation, exponent: number): UnitaryKindOperation {
  const { qubits, controls = [] } = operation;
  if (operation.parameters.some((value) => typeof value !== "number")) {
    throw new InvalidArgumentError(
      `the power ${exponent} of ${operation.gate} needs bound parameters; whole powers do not`,
      { exponent },
    );
  }
  if (!isTableGate(operation)) {
    if (qubits.length > greatestMatrixQubits) {
      throw new InvalidArgumentError(
        `the power ${exponent} of ${operation.gate} needs at most ${greatestMatrixQubits} qubits, got ${qubits.length}`,
        { exponent },
      );
    }
    return {
      ...unitary(unitaryPower(operationMatrix(operation), exponent), qubits),
      ...withControls(controls),
    };
  }
  const row = gateTable[operation.gate];
  const own = qubits.slice(0, row.controlCount).map((qubit): Control => ({ qubit, value: 1 }));
  const targets = qubits.slice(row.controlCount);
  const matrix = row.matrix(operation.parameters as readonly number[]);
  const { real, imaginary } = matrix;
  const isPhase =
    matrix.size === 2 && real[0] === 1 && [1, 2].every((at) => real[at] === 0 && imaginary[at] === 0);
  const power = isPhase
    ? phasePower(Math.atan2(imaginary[3], real[3]), exponent, targets)
    : named(unitaryPower(matrix, exponent), targets);
  return controlOperation(power, [...own, ...controls]);
}

function phasePower(angle: number, exponent: number, qubits: readonly number[]): UnitaryKindOperation {
  const lambda = principalAngle(angle) * exponent;
  const phase = gateTable.p.matrix([lambda]);
  const exact = named(phase, qubits);
  return exact.gate === "unitary" ? gate("p", qubits, [lambda]) : exact;
}

const withControls = (controls: readonly Control[]): { controls?: readonly Control[] } =>
  controls.length > 0 ? { controls } : {};

/**
 * The operation's principal power, its controls kept (eigenvalues e^(iφ) with φ in (−π, π] become e^(iφt)): rotations
 * scale their angle, diagonals their phases, phase gates become p, other gates a matrix or the gate of the table that
 * has it. A symbolic rotation exp(−iθP/2) becomes exp(−itθP/2), which is the principal power where |θ| < 2π (π for p).
 * Null where a whole power of symbols is best repeated.
 * Throws {@link InvalidArgumentError} for the fractional power of a gate u or cu with unbound parameters, and of a
 * permutation on more than four qubits.
 */
export function powerOperation(
  operation: UnitaryKindOperation,
  exponent: number,
): readonly UnitaryKindOperation[] | null {
  const isWhole = Number.isInteger(exponent);
  const factor = eigenphaseFactors[operation.gate];
  if (factor !== undefined) {
    const [theta, ...rest] = operation.parameters as readonly ParameterValue[];
    const scaled = powerAngle(theta, exponent, factor);
    if (scaled !== undefined) {
      return [{ ...operation, parameters: [scaled, ...rest] } as UnitaryKindOperation];
    }
    if (operation.gate === "pauli" && operation.qubits.length > greatestMatrixQubits) {
      return [
        { ...gate("gphase", [], [(fullTurn / 2) * exponent]), ...withControls(operation.controls ?? []) },
      ];
    }
    return [matrixPower(operation, exponent)];
  }
  switch (operation.gate) {
    case "diagonal": {
      const phases = operation.phases.map((phase) => principalAngle(phase) * exponent);
      return [{ ...operation, phases }];
    }
    case "permutation":
      if (!isWhole) return [matrixPower(operation, exponent)];
      return [{ ...operation, images: permutationPower(operation.images, exponent) }];
    case "unitary":
      return [
        exponent < 0 ? matrixPower(invertOperation(operation), -exponent) : matrixPower(operation, exponent),
      ];
    default:
      return powerOfFixedGate(operation as GateOperation, exponent);
  }
}

/** A gate of the table that is no rotation. */
function powerOfFixedGate(
  operation: GateOperation,
  exponent: number,
): readonly UnitaryKindOperation[] | null {
  if (!Number.isInteger(exponent)) return [matrixPower(operation, exponent)];
  if (gateTable[operation.gate].parameterCount > 0) return null;
  const turns = ((exponent % fixedOrder) + fixedOrder) % fixedOrder;
  const times = turns > fixedOrder / 2 ? fixedOrder - turns : turns;
  const factor = turns > fixedOrder / 2 ? invertOperation(operation) : operation;
  return Array.from({ length: times }, () => factor);
}
