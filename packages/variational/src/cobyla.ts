import { addEdge, modelGradient, moveVertex, refineInverse } from "./interpolation-simplex.ts";
import type { InterpolationSimplex } from "./interpolation-simplex.ts";
import type { Optimizer, OptimizerState, StepContext } from "./optimizer.ts";
import { addScaled, dot, subtract } from "./vector.ts";

interface CobylaState extends OptimizerState, InterpolationSimplex {
  readonly radius: number;
  /** Whether the next step repairs the simplex (if it needs that) instead of following the model. */
  readonly repairs: boolean;
  readonly isFinished: boolean;
}

/** Powell's constants: least height and greatest edge of an acceptable simplex, over the trust radius. */
const leastHeight = 0.25;
const greatestEdge = 2.1;
/** Length of a repairing step and least edge that a far vertex must have to be dropped, over the trust radius. */
const repairLength = 0.5;
const farEdge = 1.1;
const leastReductionRatio = 0.1;

interface Geometry {
  /** Distance of each vertex from the face opposite, and from the best vertex. */
  readonly heights: readonly number[];
  readonly lengths: readonly number[];
  readonly isAcceptable: boolean;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function measureGeometry({ edges, inverse, radius }: CobylaState): Geometry {
  const heights = inverse.map((row) => 1 / norm(row));
  const lengths = edges.map(norm);
  return {
    heights,
    lengths,
    isAcceptable:
      heights.every((height) => height >= leastHeight * radius) &&
      lengths.every((length) => length <= greatestEdge * radius),
  };
}

function indexOfLargest(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value > values[best] ? index : best), 0);
}

/** Replaces the farthest vertex, else the flattest one, by a point off the face opposite, on the model's lower side. */
async function repairSimplex(
  { evaluator }: StepContext,
  state: CobylaState,
  { heights, lengths }: Geometry,
): Promise<CobylaState> {
  const farthest = indexOfLargest(lengths);
  const dropped =
    lengths[farthest] > greatestEdge * state.radius
      ? farthest
      : indexOfLargest(heights.map((height) => -height));
  const normal = state.inverse[dropped];
  const sign = dot(modelGradient(state), normal) > 0 ? -1 : 1;
  const length = sign * repairLength * state.radius * heights[dropped];
  const step = normal.map((entry) => length * entry);
  const value = await evaluator.value(addScaled(state.parameters, 1, step));
  return { ...state, ...moveVertex(state, dropped, step, value), repairs: false };
}

/** The vertex that the point at `step` replaces, −1 for none. */
function chooseDropped(
  state: CobylaState,
  { heights, lengths }: Geometry,
  step: Float64Array,
  isLower: boolean,
): number {
  const volumeRatios = state.inverse.map((row) => Math.abs(dot(row, step)));
  const widest = indexOfLargest(volumeRatios);
  let dropped = volumeRatios[widest] > (isLower ? 0 : 1) ? widest : -1;
  let longest = farEdge * state.radius;
  for (let vertex = 0; vertex < heights.length; vertex++) {
    const height = volumeRatios[vertex] * heights[vertex];
    if (height < leastHeight * state.radius && height < heights[vertex]) continue;
    const length = isLower ? norm(subtract(step, state.edges[vertex])) : lengths[vertex];
    if (length > longest) {
      longest = length;
      dropped = vertex;
    }
  }
  return dropped;
}

/** After a step that gained too little: repair next, or trust the model less far, or end. */
function afterPoorStep(state: CobylaState, geometry: Geometry, lastRadius: number): CobylaState {
  if (!geometry.isAcceptable) return { ...state, repairs: true };
  if (state.radius <= lastRadius) return { ...state, isFinished: true };
  const radius = state.radius / 2;
  return { ...state, radius: radius <= 1.5 * lastRadius ? lastRadius : radius };
}

/**
 * COBYLA without constraints: linear interpolation on a simplex, minimised over a ball whose radius only shrinks.
 * One evaluation an iteration.
 * Source: Powell, A direct search optimization method that models the objective and constraint functions by linear
 * interpolation, in Advances in Optimization and Numerical Analysis (Kluwer, 1994) 51–67, section 2.
 */
export const cobyla: Optimizer<CobylaState> = {
  defaultMaxIterations: (parameterCount) => Math.max(1000, 200 * parameterCount),
  fields: {
    parameters: "vector",
    value: "number",
    gradientNorm: "number?",
    edges: "vectors",
    inverse: "vectors",
    edgeValues: "numbers",
    radius: "number",
    repairs: "boolean",
    isFinished: "boolean",
  },

  async start({ evaluator, settings }, parameters) {
    const radius = settings.initialTrustRadius ?? 0.25;
    let simplex: InterpolationSimplex = {
      parameters,
      value: await evaluator.value(parameters),
      edges: [],
      inverse: [],
      edgeValues: new Float64Array(0),
    };
    for (let axis = 0; axis < parameters.length; axis++) {
      const vertex = simplex.parameters.slice();
      vertex[axis] += radius;
      simplex = addEdge(simplex, axis, radius, await evaluator.value(vertex));
    }
    return { ...simplex, gradientNorm: null, radius, repairs: false, isFinished: false };
  },

  async step(context, state, iteration) {
    const lastRadius = Math.min(context.settings.finalTrustRadius ?? 1e-6, state.radius);
    let current = iteration % state.edges.length === 0 ? { ...state, ...refineInverse(state) } : state;
    while (!current.isFinished) {
      const geometry = measureGeometry(current);
      if (current.repairs && !geometry.isAcceptable) return repairSimplex(context, current, geometry);
      const gradient = modelGradient(current);
      const slope = norm(gradient);
      const step = gradient.map((entry) => (-current.radius * entry) / slope);
      if (!(slope > 0) || !step.every(Number.isFinite)) {
        current = afterPoorStep({ ...current, repairs: false }, geometry, lastRadius);
        continue;
      }
      const value = await context.evaluator.value(addScaled(current.parameters, 1, step));
      const reduction = current.value - value;
      const dropped = chooseDropped(current, geometry, step, reduction > 0);
      const next = { ...current, repairs: false };
      const moved = dropped < 0 ? next : { ...next, ...moveVertex(current, dropped, step, value) };
      const isGood =
        dropped >= 0 && reduction > 0 && reduction >= leastReductionRatio * slope * current.radius;
      return isGood ? moved : afterPoorStep(moved, geometry, lastRadius);
    }
    return current;
  },

  stop(_context, { isFinished }) {
    return isFinished ? "trust-radius" : null;
  },
};
