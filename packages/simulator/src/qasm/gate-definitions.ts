import { decomposeOnce } from "../circuit/decompose.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gate, isTableGate, isUnitaryOperation, pauliGadget } from "../circuit/operation.ts";
import type { GateName, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { synthesize } from "../synthesis/synthesize.ts";
import type { Names } from "./format-names.ts";

/** The gates that the standard file of a version defines, by their name in a circuit. */
const standardNames: Readonly<Record<2 | 3, ReadonlyMap<string, string>>> = {
  // Qiskit's qelib1.inc, in the names that the original one has as well where there are two.
  2: new Map([
    ...(
      "id x y z h s sdg t tdg sx sxdg rx ry rz cx cy cz ch crx cry crz cu csx swap rxx rzz ccx cswap" as const
    )
      .split(" ")
      .map((name): [string, string] => [name, name]),
    ["u", "u3"],
    ["p", "u1"],
    ["cp", "cu1"],
  ]),
  3: new Map(
    "id p x y z h s sdg t tdg sx rx ry rz cx cy cz cp crx cry crz ch swap ccx cswap cu gphase"
      .split(" ")
      .map((name) => [name, name]),
  ),
};

type FormatBody = (
  operations: readonly Operation[],
  qubitText: (qubit: number) => string,
  parameterText: (name: string) => string,
) => string[];

/** Names of gates for operations, and the definitions that those need, in the order in which a reader needs them. */
export class GateDefinitions {
  readonly lines: string[] = [];
  readonly #version: 2 | 3;
  readonly #names: Names;
  readonly #formatBody: FormatBody;
  readonly #byKey = new Map<string, string>();

  constructor(version: 2 | 3, names: Names, formatBody: FormatBody) {
    this.#version = version;
    this.#names = names;
    this.#formatBody = formatBody;
  }

  /** The name to call for an operation without its further controls. */
  nameOf(operation: UnitaryKindOperation): string {
    if (isTableGate(operation)) {
      return standardNames[this.#version].get(operation.gate) ?? this.#tableGate(operation.gate);
    }
    if (operation.gate === "pauli") return this.#gadget(operation.pauli);
    const positions = operation.qubits.map((_, index) => index);
    const plain: UnitaryKindOperation = { ...operation, qubits: positions, controls: [] };
    return this.#define(JSON.stringify(plain), operation.gate, positions.length, 0, () => synthesize(plain));
  }

  /** The name of a gate on `qubitCount` qubits that stands for bound operations on the qubits 0 and on. */
  nameOfBlock(kind: string, qubitCount: number, operations: readonly Operation[]): string {
    return this.#define(`block ${JSON.stringify(operations)}`, kind, qubitCount, 0, () => operations);
  }

  #tableGate(name: GateName): string {
    const known = this.#byKey.get(name);
    if (known !== undefined) return known;
    const row = gateTable[name];
    const qubits = Array.from({ length: gateQubitCount(row) }, (_, index) => index);
    const parameters = Array.from({ length: row.parameterCount }, (_, index) => parameter(`p${index}`));
    return this.#define(name, null, qubits.length, parameters.length, () =>
      name === "u"
        ? // Free of the built-in U, on whose phase readers differ.
          [gate("p", [0], [parameters[2]]), gate("ry", [0], [parameters[0]]), gate("p", [0], [parameters[1]])]
        : decomposeOnce(gate(name, qubits, parameters))!,
    );
  }

  #gadget(pauli: string): string {
    const qubits = Array.from(pauli, (_, index) => index);
    const name = `pauli_${pauli.toLowerCase()}`;
    return this.#define(name, null, qubits.length, 1, () =>
      decomposeOnce(pauliGadget(pauli, qubits, parameter("p0")))!,
    );
  }

  /** Writes a definition once. With `kind` the name is made from it, without it is the key. */
  #define(
    key: string,
    kind: string | null,
    qubitCount: number,
    parameterCount: number,
    makeBody: () => readonly Operation[],
  ): string {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const name = kind === null ? key : this.#names.identifiers.give(kind);
    this.#byKey.set(key, name);
    const body = this.#formatBody(
      makeBody().filter((operation) => isUnitaryOperation(operation)),
      (qubit) => `q${qubit}`,
      (parameterName) => parameterName,
    );
    const list = (letter: string, count: number, joiner: string): string =>
      Array.from({ length: count }, (_, index) => `${letter}${index}`).join(joiner);
    const parameters = parameterCount > 0 ? `(${list("p", parameterCount, ", ")})` : "";
    this.lines.push(`gate ${name}${parameters} ${list("q", qubitCount, ", ")} {`);
    for (const line of body) this.lines.push(`  ${line}`);
    this.lines.push("}");
    return name;
  }
}
