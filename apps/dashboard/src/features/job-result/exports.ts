import type { AtomAngstrom, BondScanResult, GroundStateResult } from "@ansatz/contract";

/** A job with its request and result as an indented JSON text. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The geometry as XYZ text in Å, with ten decimals so that it repeats the calculation. */
export function toXyz(geometry: readonly AtomAngstrom[], comment: string): string {
  const lines = geometry.map(
    ({ element, position }) =>
      element.padEnd(2) + position.map((value) => value.toFixed(10).padStart(16)).join(""),
  );
  return [String(geometry.length), comment.replaceAll(/\s+/g, " "), ...lines, ""].join("\n");
}

function csv(header: readonly string[], rows: readonly (readonly (number | boolean | null)[])[]): string {
  return [header, ...rows].map((row) => row.map((cell) => cell ?? "").join(",")).join("\n") + "\n";
}

/** The iterations of the VQE, energies in hartree. */
export function historyCsv({ history }: Pick<GroundStateResult, "history">): string {
  return csv(
    ["iteration", "energy_hartree", "gradient_norm", "evaluations", "seconds"],
    history.map(({ iteration, energy, gradientNorm, evaluations, seconds }) => [
      iteration,
      energy,
      gradientNorm,
      evaluations,
      seconds,
    ]),
  );
}

/** The points of a scan, energies in hartree. */
export function scanCsv({ points }: Pick<BondScanResult, "points">): string {
  return csv(
    ["bond_length_angstrom", "rhf_hartree", "mp2_hartree", "casci_hartree", "vqe_hartree", "converged"],
    points.map(({ bondLengthAngstrom, rhf, mp2, casci, vqe, converged }) => [
      bondLengthAngstrom,
      rhf,
      mp2,
      casci,
      vqe,
      converged,
    ]),
  );
}
