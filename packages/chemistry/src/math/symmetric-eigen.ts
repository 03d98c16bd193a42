/** Eigenvalues in rising order, and eigenvectors as the columns of an n × n row-major matrix. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric n × n matrix (row-major; only its lower triangle is read):
 * Householder reduction to tridiagonal form, then the implicit QL iteration. The vectors are kept as rows while the
 * iteration runs, so that each plane rotation mixes two contiguous rows.
 * Source: J. H. Wilkinson, C. Reinsch, Handbook for Automatic Computation, volume II (1971), II/2 and II/4.
 */
export function solveSymmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const rows = Float64Array.from(matrix);
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  tridiagonalize(rows, n, diagonal, offDiagonal);
  iterateQl(rows, n, diagonal, offDiagonal);

  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[a] - diagonal[b]);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  order.forEach((source, column) => {
    values[column] = diagonal[source];
    for (let i = 0; i < n; i++) vectors[i * n + column] = rows[source * n + i];
  });
  return { values, vectors };
}

/**
 * Overwrites `a` with Qᵀ of Qᵀ A Q = T. Step i maps row i onto its last element by the reflection 1 − u uᵀ/h;
 * u stays in row i until Qᵀ is gathered.
 */
function tridiagonalize(a: Float64Array, n: number, diagonal: Float64Array, offDiagonal: Float64Array): void {
  const halfNorms = new Float64Array(n);
  const product = new Float64Array(n);
  for (let i = n - 1; i > 0; i--) {
    const u = a.subarray(i * n, i * n + i);
    let scale = 0;
    for (let k = 0; k < i - 1; k++) scale += Math.abs(u[k]);
    if (scale === 0) {
      offDiagonal[i] = u[i - 1];
      continue;
    }
    scale += Math.abs(u[i - 1]);
    let squared = 0;
    for (let k = 0; k < i; k++) {
      u[k] /= scale;
      squared += u[k] * u[k];
    }
    const last = u[i - 1];
    const root = last >= 0 ? -Math.sqrt(squared) : Math.sqrt(squared);
    offDiagonal[i] = scale * root;
    const h = squared - last * root;
    u[i - 1] = last - root;
    halfNorms[i] = h;
    // product = A u / h over the leading i × i block, from its lower triangle
    product.fill(0, 0, i);
    for (let j = 0; j < i; j++) {
      const row = j * n;
      const uj = u[j];
      let sum = 0;
      for (let k = 0; k < j; k++) {
        sum += a[row + k] * u[k];
        product[k] += a[row + k] * uj;
      }
      product[j] += sum + a[row + j] * uj;
    }
    let overlap = 0;
    for (let j = 0; j < i; j++) {
      product[j] /= h;
      overlap += product[j] * u[j];
    }
    const correction = overlap / (2 * h);
    for (let j = 0; j < i; j++) product[j] -= correction * u[j];
    for (let j = 0; j < i; j++) {
      const row = j * n;
      const [uj, pj] = [u[j], product[j]];
      for (let k = 0; k <= j; k++) a[row + k] -= uj * product[k] + pj * u[k];
    }
  }
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i];

  const gathered = new Float64Array(n * n);
  for (let i = 0; i < n; i++) gathered[i * n + i] = 1;
  // Q = P_{n−1} … P_1, so Qᵀ's rows take the reflections in rising order
  for (let i = 1; i < n; i++) {
    const h = halfNorms[i];
    if (h === 0) continue;
    const u = a.subarray(i * n, i * n + i);
    product.fill(0);
    for (let k = 0; k < i; k++) for (let j = 0; j < i; j++) product[j] += u[k] * gathered[k * n + j];
    for (let k = 0; k < i; k++) {
      const factor = u[k] / h;
      for (let j = 0; j < i; j++) gathered[k * n + j] -= factor * product[j];
    }
  }
  // gathered = P_{n−1}…P_1 acting from the left on 1, that is Q with rows by component; store its transpose
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a[j * n + i] = gathered[i * n + j];
}

/** Diagonalises the tridiagonal matrix and rotates the rows of `vectors` along. */
function iterateQl(
  vectors: Float64Array,
  n: number,
  diagonal: Float64Array,
  offDiagonal: Float64Array,
): void {
  offDiagonal.copyWithin(0, 1);
  offDiagonal[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; sweep < 60; sweep++) {
      let m = l;
      while (m < n - 1) {
        const size = Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]);
        if (Math.abs(offDiagonal[m]) <= Number.EPSILON * size) break;
        m++;
      }
      if (m === l) break;
      let g = (diagonal[l + 1] - diagonal[l]) / (2 * offDiagonal[l]);
      let r = Math.hypot(g, 1);
      g = diagonal[m] - diagonal[l] + offDiagonal[l] / (g + (g >= 0 ? r : -r));
      let [sine, cosine, shift] = [1, 1, 0];
      let i = m - 1;
      for (; i >= l; i--) {
        const f = sine * offDiagonal[i];
        const b = cosine * offDiagonal[i];
        r = Math.sqrt(f * f + g * g);
        offDiagonal[i + 1] = r;
        if (r === 0) {
          diagonal[i + 1] -= shift;
          offDiagonal[m] = 0;
          break;
        }
        sine = f / r;
        cosine = g / r;
        g = diagonal[i + 1] - shift;
        r = (diagonal[i] - g) * sine + 2 * cosine * b;
        shift = sine * r;
        diagonal[i + 1] = g + shift;
        g = cosine * r - b;
        const lower = i * n;
        const upper = lower + n;
        for (let k = 0; k < n; k++) {
          const high = vectors[upper + k];
          const low = vectors[lower + k];
          vectors[upper + k] = sine * low + cosine * high;
          vectors[lower + k] = cosine * low - sine * high;
        }
      }
      if (r === 0 && i >= l) continue;
      diagonal[l] -= shift;
      offDiagonal[l] = g;
      offDiagonal[m] = 0;
    }
  }
}
