import { InvalidArgumentError } from "../errors.ts";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit, Registers } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { GateName, Operation } from "../circuit/operation.ts";
import { readBasis } from "../synthesis/gate-basis.ts";
import type { BasisInput, GateBasis } from "../synthesis/gate-basis.ts";
import { mergeOneQubitRuns, operationQubits } from "../synthesis/one-qubit-runs.ts";
import { translateOperations } from "../synthesis/translate-basis.ts";
import { circuitMetrics } from "./circuit-metrics.ts";
import type { CircuitMetrics } from "./circuit-metrics.ts";
import type { CouplingMap } from "./coupling-map.ts";
import { createCouplingMap } from "./coupling-map.ts";
import { cancelCommuting } from "./passes/cancel-commuting.ts";
import { collectPairs } from "./passes/collect-pairs.ts";
import { elideSwaps } from "./passes/elide-swaps.ts";
import { lowerSymbolicPairs, lowerToPairs } from "./passes/lower-to-pairs.ts";
import { removeFinalDiagonals } from "./passes/remove-final-diagonals.ts";
import { relabelOperation } from "./operation-wires.ts";
import { routeOperations } from "./route.ts";
import type { RoutedCircuit } from "./route.ts";

/** How hard to try: 0 only what is needed, 1 light, 2 two-qubit runs written anew, 3 more of the same. */
export type OptimizationLevel = 0 | 1 | 2 | 3;

/** Options of {@link transpile}. */
export interface TranspileOptions {
  /** Gates to end in (gphase beside them), or a preset; by default u and cx. */
  readonly basis?: BasisInput;
  /** By default every pair of qubits is coupled. */
  readonly coupling?: CouplingMap;
  /** Decides all ties and random layouts, by default 0. */
  readonly seed?: number;
  /** By default 2. */
  readonly optimization?: OptimizationLevel;
  /** Physical qubit of each qubit of the circuit; by default it is searched. */
  readonly initialLayout?: readonly number[];
}

/**
 * Where the circuit's qubits lie: `initial[q]` and `final[q]` are the physical qubits that hold qubit q before and after. Both
 * list all physical qubits: those beyond the circuit's own stand for its unused ones, which start and end in |0⟩ (or in
 * whatever state they had).
 */
export interface CircuitLayout {
  readonly initial: readonly number[];
  readonly final: readonly number[];
}

/** What one pass did. */
export interface PassRecord {
  readonly pass: string;
  readonly twoQubitCount: number;
  readonly operationCount: number;
}

export interface TranspiledCircuit {
  readonly circuit: Circuit;
  readonly layout: CircuitLayout;
  readonly passes: readonly PassRecord[];
  readonly before: CircuitMetrics;
  readonly after: CircuitMetrics;
}

/** Layouts that are tried, rounds that improve each, and swaps weighed in all, by level. */
const efforts = [
  { trials: 1, rounds: 0, work: 0 },
  { trials: 4, rounds: 2, work: 1_500_000 },
  { trials: 12, rounds: 3, work: 5_000_000 },
  { trials: 40, rounds: 4, work: 12_000_000 },
] as const;
/** Rounds of optimisation until nothing gets better. */
const greatestRounds = 5;

/** The basis that optimisation works in: u, and cx for all gates that are a cx up to one-qubit gates. */
function workingBasis(basis: GateBasis): GateBasis {
  const likeCx = new Set(["cx", "cz", "ecr"]);
  const [first, ...others] = [...new Set(basis.entanglers.map((name) => (likeCx.has(name) ? "cx" : name)))];
  const names = new Set<GateName>([...basis.names, "u", "cx"]);
  for (const name of ["cz", "ecr"] as const) names.delete(name);
  if (first !== "cx" && !others.includes("cx")) names.delete("cx");
  return { names, euler: "u", withX: false, entanglers: [first, ...others] };
}

