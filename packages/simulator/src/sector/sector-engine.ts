import { InvalidArgumentError, KernelError, NumericalError } from "../errors.ts";
import { sectorKernelBuilds } from "./load-sector-kernels.ts";
import { KernelMemory } from "../kernels/kernel-memory.ts";
import { loadKernels, probeKernelBuild, type KernelBuildName } from "../kernels/load-kernels.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { evaluationModes, parities, reductionChunks, type SectorKernels } from "./kernel-fields.ts";
import { createKernelRunner, type KernelRunner } from "./kernel-runner.ts";
import { oneBodyDensityOf, spinSquaredOf, validateVector } from "./public-vectors.ts";
import { validateAnsatz, type SectorAnsatz } from "./sector-ansatz.ts";
import { validateHamiltonian, type SectorHamiltonian } from "./sector-hamiltonian.ts";
import { fromLayout, toLayout } from "./sector-layout.ts";
import { findOrbitalSymmetry, largestSymmetryBlock } from "./orbital-symmetry.ts";
import { placeProgram, type SectorProgram } from "./sector-program.ts";
import { assertFits, kernelMemoryLimitBytes, sectorMemoryBytes, type SectorSpace } from "./sector-space.ts";
import { placeSystem, type SectorSystem } from "./sector-system.ts";
import { solveLowestState, type LowestState, type SolveLowestOptions } from "./solve-lowest.ts";
import { createTypescriptKernels } from "./typescript/index.ts";
import { VectorSpace } from "./vector-space.ts";

/**
 * A Hamiltonian, and optionally an ansatz, in one particle-number sector, ready to be evaluated.
 * Calls may overlap; they are worked off one after the other.
 */
export interface SectorEngine extends AsyncDisposable {
  readonly space: SectorSpace;
  readonly backend: "wasm" | "typescript";
  /** Threads that a large calculation uses. */
  readonly threads: number;
  /** ⟨ψ(θ)|H|ψ(θ)⟩ in hartree, with the constant. */
  energy(parameters: Float64Array): Promise<number>;
  /**
   * The energy and its gradient by one reverse sweep: ∂E/∂θ_m = Σ_k 2 c_k ⟨λ_k|G_k|ψ_k⟩ over the factors k of
   * parameter m, where ψ_k = U_k … U_0 |reference⟩ and λ_k = U†_{k+1} … U†_last H|ψ⟩.
   */
  energyAndGradient(parameters: Float64Array): Promise<{ energy: number; gradient: Float64Array }>;
  /** |ψ(θ)⟩ in the basis order of the space; a copy. */
  state(parameters: Float64Array): Promise<Float64Array>;
  /** H|v⟩ with the constant, in the basis order of the space. */
  applyHamiltonian(vector: Float64Array): Promise<Float64Array>;
  /** The lowest state of the sector by Davidson's method. Not converging is a result. */
  solveLowest(options?: SolveLowestOptions): Promise<LowestState>;
  /** ⟨v|S²|v⟩ / ⟨v|v⟩. */
  spinSquared(vector: Float64Array): Promise<number>;
  /** The spin-summed one-body density matrix ⟨v|E_pq|v⟩ at p·n + q, for v of norm 1. */
  oneBodyDensity(vector: Float64Array): Promise<Float64Array>;
}

export interface SectorEngineOptions {
  readonly space: SectorSpace;
  readonly hamiltonian: SectorHamiltonian;
  readonly ansatz?: SectorAnsatz;
  /** Threads for large calculations; without one, everything runs on the caller's thread. */
  readonly pool?: ComputePool;
  /** "auto" (the default) takes WASM where it runs, else the plain TypeScript twin. */
  readonly backend?: "auto" | "wasm" | "typescript";
  /** Stored amplitudes from which on a calculation runs on the pool; default {@link defaultThreadsThreshold}. */
  readonly threadsThreshold?: number;
  /** The WASM build to use; by default the fastest one that runs. */
  readonly kernelBuild?: KernelBuildName;
  /** Refuse to use more memory than this; default and upper limit: what 32-bit kernels address, 4 GiB. */
  readonly memoryLimitBytes?: number;
}

/** Below this many amplitudes a calculation ends before the threads have met. */
export const defaultThreadsThreshold = 20_000;

