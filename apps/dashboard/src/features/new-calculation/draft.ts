import {
  createJobSchema,
  parseInput,
  type BondScanRequest,
  type CreateJobInput,
  type GroundStateRequest,
  type MoleculeInput,
} from "@ansatz/contract";
import type { NumberField } from "../../shared/form/number-field.ts";

/** Everything typed into the form, JSON-safe so that it survives a reload. */
export interface Draft {
  readonly kind: "ground-state" | "bond-scan";
  readonly source: "smiles" | "draw" | "xyz" | "library";
  readonly smiles: string;
  readonly xyz: string;
  readonly library: string;
  readonly charge: NumberField;
  readonly multiplicity: NumberField;
  readonly basis: string;
  readonly activeSpace: "auto" | "full" | "frozen-core" | "active";
  readonly electrons: NumberField;
  readonly orbitals: NumberField;
  readonly optimizer: GroundStateRequest["optimizer"];
  readonly energyTolerance: NumberField;
  readonly maxIterations: NumberField;
  readonly seed: NumberField;
  readonly firstAtom: NumberField;
  readonly secondAtom: NumberField;
  readonly fromAngstrom: NumberField;
  readonly toAngstrom: NumberField;
  readonly points: NumberField;
}

export const initialDraft: Draft = {
  kind: "ground-state",
  source: "smiles",
  smiles: "O",
  xyz: "",
  library: "",
  charge: "",
  multiplicity: "",
  basis: "sto-3g",
  activeSpace: "auto",
  electrons: 4,
  orbitals: 4,
  optimizer: "l-bfgs",
  energyTolerance: "",
  maxIterations: "",
  seed: "",
  firstAtom: "",
  secondAtom: "",
  fromAngstrom: "",
  toAngstrom: "",
  points: 11,
};

/** The molecule as a request names it; undefined while nothing is typed. */
export function moleculeOf({ source, smiles, xyz, library }: Draft): MoleculeInput | undefined {
  if (source === "xyz") return xyz.trim() === "" ? undefined : { xyz };
  if (source === "library") return library === "" ? undefined : { library };
  return smiles.trim() === "" ? undefined : { smiles: smiles.trim() };
}

function optional<Name extends string>(name: Name, value: NumberField): Partial<Record<Name, number>> {
  return value === "" ? {} : ({ [name]: value } as Record<Name, number>);
}

export function activeSpaceOf({ activeSpace, electrons, orbitals }: Draft): unknown {
  return activeSpace === "active"
    ? { kind: "active", ...optional("electrons", electrons), ...optional("orbitals", orbitals) }
    : { kind: activeSpace };
}

/** The job that a draft describes, not yet checked. */
export function toJobInput(draft: Draft): unknown {
  const request = {
    molecule: moleculeOf(draft),
    basis: draft.basis,
    activeSpace: activeSpaceOf(draft),
    optimizer: draft.optimizer,
    ...optional("charge", draft.charge),
    ...optional("multiplicity", draft.multiplicity),
    ...optional("energyTolerance", draft.energyTolerance),
    ...optional("maxIterations", draft.maxIterations),
    ...optional("seed", draft.seed),
  };
  if (draft.kind === "ground-state") return { kind: draft.kind, request };
  return {
    kind: draft.kind,
    request: {
      ...request,
      bond: [
        draft.firstAtom === "" ? undefined : draft.firstAtom,
        draft.secondAtom === "" ? undefined : draft.secondAtom,
      ],
      ...optional("fromAngstrom", draft.fromAngstrom),
      ...optional("toAngstrom", draft.toAngstrom),
      ...optional("points", draft.points),
    },
  };
}

/** The checked job. @throws RequestError with one issue per fault. */
export function parseDraft(draft: Draft): CreateJobInput {
  return parseInput(createJobSchema, toJobInput(draft));
}

function fromMolecule(molecule: MoleculeInput): Partial<Draft> {
  if ("smiles" in molecule) return { source: "smiles", smiles: molecule.smiles };
  if ("xyz" in molecule) return { source: "xyz", xyz: molecule.xyz };
  return { source: "library", library: molecule.library };
}

function fromRequest(request: GroundStateRequest | BondScanRequest): Partial<Draft> {
  const { activeSpace } = request;
  return {
    ...fromMolecule(request.molecule),
    charge: request.charge ?? "",
    multiplicity: request.multiplicity ?? "",
    basis: request.basis,
    activeSpace: activeSpace.kind,
    ...(activeSpace.kind === "active"
      ? { electrons: activeSpace.electrons, orbitals: activeSpace.orbitals }
      : {}),
    optimizer: request.optimizer,
    energyTolerance: request.energyTolerance === 1e-8 ? "" : request.energyTolerance,
    maxIterations: request.maxIterations ?? "",
    seed: request.seed === 42 ? "" : request.seed,
  };
}

/** A draft that repeats a job. */
export function draftOfJob(job: { readonly request: GroundStateRequest | BondScanRequest }): Draft {
  const { request } = job;
  const shared = { ...initialDraft, ...fromRequest(request) };
  if (!("bond" in request)) return shared;
  return {
    ...shared,
    kind: "bond-scan",
    firstAtom: request.bond[0],
    secondAtom: request.bond[1],
    fromAngstrom: request.fromAngstrom,
    toAngstrom: request.toAngstrom,
    points: request.points,
  };
}

/** A stored draft; fields of another shape are set back to the initial ones. */
export function restoreDraft(stored: string | null): Draft {
  if (stored === null) return initialDraft;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return initialDraft;
  }
  if (typeof value !== "object" || value === null) return initialDraft;
  const known = Object.entries(initialDraft).map(([name, initial]) => {
    const found = (value as Record<string, unknown>)[name];
    return [name, isUsable(name as keyof Draft, found) ? found : (initial as unknown)];
  });
  return Object.fromEntries(known) as Draft;
}

const choices: Partial<Record<keyof Draft, readonly string[]>> = {
  kind: ["ground-state", "bond-scan"],
  source: ["smiles", "draw", "xyz", "library"],
  activeSpace: ["auto", "full", "frozen-core", "active"],
  optimizer: ["l-bfgs", "adam", "spsa", "cobyla", "nelder-mead"],
};

const texts: readonly (keyof Draft)[] = ["smiles", "xyz", "library", "basis"];

function isUsable(name: keyof Draft, value: unknown): boolean {
  const allowed = choices[name];
  if (allowed) return allowed.some((choice) => choice === value);
  if (texts.includes(name)) return typeof value === "string";
  return value === "" || (typeof value === "number" && Number.isFinite(value));
}

/** What belonged to the molecule before and must not stay when another one is picked. */
export const freshMolecule: Partial<Draft> = {
  charge: "",
  multiplicity: "",
  firstAtom: "",
  secondAtom: "",
  fromAngstrom: "",
  toAngstrom: "",
};
