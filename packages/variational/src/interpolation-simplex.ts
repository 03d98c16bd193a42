import { addScaled, dot, subtract } from "./vector.ts";

/** A simplex around its lowest vertex, with the values of the function there. */
export interface InterpolationSimplex {
  /** The lowest vertex x₀ and its value. */
  readonly parameters: Float64Array;
  readonly value: number;
  /** sⱼ = xⱼ − x₀ and f(xⱼ) of the others. */
  readonly edges: readonly Float64Array[];
  readonly edgeValues: Float64Array;
  /** Rows tₖ of the inverse of the matrix with columns sⱼ: tₖ·sⱼ = δₖⱼ. */
  readonly inverse: readonly Float64Array[];
}

/** ∇ of the linear function that takes the vertices' values: Σⱼ (f(xⱼ) − f(x₀)) tⱼ. */
export function modelGradient({ value, edgeValues, inverse }: InterpolationSimplex): Float64Array {
  const gradient = new Float64Array(inverse.length);
  inverse.forEach((row, edge) => {
    const rise = edgeValues[edge] - value;
    for (let axis = 0; axis < gradient.length; axis++) gradient[axis] += rise * row[axis];
  });
  return gradient;
}

/** Makes vertex `edge` the lowest one: edges and their inverse are told from there. */
function moveOrigin(simplex: InterpolationSimplex, edge: number): InterpolationSimplex {
  const towards = simplex.edges[edge];
  const sum = new Float64Array(towards.length);
  for (const row of simplex.inverse) row.forEach((entry, axis) => (sum[axis] += entry));
  const edgeValues = simplex.edgeValues.slice();
  edgeValues[edge] = simplex.value;
  return {
    parameters: addScaled(simplex.parameters, 1, towards),
    value: simplex.edgeValues[edge],
    edges: simplex.edges.map((other, index) =>
      index === edge ? towards.map((entry) => -entry) : subtract(other, towards),
    ),
    edgeValues,
    inverse: simplex.inverse.map((row, index) => (index === edge ? sum.map((entry) => -entry) : row)),
  };
}

function withLowestFirst(simplex: InterpolationSimplex, edge: number): InterpolationSimplex {
  return simplex.edgeValues[edge] < simplex.value ? moveOrigin(simplex, edge) : simplex;
}

/** Adds the vertex x₀ + length·e_axis to a simplex that spans the axes before it. */
export function addEdge(
  simplex: InterpolationSimplex,
  axis: number,
  length: number,
  value: number,
): InterpolationSimplex {
  const count = simplex.parameters.length;
  const along = (size: number): Float64Array => {
    const vector = new Float64Array(count);
    vector[axis] = size;
    return vector;
  };
  const added: InterpolationSimplex = {
    ...simplex,
    edges: [...simplex.edges, along(length)],
    inverse: [...simplex.inverse, along(1 / length)],
    edgeValues: Float64Array.of(...simplex.edgeValues, value),
  };
  return withLowestFirst(added, axis);
}

/** Replaces vertex `edge` by x₀ + step, and makes it x₀ if it is lower. */
export function moveVertex(
  simplex: InterpolationSimplex,
  edge: number,
  step: Float64Array,
  value: number,
): InterpolationSimplex {
  const scale = 1 / dot(simplex.inverse[edge], step);
  const pivot = simplex.inverse[edge].map((entry) => entry * scale);
  const edgeValues = simplex.edgeValues.slice();
  edgeValues[edge] = value;
  const moved: InterpolationSimplex = {
    parameters: simplex.parameters,
    value: simplex.value,
    edges: simplex.edges.map((other, index) => (index === edge ? step : other)),
    inverse: simplex.inverse.map((row, index) =>
      index === edge ? pivot : addScaled(row, -dot(row, step), pivot),
    ),
    edgeValues,
  };
  return withLowestFirst(moved, edge);
}

/** The inverse freed from accumulated rounding by one Newton step: T ← (2 − T S) T. */
export function refineInverse({
  edges,
  inverse,
}: InterpolationSimplex): Pick<InterpolationSimplex, "inverse"> {
  const refined = inverse.map((row, rowIndex) => {
    const next = row.slice();
    edges.forEach((edge, edgeIndex) => {
      const excess = dot(row, edge) - (rowIndex === edgeIndex ? 1 : 0);
      const other = inverse[edgeIndex];
      for (let axis = 0; axis < next.length; axis++) next[axis] -= excess * other[axis];
    });
    return next;
  });
  return { inverse: refined };
}
