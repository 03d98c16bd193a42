import { mapUnitaryOperations, visitOperations, withOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { invertOperation } from "../../circuit/compose.ts";
import { barrier, isUnitaryOperation } from "../../circuit/operation.ts";
import type { BarrierOperation, Operation, UnitaryKindOperation } from "../../circuit/operation.ts";
import { InvalidArgumentError } from "../../errors.ts";
import { createRandom } from "../../math/random.ts";
import { operationQubits } from "../../stabilizer/clifford-map.ts";
import { splitCircuit } from "./circuit-parts.ts";

/** How noise is made stronger. */
export type Folding =
  | {
      /** The circuit's unitary part U becomes U(U†U)ᵏ, and its last gates once more for scale factors in between. */
      readonly method: "global";
    }
  | {
      /** Single gates G become G(G†G)ᵏ where they stand. */
      readonly method: "local";
      /** Which gates get one fold more than others when the factor asks for it; by default "random". */
      readonly order?: "left" | "right" | "random";
      /** Needed by order "random". */
      readonly seed?: number;
      /** Gates that are folded: all, or those on two or more qubits (controls included); by default "all". */
      readonly gates?: "all" | "multi-qubit";
    };

/** A circuit with folded gates. */
export interface FoldedCircuit {
  readonly circuit: Circuit;
  /**
   * (gates after folding) / (gates before), over the gates that may be folded: the scale factor reached, the nearest
   * one of 1 + 2k/d to that asked for (d gates).
   */
  readonly scaleFactor: number;
}

/** Options of folding beside the scale factor. */
export interface FoldOptions {
  /**
   * Puts a barrier between a gate and its inverse, so that no optimiser cancels the pair; by default true. Turn it off
   * for executors that give barriers a duration.
   */
  readonly barriers?: boolean;
}

/** Memory of a folded circuit: some gigabytes. */
const greatestGateCount = 5_000_000;

/** Operations that carry no noise of their own and act on no qubit are not counted. */
function canFold(operation: Operation, gates: "all" | "multi-qubit"): operation is UnitaryKindOperation {
  if (!isUnitaryOperation(operation)) return false;
  return operationQubits(operation).length >= (gates === "all" ? 1 : 2);
}

/** Folds k, the nearest integer to d(λ−1)/2; halves go up. */
function countFolds(gateCount: number, scaleFactor: number): number {
  if (!Number.isFinite(scaleFactor) || scaleFactor < 1 || scaleFactor > 1000) {
    throw new InvalidArgumentError(`scaleFactor must be in [1, 1000], got ${scaleFactor}`, {
      field: "scaleFactor",
      scaleFactor,
    });
  }
  if (gateCount === 0) {
    throw new InvalidArgumentError("a circuit to fold must have a gate that may be folded, got none", {
      field: "circuit",
    });
  }
  if (gateCount * scaleFactor > greatestGateCount) {
    throw new InvalidArgumentError(
      `a folded circuit may have up to ${greatestGateCount} gates, got ${gateCount} times ${scaleFactor}`,
      { field: "scaleFactor", scaleFactor },
    );
  }
  return Math.round((gateCount * (scaleFactor - 1)) / 2);
}

function foldLocally(
  circuit: Circuit,
  scaleFactor: number,
  { order = "random", seed, gates = "all" }: Extract<Folding, { method: "local" }>,
  withBarriers: boolean,
): FoldedCircuit {
  if (!["all", "multi-qubit"].includes(gates)) {
    throw new InvalidArgumentError(`gates must be all or multi-qubit, got ${gates as string}`, {
      field: "gates",
    });
  }
  let gateCount = 0;
  visitOperations(circuit.operations, (operation) => {
    if (canFold(operation, gates)) gateCount++;
  });
  const folds = countFolds(gateCount, scaleFactor);
  const everywhere = Math.floor(folds / gateCount);
  const extra = folds % gateCount;
  const positions = Array.from({ length: gateCount }, (_, index) => index);
  if (order === "right") positions.reverse();
  else if (order === "random") {
    if (seed === undefined || !Number.isFinite(seed)) {
      throw new InvalidArgumentError(`seed must be a finite number for random folding, got ${String(seed)}`, {
        field: "seed",
      });
    }
    const random = createRandom(seed);
    for (let at = 0; at < extra; at++) {
      const other = at + Math.floor(random.uniform() * (gateCount - at));
      [positions[at], positions[other]] = [positions[other], positions[at]];
    }
  } else if ((order as string) !== "left") {
    throw new InvalidArgumentError(`order must be left, right or random, got ${order as string}`, {
      field: "order",
    });
  }
  const chosen = new Set(positions.slice(0, extra));
  let index = 0;
  const operations = mapUnitaryOperations(circuit.operations, (operation) => {
    if (!canFold(operation, gates)) return [operation];
    const count = everywhere + (chosen.has(index++) ? 1 : 0);
    const inverse = invertOperation(operation);
    const fence = withBarriers ? [barrier(...operationQubits(operation))] : [];
    const pair = [...fence, inverse, ...fence, operation];
    return [operation, ...Array.from({ length: count }, (): readonly Operation[] => pair).flat()];
  });
  return { circuit: withOperations(circuit, operations), scaleFactor: 1 + (2 * folds) / gateCount };
}

type BodyOperation = UnitaryKindOperation | BarrierOperation;

const invertBody = (body: readonly BodyOperation[]): BodyOperation[] =>
  body.map((operation) => (operation.gate === "barrier" ? operation : invertOperation(operation))).reverse();

function foldGlobally(circuit: Circuit, scaleFactor: number, withBarriers: boolean): FoldedCircuit {
  const { resets, body, measurements } = splitCircuit(circuit);
  const gatePositions = body.flatMap((operation, at) => (canFold(operation, "all") ? [at] : []));
  const gateCount = gatePositions.length;
  const folds = countFolds(gateCount, scaleFactor);
  const extra = folds % gateCount;
  const fence = withBarriers
    ? [barrier(...Array.from({ length: circuit.qubitCount }, (_, qubit) => qubit))]
    : [];
  const pairOf = (part: readonly BodyOperation[]): readonly Operation[] => [
    ...fence,
    ...invertBody(part),
    ...fence,
    ...part,
  ];
  const tail = extra > 0 ? body.slice(gatePositions[gateCount - extra]) : [];
  const operations = [
    ...resets,
    ...body,
    ...Array.from({ length: Math.floor(folds / gateCount) }, () => pairOf(body)).flat(),
    ...(extra > 0 ? pairOf(tail) : []),
    ...measurements,
  ];
  return { circuit: withOperations(circuit, operations), scaleFactor: 1 + (2 * folds) / gateCount };
}

/**
 * A circuit of the same unitary with more gates, so that gate noise acts about `scaleFactor` times as often: unitary
 * folding of Giurgica-Tiron et al., arXiv:2005.10921, section II.A.
 *
 * Global folding needs resets first and measurements last. Local folding also takes circuits with measurements, resets
 * and conditionals inside (gates inside conditionals are folded there); what is not a gate stays as it is and is not made
 * noisier. Barriers keep their places between the gates. Symbolic parameters stay symbolic.
 * Throws {@link InvalidArgumentError} for a factor outside [1, 1000], no gate to fold, or what global folding refuses.
 */
export function foldCircuit(
  circuit: Circuit,
  scaleFactor: number,
  folding: Folding,
  { barriers = true }: FoldOptions = {},
): FoldedCircuit {
  if (folding.method === "global") return foldGlobally(circuit, scaleFactor, barriers);
  if ((folding.method as string) !== "local") {
    throw new InvalidArgumentError(
      `folding.method must be global or local, got ${folding.method as string}`,
      {
        field: "folding.method",
      },
    );
  }
  return foldLocally(circuit, scaleFactor, folding, barriers);
}
