import type { CircuitProgress } from "@ansatz/contract";
import { workerModule, type NoiseModel, type ResourceEstimate } from "@ansatz/simulator";
import type { ResourceRequest } from "./count-resources.ts";
import type { LocalCircuitRequest } from "../tasks/circuit-tasks.ts";
import type { JobDefinition } from "../definitions/job-definition.ts";
import { runDefinition } from "../local/run-job-locally.ts";
import type { DrawingRequest } from "./draw-circuit.ts";
import type { CircuitRun } from "./run-circuit.ts";
import type { Transpilation, TranspilationRequest } from "./transpile-circuit.ts";

export interface LocalCircuitOptions {
  /** Threads for calculations, default one for each core. The result does not depend on it. */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: CircuitProgress) => void) | undefined;
}

const module = workerModule(import.meta.url, "../tasks/circuit-tasks");

/** A call in a thread of its own, which a signal can end whatever it is at. */
async function callInThread<Result>(
  name: string,
  input: unknown,
  options: LocalCircuitOptions,
): Promise<Result> {
  const definition: JobDefinition = {
    kind: name,
    versions: {},
    run: { module, name },
    threads: "all",
    title: () => name,
    headline: () => ({ headline: null, verdictLevel: null }),
  };
  const { threads, signal, onProgress } = options;
  return (await runDefinition(definition, input, {
    threads,
    signal,
    onProgress: (progress) => onProgress?.(progress as CircuitProgress),
  })) as Result;
}

/** Simulates a circuit in threads of this process, without the limits of jobs. Rejects as `runJobLocally` does. */
export function runCircuitLocally(
  request: LocalCircuitRequest,
  options: LocalCircuitOptions = {},
): Promise<CircuitRun> {
  return callInThread("runLocalCircuit", request, options);
}

/** A circuit in a machine's gates and on its pairs of qubits. */
export function transpileCircuitLocally(
  request: TranspilationRequest,
  options: LocalCircuitOptions = {},
): Promise<Transpilation> {
  return callInThread("transpileLocal", request, { threads: 1, ...options });
}

/** A circuit's picture as text or SVG. */
export function drawCircuitLocally(
  request: DrawingRequest,
  options: LocalCircuitOptions = {},
): Promise<string> {
  return callInThread("drawLocal", request, { threads: 1, ...options });
}

/** What a circuit takes on a fault-tolerant machine. */
export function countResourcesLocally(
  request: ResourceRequest,
  options: LocalCircuitOptions = {},
): Promise<ResourceEstimate> {
  return callInThread("countResourcesLocal", request, { threads: 1, ...options });
}

/** The noise models that have a name. */
export async function namedNoiseModels(): Promise<NoiseModel[]> {
  const { noisePreset, noisePresetNames } = await import("@ansatz/simulator");
  return noisePresetNames.map((name) => noisePreset(name));
}
