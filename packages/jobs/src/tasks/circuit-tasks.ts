import type { CircuitRequest, CircuitResult } from "@ansatz/contract";
import type { ResourceEstimate } from "@ansatz/simulator";
import { checkCircuitRequest } from "../circuits/check-circuit-request.ts";
import { countResources, type ResourceRequest } from "../circuits/count-resources.ts";
import { drawCircuit, type DrawingRequest } from "../circuits/draw-circuit.ts";
import type { CircuitSettings } from "../circuits/plan-circuit.ts";
import { readCircuit, type CircuitSource } from "../circuits/read-circuit.ts";
import { amplitudePairs, runCircuit, type CircuitRun } from "../circuits/run-circuit.ts";
import { transpileCircuit, type TranspilationRequest } from "../circuits/transpile-circuit.ts";
import type { TaskContext } from "../definitions/job-definition.ts";

/** A circuit and what is asked about it, without the limits of jobs. */
export interface LocalCircuitRequest {
  readonly source: CircuitSource;
  readonly settings: CircuitSettings;
}

const reading = { stage: "read-circuit", message: "Reading the circuit", fraction: 0.01 };

/** The only task of a circuit job. */
export async function runCircuitJob(request: CircuitRequest, context: TaskContext): Promise<CircuitResult> {
  context.onProgress(reading);
  const circuit = readCircuit(request, { isJob: true });
  const { stateVector, ...result } = await runCircuit(circuit, request, { ...context, isJob: true });
  return { ...result, statevector: stateVector ? amplitudePairs(stateVector) : null };
}

/** Checks a job before it is stored. */
export function checkCircuitJob(request: CircuitRequest, { memoryLimitBytes }: TaskContext): null {
  checkCircuitRequest(request, { memoryLimitBytes });
  return null;
}

/** A circuit without a job's limits; the state vector stays in arrays. */
export function runLocalCircuit(
  { source, settings }: LocalCircuitRequest,
  context: TaskContext,
): Promise<CircuitRun> {
  context.onProgress(reading);
  const { pool, memoryLimitBytes, signal, onProgress } = context;
  const options = { pool, memoryLimitBytes, signal, onProgress, isJob: false };
  return runCircuit(readCircuit(source, { isJob: false }), settings, options);
}

export const transpileLocal = (request: TranspilationRequest): ReturnType<typeof transpileCircuit> =>
  transpileCircuit(request);

export const drawLocal = (request: DrawingRequest): string => drawCircuit(request);

export const countResourcesLocal = (request: ResourceRequest): ResourceEstimate => countResources(request);
