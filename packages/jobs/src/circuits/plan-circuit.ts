import { circuitLimits, type CircuitRequest } from "@ansatz/contract";
import {
  parameterNames,
  bindParameters,
  pauliSumFromSparse,
  planSimulation,
  SimulationTooLargeError,
  type Circuit,
  type PauliSum,
  type SimulationPlan,
  type SimulationPlanOptions,
} from "@ansatz/simulator";
import { CircuitRequestError } from "../errors.ts";
import { checkMemory, greatestStateQubits, tooLarge } from "./check-memory.ts";
import { usableMemoryBytes } from "./memory.ts";

/** What is asked about a circuit, beside the circuit itself. */
export type CircuitSettings = Pick<
  CircuitRequest,
  "outputs" | "seed" | "parameters" | "observables" | "method" | "precision"
> &
  Pick<Partial<CircuitRequest>, "shots" | "noise">;

export interface PlannedCircuit {
  /** The circuit with its parameters bound. */
  readonly circuit: Circuit;
  readonly plan: SimulationPlan;
  readonly observables: readonly PauliSum[];
  readonly noise: SimulationPlanOptions["noise"];
  /** Whether the probabilities are to be read from the state vector. */
  readonly isReadFromState: boolean;
  readonly memoryLimitBytes: number;
}

/** Bits up to which the simulator itself lists distributions. */
export const listedBits = 16;
const defaultShots = 1024;
const greatestShots = 1e9;
/** Qubits of a Pauli sum. */
const greatestObservableQubits = 30;

function refuse(message: string, field: string): never {
  throw new CircuitRequestError(message, { details: { field } });
}

function checkSettings(circuit: Circuit, settings: CircuitSettings, isJob: boolean): void {
  const { outputs, parameters, seed, noise } = settings;
  if (!Number.isSafeInteger(seed) || seed < 0 || seed > 4_294_967_295) {
    refuse(`seed must be an integer in [0, 4294967295], got ${seed}`, "seed");
  }
  if (settings.observables.length > 0 && circuit.qubitCount > greatestObservableQubits) {
    refuse(
      `observables are Pauli sums, which hold at most ${greatestObservableQubits} qubits; the circuit has ${circuit.qubitCount}: ask for counts, or take qubits out that nothing acts on`,
      "observables",
    );
  }
  const names = parameterNames(circuit);
  for (const name of Object.keys(parameters)) {
    if (names.includes(name)) continue;
    const known = names.length === 0 ? "has none" : `has ${names.slice(0, 10).join(", ")}`;
    refuse(`parameters must be the circuit's, which ${known}; got "${name}"`, "parameters");
  }
  if (!outputs.includes("statevector")) return;
  if (noise !== undefined) {
    refuse(
      "a noisy circuit has no state vector: leave out the noise, or ask for counts or probabilities",
      "outputs",
    );
  }
  const { statevectorQubits } = circuitLimits;
  if (isJob && circuit.qubitCount > statevectorQubits) {
    refuse(
      `a job's result holds the state vector of at most ${statevectorQubits} qubits, got ${circuit.qubitCount}: ask for counts, or run the circuit in a process of your own (ansatz run)`,
      "outputs",
    );
  }
}

function checkShots(shots: number): void {
  if (Number.isSafeInteger(shots) && shots >= 1 && shots <= greatestShots) return;
  refuse(`shots must be an integer in [1, ${greatestShots}], got ${shots}`, "shots");
}

/** The plan of an exact method where one fits, whatever time it takes. */
function planExactly(circuit: Circuit, options: SimulationPlanOptions): SimulationPlan {
  const plan = planSimulation(circuit, options);
  if (!plan.isSampled || options.method !== "auto") return plan;
  try {
    const exact = planSimulation(circuit, { ...options, method: "density-matrix" });
    return { ...exact, reason: "Exact probabilities were asked for, and a density matrix gives them." };
  } catch (error) {
    if (error instanceof SimulationTooLargeError) return plan;
    throw error;
  }
}

