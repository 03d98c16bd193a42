import type { Optimizer, OptimizerState } from "./optimizer.ts";
import type { Evaluator } from "./evaluator.ts";
import { infinityNorm, subtract } from "./vector.ts";

interface NelderMeadState extends OptimizerState {
  /** n + 1 vertices in ascending order of their values. */
  readonly vertices: readonly Float64Array[];
  readonly values: Float64Array;
}

/** A simplex with vertices this close (each parameter) is a point as far as the values can tell: √ε. */
const smallestSimplex = 1.5e-8;

/** The state with the vertices sorted; equal values keep their order. */
function sortedState(vertices: readonly Float64Array[], values: readonly number[]): NelderMeadState {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
  return {
    parameters: vertices[order[0]],
    value: values[order[0]],
    gradientNorm: null,
    vertices: order.map((index) => vertices[index]),
    values: Float64Array.from(order, (index) => values[index]),
  };
}

/** Moves every vertex but the best towards it and evaluates them. */
async function shrink(
  evaluator: Evaluator,
  state: NelderMeadState,
  factor: number,
): Promise<NelderMeadState> {
  const [best] = state.vertices;
  const vertices = state.vertices.map((vertex, index) =>
    index === 0 ? vertex : vertex.map((entry, axis) => best[axis] + factor * (entry - best[axis])),
  );
  const values = [state.value];
  for (const vertex of vertices.slice(1)) values.push(await evaluator.value(vertex));
  return sortedState(vertices, values);
}

/**
 * Nelder–Mead simplex search with the dimension-dependent coefficients of Gao and Han (reflect 1, expand 1 + 2/n,
 * contract ¾ − 1/(2n), shrink 1 − 1/n).
 * Source: Gao and Han, Comput. Optim. Appl. 51 (2012) 259, section 2 and (4.1).
 */
export const nelderMead: Optimizer<NelderMeadState> = {
  defaultMaxIterations: (parameterCount) => Math.max(1000, 200 * parameterCount),
  fields: {
    parameters: "vector",
    value: "number",
    gradientNorm: "number?",
    vertices: "vectors",
    values: "numbers",
  },

  async start({ evaluator, settings }, parameters) {
    const { initialSimplexSize = 0.1 } = settings;
    const vertices = [parameters];
    for (let axis = 0; axis < parameters.length; axis++) {
      const vertex = parameters.slice();
      vertex[axis] += initialSimplexSize;
      vertices.push(vertex);
    }
    const values: number[] = [];
    for (const vertex of vertices) values.push(await evaluator.value(vertex));
    return sortedState(vertices, values);
  },

  async step({ evaluator }, state) {
    const { vertices, values } = state;
    const count = state.parameters.length;
    const dimension = Math.max(2, count);
    const worst = vertices[count];
    const centroid = new Float64Array(count);
    for (const vertex of vertices.slice(0, count)) {
      for (let axis = 0; axis < count; axis++) centroid[axis] += vertex[axis] / count;
    }
    const evaluateAt = async (factor: number): Promise<[Float64Array, number]> => {
      const point = centroid.map((entry, axis) => entry + factor * (entry - worst[axis]));
      return [point, await evaluator.value(point)];
    };
    const replaceWorst = ([vertex, value]: [Float64Array, number]): NelderMeadState =>
      sortedState([...vertices.slice(0, count), vertex], [...values.slice(0, count), value]);

    const contraction = 0.75 - 1 / (2 * dimension);
    const reflected = await evaluateAt(1);
    if (reflected[1] < values[0]) {
      const expanded = await evaluateAt(1 + 2 / dimension);
      return replaceWorst(expanded[1] < reflected[1] ? expanded : reflected);
    }
    if (reflected[1] < values[count - 1]) return replaceWorst(reflected);
    const isOutside = reflected[1] < values[count];
    const contracted = await evaluateAt(isOutside ? contraction : -contraction);
    if (isOutside ? contracted[1] <= reflected[1] : contracted[1] < values[count]) {
      return replaceWorst(contracted);
    }
    return shrink(evaluator, state, 1 - 1 / dimension);
  },

  stop({ valueTolerance }, { vertices, values }) {
    const spread = values[values.length - 1] - values[0];
    // Equal values may straddle a minimum: the vertices, too, must have come together.
    const extent = Math.max(...vertices.map((vertex) => infinityNorm(subtract(vertex, vertices[0]))));
    const isSettled =
      spread <= valueTolerance && extent <= Math.max(Math.sqrt(valueTolerance), smallestSimplex);
    return isSettled || extent <= smallestSimplex ? "value-tolerance" : null;
  },
};
