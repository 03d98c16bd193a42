import { parameterNames } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { transformParameter } from "../../circuit/parameter.ts";
import { countBits } from "../../operators/pauli-sum.ts";
import type { EulerProduct } from "./euler.ts";
import { lowerCircuit } from "./lower.ts";
import { mergePrimitives } from "./merge.ts";
import type { PlanOperation } from "./plan-operations.ts";
import { primitiveQubits } from "./primitives.ts";
import type { PauliPrimitive, Primitive } from "./primitives.ts";
import { fillLocalMask, splitIntoStages } from "./stages.ts";

/** How a state is cut into chunks. */
export interface ChunkShape {
  /** Bits of a chunk's index; all qubits where the state is one chunk. */
  readonly localBits: number;
  /** Amplitudes that lie side by side in the state and in the chunk: 2^runBits. */
  readonly runBits: number;
}

export interface PlanStage {
  /** The qubits of a chunk's index, exactly `localBits` of them. */
  readonly localMask: number;
  readonly operations: readonly PlanOperation[];
}

/** A circuit as stages of merged operations. */
export interface CircuitPlan {
  readonly qubitCount: number;
  readonly shape: ChunkShape;
  readonly parameterNames: readonly string[];
  readonly stages: readonly PlanStage[];
  readonly products: readonly EulerProduct[];
}

/** Pauli products that flip more qubits than this are split where a chunk does not hold all qubits. */
const greatestFlipCount = 3;

/**
 * exp(−iθP/2) = C exp(∓iθP′/2) C† with C the CNOTs from one flipped qubit to all others, and P′ flipping that one alone.
 * CNOTs turn X_p into X_p X_j and Z_j into Z_p Z_j; P = i^|x∧z| XˣZᶻ fixes the sign.
 */
function splitPauli(primitive: PauliPrimitive): Primitive[] {
  const { x, z, angle, controlMask, controlValue } = primitive;
  const pivot = x & -x;
  const others = x & ~pivot;
  const flips: Primitive[] = [];
  for (let rest = others; rest !== 0; rest &= rest - 1) {
    const target = 31 - Math.clz32(rest & -rest);
    flips.push({ kind: "flip", target, controlMask: pivot, controlValue: pivot });
  }
  const innerZ = countBits(z & others) % 2 === 1 ? z ^ pivot : z;
  const quarterTurns = countBits(pivot & innerZ) - countBits(x & z);
  const sign = (quarterTurns & 3) === 0 ? 1 : -1;
  return [
    ...flips,
    { kind: "pauli", x: pivot, z: innerZ, angle: transformParameter(angle, sign), controlMask, controlValue },
    ...flips,
  ];
}

/** The chunk widened so that every primitive fits into one. */
function widen(primitives: readonly Primitive[], shape: ChunkShape, qubitCount: number): ChunkShape {
  const runMask = 2 ** shape.runBits - 1;
  let localBits = shape.localBits;
  for (const primitive of primitives) {
    localBits = Math.max(localBits, countBits(runMask | primitiveQubits(primitive).targets));
  }
  return { ...shape, localBits: Math.min(localBits, qubitCount) };
}

/** Plans primitives for states of `qubitCount` qubits; `keepParameters` leaves every gate with a parameter alone. */
export function planPrimitives(
  primitives: readonly Primitive[],
  options: {
    readonly qubitCount: number;
    readonly shape: ChunkShape;
    readonly keepParameters: boolean;
    readonly mapsIndices: boolean;
    readonly parameterNames: readonly string[];
  },
): CircuitPlan {
  const { qubitCount } = options;
  const isCut = options.shape.localBits < qubitCount;
  const split = isCut
    ? primitives.flatMap((primitive) =>
        primitive.kind === "pauli" && countBits(primitive.x) > greatestFlipCount
          ? splitPauli(primitive)
          : [primitive],
      )
    : primitives;
  const shape = isCut ? widen(split, options.shape, qubitCount) : { ...options.shape, localBits: qubitCount };
  const products: EulerProduct[] = [];
  const stages = splitIntoStages(split, { qubitCount, ...shape }).map((stage): PlanStage => {
    const merged = mergePrimitives(stage.primitives, options);
    products.push(...merged.products);
    return { localMask: fillLocalMask(stage.localMask, shape.localBits), operations: merged.operations };
  });
  return { qubitCount, shape, parameterNames: options.parameterNames, stages, products };
}

/** Plans a unitary circuit for states of `qubitCount` qubits, at least as many as the circuit has. */
export function planCircuit(
  circuit: Circuit,
  options: {
    readonly qubitCount: number;
    readonly shape: ChunkShape;
    readonly keepParameters: boolean;
    readonly mapsIndices: boolean;
  },
): CircuitPlan {
  return planPrimitives(lowerCircuit(circuit), { ...options, parameterNames: parameterNames(circuit) });
}
