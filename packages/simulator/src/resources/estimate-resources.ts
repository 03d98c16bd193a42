import { InvalidArgumentError } from "../errors.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { logicalCounts, toffoliModels } from "./logical-counts.ts";
import { dataBlocks, distillations, leastDistance, logicalError } from "./surface-code.ts";
import type { DataBlockName, Distillation } from "./surface-code.ts";

/** What is assumed about the machine and the compilation; every field has a default and is part of the result. */
export interface ResourceAssumptions {
  /** Error rate of physical gates, preparations and measurements; by default 1e-3. */
  readonly physicalError: number;
  /** Threshold of the surface code, by default 0.01. */
  readonly threshold: number;
  /** A of the logical error A (p/p_th)^((d+1)/2) per tile and code cycle, by default 0.1. */
  readonly prefactor: number;
  /** Seconds of one code cycle, by default 1e-6. */
  readonly cycleSeconds: number;
  /** Chance that anything goes wrong, by default 0.01; a third each for logical errors, T states and rotations. */
  readonly errorBudget: number;
  /** T gates of a Toffoli: 4 with an ancilla and a measurement (the default) or 7. */
  readonly toffoliTCount: 4 | 7;
  /** Layout of the data qubits, by default fast: one T state for each d code cycles. */
  readonly dataBlock: DataBlockName;
  /** Most T factories; null, the default, for as many as the data block can use. */
  readonly maximumFactories: number | null;
}

/** Counts that an estimate can start from without a circuit. */
export interface ResourceCounts {
  readonly qubitCount: number;
  readonly tGates: number;
  readonly toffoliCount?: number;
  readonly rotationCount?: number;
  readonly measurementCount?: number;
}

/** A fault-tolerant estimate. */
export interface ResourceEstimate {
  readonly logical: {
    readonly qubitCount: number;
    readonly tGates: number;
    readonly toffoliCount: number;
    readonly rotationCount: number;
    readonly measurementCount: number;
    /** T gates of each rotation at the precision that the budget leaves it. */
    readonly tPerRotation: number;
    /** Precision of each rotation (diamond-like operator norm). */
    readonly rotationError: number;
    /** T states in all. */
    readonly tCount: number;
    /** The longest chain of T gates; undefined where only counts were given. */
    readonly tDepth: number | undefined;
  };
  readonly code: {
    readonly distance: number;
    /** Logical error per tile and code cycle. */
    readonly logicalErrorPerCycle: number;
    /** 2d². */
    readonly physicalQubitsPerTile: number;
  };
  readonly factories: {
    readonly protocol: string | undefined;
    readonly count: number;
    readonly tiles: number;
    /** Error of each T state. */
    readonly outputError: number;
  };
  readonly dataTiles: number;
  readonly physicalQubitCount: number;
  readonly codeCycles: number;
  readonly runtimeSeconds: number;
  /** Estimated chances of failure, each below its third of the budget. */
  readonly errors: { readonly logical: number; readonly distillation: number; readonly rotations: number };
  readonly assumptions: ResourceAssumptions;
}

const defaults: ResourceAssumptions = {
  physicalError: 1e-3,
  threshold: 0.01,
  prefactor: 0.1,
  cycleSeconds: 1e-6,
  errorBudget: 0.01,
  toffoliTCount: 4,
  dataBlock: "fast",
  maximumFactories: null,
};

/**
 * T gates of a z rotation within ε (operator norm, up to phase): 3·log₂(1/ε) + 4, rounded up. The leading term is that of Ross
 * and Selinger, arXiv:1403.2975, section 8; the constant is what typical angles take with their algorithm for ε from 1e-3 to
 * 1e-15 (the true term grows like log log 1/ε).
 */
export function rotationTCount(epsilon: number): number {
  if (!(epsilon > 0 && epsilon < 1)) {
    throw new InvalidArgumentError(`epsilon must be in (0, 1), got ${epsilon}`, { field: "epsilon" });
  }
  return Math.ceil(3 * Math.log2(1 / epsilon) + 4);
}

function checkAssumptions(assumptions: ResourceAssumptions): void {
  const inRange = (field: keyof ResourceAssumptions, isAllowed: boolean, range: string): void => {
    if (!isAllowed) {
      throw new InvalidArgumentError(`${field} must be ${range}, got ${String(assumptions[field])}`, {
        field,
      });
    }
  };
  const { physicalError, threshold, prefactor, cycleSeconds, errorBudget } = assumptions;
  inRange("threshold", threshold > 0 && threshold < 1, "in (0, 1)");
  inRange(
    "physicalError",
    physicalError > 0 && physicalError < threshold,
    `in (0, threshold = ${threshold})`,
  );
  inRange("prefactor", prefactor > 0 && Number.isFinite(prefactor), "a finite number greater than 0");
  inRange(
    "cycleSeconds",
    cycleSeconds > 0 && Number.isFinite(cycleSeconds),
    "a finite number greater than 0",
  );
  inRange("errorBudget", errorBudget > 0 && errorBudget < 1, "in (0, 1)");
  inRange("toffoliTCount", [4, 7].includes(assumptions.toffoliTCount), "4 or 7");
  inRange(
    "dataBlock",
    Object.hasOwn(dataBlocks, assumptions.dataBlock),
    `one of ${Object.keys(dataBlocks).join(", ")}`,
  );
  const { maximumFactories } = assumptions;
  inRange(
    "maximumFactories",
    maximumFactories === null || (Number.isInteger(maximumFactories) && maximumFactories >= 1),
    "null or an integer of at least 1",
  );
}