/**
 * Builds the tables of a sector engine.
 * Throws {@link InvalidArgumentError} on integrals or excitations that do not fit the space, and
 * `SectorTooLargeError` with the bytes needed when the memory does not suffice.
 */
export async function createSectorEngine(options: SectorEngineOptions): Promise<SectorEngine> {
  const { space, hamiltonian, ansatz, pool, threadsThreshold = defaultThreadsThreshold } = options;
  if (hamiltonian.orbitalCount !== space.orbitalCount) {
    throw new InvalidArgumentError(
      `hamiltonian.orbitalCount must be ${space.orbitalCount}, as in the space, got ${hamiltonian.orbitalCount}`,
    );
  }
  validateHamiltonian(hamiltonian);
  if (ansatz) validateAnsatz(ansatz, space);
  const threads = pool?.threads ?? 1;
  const symmetry = findOrbitalSymmetry(hamiltonian, ansatz?.excitations);
  const storedDeterminants = largestSymmetryBlock(space, symmetry);
  const memoryNeeded = (davidsonVectors: number | undefined): number =>
    sectorMemoryBytes(space.orbitalCount, space.alphaCount, space.betaCount, {
      excitationCount: ansatz?.excitations.length ?? 0,
      threads,
      storedDeterminants,
      ...(davidsonVectors === undefined ? {} : { davidsonVectors }),
    });
  const limit = Math.min(options.memoryLimitBytes ?? kernelMemoryLimitBytes, kernelMemoryLimitBytes);
  assertFits(space.determinantCount, memoryNeeded(0), limit, "the state vectors of the sector");

  const { memory, kernels, build } = await openKernels(options, Math.min(limit, memoryNeeded(undefined)));
  const runner = createKernelRunner({
    kernels,
    memory: memory.memory,
    build,
    pool,
    threshold: threadsThreshold,
  });
  const system = placeSystem(memory, space, hamiltonian, symmetry, threads);
  const program = placeProgram(memory, system, ansatz ?? { parameterCount: 0, excitations: [] });
  const largest = Math.max(...system.layouts.map(({ elementCount }) => elementCount));
  const vectors = new VectorSpace(memory, runner, largest);
  const context: EngineContext = { memory, system, program, hamiltonian, runner, vectors };

  let last: Promise<unknown> = Promise.resolve();
  let isDisposed = false;
  const inTurn = <Result>(task: () => Promise<Result>): Promise<Result> => {
    if (isDisposed)
      return Promise.reject(new KernelError("the sector engine was disposed and cannot be used again"));
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    space,
    backend: build === undefined ? "typescript" : "wasm",
    threads: runner.threads,
    energy: (parameters) => inTurn(async () => (await evaluate(context, parameters, "energy")).energy),
    energyAndGradient: (parameters) => inTurn(() => evaluate(context, parameters, "gradient")),
    state: (parameters) => inTurn(() => computeState(context, parameters)),
    applyHamiltonian: (vector) => inTurn(() => applyToVector(context, vector)),
    solveLowest: (solveOptions = {}) => inTurn(() => solveLowestState(context, solveOptions)),
    spinSquared: (vector) =>
      inTurn(() => {
        validateVector("vector", vector, space);
        return Promise.resolve(spinSquaredOf(space, vector));
      }),
    oneBodyDensity: (vector) =>
      inTurn(() => {
        validateVector("vector", vector, space);
        return Promise.resolve(oneBodyDensityOf(space, vector));
      }),
    [Symbol.asyncDispose]: async () => {
      if (isDisposed) return;
      const released = inTurn(() => runner.dispose());
      isDisposed = true;
      await released;
    },
  };
}

interface OpenKernels {
  readonly memory: KernelMemory;
  readonly kernels: SectorKernels;
  /** `undefined` for the TypeScript twin. */
  readonly build: KernelBuildName | undefined;
}

