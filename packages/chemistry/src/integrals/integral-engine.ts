import type { ComputePool } from "@ansatz/simulator";
import type { Basis } from "../basis/basis.ts";
import type { Molecule } from "../molecule/molecule.ts";
import { createIntegralMemory, doublesAt, integersAt, type IntegralMemory } from "./integral-memory.ts";
import {
  contextLayout,
  kindLayout,
  primitiveThreshold,
  schwarzThreshold,
  writeContext,
  writeShellPairs,
} from "./integral-tables.ts";
import type { IntegralKernels } from "./integral-kernels.ts";
import { createTaskRunner, type TaskRunner } from "./task-runner.ts";
import { makeShellPairs, type ShellPair } from "./shell-pairs.ts";

export interface IntegralEngineOptions {
  readonly pool?: ComputePool | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Makes the kernels for a memory; WASM by default. */
  readonly kernels?: ((memory: WebAssembly.Memory) => Promise<IntegralKernels>) | undefined;
}

/** Shell pairs of a basis in a memory that kernels and threads share. */
export interface IntegralEngine {
  readonly functionCount: number;
  readonly arena: IntegralMemory;
  readonly context: number;
  readonly runner: TaskRunner;
  /** Number of shell pairs that matter. */
  readonly pairCount: number;
}

/**
 * Expands the shell pairs of a basis, sorts those of each kind by their Schwarz bound and writes them to a new memory.
 * Pairs whose bound times the largest bound lies below the Schwarz threshold are left out.
 */
export async function createIntegralEngine(
  basis: Basis,
  options: IntegralEngineOptions = {},
): Promise<IntegralEngine> {
  const arena = createIntegralMemory();
  const context = writeContext(arena);
  const runner = await createTaskRunner(arena, context, options);
  const groups = makeShellPairs(basis);

  // bounds are roots of integrals: small primitives count in them
  const primitiveLimit = doublesAt(arena.memory, context + contextLayout.primitiveThreshold, 1);
  primitiveLimit[0] = 0;
  const start = arena.mark();
  writeShellPairs(arena, context, groups);
  const bounds = groups.map((pairs, kind) => {
    runner.kernels.schwarzBounds(context, kind, runner.scratch);
    const record = integersAt(arena.memory, kindRecord(arena, context, kind), kindLayout.byteLength / 4);
    return Float64Array.from(doublesAt(arena.memory, record[kindLayout.bounds / 4], pairs.length));
  });
  arena.releaseTo(start);
  primitiveLimit[0] = primitiveThreshold;

  const largest = Math.max(...bounds.map((list) => Math.max(...list)));
  const sorted = groups
    .map((pairs, kind) => {
      const kept = pairs
        .map((pair, index) => ({ pair, bound: bounds[kind][index] }))
        .filter(({ bound }) => bound * largest >= schwarzThreshold);
      return kept.sort((a, b) => b.bound - a.bound);
    })
    .filter((pairs) => pairs.length > 0);
  writeShellPairs(
    arena,
    context,
    sorted.map((pairs): ShellPair[] => pairs.map(({ pair }) => pair)),
  );
  sorted.forEach((pairs, kind) => {
    const record = integersAt(arena.memory, kindRecord(arena, context, kind), kindLayout.byteLength / 4);
    doublesAt(arena.memory, record[kindLayout.bounds / 4], pairs.length).set(pairs.map(({ bound }) => bound));
  });
  return {
    functionCount: basis.functionCount,
    arena,
    context,
    runner,
    pairCount: sorted.reduce((sum, pairs) => sum + pairs.length, 0),
  };
}

function kindRecord(arena: IntegralMemory, context: number, kind: number): number {
  return integersAt(arena.memory, context + contextLayout.kinds, 1)[0] + kind * kindLayout.byteLength;
}

/** Nuclear attraction integrals <a|Σ_C −Z_C/r_C|b>, n × n row-major. */
export async function computeNuclearAttraction(
  engine: IntegralEngine,
  { atoms }: Molecule,
): Promise<Float64Array> {
  const { arena, functionCount: n, runner } = engine;
  const start = arena.mark();
  const couples = Math.ceil(atoms.length / 2);
  const nuclei = arena.allocate(couples * 64);
  const numbers = doublesAt(arena.memory, nuclei, couples * 8);
  atoms.forEach(({ position, atomicNumber }, index) => {
    [...position, atomicNumber].forEach((value, place) => {
      numbers[8 * (index >> 1) + 2 * place + (index & 1)] = value;
    });
  });
  const length = (n * (n + 1)) / 2;
  const target = arena.allocate(length * 8);
  await runner.runTasks({
    name: "nuclearAttractionTasks",
    operands: [nuclei, couples, target],
    taskCount: engine.pairCount,
    worthThreads: engine.pairCount * atoms.length > 4e4,
  });
  const packed = doublesAt(arena.memory, target, length);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = packed[(i * (i + 1)) / 2 + j];
  }
  arena.releaseTo(start);
  return matrix;
}