function checkLayout(layout: readonly number[], qubitCount: number, physicalCount: number): void {
  if (!Array.isArray(layout) || layout.length !== qubitCount) {
    throw new InvalidArgumentError(
      `initialLayout must hold a physical qubit for each of the ${qubitCount} qubits, got ${JSON.stringify(layout)}`,
      { field: "initialLayout" },
    );
  }
  (layout as readonly number[]).forEach((at, qubit) => {
    if (!Number.isInteger(at) || at < 0 || at >= physicalCount || layout.indexOf(at) !== qubit) {
      throw new InvalidArgumentError(
        `initialLayout[${qubit}] must be a physical qubit in [0, ${physicalCount - 1}] used once, got ${String(at)}`,
        { field: "initialLayout" },
      );
    }
  });
}

/**
 * The circuit in gates of a basis and on pairs of a coupling map.
 *
 * The unitary is the same, global phase included, up to the layout: with Pᵢ, P_f the permutations that put qubit q on
 * `layout.initial[q]` and `layout.final[q]`, V Pᵢ = P_f (U ⊗ 1). Measurements, resets, barriers and conditionals keep their
 * classical bits and their order on each qubit and bit. From level 2 on, diagonal gates before a measurement are removed,
 * which changes no outcome. Symbolic parameters stay symbolic.
 *
 * Steps: operations on more than two qubits are synthesised; swaps become labels (level ≥ 1); pairs are optimised; layout and
 * routing (exact embedding, else SABRE); pairs are optimised again with the swaps; translation into the basis, cx and ecr turned
 * around where the map is directed; one-qubit runs are written anew. Time grows about linearly with the operations.
 *
 * Throws {@link InvalidArgumentError} for a basis that is not universal, a map that is too small or not connected, a layout
 * that does not fit, and operations that cannot be synthesised.
 */
