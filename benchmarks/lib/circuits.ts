import { createRandom, quantumVolumeCircuit } from "@ansatz/simulator";

/** A gate by OpenQASM name with its qubits and angles, or a matrix by rows as [real parts, imaginary parts]. */
export type PeerGate =
  | readonly [name: string, qubits: readonly number[], angles: readonly number[]]
  | readonly [
      name: "unitary",
      qubits: readonly number[],
      matrix: readonly [readonly number[], readonly number[]],
    ];

/** A circuit as every peer can read it. */
export interface PeerCircuit {
  readonly qubits: number;
  readonly gates: readonly PeerGate[];
}

/** Layers of RZ RX RZ on every qubit between rings of CNOTs, nine of them, angles from a seed. */
export function layeredCircuit(qubits: number, entanglingLayers = 9): PeerCircuit {
  const random = createRandom(qubits);
  const angle = (): readonly number[] => [2 * Math.PI * random.uniform()];
  const gates: PeerGate[] = [];
  for (let qubit = 0; qubit < qubits; qubit++) gates.push(["rx", [qubit], angle()], ["rz", [qubit], angle()]);
  for (let layer = 0; layer < entanglingLayers; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) gates.push(["cx", [qubit, (qubit + 1) % qubits], []]);
    for (let qubit = 0; qubit < qubits; qubit++) {
      gates.push(["rz", [qubit], angle()], ["rx", [qubit], angle()], ["rz", [qubit], angle()]);
    }
  }
  return { qubits, gates };
}

/** The quantum Fourier transform with its exchanges. */
export function fourierCircuit(qubits: number): PeerCircuit {
  const gates: PeerGate[] = [];
  for (let target = qubits - 1; target >= 0; target--) {
    gates.push(["h", [target], []]);
    for (let control = target - 1; control >= 0; control--) {
      gates.push(["cp", [control, target], [Math.PI / 2 ** (target - control)]]);
    }
  }
  for (let qubit = 0; qubit < qubits >> 1; qubit++) gates.push(["swap", [qubit, qubits - 1 - qubit], []]);
  return { qubits, gates };
}

/** The model circuit of quantum volume: as many layers of Haar-random two-qubit matrices as qubits. */
export function volumeCircuit(qubits: number): PeerCircuit {
  const gates = quantumVolumeCircuit(qubits, 1).operations.map((operation): PeerGate => {
    if (operation.gate !== "unitary") throw new TypeError(`unexpected ${operation.gate}`);
    return ["unitary", operation.qubits, [operation.matrix.real, operation.matrix.imaginary]];
  });
  return { qubits, gates };
}

/** Layers of random u gates and CNOTs on random pairs. */
export function randomLayers(qubits: number, depth: number): PeerCircuit {
  const random = createRandom(depth);
  const gates: PeerGate[] = [];
  for (let layer = 0; layer < depth; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) {
      gates.push(["u", [qubit], [1, 2, 2].map((turns) => turns * Math.PI * random.uniform())]);
    }
    const left = Array.from({ length: qubits }, (_, qubit) => qubit);
    const draw = (): number => left.splice(Math.floor(random.uniform() * left.length), 1)[0];
    while (left.length > 1) gates.push(["cx", [draw(), draw()], []]);
  }
  return { qubits, gates };
}
