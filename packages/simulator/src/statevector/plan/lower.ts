import type { Circuit } from "../../circuit/circuit.ts";
import { gateTable } from "../../circuit/gate-table.ts";
import { operationMatrix } from "../../circuit/operation-matrix.ts";
import { isTableGate, isUnitaryOperation } from "../../circuit/operation.ts";
import type { Control, GateName, GateOperation, UnitaryKindOperation } from "../../circuit/operation.ts";
import { transformParameter } from "../../circuit/parameter.ts";
import type { ParameterValue } from "../../circuit/parameter.ts";
import { uncontrolledGates } from "../../circuit/uncontrolled-gates.ts";
import { InvalidArgumentError } from "../../errors.ts";
import { maskOf } from "./primitives.ts";
import type { ControlMasks, Primitive } from "./primitives.ts";

const { PI } = Math;
const noControls: ControlMasks = { controlMask: 0, controlValue: 0 };

/** The phase of diagonal gates on |1⟩. */
const phaseGates: Readonly<Partial<Record<GateName, number>>> = {
  z: PI,
  s: PI / 2,
  sdg: -PI / 2,
  t: PI / 4,
  tdg: -PI / 4,
};

const scale = (value: ParameterValue, factor: number): ParameterValue => transformParameter(value, factor);

function masksOf(controls: readonly Control[]): ControlMasks {
  return {
    controlMask: maskOf(controls.map(({ qubit }) => qubit)),
    controlValue: maskOf(controls.filter(({ value }) => value === 1).map(({ qubit }) => qubit)),
  };
}

/**
 * e^(iφ) where all bits of `mask` are set and the controls hold. A control on 0 is 1 minus a control on 1, so each
 * doubles the terms.
 */
function phases(
  mask: number,
  angle: ParameterValue,
  { controlMask, controlValue }: ControlMasks,
): Primitive[] {
  let terms: { mask: number; sign: number }[] = [{ mask: mask | controlValue, sign: 1 }];
  for (let zeros = controlMask & ~controlValue; zeros !== 0; zeros &= zeros - 1) {
    const bit = zeros & -zeros;
    terms = terms.flatMap((term) => [term, { mask: term.mask | bit, sign: -term.sign }]);
  }
  return terms.map(({ mask: bits, sign }) => ({ kind: "phase", mask: bits, angle: scale(angle, sign) }));
}

/** exp(−iθP/2) for the letters of P on qubits. */
function pauliRotation(
  letters: string,
  qubits: readonly number[],
  angle: ParameterValue,
  controls: ControlMasks,
): Primitive[] {
  const pick = (wanted: string): number =>
    maskOf(qubits.filter((_, index) => wanted.includes(letters[index])));
  const [x, z] = [pick("XY"), pick("YZ")];
  if (x === 0 && qubits.length <= 2) {
    // Z = 1 − 2n and ZZ′ = 1 − 2n − 2n′ + 4nn′ for the occupations n of |1⟩.
    const single = qubits.flatMap((qubit) => phases(1 << qubit, angle, controls));
    const pair = qubits.length === 2 ? phases(z, scale(angle, -2), controls) : [];
    return [...phases(0, scale(angle, -0.5), controls), ...single, ...pair];
  }
  if (qubits.length === 1 && controls.controlMask === 0) {
    return [{ kind: "turn", qubit: qubits[0], turn: { axis: letters as "X" | "Y", angle } }];
  }
  return [{ kind: "pauli", x, z, angle, ...controls }];
}

