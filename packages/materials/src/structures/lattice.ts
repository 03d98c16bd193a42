/** Three numbers along three axes. */
export type Vector3 = readonly [number, number, number];

/** The vectors a, b and c of a cell in Å, a row each. */
export type Lattice = readonly [Vector3, Vector3, Vector3];

/** Lengths in Å and the angles α between b and c, β between a and c, γ between a and b in degrees. */
export interface CellParameters {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

export function dot(u: Vector3, v: Vector3): number {
  return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
}

export function cross(u: Vector3, v: Vector3): Vector3 {
  return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
}

export function norm(u: Vector3): number {
  return Math.sqrt(dot(u, u));
}

/** |a · (b × c)| in Å³. */
export function cellVolume([a, b, c]: Lattice): number {
  return Math.abs(dot(a, cross(b, c)));
}

/**
 * The lattice of lengths and angles: a along x, b in the plane of x and y with a positive y, c with a positive z.
 * Angles may be impossible together; the volume is then NaN or 0.
 */
export function latticeFromParameters({ a, b, c, alpha, beta, gamma }: CellParameters): Lattice {
  const cosine = (degrees: number): number =>
    // The cosine of 90° is 0 in the file's sense, not 6e-17.
    degrees === 90 ? 0 : Math.cos((degrees * Math.PI) / 180);
  const [cosA, cosB, cosC] = [cosine(alpha), cosine(beta), cosine(gamma)];
  const sinC = Math.sqrt(1 - cosC * cosC);
  const cy = (cosA - cosB * cosC) / sinC;
  return [
    [a, 0, 0],
    [b * cosC, b * sinC, 0],
    [c * cosB, c * cy, c * Math.sqrt(1 - cosB * cosB - cy * cy)],
  ];
}

/** Lengths and angles of a lattice. */
export function latticeParameters(lattice: Lattice): CellParameters {
  const [a, b, c] = lattice;
  const angle = (u: Vector3, v: Vector3): number => {
    const cosine = dot(u, v) / (norm(u) * norm(v));
    return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
  };
  return { a: norm(a), b: norm(b), c: norm(c), alpha: angle(b, c), beta: angle(a, c), gamma: angle(a, b) };
}

/** Cartesian coordinates in Å of fractional ones. */
export function toCartesian(lattice: Lattice, [u, v, w]: Vector3): Vector3 {
  const [a, b, c] = lattice;
  return [u * a[0] + v * b[0] + w * c[0], u * a[1] + v * b[1] + w * c[1], u * a[2] + v * b[2] + w * c[2]];
}

/** Fractional coordinates of Cartesian ones in Å. */
export function toFractional(lattice: Lattice, position: Vector3): Vector3 {
  const [a, b, c] = lattice;
  const volume = dot(a, cross(b, c));
  return [
    dot(position, cross(b, c)) / volume,
    dot(position, cross(c, a)) / volume,
    dot(position, cross(a, b)) / volume,
  ];
}

/** The distances in Å between opposite faces of the cell: V/|b × c| and so on. */
export function faceDistances(lattice: Lattice): Vector3 {
  const [a, b, c] = lattice;
  const volume = cellVolume(lattice);
  return [volume / norm(cross(b, c)), volume / norm(cross(c, a)), volume / norm(cross(a, b))];
}
