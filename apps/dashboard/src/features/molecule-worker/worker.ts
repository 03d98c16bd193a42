import {
  checkMolecule,
  describeMolecule,
  moleculeFromInput,
  moleculeLibrary,
  registerConformerTables,
  type MoleculeWithOrigin,
} from "@ansatz/chemistry/browser";
import { toJobError, type JobError, type MoleculeInput } from "@ansatz/contract";
import * as Comlink from "comlink";
import conformerTables from "conformer-tables.json?url";
import { findBonds } from "./bonds.ts";
import { estimateMolecule } from "./estimate.ts";
import type { Answer } from "../../shared/page-worker.ts";
import type { MoleculeQuestion, MoleculeWorker } from "./types.ts";

let tables: Promise<void> | undefined;

/** The molecule of an input; the tables of the conformer generator are loaded when a SMILES needs them. */
async function read(molecule: MoleculeInput, options: Omit<MoleculeQuestion, "molecule">) {
  if ("smiles" in molecule) {
    tables ??= registerConformerTables(new URL(conformerTables, self.location.href).href);
    try {
      await tables;
    } catch (error) {
      tables = undefined;
      throw error;
    }
  }
  return moleculeFromInput(molecule, options);
}

async function answer<Value>(work: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toJobError(error) };
  }
}

function flatSmiles(molecule: MoleculeInput): string | null {
  if ("smiles" in molecule) return molecule.smiles;
  if (!("library" in molecule)) return null;
  return moleculeLibrary.find(({ name }) => name === molecule.library)?.smiles ?? null;
}

/** The molecule with the charge and multiplicity asked for, or what is wrong with them. */
function withSpin(
  molecule: MoleculeWithOrigin,
  { charge, multiplicity }: MoleculeQuestion,
): { molecule: MoleculeWithOrigin; spinError: JobError | null } {
  const atomic = describeMolecule({ ...molecule, charge: 0 }).electronCount;
  const wantedCharge = charge ?? molecule.charge;
  const lowest = (atomic - wantedCharge) % 2 === 0 ? 1 : 2;
  const wanted = {
    ...molecule,
    charge: wantedCharge,
    multiplicity: multiplicity ?? (wantedCharge === molecule.charge ? molecule.multiplicity : lowest),
  };
  try {
    checkMolecule(wanted);
    return { molecule: wanted, spinError: null };
  } catch (error) {
    return { molecule, spinError: toJobError(error) };
  }
}

const worker: MoleculeWorker = {
  readMolecule: (question) =>
    answer(async () => {
      const plain = await read(question.molecule, { seed: question.seed });
      const { molecule, spinError } = withSpin(plain, question);
      const { formula, electronCount, charge, multiplicity, atoms } = describeMolecule(molecule);
      return {
        formula,
        electronCount,
        charge,
        multiplicity,
        atoms,
        bonds: findBonds(atoms),
        geometrySource: molecule.geometrySource,
        notes: molecule.notes,
        smiles: flatSmiles(question.molecule),
        spinError,
      };
    }),
  estimateSize: ({ basis, activeSpace, molecule, ...options }) =>
    answer(async () => estimateMolecule(await read(molecule, options), basis, activeSpace)),
  async drawFlat(smiles) {
    const { Molecule } = await import("openchemlib");
    try {
      const drawing = Molecule.fromSmiles(smiles);
      if (drawing.getAllAtoms() === 0) return null;
      return drawing.toSVG(340, 240, "flat", {
        maxAVBL: 56,
        inflateToMaxAVBL: true,
        strokeWidth: 2,
        suppressChiralText: true,
        suppressESR: true,
      });
    } catch {
      return null;
    }
  },
};

Comlink.expose(worker);
