import { InvalidArgumentError } from "../../errors.ts";

/** `confusion[actual][read]`: the probability of reading an outcome when another is actual. Rows sum to 1. */
export type Confusion = readonly (readonly number[])[];

/** How classical bits are misread. JSON-safe. */
export type ReadoutModel =
  | {
      readonly kind: "tensored";
      /** Entry k: the 2 × 2 confusion of classical bit k; bits are misread independently. */
      readonly confusions: readonly Confusion[];
      /** Shots of each calibration circuit, if the model was measured: its error then enters error bars. */
      readonly calibrationShots?: number;
    }
  | {
      readonly kind: "full";
      /** 2ⁿ × 2ⁿ over all n bits; bit 0 is the least significant bit of a row's and a column's number. */
      readonly confusion: Confusion;
      readonly calibrationShots?: number;
    };

/** A full confusion matrix is solved densely: 2^10 rows. */
export const greatestFullBits = 10;
/** Rows of probabilities printed with 6 digits pass. */
const rowSumTolerance = 1e-6;
/** Below this determinant of a bit's confusion inversion multiplies errors more than a hundredfold. */
const leastDeterminant = 0.01;

function checkRows(confusion: Confusion, size: number, where: string): void {
  if (confusion.length !== size || confusion.some((row) => row.length !== size)) {
    throw new InvalidArgumentError(`${where} must be a matrix of ${size} rows and columns`, { field: where });
  }
  confusion.forEach((row, actual) => {
    const sum = row.reduce((total, entry) => total + entry, 0);
    if (row.some((entry) => !(entry >= 0 && entry <= 1)) || Math.abs(sum - 1) > rowSumTolerance) {
      throw new InvalidArgumentError(
        `${where}[${actual}] must be probabilities that sum to 1, got ${row.slice(0, 8).join(", ")}`,
        { field: where },
      );
    }
  });
}

/** Checks a model and returns its number of bits. Throws {@link InvalidArgumentError} for one that cannot be inverted. */
export function checkReadoutModel(model: ReadoutModel): number {
  const { calibrationShots } = model;
  const matrices: unknown = model.kind === "full" ? model.confusion : model.confusions;
  if (!Array.isArray(matrices) || matrices.some((entry) => !Array.isArray(entry))) {
    throw new InvalidArgumentError(
      'a readout model must be {kind: "tensored", confusions: 2 × 2 matrices} or {kind: "full", confusion: matrix}',
      { field: "model" },
    );
  }
  if (calibrationShots !== undefined && !(calibrationShots >= 1)) {
    throw new InvalidArgumentError(`calibrationShots must be at least 1, got ${calibrationShots}`, {
      field: "calibrationShots",
    });
  }
  if (model.kind === "full") {
    const size = model.confusion.length;
    const bitCount = Math.log2(size);
    if (!Number.isInteger(bitCount) || bitCount < 1 || bitCount > greatestFullBits) {
      throw new InvalidArgumentError(
        `a full confusion matrix must have 2 to 2^${greatestFullBits} rows, a power of two, got ${size}; use a tensored model for more bits`,
        { field: "confusion" },
      );
    }
    checkRows(model.confusion, size, "confusion");
    return bitCount;
  }
  if ((model.kind as string) !== "tensored") {
    throw new InvalidArgumentError(`model.kind must be tensored or full, got ${model.kind as string}`, {
      field: "model.kind",
    });
  }
  if (model.confusions.length === 0) {
    throw new InvalidArgumentError("confusions must hold at least one bit's matrix, got none", {
      field: "confusions",
    });
  }
  model.confusions.forEach((confusion, bit) => {
    checkRows(confusion, 2, `confusions[${bit}]`);
    const determinant = confusion[0][0] + confusion[1][1] - 1;
    if (determinant < leastDeterminant) {
      throw new InvalidArgumentError(
        `confusions[${bit}] must tell 0 from 1: the probabilities of reading right must sum to at least ${1 + leastDeterminant}, got ${1 + determinant}`,
        { field: `confusions[${bit}]` },
      );
    }
  });
  return model.confusions.length;
}

/**
 * The inverse as B[read][actual]: p_actual = Σ f_read B[read][actual] for the frequencies f. Rows sum to 1, and
 * γ = maxᵣ Σₐ |B[r][a]| = (1 + |ε₀₁ − ε₁₀|)/(1 − ε₀₁ − ε₁₀).
 */
export function invertBitConfusion(confusion: Confusion): [[number, number], [number, number]] {
  const [[a00, a01], [a10, a11]] = confusion;
  const determinant = a00 * a11 - a01 * a10;
  return [
    [a11 / determinant, -a01 / determinant],
    [-a10 / determinant, a00 / determinant],
  ];
}
