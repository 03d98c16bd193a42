import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { haarUnitary } from "../circuit/library/haar-unitary.ts";
import { diagonal, gate, gateNames, pauliGadget, permutation, unitary } from "../circuit/operation.ts";
import type { Control, GateName, UnitaryKindOperation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";

/** What `randomCircuit` draws. */
export interface RandomCircuitOptions {
  readonly qubitCount: number;
  readonly operationCount: number;
  readonly seed: number;
  /** Whether some angles are expressions over t0, t1 and t2; by default they are. */
  readonly symbolic?: boolean;
  /**
   * "all" (the default): every unitary kind, also matrices on 1–3 qubits, diagonals, permutations, and further controls
   * by |0⟩ and |1⟩. "gates": only gates of the table and Pauli gadgets, without further controls.
   */
  readonly selection?: "all" | "gates";
}

/** A seeded unitary circuit. */
export function randomCircuit({
  qubitCount,
  operationCount,
  seed,
  symbolic = true,
  selection = "all",
}: RandomCircuitOptions): Circuit {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const chooseQubits = (count: number): number[] => {
    const left = [...qubits];
    return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]);
  };
  const chooseParameter = (): ParameterValue =>
    symbolic && random.uniform() < 0.6
      ? parameter(`t${below(3)}`, random.normal(), random.normal())
      : random.normal();
  const usable = gateNames.filter((name) => gateQubitCount(gateTable[name]) <= qubitCount);
  const tableGate = (name: GateName): UnitaryKindOperation => {
    const row = gateTable[name];
    const chosen = chooseQubits(gateQubitCount(row));
    return gate(name, chosen, Array.from({ length: row.parameterCount }, chooseParameter));
  };
  const gadget = (): UnitaryKindOperation => {
    const chosen = chooseQubits(1 + below(qubitCount));
    return pauliGadget(chosen.map(() => "XYZ"[below(3)]).join(""), chosen, chooseParameter());
  };
  const table = (): UnitaryKindOperation => {
    const chosen = chooseQubits(1 + below(Math.min(3, qubitCount)));
    const size = 2 ** chosen.length;
    switch (below(3)) {
      case 0:
        return unitary(haarUnitary(size, random), chosen);
      case 1:
        return diagonal(
          Array.from({ length: size }, () => random.normal()),
          chosen,
        );
      default: {
        const left = Array.from({ length: size }, (_, state) => state);
        return permutation(
          Array.from({ length: size }, () => left.splice(below(left.length), 1)[0]),
          chosen,
        );
      }
    }
  };
  const controlled = (operation: UnitaryKindOperation): UnitaryKindOperation => {
    const free = qubits.filter((qubit) => !operation.qubits.includes(qubit));
    const controls = Array.from({ length: Math.min(free.length, 1 + below(2)) }, (): Control => {
      const [qubit] = free.splice(below(free.length), 1);
      return { qubit, value: below(2) as 0 | 1 };
    });
    return controls.length > 0 ? { ...operation, controls } : operation;
  };
  const draw = (): UnitaryKindOperation => {
    if (random.uniform() < 0.2) return gadget();
    if (selection === "all" && random.uniform() < 0.3) return table();
    return tableGate(usable[below(usable.length)]);
  };
  const operations = Array.from({ length: operationCount }, () => {
    const operation = draw();
    return selection === "all" && random.uniform() < 0.25 ? controlled(operation) : operation;
  });
  return createCircuit(qubitCount, operations);
}
