import { createPauliSum, runTrajectories, type ComplexMatrix, type PauliSum } from "@ansatz/simulator";
import { depolarisingNoise } from "./noise-model.ts";
import { basisRows, blochEntropy, type Reduce } from "./read-out.ts";
import { measureEverything, outcomesOf, sampleRows } from "./samples.ts";
import type { SimulationHooks } from "./simulate.ts";
import type { QubitFacts, SimulationQuestion, SimulationResult } from "./types.ts";

/** Pairs take nine averages each; of more qubits they would take longer than anybody waits. */
const greatestPairQubits = 10;

/** Fewer runs of larger registers, so that an answer comes within seconds. */
function runCount(qubitCount: number, shots: number): number {
  return Math.min(shots, qubitCount <= 12 ? 500 : qubitCount <= 15 ? 200 : 64);
}

type Letter = "I" | "X" | "Y" | "Z";
const letters: readonly Letter[] = ["X", "Y", "Z"];

function pauli(qubitCount: number, factors: readonly (readonly [qubit: number, letter: Letter])[]): PauliSum {
  const mask = (...wanted: readonly Letter[]): number =>
    factors.reduce((sum, [qubit, letter]) => sum + (wanted.includes(letter) ? 2 ** qubit : 0), 0);
  return createPauliSum(qubitCount, [{ x: mask("X", "Y"), z: mask("Z", "Y"), real: 1, imaginary: 0 }]);
}

/** Entries ⟨row|P|column⟩ of the Pauli matrices, as [real, imaginary]. */
const entries: Readonly<Record<Letter, readonly (readonly (readonly [number, number])[])[]>> = {
  I: [
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [1, 0],
    ],
  ],
  X: [
    [
      [0, 0],
      [1, 0],
    ],
    [
      [1, 0],
      [0, 0],
    ],
  ],
  Y: [
    [
      [0, 0],
      [0, -1],
    ],
    [
      [0, 1],
      [0, 0],
    ],
  ],
  Z: [
    [
      [1, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [-1, 0],
    ],
  ],
};

/** ρ = ¼ Σ ⟨P⊗Q⟩ P⊗Q of two qubits from the means of all products; the first qubit is the less significant bit. */
export function pairDensity(mean: (first: Letter, second: Letter) => number): ComplexMatrix {
  const real = new Float64Array(16);
  const imaginary = new Float64Array(16);
  for (const first of ["I", ...letters] as const) {
    for (const second of ["I", ...letters] as const) {
      const weight = mean(first, second) / 4;
      for (let row = 0; row < 4; row++) {
        for (let column = 0; column < 4; column++) {
          const [a, b] = entries[first][row & 1][column & 1];
          const [c, d] = entries[second][row >> 1][column >> 1];
          real[4 * row + column] += weight * (a * c - b * d);
          imaginary[4 * row + column] += weight * (a * d + b * c);
        }
      }
    }
  }
  return { size: 4, real, imaginary };
}

/** Means of the Pauli products that the page needs, by their factors. */
class PauliMeans {
  readonly observables: PauliSum[] = [];
  readonly #places = new Map<string, number>();
  readonly #qubitCount: number;

  constructor(qubitCount: number) {
    this.#qubitCount = qubitCount;
    for (let a = 0; a < qubitCount; a++) {
      for (const first of letters) {
        this.#add([[a, first]]);
        if (qubitCount > greatestPairQubits) continue;
        for (let b = a + 1; b < qubitCount; b++) {
          for (const second of letters) {
            this.#add([
              [a, first],
              [b, second],
            ]);
          }
        }
      }
    }
  }

  #add(factors: readonly (readonly [number, Letter])[]): void {
    this.#places.set(factors.flat().join(), this.observables.length);
    this.observables.push(pauli(this.#qubitCount, factors));
  }

  /** The mean of a product; letters I are left out. */
  of(values: readonly number[], ...factors: readonly (readonly [number, Letter])[]): number {
    const wanted = factors.filter(([, letter]) => letter !== "I");
    return wanted.length === 0 ? 1 : values[this.#places.get(wanted.flat().join())!];
  }
}

/** Shares of the runs by the bits of the qubits, as an array over basis states. */
function shares(counts: ReadonlyMap<string, number>, qubitCount: number, shots: number): Float64Array {
  const found = new Float64Array(2 ** qubitCount);
  for (const [bits, count] of counts) found[Number.parseInt(bits.slice(0, qubitCount), 2)] += count / shots;
  return found;
}

/** Averages over random runs: for noise, and for measurements inside a circuit, where ρ would be too large. */
export async function simulateTrajectories(
  { circuit, values, noise, seed, shots }: SimulationQuestion,
  { signal, onProgress }: SimulationHooks,
): Promise<{ readonly result: SimulationResult; readonly reduce: Reduce | null }> {
  const start = performance.now();
  const { qubitCount } = circuit;
  const model = depolarisingNoise(noise);
  const means = new PauliMeans(qubitCount);
  const count = runCount(qubitCount, shots);
  const { counts, expectations } = await runTrajectories(measureEverything(circuit), {
    shots: count,
    seed,
    parameters: values,
    observables: means.observables,
    ...(model ? { noise: model } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  const found = expectations.map(({ value }) => value);
  const qubits = Array.from({ length: qubitCount }, (_, qubit): QubitFacts => {
    const [x, y, z] = letters.map((letter) => means.of(found, [qubit, letter]));
    return { bloch: [x, y, z], entropy: blochEntropy([x, y, z]) };
  });
  const hasBits = outcomesOf(circuit) === "classical bits";
  const outcomes = new Map<string, number>();
  for (const [bits, times] of counts) {
    const key = hasBits ? bits.slice(qubitCount) : bits;
    outcomes.set(key, (outcomes.get(key) ?? 0) + times);
  }
  const result: SimulationResult = {
    qubitCount,
    method: { kind: "trajectories", count },
    isPure: false,
    purity: null,
    ...basisRows(shares(counts, qubitCount, count), qubitCount, null),
    qubits,
    pairs: null,
    samples: sampleRows(outcomes, () => null, { shots: count, of: hasBits ? "classical bits" : "qubits" }),
    classicalBits: null,
    milliseconds: performance.now() - start,
  };
  const reduce: Reduce = ([a, b]) => pairDensity((first, second) => means.of(found, [a, first], [b, second]));
  return { result, reduce: qubitCount <= greatestPairQubits ? reduce : null };
}