function lowerGate({ gate, qubits, parameters }: GateOperation, controls: ControlMasks): Primitive[] {
  const [first, second] = qubits;
  const bit = 1 << first;
  const phaseAngle = phaseGates[gate];
  if (phaseAngle !== undefined) return phases(bit, phaseAngle, controls);
  switch (gate) {
    case "id":
      return [];
    case "gphase":
      return phases(0, parameters[0], controls);
    case "x":
      return [{ kind: "flip", target: first, ...controls }];
    case "y":
      // Y = i X Z.
      return [
        ...phases(bit, PI, controls),
        { kind: "flip", target: first, ...controls },
        ...phases(0, PI / 2, controls),
      ];
    case "h":
      return controls.controlMask === 0
        ? [{ kind: "turn", qubit: first, turn: { axis: "H" } }]
        : [{ kind: "dense", qubits, matrix: gateTable.h.matrix([]), ...controls }];
    case "sx":
    case "sxdg": {
      const sign = gate === "sx" ? 1 : -1;
      return [
        ...pauliRotation("X", qubits, (sign * PI) / 2, controls),
        ...phases(0, (sign * PI) / 4, controls),
      ];
    }
    case "rx":
      return pauliRotation("X", qubits, parameters[0], controls);
    case "ry":
      return pauliRotation("Y", qubits, parameters[0], controls);
    case "rz":
      return pauliRotation("Z", qubits, parameters[0], controls);
    case "p":
      return phases(bit, parameters[0], controls);
    case "u": {
      const [theta, phi, lambda] = parameters;
      return [
        ...phases(bit, lambda, controls),
        ...pauliRotation("Y", qubits, theta, controls),
        ...phases(bit, phi, controls),
      ];
    }
    case "cu": {
      const [theta, phi, lambda, gamma] = parameters;
      const under = withControl(controls, first);
      return [
        ...phases(0, gamma, under),
        ...lowerGate({ gate: "u", qubits: [second], parameters: [theta, phi, lambda] }, under),
      ];
    }
    case "swap":
      return [{ kind: "exchange", qubits: [first, second], ...controls }];
    case "iswap":
    case "iswapdg": {
      const angle = gate === "iswap" ? PI / 2 : -PI / 2;
      return [
        ...phases(bit, angle, controls),
        ...phases(1 << second, angle, controls),
        ...phases(bit | (1 << second), -2 * angle, controls),
        { kind: "exchange", qubits: [first, second], ...controls },
      ];
    }
    case "rxx":
      return pauliRotation("XX", qubits, parameters[0], controls);
    case "ryy":
      return pauliRotation("YY", qubits, parameters[0], controls);
    case "rzz":
      return pauliRotation("ZZ", qubits, parameters[0], controls);
    case "rzx":
      return pauliRotation("ZX", qubits, parameters[0], controls);
    case "xx_plus_yy":
    case "xx_minus_yy": {
      const [theta, beta] = parameters;
      const isPlus = gate === "xx_plus_yy";
      const turned = isPlus ? first : second;
      const before = isPlus ? beta : scale(beta, -1);
      return [
        ...pauliRotation("Z", [turned], before, controls),
        ...pauliRotation("XX", qubits, scale(theta, 0.5), controls),
        ...pauliRotation("YY", qubits, scale(theta, isPlus ? 0.5 : -0.5), controls),
        ...pauliRotation("Z", [turned], scale(before, -1), controls),
      ];
    }
    case "ecr":
      return [{ kind: "dense", qubits, matrix: gateTable.ecr.matrix([]), ...controls }];
    default: {
      const base = uncontrolledGates[gate]!;
      const { controlCount } = gateTable[gate];
      const under = qubits.slice(0, controlCount).reduce(withControl, controls);
      return lowerGate({ gate: base, qubits: qubits.slice(controlCount), parameters }, under);
    }
  }
}

function withControl({ controlMask, controlValue }: ControlMasks, qubit: number): ControlMasks {
  return { controlMask: controlMask | (1 << qubit), controlValue: controlValue | (1 << qubit) };
}

function lowerDiagonal(
  qubits: readonly number[],
  values: readonly number[],
  controls: ControlMasks,
): Primitive[] {
  if (qubits.length > 2) return [{ kind: "phase-table", qubits, phases: values, ...controls }];
  const [first, second] = qubits;
  const single = phases(1 << first, values[1] - values[0], controls);
  if (qubits.length === 1) return [...phases(0, values[0], controls), ...single];
  return [
    ...phases(0, values[0], controls),
    ...single,
    ...phases(1 << second, values[2] - values[0], controls),
    ...phases((1 << first) | (1 << second), values[3] - values[2] - values[1] + values[0], controls),
  ];
}

/** The primitives of one unitary operation, first to last; its parameters may be symbolic. */
export function lowerOperation(operation: UnitaryKindOperation): Primitive[] {
  const controls = operation.controls ? masksOf(operation.controls) : noControls;
  const { qubits } = operation;
  if (isTableGate(operation)) return lowerGate(operation, controls);
  switch (operation.gate) {
    case "pauli":
      return pauliRotation(operation.pauli, qubits, operation.parameters[0], controls);
    case "unitary": {
      const matrix = operationMatrix(operation);
      return qubits.length === 1 && controls.controlMask === 0
        ? [{ kind: "turn", qubit: qubits[0], turn: { axis: "fixed", matrix } }]
        : [{ kind: "dense", qubits, matrix, ...controls }];
    }
    case "diagonal":
      return lowerDiagonal(qubits, operation.phases, controls);
    case "permutation":
      return [{ kind: "permutation", qubits, images: operation.images, ...controls }];
  }
}

/** The primitives of a unitary circuit. Throws {@link InvalidArgumentError} for measurements, resets, conditionals. */
export function lowerCircuit({ operations }: Circuit): Primitive[] {
  return operations.flatMap((operation, index) => {
    if (operation.gate === "barrier") return [];
    if (isUnitaryOperation(operation)) return lowerOperation(operation);
    throw new InvalidArgumentError(
      `operations[${index}]: ${operation.gate} is not unitary; run circuits with it through simulate`,
      { field: `operations[${index}]` },
    );
  });
}
