/** Nodes and weights: ∫ f ≈ Σ weights[k]·f(nodes[k]). */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss–Legendre rule with `count` nodes on [low, high], exact for polynomials of degree 2·count − 1. Nodes are the
 * roots of the Legendre polynomial by Newton's method, weights 2/((1 − x²)·P′(x)²).
 * Source: Abramowitz and Stegun, 25.4.29.
 */
export function gaussLegendre(count: number, low: number, high: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  const [middle, half] = [(low + high) / 2, (high - low) / 2];
  for (let k = 0; k < Math.ceil(count / 2); k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let iteration = 0; iteration < 100; iteration++) {
      let previous = 1;
      let current = x;
      for (let degree = 2; degree <= count; degree++) {
        const next = ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree;
        previous = current;
        current = next;
      }
      slope = (count * (x * current - previous)) / (x * x - 1);
      const step = current / slope;
      x -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    const weight = (2 / ((1 - x * x) * slope * slope)) * half;
    nodes[k] = middle - half * x;
    nodes[count - 1 - k] = middle + half * x;
    weights[k] = weight;
    weights[count - 1 - k] = weight;
  }
  return { nodes, weights };
}
