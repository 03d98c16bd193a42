import { createRandom, type StateRows } from "@ansatz/simulator";
import type { DataSet } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import type { FitContext } from "../models/model.ts";
import { cosineRate, createAdam } from "../training/adam.ts";
import { shuffle } from "../training/shuffle.ts";
import { createNetworkEvaluator, weightCountOf } from "./network-outputs.ts";
import type { QuantumNetwork } from "./quantum-network.ts";

export interface TrainingOptions {
  /** Passes over all rows. */
  readonly epochs: number;
  /** Of the first step; it falls to a tenth along half a cosine. */
  readonly learningRate: number;
  /** Rows a step. */
  readonly batchSize: number;
  /** Quantum data: the state that each row's circuit starts from, instead of |0…0⟩. */
  readonly states?: StateRows | undefined;
}

export interface TrainedWeights {
  readonly weights: Float64Array;
  /** Mean loss of each epoch's batches: squared errors of standardised targets, or cross entropies. */
  readonly history: readonly number[];
}

/** Targets a network learns: standardised numbers, or classes. */
export interface NetworkTargets {
  /** Outputs of the network: 1, or a logit a class; of two classes one logit. */
  readonly outputs: number;
  readonly mean: number;
  /** 0 where all targets are equal: then their value is what is predicted. */
  readonly deviation: number;
}

export function networkTargets({ task, targets, classes }: DataSet): NetworkTargets {
  if (task === "classification") {
    return { outputs: classes.length === 2 ? 1 : classes.length, mean: 0, deviation: 1 };
  }
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const variance = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length;
  return { outputs: 1, mean, deviation: Math.sqrt(variance) };
}

/** Probabilities of the classes from logits; one logit is that of the second of two classes. */
export function classProbabilities(logits: Float64Array): Float64Array {
  const all = logits.length === 1 ? Float64Array.of(0, logits[0]) : logits;
  const most = all.reduce((a, b) => Math.max(a, b));
  const weights = all.map((logit) => Math.exp(logit - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

type Loss = (position: number, outputs: Float64Array) => { value: number; slope: Float64Array };

/** ½(output − target)² of standardised targets, or the cross entropy −ln p of the true class, for some rows. */
export function networkLoss(data: DataSet, targets: NetworkTargets, rows: ArrayLike<number>): Loss {
  if (data.task === "regression") {
    return (position, [output]) => {
      const difference = output - (data.targets[rows[position]] - targets.mean) / (targets.deviation || 1);
      return { value: difference ** 2 / 2, slope: Float64Array.of(difference) };
    };
  }
  return (position, logits) => {
    const label = data.targets[rows[position]];
    const probabilities = classProbabilities(logits);
    const slope = probabilities.map((probability, k) => probability - (k === label ? 1 : 0));
    return {
      value: -Math.log(Math.max(probabilities[label], 1e-300)),
      slope: logits.length === 1 ? slope.subarray(1) : slope,
    };
  };
}

/** Weights to start from: scales near 1, angles near 0, the linear layer reads each observable as is. */
export function startingWeights(network: QuantumNetwork, outputs: number, seed: number): Float64Array {
  const { normal } = createRandom(seed);
  const weights = new Float64Array(weightCountOf(network, outputs));
  for (let k = 0; k < network.weightCount; k++)
    weights[k] = (network.scaleWeights.has(k) ? 1 : 0) + 0.2 * normal();
  const count = network.observables.length;
  for (let output = 0; output < outputs; output++) {
    for (let o = 0; o < count; o++) {
      weights[network.weightCount + output * count + o] = outputs === 1 || o % outputs === output ? 1.5 : 0;
    }
  }
  return weights;
}

/**
 * Trains a network's weights by Adam on shuffled batches, with exact gradients.
 * Throws {@link ModelError} for options out of range; rejects with the signal's reason within a batch.
 */
export async function trainNetwork(
  network: QuantumNetwork,
  data: DataSet,
  { epochs, learningRate, batchSize, states }: TrainingOptions,
  { seed, pool, signal, onProgress }: FitContext,
): Promise<TrainedWeights> {
  for (const [name, value] of Object.entries({ epochs, batchSize })) {
    if (!Number.isInteger(value) || value < 1 || value > 100_000) {
      throw new ModelError(`${name} must be an integer in [1, 100000], got ${value}`, { field: name });
    }
  }
  if (!(learningRate > 0 && learningRate <= 10)) {
    throw new ModelError(`learningRate must be in (0, 10], got ${learningRate}`, { field: "learningRate" });
  }
  const targets = networkTargets(data);
  const weights = startingWeights(network, targets.outputs, seed);
  const adam = createAdam(weights.length);
  const { uniform } = createRandom(seed + 0.5);
  const rowCount = data.features.rowCount;
  const batches = Math.ceil(rowCount / batchSize);
  await using evaluator = createNetworkEvaluator(network, targets.outputs, { pool, signal, states });
  const history: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = Int32Array.from({ length: rowCount }, (_, row) => row);
    shuffle(order, uniform);
    let total = 0;
    for (let batch = 0; batch < batches; batch++) {
      signal?.throwIfAborted();
      const rows = order.subarray(
        Math.floor((batch * rowCount) / batches),
        Math.floor(((batch + 1) * rowCount) / batches),
      );
      const { value, gradient } = await evaluator.lossAndGradient(
        data.features,
        rows,
        weights,
        networkLoss(data, targets, rows),
      );
      adam.step(weights, gradient, cosineRate(learningRate, epoch * batches + batch, epochs * batches));
      total += value * rows.length;
    }
    history.push(total / rowCount);
    onProgress?.((epoch + 1) / epochs);
  }
  return { weights, history };
}
