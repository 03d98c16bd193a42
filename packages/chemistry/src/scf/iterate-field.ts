import { ChemistryArgumentError, ChemistryNumericalError } from "../errors.ts";
import { maximumAbsolute } from "../math/matrix.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import { createConvergenceAid } from "./convergence-aid.ts";
import type { FieldContext } from "./prepare-field.ts";
import { recombineOrbitals } from "./recombine-orbitals.ts";
import type { ScfIteration } from "./scf-result.ts";

/** Iterations after which a field that has not settled is looked at for pairs on the wrong orbitals. */
const recombinationIteration = 40;

export interface IterationOptions {
  /** 100 unless told. */
  readonly maxIterations?: number | undefined;
  /** Largest energy change of the last iteration, hartree; 1e-9 unless told. */
  readonly energyTolerance?: number | undefined;
  /** Largest element of the orbital gradient, hartree; 1e-6 unless told. */
  readonly errorTolerance?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onIteration?: ((iteration: ScfIteration) => void) | undefined;
}

/**
 * One kind of Hartree–Fock: what is occupied and which operators follow from it. Operators are m × m in the orthonormal
 * basis; where there is one for each spin they stand one after the other.
 */
export interface FieldModel<Occupation> {
  /** Occupation of the orbitals, one m × m matrix of columns for each operator. */
  occupy(orbitals: readonly Float64Array[]): Occupation;
  /** Electronic energy, operators, and their commutators with the density. */
  step(occupation: Occupation): Promise<{ energy: number; fock: Float64Array; error: Float64Array }>;
  /** Projectors onto the empty orbitals of each operator. */
  empty(occupation: Occupation): Float64Array;
  /** One operator, and every orbital doubly occupied or empty. */
  readonly isClosedShell: boolean;
}

/** The end of the iterations, converged or not. */
export interface IteratedField<Occupation> {
  readonly energy: number;
  readonly converged: boolean;
  readonly iterations: readonly ScfIteration[];
  /** The last operators, and the occupation they were made from. */
  readonly fock: Float64Array;
  readonly occupation: Occupation;
}

/**
 * Iterates a field from the orbitals of the guess until the largest element of the orbital gradient is below
 * `errorTolerance` and the energy changes by less than `energyTolerance`. A closed shell with empty orbitals below
 * occupied ones is started once more from their combinations, see {@link recombineOrbitals}; the lower end counts.
 * @throws ChemistryArgumentError for an iteration limit below one, ChemistryNumericalError for an energy that is not finite.
 */
export async function iterateField<Occupation>(
  context: FieldContext,
  model: FieldModel<Occupation>,
  operatorCount: number,
  {
    maxIterations = 100,
    energyTolerance = 1e-9,
    errorTolerance = 1e-6,
    signal,
    onIteration,
  }: IterationOptions,
): Promise<IteratedField<Occupation>> {
  if (!Number.isInteger(maxIterations) || maxIterations < 1) {
    throw new ChemistryArgumentError(`maxIterations must be an integer of at least 1, got ${maxIterations}`, {
      details: { field: "maxIterations", value: maxIterations },
    });
  }
  const m = context.orthogonalizer.orbitalCount;
  let aid = createConvergenceAid();
  let first: IteratedField<Occupation> | undefined;
  let isRecombined = false;
  const iterations: ScfIteration[] = [];
  let orbitals: readonly Float64Array[] = Array.from({ length: operatorCount }, () => context.guessOrbitals);
  let energy = context.guessEnergy;

  for (let iteration = 1; ; iteration++) {
    signal?.throwIfAborted();
    const occupation = model.occupy(orbitals);
    const step = await model.step(occupation);
    const previous = energy;
    energy = step.energy + context.nuclearRepulsion;
    if (!Number.isFinite(energy)) {
      throw new ChemistryNumericalError(
        `SCF iteration ${iteration} gave the energy ${energy}; positions must be finite and nuclei apart from each other`,
        { details: { iteration, energy } },
      );
    }
    const gradientNorm = maximumAbsolute(step.error);
    const record = { iteration, energy, energyChange: energy - previous, gradientNorm };
    iterations.push(record);
    onIteration?.(record);
    const converged = gradientNorm < errorTolerance && Math.abs(record.energyChange) < energyTolerance;
    const field = { energy, converged, iterations, fock: step.fock, occupation };
    const isLast = iteration === maxIterations;
    if (
      model.isClosedShell &&
      !isRecombined &&
      !isLast &&
      (converged || iteration === recombinationIteration)
    ) {
      const recombined = recombineOrbitals(step.fock, model.empty(occupation), m);
      if (recombined) {
        isRecombined = true;
        if (converged) first = field;
        aid = createConvergenceAid("descent");
        orbitals = [recombined];
        continue;
      }
    }
    if (converged || isLast) {
      const isFirstBetter = first !== undefined && (!converged || first.energy < energy);
      return isFirstBetter ? first! : field;
    }
    const next = aid.next(step, model.empty(occupation), gradientNorm);
    orbitals = orbitals.map(
      (_, place) => solveSymmetricEigen(next.subarray(place * m * m, (place + 1) * m * m), m).vectors,
    );
  }
}
