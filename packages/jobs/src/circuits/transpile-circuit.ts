import {
  createCouplingMap,
  estimateFidelity,
  formatQasm,
  gridCoupling,
  heavyHexCoupling,
  lineCoupling,
  ringCoupling,
  transpile,
  type BasisInput,
  type CouplingMap,
  type FidelityEstimate,
  type NoiseModel,
  type NoisePresetName,
  type OptimizationLevel,
  type TranspiledCircuit,
} from "@ansatz/simulator";
import { CircuitRequestError } from "../errors.ts";
import { fidelityNoise } from "./fidelity-noise.ts";
import { readCircuit, type CircuitSource } from "./read-circuit.ts";

export interface TranspilationRequest {
  readonly source: CircuitSource;
  /** Gates, or a preset's name. */
  readonly basis?: string | readonly string[];
  /** "all", "line:N", "ring:N", "grid:RxC", "heavy-hex:D", or a map as JSON. */
  readonly coupling?: string | Readonly<Record<string, unknown>>;
  readonly optimization?: number;
  readonly seed?: number;
  readonly qasmVersion: 2 | 3;
  /** For the estimated fidelity. */
  readonly noise?: NoisePresetName | NoiseModel;
}

export interface Transpilation extends Omit<TranspiledCircuit, "circuit"> {
  readonly qasm: string;
  readonly qubits: number;
  readonly fidelity: FidelityEstimate | null;
  readonly seconds: number;
}

const shapes: Readonly<Record<string, (numbers: readonly number[]) => CouplingMap>> = {
  line: ([length]) => lineCoupling(length),
  ring: ([length]) => ringCoupling(length),
  grid: ([rows, columns]) => gridCoupling(rows, columns),
  "heavy-hex": ([distance]) => heavyHexCoupling(distance),
};

/** The coupling map of a shape's name or of JSON; undefined where all pairs are coupled. */
export function readCoupling(coupling: TranspilationRequest["coupling"]): CouplingMap | undefined {
  if (coupling === undefined || coupling === "all") return undefined;
  if (typeof coupling !== "string") {
    const { qubitCount, edges, isDirected } = coupling;
    return createCouplingMap(
      qubitCount as number,
      edges as CouplingMap["edges"],
      isDirected === undefined ? {} : { isDirected: isDirected === true },
    );
  }
  const match = /^([a-z-]+):(\d{1,4})(?:x(\d{1,4}))?$/.exec(coupling);
  const [, name, first, second] = (match ?? ["", "", ""]) as [string, string, string, string?];
  if (!Object.hasOwn(shapes, name) || (name === "grid") !== (second !== undefined)) {
    throw new CircuitRequestError(
      `coupling must be all, line:N, ring:N, grid:RxC, heavy-hex:D or a file with {"qubitCount": 3, "edges": [[0, 1], [1, 2]]}, got "${coupling}"`,
      { details: { field: "coupling" } },
    );
  }
  return shapes[name]([Number(first), Number(second)]);
}

/** The gate whose error counts for all two-qubit gates: the commonest of the circuit. */
function commonestPairGate(gateCounts: Readonly<Record<string, number>>): string {
  const pairs = ["cx", "cz", "ecr", "iswap", "rzz", "rxx"];
  return pairs.toSorted((a, b) => (gateCounts[b] ?? 0) - (gateCounts[a] ?? 0))[0];
}

/** A circuit in a machine's gates and on its pairs of qubits, as OpenQASM, with what that costs. */
export function transpileCircuit(request: TranspilationRequest): Transpilation {
  const started = performance.now();
  const circuit = readCircuit(request.source, { isJob: false });
  const coupling = readCoupling(request.coupling);
  const { circuit: transpiled, ...facts } = transpile(circuit, {
    ...(request.basis === undefined ? {} : { basis: request.basis as BasisInput }),
    ...(coupling ? { coupling } : {}),
    ...(request.optimization === undefined
      ? {}
      : { optimization: request.optimization as OptimizationLevel }),
    ...(request.seed === undefined ? {} : { seed: request.seed }),
  });
  const fidelity =
    request.noise === undefined
      ? null
      : estimateFidelity(transpiled, fidelityNoise(request.noise, commonestPairGate(facts.after.gateCounts)));
  return {
    qasm: formatQasm(transpiled, { version: request.qasmVersion }),
    qubits: transpiled.qubitCount,
    ...facts,
    fidelity,
    seconds: (performance.now() - started) / 1000,
  };
}
