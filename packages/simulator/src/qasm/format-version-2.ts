import { absorbControls } from "../circuit/absorb-controls.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { conditionBits } from "../circuit/classical-condition.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { IfOperation, Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { synthesize } from "../synthesis/synthesize.ts";
import { chooseNames } from "./format-names.ts";
import type { Names } from "./format-names.ts";
import { formatParameter } from "./format-number.ts";
import { Aliases, operandTexts } from "./format-operands.ts";
import type { OperandTexts } from "./format-operands.ts";
import { GateDefinitions } from "./gate-definitions.ts";

/** Gates of qelib1.inc that circuits hold as a gate with further controls. */
const controlledNames: Readonly<Record<string, string>> = {
  "x 3": "c3x",
  "x 4": "c4x",
  "sx 3": "c3sqrtx",
};

export function formatVersion2(circuit: Circuit): string {
  return new Version2Writer(circuit).write();
}

function fail(where: string, problem: string): never {
  throw new InvalidArgumentError(`${where} ${problem}`, { field: where });
}

function failUnbound(parameterName: string, where: string): never {
  return fail(
    where,
    `has the parameter ${parameterName}, which OpenQASM 2 cannot hold: bind it, or use version 3`,
  );
}

function checkBound({ parameters }: UnitaryKindOperation, where: string): void {
  for (const value of parameters) {
    if (typeof value !== "number") failUnbound(value.terms[0].parameter, where);
  }
}

/** Operations on other qubits: the k-th of `qubits` becomes k. */
function onPositions(
  operations: readonly UnitaryKindOperation[],
  qubits: readonly number[],
): UnitaryKindOperation[] {
  const position = new Map(qubits.map((qubit, index) => [qubit, index]));
  return operations.map((operation) => ({
    ...operation,
    qubits: operation.qubits.map((qubit) => position.get(qubit)!),
    ...(operation.controls
      ? {
          controls: operation.controls.map(({ qubit, value }) => ({ qubit: position.get(qubit)!, value })),
        }
      : {}),
  }));
}

class Version2Writer {
  readonly #circuit: Circuit;
  readonly #names: Names;
  readonly #qubits: OperandTexts;
  readonly #bits: OperandTexts;
  readonly #definitions: GateDefinitions;

  constructor(circuit: Circuit) {
    this.#circuit = circuit;
    this.#names = chooseNames(circuit, 2);
    const aliases = new Aliases(this.#names);
    this.#qubits = operandTexts(this.#names.qubits, "qubits", false, aliases);
    this.#bits = operandTexts(this.#names.bits, "bits", false, aliases);
    this.#definitions = new GateDefinitions(2, this.#names, (operations, qubitText, parameterText) =>
      operations.flatMap((operation, index) =>
        "parameters" in operation
          ? this.#unitary(operation, qubitText, parameterText, `operations[${index}]`)
          : [],
      ),
    );
  }

  write(): string {
    const body = this.#circuit.operations.flatMap((operation, index) =>
      this.#operation(operation, `operations[${index}]`),
    );
    return [
      "OPENQASM 2.0;",
      'include "qelib1.inc";',
      ...this.#names.notes,
      ...this.#definitions.lines,
      ...this.#names.qubits.map(({ identifier, size }) => `qreg ${identifier}[${size}];`),
      ...this.#names.bits.map(({ identifier, size }) => `creg ${identifier}[${size}];`),
      ...body,
      "",
    ].join("\n");
  }

  #operation(operation: Operation, where: string): readonly string[] {
    if (isUnitaryOperation(operation)) {
      return this.#unitary(operation, this.#qubits.one, (name) => failUnbound(name, where), where);
    }
    switch (operation.gate) {
      case "measure": {
        const [from, to] = [this.#qubits.register(operation.qubits), this.#bits.register(operation.bits)];
        if (from && to) return [`measure ${from.identifier} -> ${to.identifier};`];
        return operation.qubits.map(
          (qubit, index) => `measure ${this.#qubits.one(qubit)} -> ${this.#bits.one(operation.bits[index])};`,
        );
      }
      case "reset": {
        const register = this.#qubits.register(operation.qubits);
        if (register) return [`reset ${register.identifier};`];
        return operation.qubits.map((qubit) => `reset ${this.#qubits.one(qubit)};`);
      }
      case "barrier": {
        if (operation.qubits.length === 0) return [];
        const register = this.#qubits.register(operation.qubits);
        return [
          `barrier ${register ? register.identifier : operation.qubits.map(this.#qubits.one).join(", ")};`,
        ];
      }
      case "if":
        return this.#conditional(operation, where);
    }
  }

  #unitary(
    operation: UnitaryKindOperation,
    qubitText: (qubit: number) => string,
    parameterText: (name: string) => string,
    where: string,
  ): string[] {
    const { controls = [] } = operation;
    if (controls.length > 0) {
      const known = controlledNames[`${operation.gate} ${controls.length}`] as string | undefined;
      const qubits = [...controls.map(({ qubit }) => qubit), ...operation.qubits];
      if (known !== undefined && controls.every(({ value }) => value === 1)) {
        return [`${known} ${qubits.map(qubitText).join(", ")};`];
      }
      const simpler = absorbControls(operation);
      if ((simpler.controls ?? []).length < controls.length) {
        return this.#unitary(simpler, qubitText, parameterText, where);
      }
      checkBound(operation, where);
      const [onPosition] = onPositions([operation], qubits);
      const name = this.#definitions.nameOfBlock("controlled", qubits.length, synthesize(onPosition));
      return [`${name} ${qubits.map(qubitText).join(", ")};`];
    }
    // A global phase has no effect, and the language no words for it.
    if (operation.gate === "gphase") return [];
    const parameters = (operation.parameters as readonly ParameterValue[]).map((value) =>
      formatParameter(value, parameterText),
    );
    const list = parameters.length > 0 ? `(${parameters.join(",")})` : "";
    return [`${this.#definitions.nameOf(operation)}${list} ${operation.qubits.map(qubitText).join(", ")};`];
  }

  #conditional({ condition, then, otherwise }: IfOperation, where: string): string[] {
    const remedy = "OpenQASM 2 compares whole registers with == and has no else: use version 3";
    if (otherwise.length > 0) fail(where, `has another branch; ${remedy}`);
    if (condition.kind !== "compare" || condition.comparison !== "==") {
      return fail(where, `has a condition other than a comparison with ==; ${remedy}`);
    }
    const register = this.#bits.register(condition.bits);
    if (!register) return fail(where, `compares bits that are no whole register; ${remedy}`);
    const prefix = `if(${register.identifier}==${BigInt(`0b${condition.value}`)}) `;
    const read = new Set(conditionBits(condition));
    const lines: string[] = [];
    let isChanged = false;
    for (const part of this.#joined(then, where)) {
      if (isChanged) {
        fail(where, `measures into the register that it compares, before further operations; ${remedy}`);
      }
      if ("gate" in part && part.gate === "if") fail(where, `holds another conditional; ${remedy}`);
      const texts = "gate" in part ? this.#operation(part, where) : [part.line];
      if ("gate" in part && part.gate === "barrier") continue;
      for (const line of texts) lines.push(prefix + line);
      if ("gate" in part && part.gate === "measure") {
        isChanged = part.bits.some((bit) => read.has(bit));
        if (isChanged && texts.length > 1) {
          fail(where, `measures several qubits into the register that it compares; ${remedy}`);
        }
      }
    }
    return lines;
  }

  /** Runs of several unitary operations as one call of a definition, so that one condition decides on all. */
  #joined(operations: readonly Operation[], where: string): (Operation | { readonly line: string })[] {
    const joined: (Operation | { readonly line: string })[] = [];
    let run: UnitaryKindOperation[] = [];
    const close = (): void => {
      const unitary = run.filter(({ gate }) => gate !== "gphase");
      if (unitary.length === 1) joined.push(unitary[0]);
      else if (unitary.length > 1) joined.push({ line: this.#block(unitary, where) });
      run = [];
    };
    for (const operation of operations) {
      if (isUnitaryOperation(operation)) run.push(operation);
      else {
        close();
        joined.push(operation);
      }
    }
    close();
    return joined;
  }

  #block(operations: readonly UnitaryKindOperation[], where: string): string {
    for (const operation of operations) checkBound(operation, where);
    const qubits = [
      ...new Set(
        operations.flatMap((operation) => [
          ...operation.qubits,
          ...(operation.controls ?? []).map(({ qubit }) => qubit),
        ]),
      ),
    ];
    const name = this.#definitions.nameOfBlock("block", qubits.length, onPositions(operations, qubits));
    return `${name} ${qubits.map(this.#qubits.one).join(", ")};`;
  }
}
