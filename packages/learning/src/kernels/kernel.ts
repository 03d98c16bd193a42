import type { FeatureMatrix } from "../data/feature-matrix.ts";
import type { FitContext, ModelKind, Settings } from "../models/model.ts";

/** Kernel values between two tables: element [i, j] belongs to row i of the left and row j of the right one. */
export interface KernelMatrix {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Row-major, rowCount × columnCount; a symmetric matrix is stored whole. */
  readonly values: Float64Array;
}

/** What a Gram matrix may use beside the rows. */
export type KernelContext = Pick<FitContext, "pool" | "signal">;

/**
 * A similarity of rows that is positive semidefinite. It learns nothing from data: what it computes depends on the two
 * rows and the settings only, so that a held-out row never reaches the Gram matrix of a training set.
 */
export interface Kernel {
  /** Kebab-case, unique: what requests and saved models say. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly kind: ModelKind;
  /** Features that it can take at most; without it, any number. */
  readonly columnsWanted?: number;
  /** Settings to choose among on inner folds (bandwidth and the like); the first is the default. At least one. */
  readonly grid: readonly Settings[];
  /**
   * The kernel matrix of `left` with `right`, or of `left` with itself (exactly symmetric) where `right` is undefined.
   *
   * @throws ModelError where a setting is out of range or the columns are not those it can take.
   * @throws LearningTooLargeError where the matrix or its states do not fit; the message gives the size.
   */
  gram(
    left: FeatureMatrix,
    right: FeatureMatrix | undefined,
    settings: Settings,
    context: KernelContext,
  ): Promise<KernelMatrix>;
}
