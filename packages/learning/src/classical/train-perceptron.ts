import { createRandom } from "@ansatz/simulator";
import type { FitContext } from "../models/model.ts";
import { createPacer } from "../models/responsive.ts";
import { createAdam } from "../training/adam.ts";
import { shuffle } from "../training/shuffle.ts";
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
 * Parameters of the network after training by Adam on batches of 32 rows: those of the lowest loss on
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
  shuffle(rows, random.uniform);
  const heldCount = rows.length >= leastRows ? Math.round(heldShare * rows.length) : 0;
  const held = rows.slice(0, heldCount);
  const trained = rows.slice(heldCount);
  const parameters = drawParameters(shape, Math.floor(random.uniform() * 2 ** 31));
  const adam = createAdam(parameters.length);
  const pace = createPacer(context);
  let best = parameters.slice();
  let lowest = Infinity;
  let since = 0;
  const patience = Math.max(20, Math.ceil((patientSteps * batchRows) / trained.length));
  for (let epoch = 0; epoch < options.epochs && since < patience; epoch++) {
    shuffle(trained, random.uniform);
    for (let first = 0; first < trained.length; first += batchRows) {
      const part = trained.subarray(first, first + batchRows);
      const { gradient } = networkLoss(shape, parameters, batch, part, options.penalty);
      adam.step(parameters, gradient, options.learningRate);
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
