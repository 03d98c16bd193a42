import type { ParameterValues } from "../circuit/parameter.ts";
import { bindStage, unpairShears } from "./bind-program.ts";
import type { ImageViews } from "./bind-program.ts";
import { createLayout, encodeOperation, encodeSlopes, writeFields } from "./encode-operation.ts";
import type { EncodedOperation, Slope } from "./encode-operation.ts";
import { ImageBuilder } from "./image-builder.ts";
import type { CircuitPlan } from "./plan/plan-circuit.ts";
import { invertPlanOperation } from "./plan/plan-operations.ts";
import type { PlanOperation } from "./plan/plan-operations.ts";
import { greatestTermCount } from "./plan/merge.ts";
import {
  bufferTableBytes,
  greatestTableBits,
  operationWords,
  programFields,
  programWords,
  stageFields,
  stageWords,
} from "./program-fields.ts";

/** Partial sums of slopes are kept for so many groups of chunks, whatever the number of threads. */
const greatestGroupCount = 64;

/** A plan as the words and constants that the kernels read, at a fixed address of their memory. */
export interface CompiledProgram {
  readonly plan: CircuitPlan;
  readonly base: number;
  /** Address of the program's words. */
  readonly address: number;
  /** Address of its stages. */
  readonly stagesAddress: number;
  readonly bytes: Uint8Array;
  readonly groupCount: number;
  /** What the partial sums belong to, by slot. */
  readonly slopes: readonly Slope[];
  readonly isConstant: boolean;
  /** Writes the constants for parameter values into `bytes`. */
  readonly bind: (values: ParameterValues) => void;
  /** By what each slot's partial sum is to be multiplied, since shears leave factors out; written by `bind`. */
  readonly slotScales: Float64Array;
}

/** Bytes of a thread's workspace for a number of states at once. */
export function workspaceBytes(localBits: number, stateCount: number, numberBytes: number): number {
  const chunk = numberBytes * 2 ** localBits;
  const polynomial = 4 * greatestTermCount + 16 + 2 * 16 * 16 + 2 * 8 * 2 ** greatestTableBits;
  const work = Math.max(polynomial, 8 * 2 ** localBits, 2048);
  return bufferTableBytes + 4 * chunk * stateCount + work;
}

/** The groups of chunks of a state cut into chunks. */
function groupsOf(plan: CircuitPlan): number {
  return Math.min(greatestGroupCount, 2 ** (plan.qubitCount - plan.shape.localBits));
}

/**
 * The operations in groups: neighbouring shears of different qubits together, all others alone. The slopes of a group can
 * be taken before any of it is undone, so that its shears stay neighbours.
 */
function groupShears(operations: readonly PlanOperation[]): PlanOperation[][] {
  const groups: PlanOperation[][] = [];
  let mask = 0;
  for (const operation of operations) {
    const bit = operation.kind === "shear" ? 1 << operation.qubit : 0;
    if (bit !== 0 && mask !== 0 && (mask & bit) === 0) {
      groups[groups.length - 1].push(operation);
      mask |= bit;
    } else {
      groups.push([operation]);
      mask = bit;
    }
  }
  return groups;
}

/** How many slopes a stage's operations have. */
function countSlopes(operations: readonly PlanOperation[]): number {
  return operations.reduce((sum, operation) => {
    if (operation.kind === "polynomial") {
      return sum + operation.terms.filter(({ angle }) => typeof angle !== "number").length;
    }
    return sum + ("angle" in operation && typeof operation.angle !== "number" ? 1 : 0);
  }, 0);
}

/**
 * Encodes a plan at `base`. With `reversed`, the program undoes the plan on the state and on adjoint states, and computes
 * the slope of every angle with a parameter on its way.
 */
export function compileProgram(
  plan: CircuitPlan,
  options: { readonly base: number; readonly numberBytes: 8 | 4; readonly reversed: boolean },
): CompiledProgram {
  const { numberBytes, reversed } = options;
  const { qubitCount, shape } = plan;
  const builder = new ImageBuilder(options.base);
  const address = builder.reserve(4 * programWords);
  const stages = reversed ? plan.stages.toReversed() : plan.stages;
  const stagesAddress = builder.reserve(4 * stageWords * stages.length);
  const slopes: Slope[] = [];
  const encodedStages: EncodedOperation[][] = [];
  // Behind the last slope nothing needs to be undone.
  const slopeCount = stages.reduce((sum, stage) => sum + countSlopes(stage.operations), 0);
  let isOver = reversed && slopeCount === 0;
  stages.forEach(({ localMask, operations }, index) => {
    const layout = createLayout(qubitCount, shape.localBits, localMask);
    const listed = reversed ? operations.toReversed() : operations;
    const recordCount = reversed ? 2 * listed.length : listed.length;
    const records = builder.reserve(4 * operationWords * recordCount);
    let used = 0;
    const nextRecord = (): number => records + 4 * operationWords * used++;
    const encoded: EncodedOperation[] = [];
    for (const group of reversed ? groupShears(listed) : [listed]) {
      if (isOver) break;
      const firstSlot = slopes.length;
      if (reversed) {
        for (const operation of group) {
          const fields = encodeSlopes(operation, layout, builder, slopes);
          if (fields) writeFields(builder, nextRecord(), fields);
        }
        isOver = slopes.length === slopeCount;
      }
      const slots = Array.from({ length: slopes.length - firstSlot }, (_, slot) => firstSlot + slot);
      group.forEach((operation, position) => {
        const applied: PlanOperation = reversed ? invertPlanOperation(operation) : operation;
        const one = encodeOperation(applied, nextRecord(), layout, builder, numberBytes);
        encoded.push(position === 0 ? { ...one, slots } : one);
      });
    }
    encodedStages.push(encoded);
    const words = builder.words(stagesAddress + 4 * stageWords * index, stageWords);
    const isDirect = localMask === 2 ** shape.localBits - 1;
    words[stageFields.runMask] = isDirect ? 0 : localMask & ~(2 ** shape.runBits - 1);
    words[stageFields.outerMask] = (2 ** qubitCount - 1) & ~localMask;
    words[stageFields.operations] = records;
    words[stageFields.operationCount] = used;
    words[stageFields.isDirect] = isDirect ? 1 : 0;
  });
  const words = builder.words(address, programWords);
  words[programFields.stageCount] = stages.length;
  words[programFields.stages] = stagesAddress;
  words[programFields.localBits] = shape.localBits;
  words[programFields.runBits] = shape.runBits;
  words[programFields.groupCount] = groupsOf(plan);

  const bytes = builder.finish();
  const views: ImageViews = {
    base: options.base,
    words: new Int32Array(bytes.buffer, 0, bytes.length / 4),
    doubles: new Float64Array(bytes.buffer, 0, bytes.length / 8),
    singles: new Float32Array(bytes.buffer, 0, bytes.length / 4),
  };
  const slotScales = new Float64Array(slopes.length);
  const bind = (values: ParameterValues): void => {
    for (const product of plan.products) product.bind(values);
    for (const operations of encodedStages) {
      unpairShears(operations, views);
      bindStage(operations, values, views, { numberBytes, slotScales });
    }
  };
  return {
    plan,
    base: options.base,
    address,
    stagesAddress,
    bytes,
    groupCount: groupsOf(plan),
    slopes,
    isConstant: plan.parameterNames.length === 0,
    bind,
    slotScales,
  };
}
