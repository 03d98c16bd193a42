import type { ActiveSpaceSummary, ErrorBudgetItem } from "../ground-state/types.ts";
import type { GeometryOrigin } from "../molecule/molecule.ts";
import { formatError } from "./verdict.ts";

/** What an error budget is founded on. Energies in hartree. */
export interface BudgetFacts {
  readonly basisLabel: string;
  readonly activeSpace: ActiveSpaceSummary;
  /** E_VQE − E_CASCI. */
  readonly ansatzError: number | null;
  /** Estimate of what further iterations would still lower. */
  readonly remainingDescent: number | null;
  /** MP2 correlation of the active space and of all orbitals. */
  readonly activeMp2: number | null;
  readonly fullMp2: number | null;
  /** MP2 is out of its depth, so nothing is estimated by it. */
  readonly isMp2Unreliable: boolean;
  /** HF + MP2 in a larger basis, see {@link estimateBasisError}. */
  readonly basisEstimate: { readonly label: string; readonly hartree: number } | null;
  readonly origin: GeometryOrigin;
  readonly geometrySource: string;
}

/** Where a result's error comes from, each part exact, estimated or at least named. */
export function buildErrorBudget(facts: BudgetFacts): ErrorBudgetItem[] {
  return [
    ansatzItem(facts),
    optimizerItem(facts),
    activeSpaceItem(facts),
    basisItem(facts),
    geometryItem(facts),
  ];
}

function ansatzItem({ ansatzError }: BudgetFacts): ErrorBudgetItem {
  const label = "UCCSD ansatz";
  if (ansatzError === null) {
    const note =
      "The exact energy of the active space is not known, so the ansatz cannot be held against it.";
    return { source: "ansatz", label, hartree: null, kind: "named", note };
  }
  const note = "UCCSD-VQE minus CASCI in the same active space, both computed here.";
  return { source: "ansatz", label, hartree: ansatzError, kind: "exact", note };
}

function optimizerItem({ remainingDescent }: BudgetFacts): ErrorBudgetItem {
  const label = "Optimiser";
  if (remainingDescent === null) {
    const note =
      "No gradient at the final parameters to estimate it from; it is part of the ansatz error above.";
    return { source: "optimizer", label, hartree: null, kind: "named", note };
  }
  const note =
    "What more iterations would still lower, at most about ½ ‖g‖² ΣD with the final gradient g and the inverse curvatures D. Part of the ansatz error above.";
  return { source: "optimizer", label, hartree: remainingDescent, kind: "estimate", note };
}

function activeSpaceItem(facts: BudgetFacts): ErrorBudgetItem {
  const { activeSpace, activeMp2, fullMp2, isMp2Unreliable } = facts;
  const label = "Active space";
  if (activeSpace.kind === "full") {
    const note = "All electrons are correlated in all orbitals of the basis.";
    return { source: "active-space", label, hartree: 0, kind: "exact", note };
  }
  const left = `${activeSpace.coreOrbitals} doubly occupied and ${activeSpace.virtualOrbitals} empty orbitals are left out`;
  if (activeMp2 === null || fullMp2 === null || isMp2Unreliable) {
    const why = isMp2Unreliable ? ", as correlation is too strong for MP2" : "";
    const note = `${left}; their correlation was not estimated${why}.`;
    return { source: "active-space", label, hartree: null, kind: "named", note };
  }
  const note = `${left}. MP2 correlation of the active space minus that of all orbitals.`;
  return { source: "active-space", label, hartree: activeMp2 - fullMp2, kind: "estimate", note };
}

function basisItem({ basisLabel, basisEstimate, isMp2Unreliable }: BudgetFacts): ErrorBudgetItem {
  const label = `Basis set ${basisLabel}`;
  if (!basisEstimate || isMp2Unreliable) {
    const why = isMp2Unreliable ? ", as correlation is too strong for MP2" : "";
    const note = `Not estimated here${why}. Total energies of small basis sets lie tenths of a hartree to hartrees above the complete-basis limit; energy differences are much better, by cancellation.`;
    return { source: "basis", label, hartree: null, kind: "named", note };
  }
  const note = `Hartree–Fock and MP2 fall by ${formatError(basisEstimate.hartree)} in ${basisEstimate.label}; the complete basis lies lower still, so this is a lower bound of the error in the total energy. Differences between similar molecules are much better.`;
  return { source: "basis", label, hartree: basisEstimate.hartree, kind: "estimate", note };
}

const geometryNotes: Readonly<Record<GeometryOrigin, string>> = {
  "force-field":
    "Force-field bond lengths are off by some hundredths of an ångström, typically 1 to 20 mHa above the energy of the optimised structure.",
  conformer:
    "An unrelaxed conformer may lie tens of millihartree above the energy of the optimised structure.",
  experiment:
    "The experimental structure is not the minimum of this method and basis; typically 0.1 to 10 mHa above it.",
  model: "The geometry is a model by definition and carries no error of its own.",
  given: "The energy is that of the given coordinates; whether they are a minimum was not tested.",
};

function geometryItem({ origin, geometrySource }: BudgetFacts): ErrorBudgetItem {
  const note = `${geometryNotes[origin]} Source: ${geometrySource}.`;
  return { source: "geometry", label: "Geometry", hartree: null, kind: "named", note };
}