/** The kernels of the wanted backend on fresh memory; "auto" falls back to the twin where WASM cannot run. */
async function openKernels(
  { backend = "auto", kernelBuild }: SectorEngineOptions,
  maximumBytes: number,
): Promise<OpenKernels> {
  if (backend !== "typescript") {
    try {
      const build = kernelBuild ?? probeKernelBuild();
      const memory = new KernelMemory({ maximumBytes, shared: true });
      return {
        memory,
        kernels: await loadKernels<SectorKernels>(sectorKernelBuilds, memory.memory, build),
        build,
      };
    } catch (error) {
      if (backend === "wasm") throw error;
    }
  }
  const memory = new KernelMemory({ maximumBytes, shared: false });
  return { memory, kernels: createTypescriptKernels(memory.memory), build: undefined };
}

interface EngineContext {
  readonly memory: KernelMemory;
  readonly system: SectorSystem;
  readonly program: SectorProgram;
  readonly hamiltonian: SectorHamiltonian;
  readonly runner: KernelRunner;
  readonly vectors: VectorSpace;
}

async function runProgram(
  { memory, system, program, runner }: EngineContext,
  parameters: Float64Array,
  mode: number,
): Promise<void> {
  if (parameters.length !== program.parameterCount) {
    throw new InvalidArgumentError(
      `parameters must hold ${program.parameterCount} numbers, one a parameter of the ansatz, got ${parameters.length}`,
    );
  }
  const rotations = memory.float64(program.rotations, 2 * program.excitationCount);
  for (let excitation = 0; excitation < program.excitationCount; excitation++) {
    const angle = program.angleFactors[excitation] * parameters[program.parameters[excitation]];
    if (!Number.isFinite(angle)) {
      const index = program.parameters[excitation];
      throw new InvalidArgumentError(`parameters must be finite, got ${parameters[index]} at index ${index}`);
    }
    rotations[2 * excitation] = Math.cos(angle);
    rotations[2 * excitation + 1] = Math.sin(angle);
  }
  await runner.run("evaluate", [system.pointer, program.pointer, mode], program.layout.elementCount);
}

async function evaluate(
  context: EngineContext,
  parameters: Float64Array,
  mode: "energy" | "gradient",
): Promise<{ energy: number; gradient: Float64Array }> {
  const { memory, program, hamiltonian } = context;
  await runProgram(context, parameters, evaluationModes[mode]);
  let electronic = 0;
  for (const part of memory.float64(program.energyPartials, reductionChunks)) electronic += part;
  const energy = hamiltonian.constant + electronic;
  if (!Number.isFinite(energy)) {
    throw new NumericalError("the energy is not finite; check the integrals", { energy });
  }
  const gradient = new Float64Array(program.parameterCount);
  if (mode === "gradient") {
    const partials = memory.float64(program.partials, reductionChunks * program.excitationCount);
    for (let excitation = 0; excitation < program.excitationCount; excitation++) {
      let overlap = 0;
      for (let chunk = 0; chunk < reductionChunks; chunk++)
        overlap += partials[excitation * reductionChunks + chunk];
      gradient[program.parameters[excitation]] += 2 * program.angleFactors[excitation] * overlap;
    }
  }
  return { energy, gradient };
}

async function computeState(context: EngineContext, parameters: Float64Array): Promise<Float64Array> {
  const { memory, program, system } = context;
  await runProgram(context, parameters, evaluationModes.state);
  const stored = memory.float64(program.psi, program.layout.elementCount);
  return fromLayout(program.layout, system.alpha, system.beta, stored, system.space.determinantCount);
}

async function applyToVector(context: EngineContext, vector: Float64Array): Promise<Float64Array> {
  const { system, runner, vectors, hamiltonian } = context;
  validateVector("vector", vector, system.space);
  const image = vector.map((amplitude) => hamiltonian.constant * amplitude);
  const source = vectors.take();
  const result = vectors.take();
  for (const layout of system.layouts) {
    const part = toLayout(layout, system.alpha, system.beta, vector);
    if (part.every((amplitude) => amplitude === 0)) continue;
    vectors.write(source, part);
    const pointers = [system.pointer, layout.pointer, source, result, parities.none];
    await runner.run("applyHamiltonian", pointers, layout.elementCount);
    const stored = vectors.read(result, layout.elementCount);
    const contribution = fromLayout(layout, system.alpha, system.beta, stored, vector.length);
    contribution.forEach((amplitude, index) => (image[index] += amplitude));
  }
  vectors.release(source, result);
  return image;
}
