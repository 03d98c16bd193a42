import {
  daltonElectronMass,
  bohrAngstrom,
  chemicalAccuracy,
  hartreeWavenumber,
} from "../elements/constants.ts";
import { elementOfSymbol } from "../elements/elements.ts";
import { formatError } from "../audit/verdict.ts";
import type {
  ActiveSpaceSummary,
  GroundStateResult,
  ReferenceEnergy,
  Verdict,
} from "../ground-state/types.ts";
import { bondLengths, type BondScanRequest } from "./bond-lengths.ts";
import { fitMinimum } from "./fit-minimum.ts";

/** A point that could not be calculated. */
export interface BondScanFailure {
  /** Why, for people. */
  readonly note: string;
}

export interface BondScanPoint {
  readonly bondLengthAngstrom: number;
  /** hartree */
  readonly rhf: number | null;
  readonly mp2: number | null;
  readonly casci: number | null;
  readonly vqe: number | null;
  readonly converged: boolean;
  readonly seconds: number;
  /** Why a point has no energy. */
  readonly note?: string;
}

/** Energy curves along a bond, JSON-safe. Energies in hartree. */
export interface BondScanResult {
  readonly formula: string;
  readonly charge: number;
  readonly multiplicity: number;
  readonly basis: string;
  readonly bond: [number, number];
  readonly bondLabel: string;
  readonly activeSpace: ActiveSpaceSummary;
  readonly qubits: number;
  readonly determinants: number;
  readonly points: BondScanPoint[];
  /** Minimum of the VQE curve; null when it lies at an end. */
  readonly equilibrium: {
    readonly bondLengthAngstrom: number;
    readonly energy: number;
    /** Harmonic wavenumber of a diatomic from standard atomic weights, cm⁻¹. */
    readonly wavenumber: number | null;
  } | null;
  /** Largest |VQE − CASCI| along the curve. */
  readonly largestError: number | null;
  readonly converged: boolean;
  readonly verdict: Verdict;
  readonly warnings: string[];
  /** Sum over the points. */
  readonly seconds: number;
  readonly seed: number;
}

/**
 * The curves of a bond scan from the results of its points, in the order of the plan.
 *
 * @throws RangeError when the number of results differs from the number of points.
 */
export function combineBondScan(
  request: BondScanRequest,
  results: readonly (GroundStateResult | BondScanFailure)[],
): BondScanResult {
  const lengths = bondLengths(request);
  if (results.length !== lengths.length) {
    throw new RangeError(`results must hold ${lengths.length} points, got ${results.length}`);
  }
  const points = lengths.map((length, index) => toBondScanPoint(length, results[index]));
  const solved = results.filter((result): result is GroundStateResult => "references" in result);
  const sample: GroundStateResult | undefined = solved.find(({ energy }) => energy !== null) ?? solved.at(0);
  const errors = points.flatMap(({ vqe, casci }) =>
    vqe === null || casci === null ? [] : [Math.abs(vqe - casci)],
  );
  const largestError = errors.length > 0 ? Math.max(...errors) : null;
  const converged = points.every((point) => point.converged);
  const equilibrium = findEquilibrium(points, sample);
  const { bond } = request;
  return {
    formula: sample?.formula ?? "",
    charge: sample?.charge ?? request.charge ?? 0,
    multiplicity: sample?.multiplicity ?? request.multiplicity ?? 1,
    basis: sample?.basis ?? request.basis ?? "sto-3g",
    bond: [bond[0], bond[1]],
    bondLabel: bond.map((number) => `${sample?.geometry[number - 1].element ?? ""}${number}`).join("–"),
    activeSpace: sample?.activeSpace ?? noSpace,
    qubits: sample?.qubits ?? 0,
    determinants: sample?.determinants ?? 0,
    points,
    equilibrium,
    largestError,
    converged,
    verdict: judgeScan(points, largestError, equilibrium, converged),
    warnings: [...new Set(solved.flatMap(({ warnings }) => warnings))],
    seconds: points.reduce((sum, { seconds }) => sum + seconds, 0),
    seed: request.seed ?? 42,
  };
}

