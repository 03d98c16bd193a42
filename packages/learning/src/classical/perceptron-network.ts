import { createRandom } from "@ansatz/simulator";

/** One hidden layer of tanh units; outputs are values, or scores of classes. */
export interface NetworkShape {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

/** Parameters in order: hidden weights (hidden × inputs), hidden biases, output weights (outputs × hidden), output biases. */
export function parameterCountOf({ inputs, hidden, outputs }: NetworkShape): number {
  return hidden * (inputs + 1) + outputs * (hidden + 1);
}

/** Hidden units with which the parameters come nearest to a number; at least one. */
export function hiddenUnitsFor(parameterCount: number, inputs: number, outputs: number): number {
  return Math.max(1, Math.round((parameterCount - outputs) / (inputs + 1 + outputs)));
}

/** Normal deviates of variance 1/inputs of a layer (Xavier); biases 0. */
export function drawParameters(shape: NetworkShape, seed: number): Float64Array {
  const { inputs, hidden, outputs } = shape;
  const random = createRandom(seed);
  const parameters = new Float64Array(parameterCountOf(shape));
  const draw = (start: number, count: number, fanIn: number): void => {
    for (let k = 0; k < count; k++) parameters[start + k] = random.normal() / Math.sqrt(fanIn);
  };
  draw(0, hidden * inputs, inputs);
  draw(hidden * (inputs + 1), outputs * hidden, hidden);
  return parameters;
}

/** Rows with what the network shall say of them. */
export interface NetworkBatch {
  /** Row-major, rows × inputs. */
  readonly values: Float64Array;
  /** Regression: a value a row. Classification: a class a row. */
  readonly targets: Float64Array;
  readonly isClassification: boolean;
}

/** Outputs of some rows, row-major, rows × outputs. */
export function networkOutputs(
  shape: NetworkShape,
  parameters: Float64Array,
  values: Float64Array,
  rows: ArrayLike<number>,
): Float64Array {
  const activations = new Float64Array(shape.hidden);
  const outputs = new Float64Array(rows.length * shape.outputs);
  for (let k = 0; k < rows.length; k++) {
    const own = outputs.subarray(k * shape.outputs, (k + 1) * shape.outputs);
    forward(shape, parameters, values, rows[k] * shape.inputs, activations, own);
  }
  return outputs;
}

function forward(
  { inputs, hidden, outputs }: NetworkShape,
  parameters: Float64Array,
  values: Float64Array,
  start: number,
  activations: Float64Array,
  own: Float64Array,
): void {
  const biases = hidden * inputs;
  const second = biases + hidden;
  for (let unit = 0; unit < hidden; unit++) {
    let sum = parameters[biases + unit];
    for (let k = 0; k < inputs; k++) sum += parameters[unit * inputs + k] * values[start + k];
    activations[unit] = Math.tanh(sum);
  }
  for (let output = 0; output < outputs; output++) {
    let sum = parameters[second + outputs * hidden + output];
    for (let unit = 0; unit < hidden; unit++)
      sum += parameters[second + output * hidden + unit] * activations[unit];
    own[output] = sum;
  }
}

/**
 * Mean loss of some rows and its gradient by backpropagation: half the squared error, or −log of the softmax at the class;
 * plus penalty/2 times the squares of the weights (not the biases).
 */
export function networkLoss(
  shape: NetworkShape,
  parameters: Float64Array,
  batch: NetworkBatch,
  rows: ArrayLike<number>,
  penalty: number,
): { value: number; gradient: Float64Array } {
  const { inputs, hidden, outputs } = shape;
  const gradient = new Float64Array(parameters.length);
  const activations = new Float64Array(hidden);
  const own = new Float64Array(outputs);
  const slopes = new Float64Array(outputs);
  const biases = hidden * inputs;
  const second = biases + hidden;
  const lastBiases = second + outputs * hidden;
  let value = 0;
  for (let k = 0; k < rows.length; k++) {
    const start = rows[k] * inputs;
    forward(shape, parameters, batch.values, start, activations, own);
    value += outputLoss(own, batch.targets[rows[k]], batch.isClassification, slopes) / rows.length;
    for (let output = 0; output < outputs; output++) {
      slopes[output] /= rows.length;
      gradient[lastBiases + output] += slopes[output];
    }
    for (let unit = 0; unit < hidden; unit++) {
      let slope = 0;
      for (let output = 0; output < outputs; output++) {
        const at = second + output * hidden + unit;
        gradient[at] += slopes[output] * activations[unit];
        slope += slopes[output] * parameters[at];
      }
      slope *= 1 - activations[unit] ** 2;
      gradient[biases + unit] += slope;
      for (let j = 0; j < inputs; j++) gradient[unit * inputs + j] += slope * batch.values[start + j];
    }
  }
  const isWeight = (at: number): boolean => at < biases || (at >= second && at < lastBiases);
  for (let at = 0; at < parameters.length; at++) {
    if (!isWeight(at)) continue;
    value += (penalty / 2) * parameters[at] ** 2;
    gradient[at] += penalty * parameters[at];
  }
  return { value, gradient };
}

/** Loss of one row; `slopes` becomes its derivative by the outputs. */
function outputLoss(
  own: Float64Array,
  target: number,
  isClassification: boolean,
  slopes: Float64Array,
): number {
  if (!isClassification) {
    slopes[0] = own[0] - target;
    return slopes[0] ** 2 / 2;
  }
  let largest = -Infinity;
  for (const score of own) largest = Math.max(largest, score);
  let total = 0;
  for (const score of own) total += Math.exp(score - largest);
  for (let k = 0; k < own.length; k++) {
    slopes[k] = Math.exp(own[k] - largest) / total - Number(k === target);
  }
  return largest + Math.log(total) - own[target];
}
