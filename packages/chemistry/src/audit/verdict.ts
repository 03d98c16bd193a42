import { foreignSymmetryWeight } from "../casci/solve-casci.ts";
import { chemicalAccuracy } from "../elements/constants.ts";
import type { ActiveSpaceSummary, Verdict } from "../ground-state/types.ts";

/** Weight of the Hartree–Fock determinant below which correlation is called strong. */
const strongCorrelationWeight = 0.8;

/** Estimates below this, hartree, are not worth a word. */
const negligible = 1e-6;

/** What a verdict is founded on. Energies in hartree. */
export interface AuditFacts {
  readonly basisLabel: string;
  readonly activeSpace: ActiveSpaceSummary;
  readonly scf: { readonly label: string; readonly energy: number; readonly converged: boolean };
  readonly vqe?: {
    readonly energy: number;
    readonly converged: boolean;
    readonly stopReason: string;
    readonly seconds: number;
    readonly spinSquared: number;
    /** Square of the reference determinant's coefficient in the VQE state. */
    readonly referenceWeight: number;
  };
  readonly casci?: {
    readonly energy: number;
    readonly converged: boolean;
    readonly seconds: number;
    /** Square of the reference determinant's coefficient in the exact state. */
    readonly referenceWeight: number;
  };
  /** Natural orbitals of the VQE state that hold between 0.1 and 1.9 electrons. */
  readonly fractionalOrbitals: number;
  /** Estimated error of the active space, where there is one. */
  readonly activeSpaceError: number | null;
  /** Lower bound of the basis-set error, where it was estimated. */
  readonly basisError: number | null;
  /** S(S + 1) of the state asked for. */
  readonly exactSpinSquared: number;
  readonly isAtom: boolean;
}

/**
 * Sentences that a chemist would sign.
 *
 * - failed: no energy;
 * - caution: not converged, no exact reference, outside chemical accuracy of it, or strong correlation;
 * - good: inside chemical accuracy of the exact energy of a truncated active space;
 * - excellent: inside chemical accuracy of full CI, all electrons or frozen core.
 */
export function judge(facts: AuditFacts): Verdict {
  if (!facts.scf.converged || !facts.vqe) return failedVerdict(facts);
  const sentences = [
    ansatzSentence(facts),
    costSentence(facts),
    ...correlationSentences(facts),
    ...limitSentences(facts),
  ];
  return { level: levelOf(facts), text: sentences.filter((sentence) => sentence !== "").join(" ") };
}

function failedVerdict({ scf }: AuditFacts): Verdict {
  const text = scf.converged
    ? "There is no VQE energy, so nothing can be said about the molecule's ground state."
    : `The ${scf.label} iterations did not converge, so the orbitals, and everything that would be built on them, mean nothing. No correlated energy is reported. Check the geometry, the charge and the multiplicity; a larger bond distance, another spin state or another basis set often helps.`;
  return { level: "failed", text };
}

function levelOf(facts: AuditFacts): Verdict["level"] {
  const { vqe, casci, activeSpace } = facts;
  if (!vqe?.converged || !casci?.converged) return "caution";
  if (Math.abs(vqe.energy - casci.energy) > chemicalAccuracy) return "caution";
  if (isStronglyCorrelated(facts)) return "caution";
  return activeSpace.kind === "active" ? "good" : "excellent";
}

/** The exact state has another symmetry than the reference, and is not just the partner of a degenerate pair. */
function isForeign({ referenceWeight }: { readonly referenceWeight: number }, error: number): boolean {
  return referenceWeight < foreignSymmetryWeight && error > chemicalAccuracy;
}

/**
 * The reference determinant's weight in the exact state; in the VQE state where the exact one is not known or is of a
 * symmetry that the determinant has no part in.
 */
function leadingWeight({ vqe, casci }: Pick<AuditFacts, "vqe" | "casci">): { weight: number; state: string } {
  const isComparable = casci?.converged && casci.referenceWeight >= foreignSymmetryWeight;
  return isComparable
    ? { weight: casci.referenceWeight, state: "exact" }
    : { weight: vqe?.referenceWeight ?? 1, state: "VQE" };
}

/** Whether methods built on one determinant, MP2 above all, are out of their depth. */
export function isStronglyCorrelated(facts: Pick<AuditFacts, "vqe" | "casci">): boolean {
  return leadingWeight(facts).weight < strongCorrelationWeight;
}

/** "full CI in this basis", "frozen-core full CI in this basis" or "the exact energy of the (6,6) active space". */
function exactName({ kind, electrons, orbitals }: ActiveSpaceSummary): string {
  if (kind === "full") return "full CI in this basis";
  if (kind === "frozen-core") return "frozen-core full CI in this basis";
  return `CASCI(${electrons},${orbitals}), the exact energy of this active space`;
}

