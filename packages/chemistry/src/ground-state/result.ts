import type { MinimizeResult } from "@ansatz/variational";
import type { ActiveSpace } from "../active-space/active-space.ts";
import type { UccsdAnsatz } from "../ansatz/uccsd.ts";
import { buildErrorBudget } from "../audit/error-budget.ts";
import { isStronglyCorrelated, judge, type AuditFacts } from "../audit/verdict.ts";
import type { Basis } from "../basis/basis.ts";
import { atomicDipoleDebye } from "../elements/constants.ts";
import { solveSymmetricEigen } from "../math/symmetric-eigen.ts";
import { hillFormula, placedAtoms } from "../molecule/describe.ts";
import type { MoleculeWithOrigin } from "../molecule/molecule.ts";
import type { ScfResult } from "../scf/scf-result.ts";
import { correlatedDipole } from "./dipole.ts";
import type { ExactReference } from "./options.ts";
import type { Reporter } from "./reporter.ts";
import type { GroundStateSettings } from "./settings.ts";
import type { ActiveSpaceSummary, GroundStateResult, ReferenceEnergy } from "./types.ts";

/** What is known once the orbitals are there. */
export interface Calculation {
  readonly settings: GroundStateSettings;
  readonly molecule: MoleculeWithOrigin;
  readonly basis: Basis;
  readonly scf: ScfResult;
  readonly scfSeconds: number;
  readonly space: ActiveSpace;
  readonly warnings: string[];
  readonly threads: number;
}

/** What is known once the active space is solved. Energies in hartree. */
export interface SolvedSpace {
  readonly uccsd: UccsdAnsatz;
  /** MP2 correlation energy of the active space, and of all orbitals where it was made. */
  readonly mp2: number | null;
  readonly mp2Seconds: number;
  readonly fullMp2: number | null;
  readonly basisEstimate: { readonly label: string; readonly hartree: number } | null;
  readonly exact: ExactReference;
  readonly vqe: MinimizeResult;
  readonly vqeSeconds: number;
  readonly spinSquared: number;
  /** Square of the reference determinant's coefficient in the VQE state. */
  readonly referenceWeight: number;
  /** Spin-summed one-body density matrix of the VQE state over the active orbitals. */
  readonly density: Float64Array;
}

export function assembleResult(
  calculation: Calculation,
  solved: SolvedSpace,
  reporter: Reporter,
): GroundStateResult {
  const { scf, space, molecule, settings, warnings } = calculation;
  const { uccsd, exact, vqe, mp2 } = solved;
  const activeSpace = summariseSpace(space);
  const correlationEnergy = exact.converged ? exact.energy - scf.energy : null;
  const isCorrelated = correlationEnergy !== null && Math.abs(correlationEnergy) > 1e-9;
  const spin = (molecule.multiplicity - 1) / 2;
  const { spinSquared, referenceWeight, vqeSeconds, fullMp2 } = solved;
  const states = {
    vqe: { ...vqe, energy: vqe.value, seconds: vqeSeconds, spinSquared, referenceWeight },
    casci: exact,
  };
  const isMp2Unreliable = isStronglyCorrelated(states);
  const audit: AuditFacts = {
    ...commonFacts(calculation, activeSpace),
    ...states,
    fractionalOrbitals: countFractionalOrbitals(solved.density, space.active.length),
    activeSpaceError: mp2 === null || fullMp2 === null || isMp2Unreliable ? null : mp2 - fullMp2,
    basisError: isMp2Unreliable ? null : (solved.basisEstimate?.hartree ?? null),
    exactSpinSquared: spin * (spin + 1),
  };
  const errorBudget = buildErrorBudget({
    basisLabel: calculation.basis.label,
    activeSpace,
    ansatzError: exact.converged ? vqe.value - exact.energy : null,
    remainingDescent: remainingDescent(vqe, uccsd),
    activeMp2: mp2,
    fullMp2,
    isMp2Unreliable,
    basisEstimate: solved.basisEstimate,
    origin: molecule.origin,
    geometrySource: molecule.geometrySource,
  });
  const dipole = correlatedDipole(molecule, scf, space, solved.density);
  reporter.end();
  return {
    energy: vqe.value,
    converged: vqe.converged && exact.converged,
    ...systemFields(calculation, activeSpace),
    parameters: uccsd.ansatz.parameterCount,
    excitations: uccsd.excitationCount,
    parameterValues: [...vqe.parameters],
    history: vqe.history.map(({ iteration, value, gradientNorm, evaluations, seconds }) => {
      return { iteration, energy: value, gradientNorm, evaluations, seconds };
    }),
    optimizer: settings.optimizer,
    stopReason: vqe.stopReason,
    evaluations: vqe.evaluations,
    references: [hartreeFockReference(calculation), ...correlatedReferences(calculation, solved)],
    correlationEnergy,
    correlationRecovered: isCorrelated ? (vqe.value - scf.energy) / correlationEnergy : null,
    spinSquared,
    dipoleDebye: toDebye(dipole),
    errorBudget,
    verdict: judge(audit),
    warnings,
    timings: [...reporter.timings],
    seconds: reporter.seconds,
    threads: calculation.threads,
    seed: settings.seed,
  };
}

