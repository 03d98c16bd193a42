import { errorCodes, isErrorCode, type BondScanRequest } from "@ansatz/contract";
import {
  combineBondScan,
  planBondScan,
  type BondScanFailure,
  type BondScanPoint,
  type BondScanResult,
  type GroundStateRequest,
  type GroundStateResult,
} from "@ansatz/chemistry/node";
import type { TaskContext } from "../definitions/job-definition.ts";
import { runGroundState } from "./ground-state-tasks.ts";

/** Input of the task of one point. */
export interface PointInput {
  readonly scan: BondScanRequest;
  readonly bondLengthAngstrom: number;
  readonly request: GroundStateRequest;
}

/** Output of the task of one point. */
export interface PointOutput {
  readonly result: GroundStateResult | BondScanFailure;
  readonly point: BondScanPoint;
}

export async function planPoints(scan: BondScanRequest, context: TaskContext): Promise<PointInput[]> {
  context.onProgress({ stage: "scan", message: "Planning the points" });
  const { points } = await planBondScan(scan, context);
  return points.map((point) => ({ scan, ...point }));
}

/** A point's ground state; one that cannot be calculated does not take the other points with it. */
export async function runPoint(input: PointInput, context: TaskContext): Promise<PointOutput> {
  let result: GroundStateResult | BondScanFailure;
  try {
    result = await runGroundState(input.request as Parameters<typeof runGroundState>[0], context);
  } catch (error) {
    if (context.signal.aborted || !isMatterOfThePoint(error)) throw error;
    result = { note: error.message };
  }
  return { result, point: pointOf(input, result) };
}

/** Whether an error lies in what was asked for, not in the program. */
function isMatterOfThePoint(error: unknown): error is Error {
  if (!(error instanceof Error) || !("code" in error) || !isErrorCode(error.code)) return false;
  return errorCodes[error.code].status === 422 || error.code === "numerical";
}

/** The point as the curve will hold it: the first of a curve of two. */
function pointOf(
  { scan, bondLengthAngstrom }: PointInput,
  result: GroundStateResult | BondScanFailure,
): BondScanPoint {
  const toAngstrom = bondLengthAngstrom < 10 ? 20 : 0.2;
  const pair = { ...scan, fromAngstrom: bondLengthAngstrom, toAngstrom, points: 2 };
  return combineBondScan(pair, [result, { note: "" }]).points[0];
}

export function combinePoints({
  request,
  outputs,
}: {
  readonly request: BondScanRequest;
  readonly outputs: readonly PointOutput[];
}): BondScanResult {
  return combineBondScan(
    request,
    outputs.map(({ result }) => result),
  );
}
