import { optimizerNames, type OptimizerName } from "@ansatz/variational";
import type { ActiveSpaceRequest } from "../active-space/active-space.ts";
import { parseBasisName, type BasisName } from "../basis/basis-sets.ts";
import { ChemistryArgumentError } from "../errors.ts";
import type { MoleculeInput } from "../molecule/input.ts";
import type { GroundStateRequest } from "./types.ts";

/** A request with every default filled in and every value checked. */
export interface GroundStateSettings {
  readonly molecule: MoleculeInput;
  readonly charge: number | undefined;
  readonly multiplicity: number | undefined;
  readonly basis: BasisName;
  readonly activeSpace: ActiveSpaceRequest;
  readonly optimizer: OptimizerName;
  readonly maxIterations: number | undefined;
  readonly energyTolerance: number;
  readonly seed: number;
}

export function resolveSettings(request: GroundStateRequest): GroundStateSettings {
  const {
    energyTolerance = 1e-8,
    seed = 42,
    maxIterations,
    ansatz = "uccsd",
    optimizer = "l-bfgs",
  } = request;
  if ((ansatz as string) !== "uccsd") {
    throw new ChemistryArgumentError(`ansatz must be "uccsd", got ${JSON.stringify(ansatz)}.`);
  }
  if (!optimizerNames.includes(optimizer)) {
    throw new ChemistryArgumentError(
      `optimizer must be one of ${optimizerNames.join(", ")}, got ${JSON.stringify(optimizer)}.`,
    );
  }
  checkRange("energyTolerance", energyTolerance, 1e-12, 1e-2);
  checkInteger("seed", seed, 0, 4_294_967_295);
  if (maxIterations !== undefined) checkInteger("maxIterations", maxIterations, 1, 100_000);
  if (request.charge !== undefined) checkInteger("charge", request.charge, -10, 10);
  if (request.multiplicity !== undefined) checkInteger("multiplicity", request.multiplicity, 1, 11);
  const { basis = "sto-3g" } = request;
  if (typeof (basis as unknown) !== "string") {
    throw new ChemistryArgumentError(`basis must be the name of a basis set, got ${JSON.stringify(basis)}.`);
  }
  return {
    molecule: request.molecule,
    charge: request.charge,
    multiplicity: request.multiplicity,
    basis: parseBasisName(basis),
    activeSpace: request.activeSpace ?? { kind: "auto" },
    optimizer,
    maxIterations,
    energyTolerance,
    seed,
  };
}

function checkRange(name: string, value: number, lowest: number, highest: number): void {
  if (value >= lowest && value <= highest) return;
  throw new ChemistryArgumentError(`${name} must be in [${lowest}, ${highest}], got ${value}.`, {
    details: { name, value },
  });
}

function checkInteger(name: string, value: number, lowest: number, highest: number): void {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return;
  throw new ChemistryArgumentError(`${name} must be an integer in [${lowest}, ${highest}], got ${value}.`, {
    details: { name, value },
  });
}