/** The result of a SCF that did not converge. */
export function failedResult(calculation: Calculation, reporter: Reporter): GroundStateResult {
  const { settings, molecule, warnings } = calculation;
  const activeSpace = summariseSpace(calculation.space);
  const spin = (molecule.multiplicity - 1) / 2;
  const facts = {
    fractionalOrbitals: 0,
    activeSpaceError: null,
    basisError: null,
    exactSpinSquared: spin * (spin + 1),
  };
  const nothing = {
    ansatzError: null,
    remainingDescent: null,
    activeMp2: null,
    fullMp2: null,
    isMp2Unreliable: false,
    basisEstimate: null,
  };
  const { origin, geometrySource } = molecule;
  return {
    energy: null,
    converged: false,
    ...systemFields(calculation, activeSpace),
    parameters: 0,
    excitations: 0,
    parameterValues: [],
    history: [],
    optimizer: settings.optimizer,
    stopReason: "scf-not-converged",
    evaluations: 0,
    references: [hartreeFockReference(calculation)],
    correlationEnergy: null,
    correlationRecovered: null,
    spinSquared: null,
    dipoleDebye: null,
    errorBudget: buildErrorBudget({
      basisLabel: calculation.basis.label,
      activeSpace,
      ...nothing,
      origin,
      geometrySource,
    }),
    verdict: judge({ ...commonFacts(calculation, activeSpace), ...facts }),
    warnings,
    timings: [...reporter.timings],
    seconds: reporter.seconds,
    threads: calculation.threads,
    seed: settings.seed,
  };
}

export function summariseSpace(space: ActiveSpace): ActiveSpaceSummary {
  const { kind, electrons, active, core, virtualOrbitals, reason } = space;
  return { kind, electrons, orbitals: active.length, coreOrbitals: core.length, virtualOrbitals, reason };
}

function systemFields({ molecule, basis, space }: Calculation, activeSpace: ActiveSpaceSummary) {
  return {
    method: "uccsd-vqe" as const,
    formula: hillFormula(molecule),
    charge: molecule.charge,
    multiplicity: molecule.multiplicity,
    basis: basis.name,
    basisFunctions: basis.functionCount,
    geometry: placedAtoms(molecule),
    geometrySource: molecule.geometrySource,
    activeSpace,
    qubits: 2 * space.active.length,
    determinants: space.determinants,
  };
}

function commonFacts({ basis, scf, molecule }: Calculation, activeSpace: ActiveSpaceSummary) {
  const { energy, converged } = scf;
  return {
    basisLabel: basis.label,
    activeSpace,
    scf: { label: scf.method.toUpperCase(), energy, converged },
    isAtom: molecule.atoms.length === 1,
  };
}

function hartreeFockReference({ scf, scfSeconds }: Calculation): ReferenceEnergy {
  const { energy, converged, method } = scf;
  return { method: "rhf", label: method.toUpperCase(), energy, seconds: scfSeconds, converged };
}

function correlatedReferences(
  { scf, space }: Calculation,
  { mp2, mp2Seconds, exact }: SolvedSpace,
): ReferenceEnergy[] {
  const { electrons, active, kind } = space;
  const size = kind === "active" ? `(${electrons},${active.length})` : "";
  const frozen = kind === "frozen-core" ? ", frozen core" : "";
  const exactLabel = kind === "active" ? `CASCI${size}` : `Full CI${frozen}`;
  return [
    {
      method: "mp2",
      label: `${scf.method === "rhf" ? "MP2" : "ROHF-MBPT2"}${size}${frozen}`,
      energy: mp2 === null ? null : scf.energy + mp2,
      seconds: mp2Seconds,
      converged: mp2 !== null,
    },
    {
      method: "casci",
      label: exactLabel,
      energy: exact.energy,
      seconds: exact.seconds,
      converged: exact.converged,
    },
  ];
}

/** Natural orbitals that hold between 0.1 and 1.9 electrons. */
function countFractionalOrbitals(density: Float64Array, n: number): number {
  const { values } = solveSymmetricEigen(density, n);
  return values.filter((occupation) => occupation > 0.1 && occupation < 1.9).length;
}

/** ½ ‖g‖∞² Σ D: what the quadratic model with inverse curvatures D has still to fall at most. */
function remainingDescent({ gradientNorm }: MinimizeResult, { inverseDiagonal }: UccsdAnsatz): number | null {
  if (gradientNorm === null) return null;
  return 0.5 * gradientNorm ** 2 * inverseDiagonal.reduce((sum, value) => sum + value, 0);
}

function toDebye([x, y, z]: readonly [number, number, number]): [number, number, number] {
  return [x * atomicDipoleDebye, y * atomicDipoleDebye, z * atomicDipoleDebye];
}
