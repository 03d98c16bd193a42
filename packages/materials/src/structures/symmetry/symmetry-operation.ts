import { StructureError } from "../../errors.ts";
import type { Vector3 } from "../lattice.ts";

/** A symmetry operation on fractional coordinates, x → W x + w. */
export interface SymmetryOperation {
  /** W, rows of whole numbers. */
  readonly rotation: readonly [Vector3, Vector3, Vector3];
  /** w. */
  readonly translation: Vector3;
}

export const identityOperation: SymmetryOperation = {
  rotation: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  translation: [0, 0, 0],
};

const termPattern = /([+-]?)(?:(\d+)\/(\d+)|(\d*\.?\d+))?\*?([xyz])?/y;

function parseCoordinate(text: string): { row: Vector3; shift: number } | undefined {
  const row: [number, number, number] = [0, 0, 0];
  let shift = 0;
  let at = 0;
  while (at < text.length) {
    termPattern.lastIndex = at;
    const match = termPattern.exec(text) as [string, ...(string | undefined)[]] | null;
    if (match === null || match[0].length === 0) return undefined;
    const [whole, sign, numerator, denominator, decimal, axis] = match;
    if (whole === sign) return undefined;
    const size =
      numerator === undefined
        ? decimal === undefined
          ? 1
          : Number(decimal)
        : Number(numerator) / Number(denominator);
    const value = sign === "-" ? -size : size;
    if (axis === undefined) shift += value;
    else row["xyz".indexOf(axis)] += value;
    at += whole.length;
  }
  return text === "" || !Number.isFinite(shift) ? undefined : { row, shift };
}

/**
 * The operation that a text such as "-y, x-y, z+1/3" writes.
 *
 * @param line Of the file, for the message.
 * @throws StructureError for what cannot be read.
 */
export function parseSymmetryOperation(text: string, line?: number): SymmetryOperation {
  const parts = text.toLowerCase().replaceAll(/\s/g, "").split(",").map(parseCoordinate);
  const [x, y, z] = parts;
  if (parts.length !== 3 || x === undefined || y === undefined || z === undefined) {
    throw new StructureError(
      `a symmetry operation must be three terms such as -x, y+1/2, -z, got ${text}${line === undefined ? "" : ` on line ${line}`}`,
      { operation: text, ...(line === undefined ? {} : { line }) },
    );
  }
  return { rotation: [x.row, y.row, z.row], translation: [x.shift, y.shift, z.shift] };
}

/** W x + w. */
export function applyOperation({ rotation, translation }: SymmetryOperation, x: Vector3): Vector3 {
  const row = (k: 0 | 1 | 2): number =>
    rotation[k][0] * x[0] + rotation[k][1] * x[1] + rotation[k][2] * x[2] + translation[k];
  return [row(0), row(1), row(2)];
}
