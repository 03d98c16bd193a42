/** An atom as the library writes it: symbol and position in Å. */
export type AtomAngstrom = readonly [symbol: string, x: number, y: number, z: number];

const radians = Math.PI / 180;

export function atom(symbol: string): AtomAngstrom[] {
  return [[symbol, 0, 0, 0]];
}

/** Atoms on the z axis at the given heights. */
export function onAxis(...atoms: readonly (readonly [symbol: string, z: number])[]): AtomAngstrom[] {
  return atoms.map(([symbol, z]) => [symbol, 0, 0, z]);
}

export function diatomic(first: string, second: string, length: number): AtomAngstrom[] {
  return onAxis([first, 0], [second, length]);
}

/** A chain of equal atoms along z. */
export function chain(symbol: string, count: number, spacing: number): AtomAngstrom[] {
  return Array.from({ length: count }, (_, index) => [symbol, 0, 0, index * spacing]);
}

/** AB₂ in the xz plane, C2 axis along z. */
export function bent(center: string, outer: string, length: number, angleDegrees: number): AtomAngstrom[] {
  const x = length * Math.sin((angleDegrees / 2) * radians);
  const z = length * Math.cos((angleDegrees / 2) * radians);
  return [
    [center, 0, 0, 0],
    [outer, x, 0, z],
    [outer, -x, 0, z],
  ];
}

/** AB₃, planar, threefold axis along z. */
export function trigonal(center: string, outer: string, length: number): AtomAngstrom[] {
  return pyramidal(center, outer, length, 120);
}

/**
 * AB₃ with threefold axis z and the given angle BAB.
 * The B atoms lie on a circle of radius ρ = 2 r sin(∠BAB/2)/√3 at height −√(r² − ρ²).
 */
export function pyramidal(
  center: string,
  outer: string,
  length: number,
  angleDegrees: number,
): AtomAngstrom[] {
  const radius = (2 * length * Math.sin((angleDegrees / 2) * radians)) / Math.sqrt(3);
  const height = angleDegrees === 120 ? 0 : -Math.sqrt(Math.max(0, length * length - radius * radius));
  const half = radius / 2;
  const side = (radius * Math.sqrt(3)) / 2;
  return [
    [center, 0, 0, 0],
    [outer, radius, 0, height],
    [outer, -half, side, height],
    [outer, -half, -side, height],
  ];
}

/** AB₄, regular tetrahedron. */
export function tetrahedral(center: string, outer: string, length: number): AtomAngstrom[] {
  const d = length / Math.sqrt(3);
  return [
    [center, 0, 0, 0],
    [outer, d, d, d],
    [outer, d, -d, -d],
    [outer, -d, d, -d],
    [outer, -d, -d, d],
  ];
}

/** Planar X₂A=AX₂ or X₂A=B: atoms of the double bond on z, X in the yz plane. */
export function vinylidene(
  first: string,
  second: string,
  bondLength: number,
  outer: string,
  outerLength: number,
  outerAngleDegrees: number,
  bothEnds: boolean,
): AtomAngstrom[] {
  const y = outerLength * Math.sin((outerAngleDegrees / 2) * radians);
  const z = outerLength * Math.cos((outerAngleDegrees / 2) * radians);
  const atoms: AtomAngstrom[] = [
    [first, 0, 0, 0],
    [second, 0, 0, bondLength],
    [outer, 0, y, -z],
    [outer, 0, -y, -z],
  ];
  if (bothEnds) atoms.push([outer, 0, y, bondLength + z], [outer, 0, -y, bondLength + z]);
  return atoms;
}

/** H–A–A–H twisted by the dihedral angle about the AA bond, twofold axis along z. */
export function twisted(
  inner: string,
  outer: string,
  innerLength: number,
  outerLength: number,
  angleDegrees: number,
  dihedralDegrees: number,
): AtomAngstrom[] {
  const along = innerLength / 2 - outerLength * Math.cos(angleDegrees * radians);
  const away = outerLength * Math.sin(angleDegrees * radians);
  const sideways = away * Math.sin((dihedralDegrees / 2) * radians);
  const up = away * Math.cos((dihedralDegrees / 2) * radians);
  return [
    [inner, innerLength / 2, 0, 0],
    [inner, -innerLength / 2, 0, 0],
    [outer, along, sideways, up],
    [outer, -along, -sideways, up],
  ];
}

/** A planar ring of n AB groups in the xy plane with equal AA and AB lengths. */
export function ring(
  inner: string,
  outer: string,
  count: number,
  innerLength: number,
  outerLength: number,
): AtomAngstrom[] {
  const radius = innerLength / (2 * Math.sin(Math.PI / count));
  const circle = (symbol: string, distance: number): AtomAngstrom[] =>
    Array.from({ length: count }, (_, index) => {
      const angle = (2 * Math.PI * index) / count;
      return [symbol, distance * Math.cos(angle), distance * Math.sin(angle), 0];
    });
  return [...circle(inner, radius), ...circle(outer, radius + outerLength)];
}