/** Code cycles, in units of d, between T states of one factory: runs that are rejected are made again. */
function distancesPerState({ distances, inputs, outputs }: Distillation, inputError: number): number {
  return distances / (outputs * (1 - inputError) ** inputs);
}

/** The protocol that is good enough and takes the least tiles for its rate. */
function chooseDistillation(tCount: number, physicalError: number, budget: number): Distillation {
  const fitting = distillations.filter(({ outputError }) => tCount * outputError(physicalError) <= budget);
  const cost = (protocol: Distillation): number =>
    protocol.tiles * distancesPerState(protocol, physicalError);
  if (fitting.length === 0) {
    throw new InvalidArgumentError(
      `no distillation protocol makes ${tCount} T states within an error of ${budget} at the physical error ${physicalError}`,
      { field: "physicalError" },
    );
  }
  return fitting.reduce((best, protocol) => (cost(protocol) < cost(best) ? protocol : best));
}

/**
 * Qubits and time of a circuit (or of given counts) on a surface-code machine.
 *
 * Clifford gates are absorbed into the measurements of a Pauli-based computation; every T state takes one joint measurement of
 * 1, 5 or 9 times d code cycles, by the data block; a Toffoli takes 4 (or 7) T states, a rotation `rotationTCount(ε)` with ε the
 * rotations' third of the budget shared equally. Factories run beside the data block, as many as it can use. The distance is
 * the least odd one at which all tiles over the whole time stay within their third of the budget.
 *
 * The model leaves out routing between factories and data beyond the blocks' own tiles, decoding latency, and the faults of
 * Clifford gates inside factories (as does its source). Sources: Litinski, Quantum 3, 128 (2019), arXiv:1808.02892; Fowler and
 * Gidney, arXiv:1808.06709; Ross and Selinger, arXiv:1403.2975; the split of the budget into thirds: Beverland et al.,
 * arXiv:2211.07629, section IV.
 *
 * Throws {@link InvalidArgumentError} for assumptions out of range and budgets that cannot be reached.
 */
export function estimateResources(
  subject: Circuit | ResourceCounts,
  options: Partial<ResourceAssumptions> = {},
): ResourceEstimate {
  const assumptions: ResourceAssumptions = { ...defaults, ...options };
  checkAssumptions(assumptions);
  const isCircuit = "operations" in subject;
  const counted = isCircuit ? logicalCounts(subject, assumptions.toffoliTCount) : undefined;
  const counts = readCounts(counted ?? (subject as ResourceCounts));
  const share = assumptions.errorBudget / 3;
  const { physicalError, toffoliTCount } = assumptions;
  const rotationError = counts.rotationCount > 0 ? share / counts.rotationCount : 0;
  const tPerRotation = counts.rotationCount > 0 ? rotationTCount(rotationError) : 0;
  const tCount = counts.tGates + toffoliTCount * counts.toffoliCount + tPerRotation * counts.rotationCount;
  const block = dataBlocks[assumptions.dataBlock];
  const dataTiles = block.tiles(counts.qubitCount);
  const protocol = tCount > 0 ? chooseDistillation(tCount, physicalError, share) : undefined;
  const rate = protocol ? distancesPerState(protocol, physicalError) : 0;
  const factoryCount = protocol
    ? Math.min(assumptions.maximumFactories ?? Infinity, Math.ceil(rate / block.distancesPerT))
    : 0;
  const distancesPerT = protocol ? Math.max(block.distancesPerT, rate / factoryCount) : 0;
  const steps = tCount * distancesPerT + Math.max(1, counts.measurementCount);
  const factoryTiles = factoryCount * (protocol?.tiles ?? 0);
  const tiles = dataTiles + factoryTiles;
  const distance = leastDistance(assumptions, tiles, (d) => d * steps, share);
  const perCycle = logicalError(assumptions, distance);
  const codeCycles = steps * distance;
  const outputError = protocol?.outputError(physicalError) ?? 0;
  return {
    logical: {
      ...counts,
      tPerRotation,
      rotationError,
      tCount,
      tDepth: counted?.depth({ rotation: tPerRotation, toffoli: toffoliModels[toffoliTCount].tDepth }),
    },
    code: { distance, logicalErrorPerCycle: perCycle, physicalQubitsPerTile: 2 * distance ** 2 },
    factories: { protocol: protocol?.name, count: factoryCount, tiles: factoryTiles, outputError },
    dataTiles,
    physicalQubitCount: tiles * 2 * distance ** 2,
    codeCycles,
    runtimeSeconds: codeCycles * assumptions.cycleSeconds,
    errors: {
      logical: tiles * codeCycles * perCycle,
      distillation: tCount * outputError,
      rotations: counts.rotationCount * rotationError,
    },
    assumptions,
  };
}

function readCounts(counts: ResourceCounts): Required<ResourceCounts> {
  const { qubitCount, tGates, toffoliCount = 0, rotationCount = 0, measurementCount = 0 } = counts;
  const read = { qubitCount, tGates, toffoliCount, rotationCount, measurementCount };
  for (const [field, value] of Object.entries(read)) {
    const least = field === "qubitCount" ? 1 : 0;
    if (!Number.isFinite(value) || value < least || !Number.isInteger(value)) {
      throw new InvalidArgumentError(`${field} must be an integer of at least ${least}, got ${value}`, {
        field,
      });
    }
  }
  return read;
}
