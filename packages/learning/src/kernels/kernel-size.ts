import { gramMemoryBytes } from "@ansatz/simulator";
import { LearningTooLargeError, ModelError } from "../errors.ts";
import type { FeatureMatrix } from "../data/feature-matrix.ts";

/** What a kernel matrix may take; its factorisation takes as much again. */
const greatestMatrixBytes = 2 ** 31;
/** What 32 bits address, less workspaces. */
const greatestStateBytes = 2 ** 32 - 2 ** 26;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toPrecision(3)} GB`;

/**
 * Throws {@link LearningTooLargeError} where a kernel matrix or the states it comes from do not fit, with the size, and
 * {@link ModelError} where the tables have other columns. `qubitCount` undefined: no state is stored.
 */
export function checkKernelSize(
  kernel: string,
  left: FeatureMatrix,
  right: FeatureMatrix | undefined,
  qubitCount?: number,
): void {
  if (right && right.columnCount !== left.columnCount) {
    throw new ModelError(
      `both tables of the kernel ${kernel} must have the same columns, got ${left.columnCount} and ${right.columnCount}`,
      { kernel },
    );
  }
  const [rows, columns] = [left.rowCount, right?.rowCount ?? left.rowCount];
  const matrixBytes = 8 * rows * columns;
  const details = { kernel, rowCount: rows, columnCount: columns };
  if (matrixBytes > greatestMatrixBytes) {
    throw new LearningTooLargeError(
      `the kernel matrix ${kernel} of ${rows} × ${columns} rows needs ${gigabytes(matrixBytes)}, at most ` +
        `${gigabytes(greatestMatrixBytes)} may be used: approximate it by some hundred landmarks (nystroemModel), or take a sample of the rows`,
      { ...details, bytesNeeded: matrixBytes },
    );
  }
  if (qubitCount === undefined) return;
  const bytesNeeded = gramMemoryBytes({
    qubitCount,
    rowCount: rows,
    ...(right ? { columnCount: columns } : {}),
  });
  if (bytesNeeded > greatestStateBytes) {
    throw new LearningTooLargeError(
      `the kernel ${kernel} of ${rows + (right ? columns : 0)} rows on ${qubitCount} qubits needs ${gigabytes(bytesNeeded)} for its states, ` +
        `at most ${gigabytes(greatestStateBytes)} may be used: take fewer qubits, or landmarks (nystroemModel)`,
      { ...details, qubitCount, bytesNeeded },
    );
  }
}