/** The plan by the simulator's own choice of method, which is the same on every machine. */
function choosePlan(
  circuit: Circuit,
  options: SimulationPlanOptions,
  shots: number | undefined,
  isExact: boolean,
): SimulationPlan {
  const withShots: SimulationPlanOptions = shots === undefined ? options : { ...options, shots };
  try {
    const plan = isExact ? planExactly(circuit, options) : planSimulation(circuit, withShots);
    return isExact && shots !== undefined ? { ...plan, shots } : plan;
  } catch (error) {
    if (!(error instanceof SimulationTooLargeError) || isExact) throw error;
    // Beyond the simulator's usual limit this machine's memory decides.
    const method = "trajectories";
    const plan = planSimulation(circuit, { ...withShots, method, memoryLimitBytes: Number.MAX_SAFE_INTEGER });
    const reason = `A density matrix of ${circuit.qubitCount} qubits does not fit, so states are followed shot by shot.`;
    return { ...plan, reason };
  }
}

/**
 * How a circuit will be simulated, with everything checked that can be told without running it.
 *
 * @throws CircuitRequestError, InvalidArgumentError (a noise model, an observable, shots out of range) and
 * CircuitTooLargeError, which says how much memory is needed and what to change.
 */
export function planCircuit(
  circuit: Circuit,
  settings: CircuitSettings,
  {
    isJob,
    // A server runs two jobs side by side.
    memoryLimitBytes = usableMemoryBytes() / (isJob ? 2 : 1),
  }: { isJob: boolean; memoryLimitBytes?: number | undefined },
): PlannedCircuit {
  checkSettings(circuit, settings, isJob);
  const { outputs, method, precision, noise, parameters } = settings;
  const bound = bindParameters(circuit, parameters);
  const observables = settings.observables.map((terms) => pauliSumFromSparse(circuit.qubitCount, terms));
  const shots = settings.shots ?? (outputs.includes("counts") ? defaultShots : undefined);
  if (shots !== undefined) checkShots(shots);
  const wantsState = outputs.includes("statevector");
  const options: SimulationPlanOptions = {
    method,
    precision,
    stateVector: wantsState,
    ...(noise === undefined ? {} : { noise: noise as SimulationPlanOptions["noise"] & {} }),
    ...(observables.length > 0 ? { observables } : {}),
    // The method must not depend on the machine, so only one that was asked for meets the machine's own limit here.
    ...(method === "auto"
      ? {}
      : { memoryLimitBytes: method === "trajectories" ? memoryLimitBytes : Number.MAX_SAFE_INTEGER }),
  };
  // Exact probabilities need an exact method, whatever it costs beside some shots.
  const isExact = outputs.includes("probabilities") || wantsState;
  let chosen: SimulationPlan;
  try {
    chosen = choosePlan(bound, options, shots, isExact);
  } catch (error) {
    if (!(error instanceof SimulationTooLargeError)) throw error;
    const wanted = method === "auto" ? "trajectories" : method;
    const { qubitCount, bytesNeeded } = error.details;
    throw tooLarge(
      bound,
      { method: wanted, qubitCount, memoryBytes: bytesNeeded },
      settings,
      memoryLimitBytes,
    );
  }
  // Long distributions are read from a copy of the state, so that vanishing amplitudes take no place in a table.
  const isReadFromState =
    chosen.method === "state-vector" &&
    outputs.includes("probabilities") &&
    chosen.bitCount > listedBits &&
    noise === undefined;
  const copyBytes = isReadFromState && !wantsState ? 16 * 2 ** circuit.qubitCount : 0;
  const plan = { ...chosen, memoryBytes: chosen.memoryBytes + copyBytes };
  if (wantsState && plan.method === "stabilizer") {
    refuse(
      circuit.qubitCount > greatestStateQubits.double
        ? `a state vector of ${circuit.qubitCount} qubits does not fit, and the method stabilizer has none: ask for counts or probabilities, or use at most ${greatestStateQubits.double} qubits`
        : "the method stabilizer has no state vector: use the method state-vector, or ask for counts or probabilities",
      "outputs",
    );
  }
  if (wantsState && plan.method !== "state-vector") {
    refuse(
      "a circuit that measures, resets or branches before its end has no single state vector: ask for counts or probabilities, or take those operations out",
      "outputs",
    );
  }
  if (outputs.includes("probabilities") && plan.isSampled) {
    refuse(
      `exact probabilities are not possible here (${plan.reason.replace(/\.$/, "")}): ask for shots, whose shares estimate them`,
      "outputs",
    );
  }
  checkMemory(bound, plan, settings, memoryLimitBytes);
  return { circuit: bound, plan, observables, noise: options.noise, isReadFromState, memoryLimitBytes };
}
