const step = 0x9e3779b1;

/** A seed of its own for each restart, so that no result depends on which of them run together; 0 keeps the seed. */
export function restartSeed(seed: number, restart: number): number {
  return (seed + step * restart) % 2 ** 32;
}
