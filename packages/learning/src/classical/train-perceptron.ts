import { createRandom, type Random } from "@ansatz/simulator";
import type { FitContext } from "../models/model.ts";
import { createPacer } from "../models/responsive.ts";
import { drawParameters, networkLoss, type NetworkBatch, type NetworkShape } from "./perceptron-network.ts";

export interface TrainingOptions {
  readonly penalty: number;
  readonly learningRate: number;
  readonly epochs: number;
}

const batchRows = 32;
const heldShare = 0.15;
/** Steps without a lower loss after which training ends; at least 20 epochs. */
const patientSteps = 600;
/** Below this many rows none are held out: all epochs run. */
const leastRows = 20;

/**
 * Parameters of the network after training by Adam (Kingma and Ba (2015)) on batches of 32 rows: those of the lowest loss on
 * 15 % of the rows, which are held out for it; training ends 600 steps (at least 20 epochs) after it.
 */
export async function trainPerceptron(
  shape: NetworkShape,
  batch: NetworkBatch,
  options: TrainingOptions,
  context: FitContext,
): Promise<Float64Array> {
  const random = createRandom(context.seed);
  const rows = Int32Array.from(batch.targets.keys());
  shuffle(rows, random);
  const heldCount = rows.length >= leastRows ? Math.round(heldShare * rows.length) : 0;
  const held = rows.slice(0, heldCount);
  const trained = rows.slice(heldCount);
  const parameters = drawParameters(shape, Math.floor(random.uniform() * 2 ** 31));
  const step = createAdam(parameters, options.learningRate);
  const pace = createPacer(context);
  let best = parameters.slice();
  let lowest = Infinity;
  let since = 0;
  const patience = Math.max(20, Math.ceil((patientSteps * batchRows) / trained.length));
  for (let epoch = 0; epoch < options.epochs && since < patience; epoch++) {
    shuffle(trained, random);
    for (let first = 0; first < trained.length; first += batchRows) {
      const part = trained.subarray(first, first + batchRows);
      step(networkLoss(shape, parameters, batch, part, options.penalty).gradient);
    }
    const watched = heldCount > 0 ? held : trained;
    const { value } = networkLoss(shape, parameters, batch, watched, heldCount > 0 ? 0 : options.penalty);
    since++;
    if (value < lowest) {
      lowest = value;
      best = parameters.slice();
      since = 0;
    }
    await pace(epoch / options.epochs);
  }
  return best;
}

/** Changes the parameters in place by one gradient. */
function createAdam(parameters: Float64Array, learningRate: number): (gradient: Float64Array) => void {
  const means = new Float64Array(parameters.length);
  const squares = new Float64Array(parameters.length);
  let meanBias = 1;
  let squareBias = 1;
  return (gradient) => {
    meanBias *= 0.9;
    squareBias *= 0.999;
    for (let k = 0; k < parameters.length; k++) {
      means[k] = 0.9 * means[k] + 0.1 * gradient[k];
      squares[k] = 0.999 * squares[k] + 0.001 * gradient[k] ** 2;
      const root = Math.sqrt(squares[k] / (1 - squareBias));
      parameters[k] -= (learningRate * means[k]) / (1 - meanBias) / (root + 1e-8);
    }
  };
}

function shuffle(rows: Int32Array, random: Random): void {
  for (let k = rows.length - 1; k > 0; k--) {
    const other = Math.floor(random.uniform() * (k + 1));
    const row = rows[k];
    rows[k] = rows[other];
    rows[other] = row;
  }
}
