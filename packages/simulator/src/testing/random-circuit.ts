import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gateQubitCount, gateTable } from "../circuit/gate-table.ts";
import { gate, gateNames, pauliGadget } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";

/** A seeded circuit of gates drawn from the whole table and of Pauli gadgets, over parameters t0, t1, t2. */
export function randomCircuit({
  qubitCount,
  operationCount,
  seed,
  symbolic = true,
}: {
  readonly qubitCount: number;
  readonly operationCount: number;
  readonly seed: number;
  readonly symbolic?: boolean;
}): Circuit {
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
  const operations: Operation[] = [];
  while (operations.length < operationCount) {
    if (random.uniform() < 0.2) {
      const chosen = chooseQubits(1 + below(qubitCount));
      operations.push(pauliGadget(chosen.map(() => "XYZ"[below(3)]).join(""), chosen, chooseParameter()));
      continue;
    }
    const name = usable[below(usable.length)];
    const row = gateTable[name];
    operations.push(
      gate(
        name,
        chooseQubits(gateQubitCount(row)),
        Array.from({ length: row.parameterCount }, chooseParameter),
      ),
    );
  }
  return createCircuit(qubitCount, operations);
}
