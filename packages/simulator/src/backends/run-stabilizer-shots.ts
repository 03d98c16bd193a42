import { evaluateCondition } from "../circuit/classical-condition.ts";
import { pauliGadget } from "../circuit/operation.ts";
import type { Random } from "../math/random.ts";
import type { Channel } from "../noise/channel.ts";
import type { MeasureStep, NoisyStep } from "../noise/noisy-program.ts";
import { pauliProbabilities } from "../noise/pauli-probabilities.ts";
import { formatBits } from "../noise/readout-distribution.ts";
import { stabilizerExpectation } from "../stabilizer/stabilizer-expectation.ts";
import { StabilizerState } from "../stabilizer/stabilizer-state.ts";
import { pick, sumUp } from "../trajectories/choices.ts";
import { createPacer } from "../trajectories/pacer.ts";
import type { Estimate } from "../trajectories/run-trajectories.ts";
import { createShotRandom } from "../trajectories/shot-random.ts";
import type { PreparedSimulation } from "./choose-method.ts";
import type { SimulationOptions } from "./simulation.ts";

/** The Pauli products of a channel and the sums of their probabilities. */
interface PauliChoices {
  readonly texts: readonly string[];
  readonly cumulative: readonly number[];
}

/** What one shot changes. */
interface Shot {
  readonly state: StabilizerState;
  readonly bits: Uint8Array;
  readonly random: Random;
}

const flip = (qubit: number) => ({ gate: "x", qubits: [qubit], parameters: [] }) as const;

class ShotRunner {
  readonly #choices = new Map<Channel, PauliChoices>();
  readonly #confusions = new Map<MeasureStep, readonly (readonly number[])[]>();

  run(steps: readonly NoisyStep[], shot: Shot): void {
    for (const step of steps) {
      switch (step.kind) {
        case "unitary":
          shot.state.apply(step.operation);
          break;
        case "measure":
          this.measure(step, shot);
          break;
        case "channel":
          this.#draw(step.channel, step.qubits, shot);
          break;
        case "if":
          this.run(evaluateCondition(step.condition, shot.bits) ? step.then : step.otherwise, shot);
      }
    }
  }

  measure(step: MeasureStep, { state, bits, random }: Shot): void {
    const actual = step.qubits.map((qubit) => state.measure(qubit, random));
    const rows = this.#confusion(step);
    if (!rows) {
      step.bits.forEach((bit, k) => (bits[bit] = actual[k]));
      return;
    }
    const outcome = actual.reduce<number>((sum, value, k) => sum + value * 2 ** k, 0);
    const read = pick(rows[outcome], random.uniform());
    step.bits.forEach((bit, k) => (bits[bit] = (read >>> k) & 1));
  }

  #confusion(step: MeasureStep): readonly (readonly number[])[] | undefined {
    if (!step.confusion) return undefined;
    let rows = this.#confusions.get(step);
    if (!rows) this.#confusions.set(step, (rows = step.confusion.map((row) => sumUp(row))));
    return rows;
  }

  #draw(channel: Channel, qubits: readonly number[], { state, random }: Shot): void {
    if (channel.kind === "reset") {
      const { probability, excitedProbability = 0 } = channel;
      const drawn = probability === 1 ? 0 : random.uniform();
      if (drawn >= probability + excitedProbability) return;
      state.reset(qubits[0], random);
      if (drawn >= probability) state.apply(flip(qubits[0]));
      return;
    }
    let choices = this.#choices.get(channel);
    if (!choices) {
      const probabilities = pauliProbabilities(channel)!;
      choices = { texts: [...probabilities.keys()], cumulative: sumUp([...probabilities.values()]) };
      this.#choices.set(channel, choices);
    }
    const text = choices.texts[pick(choices.cumulative, random.uniform())];
    const hit = qubits.filter((_, k) => text[k] !== "I");
    // A half turn about a Pauli product is that product, up to global phase.
    if (hit.length > 0) state.apply(pauliGadget(text.replaceAll("I", ""), hit, Math.PI));
  }
}

/**
 * Runs a Clifford program shot by shot on stabiliser states, from its first step that is drawn on: measurements, resets,
 * conditionals, and channels that are mixtures of Pauli products or resets. Observables are averaged over the states before
 * the final measurements. Shot s draws from its own stream (seed, s), so that shots can be run in parts.
 */
export async function runStabilizerShots(
  { circuit, program: { steps, terminal } }: PreparedSimulation,
  shots: number,
  { observables = [], signal, onProgress, firstShot = 0 }: SimulationOptions,
  seed: number,
): Promise<{ counts: Map<string, number>; expectations: Estimate[] }> {
  const pacer = createPacer({
    total: shots,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  const runner = new ShotRunner();
  const randomOf = createShotRandom(seed);
  const drawn = steps.findIndex(({ kind }) => kind !== "unitary");
  const first = drawn < 0 ? steps.length : drawn;
  const start = new StabilizerState(circuit.qubitCount);
  for (const step of steps.slice(0, first)) if (step.kind === "unitary") start.apply(step.operation);
  const rest = steps.slice(first);
  const counts = new Map<string, number>();
  const sums = observables.map(() => ({ sum: 0, squares: 0 }));
  for (let index = 0; index < shots; index++) {
    await pacer.pause();
    const shot = {
      state: start.clone(),
      bits: new Uint8Array(circuit.bitCount),
      random: randomOf(firstShot + index),
    };
    runner.run(rest, shot);
    observables.forEach((observable, at) => {
      const value = stabilizerExpectation(shot.state, observable);
      sums[at].sum += value;
      sums[at].squares += value * value;
    });
    for (const step of terminal) runner.measure(step, shot);
    const key = formatBits(shot.bits);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    pacer.advance();
  }
  const expectations = sums.map(({ sum, squares }): Estimate => {
    const value = sum / shots;
    const variance = Math.max(0, squares / shots - value * value);
    return { value, standardError: shots > 1 ? Math.sqrt(variance / (shots - 1)) : Infinity };
  });
  return { counts, expectations };
}