const noSpace: ActiveSpaceSummary = {
  kind: "full",
  electrons: 0,
  orbitals: 0,
  coreOrbitals: 0,
  virtualOrbitals: 0,
  reason: "No point could be calculated.",
};

/** One point of a curve, also while the others still run. */
export function toBondScanPoint(
  bondLengthAngstrom: number,
  result: GroundStateResult | BondScanFailure,
): BondScanPoint {
  if (!("references" in result)) {
    const nothing = { rhf: null, mp2: null, casci: null, vqe: null, converged: false, seconds: 0 };
    return { bondLengthAngstrom, ...nothing, note: result.note };
  }
  const energyOf = (wanted: ReferenceEnergy["method"]) => {
    const reference = result.references.find(({ method }) => method === wanted);
    return reference?.converged ? reference.energy : null;
  };
  const { converged, seconds, energy } = result;
  return {
    bondLengthAngstrom,
    rhf: energyOf("rhf"),
    mp2: energyOf("mp2"),
    casci: energyOf("casci"),
    vqe: energy,
    converged,
    seconds,
    ...(converged ? {} : { note: result.verdict.text }),
  };
}

/** Minimum of the VQE curve; for a diatomic ν̃ = (1/2πc) √(k/μ). */
function findEquilibrium(
  points: readonly BondScanPoint[],
  sample: GroundStateResult | undefined,
): BondScanResult["equilibrium"] {
  const curve = points
    .flatMap(({ bondLengthAngstrom, vqe }) => (vqe === null ? [] : [[bondLengthAngstrom, vqe] as const]))
    .sort(([left], [right]) => left - right);
  const minimum = fitMinimum(curve);
  if (!minimum) return null;
  const { position, value, curvature } = minimum;
  return { bondLengthAngstrom: position, energy: value, wavenumber: harmonicWavenumber(curvature, sample) };
}

/** @param curvature ∂²E/∂r², hartree/Å². */
function harmonicWavenumber(curvature: number, sample: GroundStateResult | undefined): number | null {
  if (sample?.geometry.length !== 2 || curvature <= 0) return null;
  const [first, second] = sample.geometry.map(({ element }) => elementOfSymbol(element)!.mass);
  const reducedMass = ((first * second) / (first + second)) * daltonElectronMass;
  return Math.sqrt((curvature * bohrAngstrom ** 2) / reducedMass) * hartreeWavenumber;
}

function judgeScan(
  points: readonly BondScanPoint[],
  largestError: number | null,
  equilibrium: BondScanResult["equilibrium"],
  converged: boolean,
): Verdict {
  const missing = points.filter(({ vqe }) => vqe === null).length;
  if (missing === points.length) {
    return { level: "failed", text: "No point of the curve could be calculated." };
  }
  const sentences: string[] = [];
  if (missing > 0) sentences.push(`${missing} of ${points.length} points have no energy; the notes say why.`);
  else if (!converged) sentences.push("Not every point converged; the notes say which.");
  if (largestError !== null) {
    const inside = largestError <= chemicalAccuracy;
    const worst = points.find(
      ({ vqe, casci }) => vqe !== null && casci !== null && Math.abs(vqe - casci) === largestError,
    )!;
    const size = `${formatError(largestError)} at ${worst.bondLengthAngstrom.toFixed(2)} Å`;
    sentences.push(
      inside
        ? `UCCSD stays inside chemical accuracy (1.6 mHa) of CASCI along the whole curve; its largest error is ${size}.`
        : `UCCSD leaves chemical accuracy (1.6 mHa) along the curve; its largest error against CASCI is ${size}. Breaking bonds are strongly correlated, and singles and doubles on one determinant do not suffice.`,
    );
  }
  sentences.push(
    equilibrium
      ? `The VQE curve has its minimum at ${equilibrium.bondLengthAngstrom.toFixed(3)} Å in this basis.`
      : "The minimum lies outside the scanned range or at its end; widen the range to find it.",
  );
  const isGood = missing === 0 && converged && largestError !== null && largestError <= chemicalAccuracy;
  return { level: isGood ? "excellent" : "caution", text: sentences.join(" ") };
}
