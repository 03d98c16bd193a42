import { gate, gateQubitCount, gateTable, type GateName, type Operation } from "@ansatz/simulator";

/** A tile of the palette. */
export interface PaletteGate {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  /** The key that places it, as `KeyboardEvent.key` gives it. */
  readonly key?: string;
  readonly help: string;
  readonly qubits: number;
  /** The operation on those qubits, as many as `qubits`. */
  readonly create: (qubits: readonly number[]) => Operation;
}

export interface PaletteGroup {
  readonly title: string;
  readonly gates: readonly PaletteGate[];
}

const { PI } = Math;

function tableGate(
  id: GateName,
  label: string,
  name: string,
  help: string,
  { key, parameters = [] }: { readonly key?: string; readonly parameters?: readonly number[] } = {},
): PaletteGate {
  return {
    id,
    label,
    name,
    help,
    qubits: gateQubitCount(gateTable[id]),
    create: (qubits) => gate(id, qubits, parameters),
    ...(key === undefined ? {} : { key }),
  };
}

export const paletteGroups: readonly PaletteGroup[] = [
  {
    title: "Flip and mix",
    gates: [
      tableGate("h", "H", "Hadamard", "Makes an equal superposition of 0 and 1, and undoes it.", {
        key: "h",
      }),
      tableGate("x", "X", "NOT", "Flips 0 and 1: half a turn about the X axis.", { key: "x" }),
      tableGate("y", "Y", "Pauli Y", "Half a turn about the Y axis.", { key: "y" }),
      tableGate("z", "Z", "Pauli Z", "Flips the phase of 1: half a turn about the Z axis.", { key: "z" }),
      tableGate("sx", "√X", "Square root of NOT", "Two of them make a NOT.", { key: "v" }),
    ],
  },
  {
    title: "Phase",
    gates: [
      tableGate("s", "S", "S", "A quarter turn about the Z axis.", { key: "s" }),
      tableGate("sdg", "S†", "S dagger", "The quarter turn back.", { key: "S" }),
      tableGate("t", "T", "T", "An eighth turn about the Z axis.", { key: "t" }),
      tableGate("tdg", "T†", "T dagger", "The eighth turn back.", { key: "T" }),
      tableGate("p", "P", "Phase", "Turns the phase of 1 by any angle.", { key: "p", parameters: [PI / 2] }),
    ],
  },
  {
    title: "Rotate",
    gates: [
      tableGate("rx", "RX", "X rotation", "Turns about the X axis by any angle.", {
        key: "X",
        parameters: [PI / 2],
      }),
      tableGate("ry", "RY", "Y rotation", "Turns about the Y axis by any angle: real amplitudes.", {
        key: "Y",
        parameters: [PI / 2],
      }),
      tableGate("rz", "RZ", "Z rotation", "Turns about the Z axis by any angle.", {
        key: "Z",
        parameters: [PI / 2],
      }),
      tableGate("u", "U", "Any one-qubit gate", "Three angles reach every one-qubit gate.", {
        key: "u",
        parameters: [PI / 2, 0, 0],
      }),
    ],
  },
  {
    title: "Two and more qubits",
    gates: [
      tableGate("cx", "CX", "Controlled NOT", "Flips the second qubit where the first is 1. Entangles.", {
        key: "k",
      }),
      tableGate("cz", "CZ", "Controlled Z", "Flips the phase where both qubits are 1."),
      tableGate("cp", "CP", "Controlled phase", "Turns the phase where both qubits are 1.", {
        parameters: [PI / 2],
      }),
      tableGate("ccx", "CCX", "Toffoli", "Flips the third qubit where the first two are 1."),
      tableGate("swap", "SWAP", "Swap", "Exchanges two qubits.", { key: "w" }),
      tableGate("iswap", "iSWAP", "iSwap", "Exchanges two qubits with a phase."),
      tableGate("rxx", "RXX", "XX rotation", "Turns two qubits together about XX.", { parameters: [PI / 2] }),
      tableGate("rzz", "RZZ", "ZZ rotation", "A phase by whether two qubits agree.", {
        parameters: [PI / 2],
      }),
    ],
  },
  {
    title: "Measure",
    gates: [
      {
        id: "measure",
        label: "M",
        name: "Measure",
        key: "m",
        help: "Asks the qubit for 0 or 1 and writes the answer into a classical bit. The superposition is gone.",
        qubits: 1,
        create: ([qubit]) => ({ gate: "measure", qubits: [qubit], bits: [qubit] }),
      },
      {
        id: "reset",
        label: "|0⟩",
        name: "Reset",
        key: "0",
        help: "Sets the qubit back to 0, whatever it was.",
        qubits: 1,
        create: (qubits) => ({ gate: "reset", qubits }),
      },
      {
        id: "barrier",
        label: "┆",
        name: "Barrier",
        key: "b",
        help: "Does nothing; keeps parts of a drawing apart.",
        qubits: 1,
        create: (qubits) => ({ gate: "barrier", qubits }),
      },
    ],
  },
];

export const paletteGates: readonly PaletteGate[] = paletteGroups.flatMap(({ gates }) => gates);

export function paletteGate(id: string): PaletteGate | undefined {
  return paletteGates.find((one) => one.id === id);
}

/** The neighbouring wires a gate takes when it is dropped on one; undefined where the circuit has too few. */
export function qubitsFrom(start: number, count: number, qubitCount: number): number[] | undefined {
  if (count > qubitCount) return undefined;
  // Where the wires below run out, it goes on upwards, so that the first qubit is still the one that was chosen.
  const below = Array.from({ length: count }, (_, at) => start + at);
  if (start + count <= qubitCount) return below;
  return below.map((qubit) => (qubit < qubitCount ? qubit : start - (qubit - qubitCount + 1)));
}
