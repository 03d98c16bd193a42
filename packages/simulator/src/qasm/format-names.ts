import type { Circuit, Register, Registers } from "../circuit/circuit.ts";
import { parameterNames, visitOperations } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { builtInGates } from "./built-in-gates.ts";
import { nameNote, unnamedNote } from "./notes.ts";

const keywords =
  "OPENQASM include qreg creg qubit bit bool int uint float angle complex duration stretch array const mutable readonly " +
  "input output let gate opaque def extern return measure reset barrier delay box if else for in while switch case default " +
  "break continue end pragma cal defcal defcalgrammar ctrl negctrl inv pow gphase U CX true false im pi tau euler sin cos " +
  "tan exp ln log sqrt arcsin arccos arctan asin acos atan ceiling floor mod popcount rotl rotr sizeof real imag durationof nop " +
  "frame port waveform void oracle ancilla abs";

const legal: Readonly<Record<2 | 3, RegExp>> = {
  2: /^[a-z][A-Za-z0-9_]*$/,
  3: /^[\p{L}_][\p{L}\p{Nd}_]*$/u,
};
const gadgetName = /^pauli_[xyz]+$/;
const longestName = 200;

/** Gives identifiers, each once. */
export class Identifiers {
  readonly #version: 2 | 3;
  readonly #taken: Set<string>;

  constructor(version: 2 | 3) {
    this.#version = version;
    this.#taken = new Set([...keywords.split(" "), ...builtInGates[2].keys(), ...builtInGates[3].keys()]);
  }

  /** The name itself if it is an identifier that is free, else one like it. */
  give(name: string): string {
    const isLegal = name.length <= longestName && legal[this.#version].test(name) && !gadgetName.test(name);
    let base = name;
    if (!isLegal) {
      base = name.slice(0, longestName).replaceAll(/[^A-Za-z0-9_]/g, "_");
      if (!/^[a-z]/.test(base) || gadgetName.test(base)) base = `n_${base}`;
    }
    let identifier = base;
    for (let number = 1; this.#taken.has(identifier); number++) identifier = `${base}_${number}`;
    this.#taken.add(identifier);
    return identifier;
  }
}

/** A register with the identifier and the indices that it has in the text. */
export interface NamedRegister extends Register {
  readonly identifier: string;
  readonly offset: number;
}

/** What a text calls a circuit's qubits, bits and parameters. */
export interface Names {
  readonly identifiers: Identifiers;
  readonly qubits: readonly NamedRegister[];
  readonly bits: readonly NamedRegister[];
  readonly parameters: ReadonlyMap<string, string>;
  /** Whether qubits are physical ones, `$0` and on. */
  readonly isPhysical: boolean;
  /** Comments for what the language cannot say. */
  readonly notes: readonly string[];
}

const defaultRegisters = ({ qubitCount, bitCount }: Circuit): Registers => ({
  qubits: [{ name: "q", size: qubitCount }],
  bits: bitCount > 0 ? [{ name: "c", size: bitCount }] : [],
});

/** The name of the one register of physical qubits. */
const physicalName = "$";

function usesQubit(operations: readonly Operation[], wanted: number): boolean {
  let isUsed = false;
  visitOperations(operations, (operation) => {
    if (operation.gate === "if") return;
    const controls = isUnitaryOperation(operation) ? (operation.controls ?? []) : [];
    isUsed ||= operation.qubits.includes(wanted) || controls.some(({ qubit }) => qubit === wanted);
  });
  return isUsed;
}

export function chooseNames(circuit: Circuit, version: 2 | 3): Names {
  const identifiers = new Identifiers(version);
  const notes: string[] = [];
  const registers = circuit.registers ?? defaultRegisters(circuit);
  if (!circuit.registers) notes.push(unnamedNote);
  const giveName = (name: string): string => {
    const identifier = identifiers.give(name);
    if (identifier !== name) notes.push(nameNote(identifier, name));
    return identifier;
  };
  const [only] = registers.qubits;
  // The highest physical qubit must occur, for it alone tells how many there are.
  const isPhysical =
    version === 3 &&
    registers.qubits.length === 1 &&
    only.name === physicalName &&
    usesQubit(circuit.operations, circuit.qubitCount - 1);
  const named = (list: readonly Register[]): NamedRegister[] => {
    let offset = 0;
    return list.map(({ name, size }) => {
      const register = { name, size, identifier: giveName(name), offset };
      offset += size;
      return register;
    });
  };
  return {
    identifiers,
    qubits: isPhysical ? [{ ...only, identifier: physicalName, offset: 0 }] : named(registers.qubits),
    bits: named(registers.bits),
    parameters: new Map(parameterNames(circuit).map((name) => [name, giveName(name)])),
    isPhysical,
    notes,
  };
}
