/** Ends of the error budget's logarithmic axis, hartree. */
const shortest = 1e-6;
const longest = 1;

/** Share of the axis that an error fills, 0 to 1. */
export function barShare(hartree: number): number {
  const size = Math.abs(hartree);
  if (size <= shortest) return size === 0 ? 0 : 0.01;
  return Math.min(1, Math.log(size / shortest) / Math.log(longest / shortest));
}
