import type { ElectronRepulsion, Orbitals } from "../integrals/electron-repulsion.ts";

/** Occupied and virtual orbitals of one spin with their energies. */
export interface CorrelatedOrbitals {
  readonly occupied: Orbitals;
  readonly virtual: Orbitals;
  readonly occupiedEnergies: Float64Array;
  readonly virtualEnergies: Float64Array;
}

/** Doubles that one batch of half-transformed integrals may take. */
const batchLimit = 2 ** 25;

/**
 * direct = Σ (ia|jb)²/Δ and, where both electrons have the same orbitals, exchange = Σ (ia|jb)(ib|ja)/Δ,
 * Δ = ε_i + ε_j − ε_a − ε_b, over i, a of the first and j, b of the second electron; in batches over i.
 */
export async function correlatePair(
  repulsion: ElectronRepulsion,
  first: CorrelatedOrbitals,
  second: CorrelatedOrbitals,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<{ direct: number; exchange: number }> {
  const n = repulsion.functionCount;
  const [occupied, virtual] = [second.occupied.count, second.virtual.count];
  const firstVirtual = first.virtual.count;
  const rowDoubles = firstVirtual * (0.5 * n * (n + 1) + occupied * virtual);
  const batch = Math.max(1, Math.min(first.occupied.count, Math.floor(batchLimit / Math.max(1, rowDoubles))));
  let direct = 0;
  let exchange = 0;
  if (occupied * virtual * firstVirtual === 0) return { direct, exchange };

  for (let start = 0; start < first.occupied.count; start += batch) {
    signal?.throwIfAborted();
    const count = Math.min(batch, first.occupied.count - start);
    const integrals = await repulsion.transform(
      selectColumns(first.occupied, start, count),
      first.virtual,
      second.occupied,
      second.virtual,
    );
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < occupied; j++) {
        const pairEnergy = first.occupiedEnergies[start + i] + second.occupiedEnergies[j];
        for (let a = 0; a < firstVirtual; a++) {
          const row = ((i * firstVirtual + a) * occupied + j) * virtual;
          for (let b = 0; b < virtual; b++) {
            const integral = integrals[row + b];
            const weighted = integral / (pairEnergy - first.virtualEnergies[a] - second.virtualEnergies[b]);
            direct += weighted * integral;
            if (first === second)
              exchange += weighted * integrals[((i * firstVirtual + b) * occupied + j) * virtual + a];
          }
        }
      }
    }
  }
  return { direct, exchange };
}

function selectColumns({ coefficients, count }: Orbitals, start: number, length: number): Orbitals {
  const rows = coefficients.length / count;
  const selected = new Float64Array(rows * length);
  for (let i = 0; i < rows; i++) {
    selected.set(coefficients.subarray(i * count + start, i * count + start + length), i * length);
  }
  return { coefficients: selected, count: length };
}
