/** Geometries of the workloads, Å. */
export type Atoms = readonly (readonly [symbol: string, x: number, y: number, z: number])[];

export function hydrogenChain(count: number, spacingAngstrom: number): Atoms {
  return Array.from({ length: count }, (_, index) => ["H", 0, 0, index * spacingAngstrom] as const);
}

export const nitrogen: Atoms = [
  ["N", 0, 0, 0],
  ["N", 0, 0, 1.0977],
];

/** Planar hexagon, CC 1.397 Å, CH 1.084 Å. */
export const benzene: Atoms = Array.from({ length: 6 }, (_, index) => (index * Math.PI) / 3).flatMap(
  (angle) =>
    [["C", 1.397] as const, ["H", 1.397 + 1.084] as const].map(
      ([symbol, radius]) => [symbol, radius * Math.cos(angle), radius * Math.sin(angle), 0] as const,
    ),
);

/** A conformer of acetylsalicylic acid from openchemlib's generator, seed 42. */
export const aspirin: Atoms = [
  ["C", 3.408, -0.842, -4.6162],
  ["C", 3.5881, -0.2466, -3.2519],
  ["O", 4.3149, 0.7068, -3.0031],
  ["O", 2.8235, -0.9681, -2.3418],
  ["C", 2.8625, -0.4219, -1.0555],
  ["C", 3.7276, -1.0295, -0.1397],
  ["C", 3.7937, -0.552, 1.1678],
  ["C", 2.9907, 0.5185, 1.5597],
  ["C", 2.1128, 1.1116, 0.6463],
  ["C", 2.0327, 0.6425, -0.6742],
  ["C", 1.0812, 1.2491, -1.6422],
  ["O", 0.8602, 0.8843, -2.7822],
  ["O", 0.4273, 2.3088, -1.1282],
  ["H", 3.9595, -0.244, -5.3473],
  ["H", 2.3499, -0.8311, -4.8898],
  ["H", 3.7991, -1.8622, -4.6292],
  ["H", 4.3521, -1.864, -0.4458],
  ["H", 4.4726, -1.0127, 1.8814],
  ["H", 3.0445, 0.8928, 2.5796],
  ["H", 1.492, 1.9402, 0.9798],
  ["H", -0.1412, 2.6122, -1.8667],
];

export function toXyz(atoms: Atoms): string {
  return atoms.map((atom) => atom.join(" ")).join("\n");
}
