import { createRandom } from "../math/random.ts";
import type { Random } from "../math/random.ts";

/**
 * Random streams by shot number, fixed by the seed alone: a shot draws the same numbers whichever thread runs it and
 * whichever shots run beside it.
 */
export function createShotRandom(seed: number): (shot: number) => Random {
  const origin = createRandom(seed).uniform();
  return (shot) => createRandom(origin + shot);
}