export function transpile(circuit: Circuit, options: TranspileOptions = {}): TranspiledCircuit {
  const { optimization = 2, seed = 0, initialLayout } = options;
  if (![0, 1, 2, 3].includes(optimization)) {
    throw new InvalidArgumentError(`optimization must be 0, 1, 2 or 3, got ${String(optimization)}`, {
      field: "optimization",
    });
  }
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${String(seed)}`, { field: "seed" });
  }
  const basis = readBasis(options.basis ?? "u-cx");
  const coupling =
    options.coupling &&
    createCouplingMap(options.coupling.qubitCount, options.coupling.edges, options.coupling);
  const physicalCount = coupling?.qubitCount ?? circuit.qubitCount;
  if (physicalCount < circuit.qubitCount) {
    throw new InvalidArgumentError(
      `the coupling map must have at least ${circuit.qubitCount} qubits, got ${physicalCount}`,
      { field: "coupling" },
    );
  }
  if (initialLayout) checkLayout(initialLayout, circuit.qubitCount, physicalCount);
  const passes: PassRecord[] = [];
  let operations: Operation[] = [...circuit.operations];
  const apply = (pass: string, run: (operations: Operation[]) => Operation[]): void => {
    operations = run(operations);
    passes.push({ pass, ...countOperations(operations) });
  };
  apply("synthesise operations on more than two qubits", (list) => lowerToPairs(list, circuit.qubitCount));
  const working = workingBasis(basis);
  let places: readonly number[] = Array.from({ length: circuit.qubitCount }, (_, qubit) => qubit);
  if (optimization >= 1) {
    apply("turn swaps into labels", (list) => {
      const elided = elideSwaps(list, circuit.qubitCount);
      places = elided.places;
      return elided.operations;
    });
    apply("take symbolic pairs apart", (list) => lowerSymbolicPairs(list, working));
    if (optimization >= 2) apply("remove diagonals before measurements", removeFinalDiagonals);
    optimise(apply, operations, working, optimization);
  }
  const routed: RoutedCircuit = coupling
    ? routeOperations(operations, circuit.qubitCount, coupling, {
        seed,
        ...efforts[optimization],
        ...(initialLayout ? { initialLayout } : {}),
        basis: working,
        useTrivialLayout: optimization === 0,
      })
    : withoutCoupling(operations, circuit.qubitCount, initialLayout);
  apply(
    coupling ? `place and route (${routed.method}, ${routed.swapCount} swaps)` : "place",
    () => routed.operations,
  );
  if (optimization >= 1 && coupling) optimise(apply, operations, working, optimization);
  const allowed = coupling?.isDirected ? directedPairs(coupling) : undefined;
  apply("translate into the basis", (list) => translateOperations(list, basis, allowed));
  if (optimization >= 2) {
    apply("move rotations along two-qubit gates", (list) =>
      translateOperations(cancelCommuting(list), basis, allowed),
    );
    apply("remove diagonals before measurements", removeFinalDiagonals);
  }
  const transpiled = createCircuit(physicalCount, operations, {
    bitCount: circuit.bitCount,
    ...(circuit.registers
      ? { registers: physicalRegisters(circuit.registers, physicalCount, routed.initial) }
      : {}),
  });
  const final = routed.initial.map((_, qubit) => routed.final[places[qubit] ?? qubit]);
  return {
    circuit: transpiled,
    layout: { initial: routed.initial, final },
    passes,
    before: circuitMetrics(circuit),
    after: circuitMetrics(transpiled),
  };
}

type Apply = (pass: string, run: (operations: Operation[]) => Operation[]) => void;

/** Cancels and rewrites until the count of two-qubit gates stays, at most a few rounds. */
function optimise(
  apply: Apply,
  start: readonly Operation[],
  basis: GateBasis,
  optimization: OptimizationLevel,
): void {
  let count = countOperations(start).twoQubitCount;
  const rounds = optimization === 1 ? 1 : greatestRounds;
  for (let round = 0; round < rounds; round++) {
    apply("merge one-qubit runs", (list) => mergeOneQubitRuns(list));
    apply("cancel gates that meet by commuting", cancelCommuting);
    apply("write two-qubit runs anew", (list) => collectPairs(list, basis));
    let next = count;
    apply("cancel gates that meet by commuting", (list) => {
      const cancelled = cancelCommuting(mergeOneQubitRuns(list));
      next = countOperations(cancelled).twoQubitCount;
      return cancelled;
    });
    if (round > 0 && next >= count) break;
    count = next;
  }
}

function countOperations(operations: readonly Operation[]): {
  twoQubitCount: number;
  operationCount: number;
} {
  let [twoQubitCount, operationCount] = [0, 0];
  const visit = (operation: Operation): void => {
    if (operation.gate === "if") [...operation.then, ...operation.otherwise].forEach(visit);
    else if (operation.gate !== "barrier" && operation.gate !== "gphase") operationCount++;
    if (isUnitaryOperation(operation) && operationQubits(operation).length > 1) twoQubitCount++;
  };
  operations.forEach(visit);
  return { twoQubitCount, operationCount };
}

/** The circuit's registers where its qubits stay in their places; else one register of physical qubits, and those of bits. */
function physicalRegisters(registers: Registers, qubitCount: number, places: readonly number[]): Registers {
  const own = registers.qubits.reduce((sum, { size }) => sum + size, 0);
  if (own === qubitCount && places.every((at, index) => at === index)) return registers;
  const isFree = (name: string): boolean => registers.bits.every((register) => register.name !== name);
  const name = ["q", "physical"].find(isFree) ?? `q${registers.bits.length}`;
  return { qubits: [{ name, size: qubitCount }], bits: registers.bits };
}

/** All pairs are coupled: qubits go where the layout says, or stay. */
function withoutCoupling(
  operations: readonly Operation[],
  qubitCount: number,
  initialLayout: readonly number[] | undefined,
): RoutedCircuit {
  const initial = initialLayout ?? Array.from({ length: qubitCount }, (_, qubit) => qubit);
  return {
    operations: operations.map((operation) => relabelOperation(operation, (qubit) => initial[qubit])),
    initial,
    final: initial,
    swapCount: 0,
    method: initialLayout ? "given layout" : "trivial layout",
  };
}

function directedPairs({ qubitCount, edges }: CouplingMap): (first: number, second: number) => boolean {
  const allowed = new Set(edges.map(([a, b]) => a * qubitCount + b));
  return (first, second) => allowed.has(first * qubitCount + second);
}
