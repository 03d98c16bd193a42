import QuantumCircuit from "quantum-circuit";
import type { PeerCircuit } from "../lib/circuits.ts";

const parametersOf: Readonly<Partial<Record<string, (angles: readonly number[]) => Record<string, number>>>> =
  {
    rx: ([theta]) => ({ theta }),
    rz: ([phi]) => ({ phi }),
    cp: ([lambda]) => ({ lambda }),
  };
const nameOf: Readonly<Partial<Record<string, string>>> = { cp: "cu1" };

/** Seconds of quantum-circuit, a simulator in plain JavaScript, for some runs of a circuit; from at most three runs. */
export function quantumCircuitSeconds({ qubits, gates }: PeerCircuit, runs: number): number {
  const circuit = new QuantumCircuit(qubits);
  for (const [name, targets, angles] of gates) {
    const params = parametersOf[name]?.(angles as readonly number[]) ?? {};
    circuit.appendGate(nameOf[name] ?? name, [...targets], { params });
  }
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < (runs > 1 ? 3 : 1); run++) {
    const started = performance.now();
    circuit.run();
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best * runs;
}
