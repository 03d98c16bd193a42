/**
 * The numerical kernels of this package, as WASM or as plain TypeScript. Arguments are byte addresses and counts in the
 * memory they were made for; kernels allocate nothing. Functions named …Tasks take tasks from the shared counter of the
 * context until none is left or `maximumTasks` are done, and return 1 if tasks are left, else 0: any number of threads
 * may call them at once, each with its own scratch. No two tasks write to one place, so that results do not depend on
 * the number of threads.
 */
export interface IntegralKernels {
  /** Writes √max|(ab|ab)| of the pairs of one kind to its bounds. */
  readonly schwarzBounds: (context: number, kind: number, scratch: number) => void;
  /** Task = one bra pair: writes its (ab|cd) with all ket pairs up to it into the packed store. */
  readonly repulsionTasks: (context: number, store: number, scratch: number, maximumTasks: number) => number;
  /**
   * Task = one pair: writes Σ_C −Z_C <a|1/r_C|b> into a packed triangle.
   * Nuclei come in couples of eight doubles: two x, two y, two z in bohr, two charges Z.
   */
  readonly nuclearAttractionTasks: (
    context: number,
    nuclei: number,
    nucleusCoupleCount: number,
    target: number,
    scratch: number,
    maximumTasks: number,
  ) => number;
  /**
   * Task = one share of the packed store's rows, all shares about equally large. Writes two n × n matrices P and Q per
   * share (at partials + share·2n² doubles) whose sums over the shares give J = P + Pᵀ, J_ij = Σ_kl (ij|kl) D_kl, and
   * K = Q + Qᵀ, K_ik = Σ_jl (ij|kl) D_jl, for a symmetric density D.
   */
  readonly coulombExchangeTasks: (
    context: number,
    store: number,
    functionCount: number,
    density: number,
    partials: number,
    shares: number,
    scratch: number,
    maximumTasks: number,
  ) => number;
  /**
   * Task = {@link transformBlock} packed positions kl: writes H[pq][kl] = Σ_ij A_ip B_jq (ij|kl) from the packed store,
   * for A of n × a and B of n × b, both with rows of {@link paddedCount} doubles. Rows of H hold n(n+1)/2 doubles rounded up to whole blocks.
   */
  readonly halfTransformTasks: (
    context: number,
    store: number,
    functionCount: number,
    left: number,
    leftCount: number,
    right: number,
    rightCount: number,
    target: number,
    scratch: number,
    maximumTasks: number,
  ) => number;
  /**
   * Like coulombExchangeTasks, with integrals made on the way and thrown away. Task = one share of the pairs, those
   * numbered share, share + shares, …; an integral is skipped where its Schwarz bound times the density that meets it is
   * below the threshold. `indices` holds i·65536 + j for each packed position of (ij), `shellDensity` the largest |D| of
   * each pair of shells (rows of shellCount doubles), then four times the largest of all.
   */
  readonly directCoulombExchangeTasks: (
    context: number,
    pairCount: number,
    functionCount: number,
    shellCount: number,
    indices: number,
    density: number,
    shellDensity: number,
    partials: number,
    shares: number,
    scratch: number,
    maximumTasks: number,
  ) => number;
  /** Like halfTransformTasks, with integrals made on the way. Task = one pair. */
  readonly directHalfTransformTasks: (
    context: number,
    functionCount: number,
    left: number,
    leftCount: number,
    right: number,
    rightCount: number,
    target: number,
    scratch: number,
    maximumTasks: number,
  ) => number;
  /** Task = one row of H: writes T[row][rs] = Σ_kl A_kr B_ls H[row][kl]. */
  readonly finishTransformTasks: (
    context: number,
    half: number,
    functionCount: number,
    left: number,
    leftCount: number,
    right: number,
    rightCount: number,
    target: number,
    scratch: number,
    maximumTasks: number,
  ) => number;
}

/** Packed positions that one task of the half transformation takes. */
export const transformBlock = 8;

/** Doubles in a row of orbital coefficients handed to a transformation kernel: the next multiple of four. */
export function paddedCount(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/** Doubles in a row of a half-transformed array. */
export function halfTransformedRowLength(functionCount: number): number {
  const pairs = (functionCount * (functionCount + 1)) / 2;
  return Math.ceil(pairs / transformBlock) * transformBlock;
}

/** Scratch bytes of an integral kernel. */
export const integralScratchBytes = 98304;

/** Scratch bytes of a transformation kernel. */
export function transformScratchBytes(functionCount: number, leftCount: number, rightCount: number): number {
  const n = paddedCount(functionCount);
  const right = paddedCount(rightCount);
  return (
    8 *
    (transformBlock * halfTransformedRowLength(functionCount) + n * n + (n + paddedCount(leftCount)) * right)
  );
}

/** Largest number of products of functions of two shells: six Cartesian d functions on each. */
export const largestProductCount = 36;

/** Scratch bytes of a transformation kernel that makes its integrals itself. */
export function directTransformScratchBytes(
  functionCount: number,
  leftCount: number,
  rightCount: number,
): number {
  return (
    integralScratchBytes +
    8 * largestProductCount * halfTransformedRowLength(functionCount) +
    transformScratchBytes(functionCount, leftCount, rightCount)
  );
}
