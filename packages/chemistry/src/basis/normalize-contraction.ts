/** (2l − 1)!! for l = 0, 1, 2. */
const oddFactorials = [1, 1, 3];

/**
 * Coefficients of exp(−αₖr²) such that x^l Σₖ cₖ exp(−αₖr²) is normalised to one,
 * from coefficients of primitives that are each normalised:
 * Nₖ = (2αₖ/π)^{3/4} (4αₖ)^{l/2} / √(2l−1)!! and <x^l e^{−αr²}|x^l e^{−βr²}> = (2l−1)!! (π/p)^{3/2} / (2p)^l, p = α + β.
 */
export function normalizeContraction(
  angularMomentum: number,
  exponents: readonly number[],
  coefficients: readonly number[],
): readonly number[] {
  const oddFactorial = oddFactorials[angularMomentum];
  const scaled = coefficients.map(
    (coefficient, k) =>
      (coefficient * ((2 * exponents[k]) / Math.PI) ** 0.75 * (4 * exponents[k]) ** (angularMomentum / 2)) /
      Math.sqrt(oddFactorial),
  );
  let norm = 0;
  for (let k = 0; k < scaled.length; k++) {
    for (let l = 0; l < scaled.length; l++) {
      const p = exponents[k] + exponents[l];
      norm += (scaled[k] * scaled[l] * oddFactorial * (Math.PI / p) ** 1.5) / (2 * p) ** angularMomentum;
    }
  }
  return scaled.map((coefficient) => coefficient / Math.sqrt(norm));
}
