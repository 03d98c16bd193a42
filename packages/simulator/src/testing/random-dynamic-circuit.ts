import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { barrier, conditional, measure, reset } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { createRandom } from "../math/random.ts";
import { randomCircuit } from "./random-circuit.ts";

/**
 * A seeded circuit of gates with measurements, resets, barriers and conditionals in between, on as many bits as qubits.
 * At most `measurementCount` measurements, so that all histories can be followed.
 */
export function randomDynamicCircuit({
  qubitCount,
  operationCount,
  measurementCount,
  seed,
}: {
  readonly qubitCount: number;
  readonly operationCount: number;
  readonly measurementCount: number;
  readonly seed: number;
}): Circuit {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  let measurementsLeft = measurementCount;
  const draw = (depth: number): Operation => {
    const kind = random.uniform();
    if (kind < 0.2 && measurementsLeft > 0) {
      measurementsLeft--;
      return measure([below(qubitCount)], [below(qubitCount)]);
    }
    if (kind < 0.27) return reset(below(qubitCount));
    if (kind < 0.3) return barrier(below(qubitCount));
    if (kind < 0.45 && depth < 2) {
      return conditional(
        { kind: "compare", bits: [below(qubitCount)], comparison: "==", value: String(below(2)) },
        Array.from({ length: 1 + below(2) }, () => draw(depth + 1)),
        Array.from({ length: below(2) }, () => draw(depth + 1)),
      );
    }
    const circuit = randomCircuit({
      qubitCount,
      operationCount: 1,
      seed: random.uniform(),
      symbolic: false,
      selection: "gates",
    });
    return circuit.operations[0];
  };
  const operations = Array.from({ length: operationCount }, () => draw(0));
  const all = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  return createCircuit(qubitCount, [...operations, measure(all, all)], { bitCount: qubitCount });
}
