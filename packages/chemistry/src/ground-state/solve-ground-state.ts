import type { ActiveSpace, OrbitalFacts } from "../active-space/active-space.ts";
import { countCoreOrbitals } from "../active-space/core-orbitals.ts";
import { defaultMemoryLimitBytes } from "../active-space/limits.ts";
import { findPiOrbitals } from "../active-space/pi-orbitals.ts";
import { selectActiveSpace } from "../active-space/select-active-space.ts";
import { buildBasis, type Basis } from "../basis/basis.ts";
import { spinCounts } from "../molecule/checks.ts";
import { hillFormula } from "../molecule/describe.ts";
import { moleculeFromInput } from "../molecule/input.ts";
import type { MoleculeWithOrigin } from "../molecule/molecule.ts";
import type { ScfResult } from "../scf/scf-result.ts";
import { solveHartreeFock, type HartreeFockOptions } from "../scf/hartree-fock.ts";
import type { GroundStateOptions, SharedOptions } from "./options.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { assembleResult, failedResult, type Calculation } from "./result.ts";
import { resolveSettings, type GroundStateSettings } from "./settings.ts";
import { solveSpace } from "./solve-space.ts";
import type { GroundStateRequest, GroundStateResult } from "./types.ts";

/**
 * The ground-state energy of a molecule by UCCSD-VQE, held against RHF, MP2 and the exact energy of the same active
 * space (CASCI), with an error budget and a verdict.
 *
 * geometry → integrals and SCF → active space → MP2 → CASCI → VQE → audit. The VQE runs in the particle-number sector;
 * energies are exact expectation values, without shot noise or device noise. The same request gives the same bits with
 * any number of threads. A SCF or VQE that does not converge is a result with `converged: false`.
 *
 * @throws The errors of molecule input, ChemistryArgumentError, BasisNotAvailableError, ActiveSpaceError,
 * ChemistryTooLargeError; rejects with `signal.reason` when aborted.
 */
export async function solveGroundState(
  request: GroundStateRequest,
  options: GroundStateOptions = {},
): Promise<GroundStateResult> {
  const settings = resolveSettings(request);
  const { pool, signal, memoryLimitBytes = defaultMemoryLimitBytes } = options;
  const shared: SharedOptions = { ...(pool ? { pool } : {}), ...(signal ? { signal } : {}) };
  const reporter = createReporter(options.onProgress, signal);
  reporter.begin("geometry", "Building the molecule");
  const molecule = await moleculeFromInput(settings.molecule, settings);
  const basis = buildBasis(molecule, settings.basis);
  const facts: OrbitalFacts = {
    orbitalCount: basis.functionCount,
    ...spinCounts(molecule),
    coreOrbitalCount: countCoreOrbitals(molecule),
  };
  // A space that cannot be is told before the integrals are computed.
  if (settings.activeSpace.kind !== "auto") selectActiveSpace(facts, settings.activeSpace, memoryLimitBytes);

  const scf = await runScf(molecule, basis, reporter, {
    ...shared,
    memoryLimitBytes,
    maxIterations: options.maxScfIterations,
  });
  const calculation: Calculation = {
    settings,
    molecule,
    basis,
    scf,
    scfSeconds: scfSecondsOf(reporter),
    space: chooseSpace(molecule, scf, facts, settings, memoryLimitBytes, reporter),
    warnings: warningsOf(molecule, scf),
    threads: pool?.threads ?? 1,
  };
  if (!scf.converged) {
    reporter.end();
    return failedResult(calculation, reporter);
  }
  reporter.setReferences({ rhf: scf.energy });
  const solved = await solveSpace(calculation, reporter, options, shared);
  signal?.throwIfAborted();
  return assembleResult(calculation, solved, reporter);
}

async function runScf(
  molecule: MoleculeWithOrigin,
  basis: Basis,
  reporter: Reporter,
  options: HartreeFockOptions,
): Promise<ScfResult> {
  reporter.begin(
    "integrals",
    `${hillFormula(molecule)} in ${basis.label}: ${basis.functionCount} basis functions`,
  );
  let hasBegun = false;
  const scf = await solveHartreeFock(molecule, basis, {
    ...options,
    onIteration: ({ iteration, energy }) => {
      if (!hasBegun) reporter.begin("scf", "Solving the Hartree–Fock equations");
      hasBegun = true;
      const message = `SCF iteration ${iteration}: ${energy.toFixed(8)} hartree`;
      reporter.report({ message, iteration, energy, done: iteration / 12 });
    },
  });
  return scf;
}

function scfSecondsOf(reporter: Reporter): number {
  const started = reporter.timings
    .filter(({ stage }) => stage === "geometry")
    .reduce((sum, { seconds }) => sum + seconds, 0);
  return reporter.seconds - started;
}

function chooseSpace(
  molecule: MoleculeWithOrigin,
  scf: ScfResult,
  facts: OrbitalFacts,
  settings: GroundStateSettings,
  memoryLimitBytes: number,
  reporter: Reporter,
): ActiveSpace {
  reporter.begin("active-space", "Choosing the active space");
  const { orbitalCount, orbitalEnergies, basis, coefficients } = scf;
  const piOrbitals = findPiOrbitals(molecule, basis, coefficients, orbitalCount);
  const known = { ...facts, orbitalCount, ...(scf.converged ? { orbitalEnergies, piOrbitals } : {}) };
  const space = selectActiveSpace(known, settings.activeSpace, memoryLimitBytes);
  reporter.report({ message: space.reason, done: 0.5 });
  return space;
}

function warningsOf(molecule: MoleculeWithOrigin, scf: ScfResult): string[] {
  const warnings = [...molecule.notes];
  const removed = scf.basis.functionCount - scf.orbitalCount;
  if (removed > 0) {
    warnings.push(`${removed} linearly dependent combinations of basis functions were left out.`);
  }
  // None of the basis sets offered has diffuse functions.
  if (molecule.charge < 0) {
    warnings.push(
      "Anions need diffuse functions, which this basis set does not have; the energy is too high.",
    );
  }
  return warnings;
}
