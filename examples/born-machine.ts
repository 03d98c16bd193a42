/**
 * A quantum circuit Born machine learns bars and stripes: pictures whose rows, or whose columns, are all on or all off. The
 * circuit's outcomes come close to their distribution; independent bits, the tree of pairs of Chow and Liu, and the same
 * circuit without entangling gates do not. Exact probabilities of a few bits: a table of them would serve as well, so that
 * this shows what entanglement does here, not an advantage.
 *
 * The task of Benedetti et al., npj Quantum Information 5, 45 (2019).
 *
 *     node --conditions=@ansatz/source examples/born-machine.ts
 */
import { ok } from "node:assert/strict";
import { empiricalDistribution, trainBornMachine } from "@ansatz/learning";
import type { BornMachine } from "@ansatz/learning";

/** Bars and stripes of side × side pixels as bits, each once. */
export function barsAndStripes(side: number): number[] {
  const pictures = new Set<number>();
  for (let lines = 0; lines < 2 ** side; lines++) {
    let [bars, stripes] = [0, 0];
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        const pixel = 1 << (row * side + column);
        if (((lines >> row) & 1) !== 0) bars |= pixel;
        if (((lines >> column) & 1) !== 0) stripes |= pixel;
      }
    }
    pictures.add(bars).add(stripes);
  }
  return [...pictures];
}

export async function main(
  options: { readonly side?: number; readonly layers?: number; readonly seed?: number } = {},
): Promise<{ readonly entangled: BornMachine; readonly product: BornMachine }> {
  const { side = 3, seed = 3, layers = side === 2 ? 4 : 8 } = options;
  const target = empiricalDistribution(side * side, barsAndStripes(side));
  return {
    entangled: await trainBornMachine(target, { seed, layers }),
    product: await trainBornMachine(target, { seed, isEntangled: false }),
  };
}

if (import.meta.main) {
  const { entangled, product } = await main();
  const { independent, chowLiu } = entangled.baselines;
  for (const [name, { kullbackLeibler, totalVariation }] of Object.entries({
    "Born machine": entangled,
    "without entanglement": product,
    "independent bits": independent,
    "tree of pairs": chowLiu,
  })) {
    console.log(
      `${name.padEnd(20)}  divergence ${kullbackLeibler.toFixed(4)} nats, total variation ${totalVariation.toFixed(4)}`,
    );
  }
  ok(entangled.kullbackLeibler < 0.5 * chowLiu.kullbackLeibler, "the Born machine must beat the tree");
  ok(
    product.kullbackLeibler > independent.kullbackLeibler - 1e-6,
    "without entanglement bits stay independent",
  );
}
