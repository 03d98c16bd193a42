import { gate } from "../operation.ts";
import type { Control, GateName, Operation } from "../operation.ts";
import { addParameters, transformParameter } from "../parameter.ts";
import type { ParameterValue } from "../parameter.ts";

/** A gate name outside the gate table, as operations of the table. */
export interface NamedGate {
  readonly qubitCount: number;
  readonly parameterCount: number;
  /** The operations on those qubits with those parameters, first to last; global phases included. */
  readonly operations: (
    qubits: readonly number[],
    parameters: readonly ParameterValue[],
  ) => readonly Operation[];
}

const half = (value: ParameterValue, sign = 1): ParameterValue => transformParameter(value, sign / 2);

/** Another name for a gate of the table. */
const synonym = (name: GateName, qubitCount: number, parameterCount = 0): NamedGate => ({
  qubitCount,
  parameterCount,
  operations: (qubits, parameters) => [gate(name, qubits, parameters)],
});

/** A one-qubit gate under `controlCount` further controls, which come first among the qubits. */
const multiControlled = (name: GateName, controlCount: number, ownQubits = 1): NamedGate => ({
  qubitCount: controlCount + ownQubits,
  parameterCount: 0,
  operations: (qubits) => {
    const controls = qubits.slice(0, controlCount).map((qubit): Control => ({ qubit, value: 1 }));
    return [gate(name, qubits.slice(controlCount), [], controls)];
  },
});

/** Gates of a text such as "h2 cx1,2 t2": a name and places among the qubits. */
const sequence = (qubitCount: number, text: string): NamedGate => ({
  qubitCount,
  parameterCount: 0,
  operations: (qubits) =>
    text.split(" ").map((word) => {
      const [, name, places] = /^([a-z]+)([\d,]+)$/.exec(word)!;
      return gate(
        name as GateName,
        places.split(",").map((place) => qubits[Number(place)]),
      );
    }),
});

/** Rz(φ) Ry(θ) Rz(λ), the determinant-one form that OpenQASM 3's `stdgates.inc` gives u2 and u3. */
const eulerZyz = (
  qubits: readonly number[],
  theta: ParameterValue,
  phi: ParameterValue,
  lambda: ParameterValue,
): readonly Operation[] => [
  gate("gphase", [], [half(addParameters(phi, lambda), -1)]),
  gate("u", qubits, [theta, phi, lambda]),
];

/**
 * Names that OpenQASM's languages, their standard libraries, and programs in the wild use for gates outside the table.
 *
 * Conventions that could surprise: `U` is that of OpenQASM 3, e^(iθ/2) u(θ, φ, λ); u2 and u3 carry the phase
 * e^(−i(φ+λ)/2) of `stdgates.inc`, which shows only under a control. OpenQASM 2 cannot control a gate, so there no
 * phase of these can be observed. cu3 is the controlled u(θ, φ, λ), as in Qiskit's `qelib1.inc`.
 * Source: OpenQASM 3.1 specification, "Built-in gates" and "Standard library"; `qelib1.inc` of Qiskit 2;
 * relative-phase Toffolis: Maslov, Phys. Rev. A 93, 022311 (2016), figures 3 and 4.
 */
export const namedGates: Readonly<Record<string, NamedGate>> = Object.freeze({
  U: {
    qubitCount: 1,
    parameterCount: 3,
    operations: (qubits, [theta, phi, lambda]) => [
      gate("gphase", [], [half(theta)]),
      gate("u", qubits, [theta, phi, lambda]),
    ],
  },
  u2: {
    qubitCount: 1,
    parameterCount: 2,
    operations: (qubits, [phi, lambda]) => eulerZyz(qubits, Math.PI / 2, phi, lambda),
  },
  u3: {
    qubitCount: 1,
    parameterCount: 3,
    operations: (qubits, [theta, phi, lambda]) => eulerZyz(qubits, theta, phi, lambda),
  },
  cu3: {
    qubitCount: 2,
    parameterCount: 3,
    operations: (qubits, [theta, phi, lambda]) => [gate("cu", qubits, [theta, phi, lambda, 0])],
  },
  /** Idles for γ gate times. */
  u0: { qubitCount: 1, parameterCount: 1, operations: (qubits) => [gate("id", qubits)] },
  /** A rotation by θ about the axis at azimuth φ of the equator. */
  r: {
    qubitCount: 1,
    parameterCount: 2,
    operations: (qubits, [theta, phi]) => [
      gate("u", qubits, [
        theta,
        addParameters(phi, -Math.PI / 2),
        addParameters(transformParameter(phi, -1), Math.PI / 2),
      ]),
    ],
  },
  u1: synonym("p", 1, 1),
  phase: synonym("p", 1, 1),
  CX: synonym("cx", 2),
  cnot: synonym("cx", 2),
  CNOT: synonym("cx", 2),
  cphase: synonym("cp", 2, 1),
  cu1: synonym("cp", 2, 1),
  toffoli: synonym("ccx", 3),
  ccnot: synonym("ccx", 3),
  fredkin: synonym("cswap", 3),
  iden: synonym("id", 1),
  v: synonym("sx", 1),
  vdg: synonym("sxdg", 1),
  c3x: multiControlled("x", 3),
  c4x: multiControlled("x", 4),
  c3z: multiControlled("z", 3),
  c3sqrtx: multiControlled("sx", 3),
  c3sx: multiControlled("sx", 3),
  dcx: sequence(2, "cx0,1 cx1,0"),
  rccx: sequence(3, "h2 t2 cx1,2 tdg2 cx0,2 t2 cx1,2 tdg2 h2"),
  rc3x: sequence(4, "h3 t3 cx2,3 tdg3 h3 cx0,3 t3 cx1,3 tdg3 cx0,3 t3 cx1,3 tdg3 h3 t3 cx2,3 tdg3 h3"),
} satisfies Record<string, NamedGate>);

/** The named gate of that name; undefined for a name that is none (also "constructor" and the like). */
export function findNamedGate(name: string): NamedGate | undefined {
  return Object.hasOwn(namedGates, name) ? namedGates[name] : undefined;
}
