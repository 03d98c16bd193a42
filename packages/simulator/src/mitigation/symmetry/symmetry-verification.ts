import type { Circuit } from "../../circuit/circuit.ts";
import { InvalidArgumentError, NumericalError } from "../../errors.ts";
import { multiplyPauliSums, parsePauliSum } from "../../operators/pauli-sum.ts";
import type { PauliSum } from "../../operators/pauli-sum.ts";
import { createSeeds, runEstimate, shotOverhead } from "../executor.ts";
import type { ShotEstimate, EstimateExpectation, MitigatedValue, RunOptions } from "../executor.ts";

export interface SymmetryVerificationOptions extends Omit<RunOptions, "estimate"> {
  /** An executor for each observable asked for. */
  readonly estimate: (observable: PauliSum) => EstimateExpectation;
  /** The conserved Pauli product, printed from the highest qubit to the lowest, and its value in the noise-free state. */
  readonly symmetry: { readonly pauli: string; readonly value: 1 | -1 };
}

export interface SymmetryVerificationDetails {
  /** ⟨S⟩ under noise. */
  readonly symmetryValue: number;
  /** Weight (1 + s⟨S⟩)/2 of the part of the state with the right symmetry. */
  readonly acceptance: number;
}

const lowAcceptance = 0.55;

/**
 * The expectation value in the part of the noisy state that has a symmetry S = s, without measuring S in the circuit:
 *
 *   ⟨O⟩ₛ = (⟨O⟩ + s⟨OS⟩)/(1 + s⟨S⟩)   for [O, S] = 0.
 *
 * Three observables are estimated with the same shots. The error is propagated as if they were independent. Bonet-Monroig et
 * al., arXiv:1807.10050, section II.C. Throws {@link InvalidArgumentError} for an observable that does not commute with the
 * symmetry, {@link NumericalError} when nothing of the state has it.
 */
export async function symmetryVerification(
  circuit: Circuit,
  observable: PauliSum,
  options: SymmetryVerificationOptions,
): Promise<MitigatedValue<SymmetryVerificationDetails>> {
  const { symmetry, seed, shots } = options;
  const { value: sign } = symmetry;
  if (![1, -1].includes(sign)) {
    throw new InvalidArgumentError(`symmetry.value must be 1 or -1, got ${sign as number}`, {
      field: "symmetry.value",
    });
  }
  const product = parsePauliSum({ [symmetry.pauli]: 1 });
  const combined = multiplyPauliSums(observable, product);
  if (combined.terms.some(({ imaginary }) => Math.abs(imaginary) > 1e-12)) {
    throw new InvalidArgumentError(`the observable must commute with the symmetry ${symmetry.pauli}`, {
      field: "symmetry.pauli",
    });
  }
  const nextSeed = createSeeds(seed);
  const run = (sum: PauliSum): Promise<ShotEstimate> =>
    runEstimate(
      { estimate: options.estimate(sum), ...(shots === undefined ? {} : { shots }) },
      circuit,
      nextSeed(),
    );
  const raw = await run(observable);
  const twisted = await run(combined);
  const kept = await run(product);
  const weight = 1 + sign * kept.value;
  if (!(weight > 1e-9)) {
    throw new NumericalError(`the state must have the symmetry in part, but 1 + s⟨S⟩ is ${weight}`, {
      weight,
    });
  }
  const value = (raw.value + sign * twisted.value) / weight;
  const standardError =
    Math.hypot(raw.standardError, twisted.standardError, value * kept.standardError) / weight;
  const acceptance = weight / 2;
  const used = raw.shots + twisted.shots + kept.shots;
  return {
    value,
    standardError,
    rawValue: raw.value,
    rawStandardError: raw.standardError,
    samplingOverhead: shotOverhead({ standardError, shots: used }, raw, {
      factor: (3 * (2 + value ** 2)) / weight ** 2,
      assumption: "were all three observables sampled with the same shots and variance",
    }),
    circuitsRun: 3,
    shotsUsed: used,
    details: { symmetryValue: kept.value, acceptance },
    warnings:
      acceptance < lowAcceptance
        ? ["Little more than half of the state has the symmetry: what has it is mostly noise too."]
        : [],
  };
}
