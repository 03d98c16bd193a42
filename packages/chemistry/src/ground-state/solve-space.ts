import {
  createSectorEngine,
  createSectorSpace,
  type SectorEngine,
  type SectorHamiltonian,
} from "@ansatz/simulator";
import { OptimizerCheckpointError, type MinimizeResult, type OptimizerCheckpoint } from "@ansatz/variational";
import { formatDeterminants } from "../active-space/active-space.ts";
import { activeSpaceMp2 } from "../active-space/active-space-mp2.ts";
import { symmetriseHamiltonian } from "../active-space/symmetrise-hamiltonian.ts";
import { determinantEnergy } from "../ansatz/fock.ts";
import { buildUccsd } from "../ansatz/uccsd.ts";
import { estimateBasisError } from "../audit/basis-error.ts";
import { solveCasci, type CasciResult } from "../casci/solve-casci.ts";
import { ChemistryNumericalError } from "../errors.ts";
import { solveMp2 } from "../mp2/mp2.ts";
import { activeSpaceHamiltonian } from "../transform/active-space-hamiltonian.ts";
import { fingerprintOf, matchingCheckpoint } from "./checkpoint.ts";
import type { ExactReference, GroundStateOptions, SharedOptions } from "./options.ts";
import type { Reporter } from "./reporter.ts";
import type { Calculation, SolvedSpace } from "./result.ts";
import { runVqe, type VqeOptions } from "./vqe.ts";

/** Functions up to which MP2 of all orbitals is made to estimate the error of an active space. */
const mostFunctionsForMp2 = 60;

/** Energies this close, hartree, agree within the accuracy of converged orbitals. */
const consistency = 1e-5;

/** MP2, CASCI and VQE of the calculation's active space. */
export async function solveSpace(
  calculation: Calculation,
  reporter: Reporter,
  options: GroundStateOptions,
  shared: SharedOptions,
): Promise<SolvedSpace> {
  const { scf, space, settings } = calculation;
  const { hamiltonian, labels } = symmetriseHamiltonian(await activeSpaceHamiltonian(scf, space));
  const uccsd = buildUccsd(hamiltonian, space.alphaCount, space.betaCount, labels);
  checkReference(hamiltonian, calculation);

  reporter.begin("mp2", "Second-order perturbation theory");
  const perturbation = await perturb(calculation, hamiltonian, shared);

  const fingerprint = fingerprintOf(settings, scf, space, uccsd);
  const checkpoint = matchingCheckpoint(options.checkpoint, fingerprint);
  if (options.checkpoint && !checkpoint) {
    calculation.warnings.push(
      "The checkpoint belonged to another calculation; the VQE started from the beginning.",
    );
  }
  const sector = createSectorSpace(space.active.length, space.alphaCount, space.betaCount);
  await using engine = await createSectorEngine({
    space: sector,
    hamiltonian,
    ansatz: uccsd.ansatz,
    ...(shared.pool ? { pool: shared.pool } : {}),
  });
  const exact = checkpoint?.casci ?? (await runCasci(engine, calculation, reporter, shared));
  reporter.setReferences({ exact: exact.converged ? exact.energy : null });

  reporter.begin(
    "vqe",
    `UCCSD with ${uccsd.ansatz.parameterCount} parameter${uccsd.ansatz.parameterCount === 1 ? "" : "s"} on ${2 * space.active.length} qubits`,
  );
  const started = performance.now();
  const vqeOptions: VqeOptions = {
    ...shared,
    checkpointIntervalSeconds: options.checkpointIntervalSeconds,
    onCheckpoint:
      options.onCheckpoint &&
      ((optimizer) => options.onCheckpoint?.({ version: 1, fingerprint, casci: exact, optimizer })),
  };
  const run = (from?: OptimizerCheckpoint) =>
    runVqe(engine, uccsd, settings, reporter, { ...vqeOptions, checkpoint: from });
  const vqe = await run(checkpoint?.optimizer).catch((error: unknown) => {
    if (!(error instanceof OptimizerCheckpointError)) throw error;
    calculation.warnings.push("The checkpoint was damaged; the VQE started from the beginning.");
    return run();
  });
  const vqeSeconds = vqe.history.at(-1)?.seconds ?? (performance.now() - started) / 1000;

  reporter.begin("audit", "Holding the result against its references");
  return {
    uccsd,
    ...perturbation,
    vqe,
    vqeSeconds,
    ...(await inspect(engine, calculation, exact, vqe, shared)),
  };
}

