import { countCellAtoms, type Crystal } from "./crystal.ts";
import { cellVolume } from "./lattice.ts";
import { findNeighbours } from "./neighbours.ts";

/**
 * The radial distribution function g(r) in equal bins from 0 to `cutoff` Å: pairs of atoms whose distance falls into a bin,
 * divided by the number of atoms, the volume of the bin's shell and the number density, so that it tends to 1.
 *
 * Atoms at partly occupied sites count by their occupancies.
 */
export function radialDistribution(crystal: Crystal, cutoff: number, binCount: number): Float64Array {
  const occupancies = crystal.sites.map(({ species }) =>
    species.reduce((sum, { occupancy }) => sum + occupancy, 0),
  );
  const width = cutoff / binCount;
  const histogram = new Float64Array(binCount);
  for (const [site, neighbours] of findNeighbours(crystal, cutoff).entries()) {
    for (const { site: other, distance } of neighbours) {
      // A distance on a boundary belongs to the bin above, whatever its last bits.
      const bin = Math.floor(distance / width + 1e-9);
      if (bin < binCount) histogram[bin] += occupancies[site] * occupancies[other];
    }
  }
  const atoms = countCellAtoms(crystal);
  const density = atoms / cellVolume(crystal.lattice);
  return histogram.map((count, bin) => {
    const shell = (4 / 3) * Math.PI * width ** 3 * ((bin + 1) ** 3 - bin ** 3);
    return count / (atoms * shell * density);
  });
}
