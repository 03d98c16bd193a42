import { createCircuit } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import { gateQubitCount, gateTable } from "../../circuit/gate-table.ts";
import { gate, pauliGadget } from "../../circuit/operation.ts";
import type { GateName, Operation } from "../../circuit/operation.ts";
import { createRandom } from "../../math/random.ts";
import { applyDense, denseCircuit } from "../../testing/dense-circuit.ts";

/** The gates of the table without parameters that are Clifford, but for id and gphase. */
export const cliffordGates: readonly GateName[] = [
  ...(["x", "y", "z", "h", "s", "sdg", "sx", "sxdg"] as const),
  ...(["cx", "cy", "cz", "swap", "iswap", "iswapdg", "ecr"] as const),
];

/** A seeded circuit of Clifford gates, quarter-turn rotations and gadgets. */
export function randomCliffordCircuit(qubitCount: number, operationCount: number, seed: number): Circuit {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const choose = (count: number): number[] => {
    const left = Array.from({ length: qubitCount }, (_, qubit) => qubit);
    return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]);
  };
  const angle = (): number => ((below(9) - 4) * Math.PI) / 2;
  const operations = Array.from({ length: operationCount }, (): Operation => {
    const kind = below(10);
    if (kind === 0) return gate((["rx", "ry", "rz", "p"] as const)[below(4)], choose(1), [angle()]);
    if (kind === 1) return gate((["rxx", "ryy", "rzz", "rzx"] as const)[below(4)], choose(2), [angle()]);
    if (kind === 2) {
      const qubits = choose(1 + below(qubitCount));
      return pauliGadget(qubits.map(() => "XYZ"[below(3)]).join(""), qubits, angle());
    }
    if (kind === 3) return gate("x", choose(1), [], []);
    const name = cliffordGates[below(cliffordGates.length)];
    return gate(name, choose(gateQubitCount(gateTable[name])));
  });
  return createCircuit(qubitCount, operations);
}

/** U|0…0⟩ from the whole matrix of a unitary circuit. */
export function denseState(circuit: Circuit): { real: Float64Array; imaginary: Float64Array } {
  const size = 2 ** circuit.qubitCount;
  const real = new Float64Array(size);
  real[0] = 1;
  return applyDense(denseCircuit(circuit), { real, imaginary: new Float64Array(size) });
}

/** ⟨ψ|M|ψ⟩. */
export function denseExpectation(
  state: { real: Float64Array; imaginary: Float64Array },
  matrix: ComplexMatrix,
): number {
  const image = applyDense(matrix, state);
  return state.real.reduce(
    (sum, re, at) => sum + re * image.real[at] + state.imaginary[at] * image.imaginary[at],
    0,
  );
}