/** The active-space Hamiltonian must give the SCF energy for the SCF determinant. */
function checkReference(hamiltonian: SectorHamiltonian, { scf, space }: Calculation): void {
  const energy = determinantEnergy(hamiltonian, space.alphaCount, space.betaCount);
  if (Math.abs(energy - scf.energy) < consistency) return;
  throw new ChemistryNumericalError(
    `The active-space integrals give ${energy.toFixed(8)} hartree for the Hartree–Fock determinant, the SCF ${scf.energy.toFixed(8)}; they should agree to ${consistency}. Please report this molecule.`,
    { details: { energy, scfEnergy: scf.energy } },
  );
}

async function perturb(
  calculation: Calculation,
  hamiltonian: SectorHamiltonian,
  shared: SharedOptions,
): Promise<Pick<SolvedSpace, "mp2" | "mp2Seconds" | "fullMp2" | "basisEstimate">> {
  const { scf, space, basis, molecule } = calculation;
  const started = performance.now();
  const isClosedShell = space.alphaCount === space.betaCount;
  const correlation = isClosedShell
    ? activeSpaceMp2(hamiltonian, space.alphaCount)
    : (await solveMp2(scf, { ...shared, frozen: space.core.length, deleted: space.virtualOrbitals }))
        .correlationEnergy;
  const mp2Seconds = (performance.now() - started) / 1000;
  const isCheap = basis.functionCount <= mostFunctionsForMp2;
  const fullMp2 =
    space.kind !== "full" && isCheap ? finiteOrNull((await solveMp2(scf, shared)).correlationEnergy) : null;
  const basisEstimate = (await estimateBasisError(molecule, scf, shared)) ?? null;
  return { mp2: finiteOrNull(correlation), mp2Seconds, fullMp2, basisEstimate };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

async function runCasci(
  engine: SectorEngine,
  { molecule, space }: Calculation,
  reporter: Reporter,
  { signal }: SharedOptions,
): Promise<ExactReference> {
  reporter.begin("casci", `Exact diagonalisation of ${formatDeterminants(space.determinants)}`);
  const casci = await solveCasci(engine, (molecule.multiplicity - 1) / 2, {
    signal,
    onIteration: ({ iteration, energy }) => {
      const message = `Davidson iteration ${iteration}: ${energy.toFixed(8)} hartree`;
      reporter.report({ message, iteration, energy, done: iteration / 20 });
    },
  });
  return toReference(casci);
}

function toReference({ energy, converged, seconds, referenceWeight }: CasciResult): ExactReference {
  return { energy, converged, seconds, referenceWeight };
}

/** Properties of the VQE state. Should it lie below CASCI, the diagonalisation is repeated from it. */
async function inspect(
  engine: SectorEngine,
  { molecule }: Calculation,
  exact: ExactReference,
  vqe: MinimizeResult,
  { signal }: SharedOptions,
): Promise<Pick<SolvedSpace, "exact" | "spinSquared" | "referenceWeight" | "density">> {
  const state = await engine.state(vqe.parameters);
  const referenceWeight = state[0] ** 2;
  const spinSquared = await engine.spinSquared(state);
  const density = await engine.oneBodyDensity(state);
  const properties = { spinSquared, referenceWeight, density };
  if (vqe.value >= exact.energy - 1e-9) return { exact, ...properties };
  const spin = (molecule.multiplicity - 1) / 2;
  const again = await solveCasci(engine, spin, { signal, guess: state });
  return { exact: again.energy < exact.energy ? toReference(again) : exact, ...properties };
}
