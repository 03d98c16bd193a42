import { InvalidArgumentError } from "../errors.ts";
import { createRandom } from "../math/random.ts";

/**
 * Draws `shots` indices with the given probabilities (they need not sum to 1) and returns how often each came, most
 * frequent first, equal counts by index. The same seed gives the same counts.
 */
export function sampleIndices(
  probabilities: Float64Array,
  { shots, seed }: { readonly shots: number; readonly seed: number },
): { readonly index: number; readonly count: number }[] {
  if (!Number.isSafeInteger(shots) || shots < 0) {
    throw new InvalidArgumentError(`shots must be an integer of at least 0, got ${shots}`, {
      field: "shots",
    });
  }
  const random = createRandom(seed);
  const total = probabilities.reduce((sum, probability) => sum + probability, 0);
  const draws = Float64Array.from({ length: shots }, () => total * random.uniform()).sort();
  const counts: { index: number; count: number }[] = [];
  let sum = 0;
  let next = 0;
  for (let index = 0; index < probabilities.length && next < shots; index++) {
    sum += probabilities[index];
    const isLast = index === probabilities.length - 1;
    const from = next;
    while (next < shots && (isLast || draws[next] < sum)) next++;
    if (next > from) counts.push({ index, count: next - from });
  }
  return counts.sort((a, b) => b.count - a.count || a.index - b.index);
}