function ansatzSentence({ vqe, casci, scf, activeSpace }: AuditFacts): string {
  if (!vqe) return "";
  const unfinished = vqe.converged
    ? ""
    : `The VQE stopped before it converged (${vqe.stopReason}); its energy is an upper bound only. `;
  if (!casci?.converged) {
    return `${unfinished}The exact energy of this active space is not available, so the error of UCCSD is not known.`;
  }
  const correlation = casci.energy - scf.energy;
  const error = vqe.energy - casci.energy;
  const size = `error ${formatError(error)}`;
  if (Math.abs(correlation) < 1e-7) {
    return `${unfinished}There is no electron correlation to recover in this space: Hartree–Fock, UCCSD and ${exactName(activeSpace)} agree.`;
  }
  if (isForeign(casci, error)) {
    return `${unfinished}The exact ground state of this space has another symmetry than the ${scf.label} determinant, and UCCSD cannot leave that symmetry: its energy, ${formatError(error)} higher, belongs to an excited state.`;
  }
  const share = formatShare((vqe.energy - scf.energy) / correlation);
  const inside = Math.abs(error) <= chemicalAccuracy;
  const judgement = inside
    ? "inside chemical accuracy, 1.6 mHa"
    : `${(error / chemicalAccuracy).toFixed(1)} times chemical accuracy, 1.6 mHa`;
  return `${unfinished}UCCSD recovers ${share} % of the correlation energy of ${exactName(activeSpace)} (${size}, ${judgement}).`;
}

function costSentence({ vqe, casci }: AuditFacts): string {
  if (!vqe || !casci?.converged) return "";
  const times = `the exact answer took ${formatSeconds(casci.seconds)}, the simulated VQE ${formatSeconds(vqe.seconds)}`;
  return `On this computer ${times}: a classical method solves this space exactly, so the quantum method gains nothing here beyond a test of the ansatz.`;
}

function correlationSentences(facts: AuditFacts): string[] {
  const { vqe, exactSpinSquared, fractionalOrbitals } = facts;
  const sentences: string[] = [];
  if (isStronglyCorrelated(facts)) {
    const { weight, state } = leadingWeight(facts);
    const count =
      fractionalOrbitals === 1 ? "1 natural orbital holds" : `${fractionalOrbitals} natural orbitals hold`;
    const orbitals = fractionalOrbitals === 0 ? "" : ` and ${count} between 0.1 and 1.9 electrons`;
    sentences.push(
      `Correlation is strong: the Hartree–Fock determinant has a weight of only ${(100 * weight).toFixed(0)} % in the ${state} state${orbitals}, so methods built on it (MP2, UCCSD) are at their limit and MP2 should not be trusted.`,
    );
  }
  if (vqe && Math.abs(vqe.spinSquared - exactSpinSquared) > 0.01) {
    sentences.push(
      `⟨S²⟩ is ${vqe.spinSquared.toFixed(3)} where ${exactSpinSquared.toFixed(2)} is exact: the state is contaminated by other spins.`,
    );
  }
  return sentences;
}

function limitSentences(facts: AuditFacts): string[] {
  const { activeSpace, activeSpaceError, basisLabel, basisError, isAtom } = facts;
  const sentences: string[] = [];
  if (activeSpace.kind === "active") {
    const size =
      activeSpaceError === null || Math.abs(activeSpaceError) < negligible
        ? "is not included"
        : `is not included, about ${formatError(Math.abs(activeSpaceError))} by MP2`;
    sentences.push(`Correlation outside the active space ${size}.`);
  }
  const atLeast =
    basisError === null || Math.abs(basisError) < negligible
      ? ""
      : ` (its error is at least ${formatError(Math.abs(basisError))})`;
  sentences.push(
    /^(?:sto-3g|3-21g)$/i.test(basisLabel)
      ? `${basisLabel} is a small basis${atLeast}: compare methods with these numbers, not the molecule with experiment.`
      : `Before comparing with experiment, mind the ${basisLabel} basis${atLeast}${isAtom ? "" : " and vibrations, which are not included"}.`,
  );
  return sentences;
}

/** Percent with as many nines as the number has: 99.7, 99.98, 99.998, 100. */
function formatShare(share: number): string {
  const percent = 100 * share;
  const missing = Math.abs(100 - percent);
  if (missing < 0.00095) return "100";
  return percent.toFixed(missing >= 0.095 ? 1 : missing >= 0.0095 ? 2 : 3);
}

/** An energy error with its unit: "0.10 mHa", "1.11 hartree". */
export function formatError(hartree: number): string {
  const value = hartree * 1e3;
  const size = Math.abs(value);
  if (size >= 1000) return `${hartree.toFixed(2)} hartree`;
  if (size >= 100) return `${value.toFixed(0)} mHa`;
  if (size >= 10) return `${value.toFixed(1)} mHa`;
  if (size >= 0.01) return `${value.toFixed(2)} mHa`;
  if (size >= 0.001) return `${value.toFixed(3)} mHa`;
  return "less than 0.001 mHa";
}

function formatSeconds(seconds: number): string {
  if (seconds < 0.095) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  return seconds < 9.95 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}
