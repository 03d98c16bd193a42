import type {
  ActiveSpaceRequest,
  BondScanRequest,
  GroundStateRequest,
  MoleculeInput,
} from "@ansatz/contract";

const longest = 60;

/** The molecule of a request in a word or two, without computing anything. */
function moleculeLabel(molecule: MoleculeInput): string {
  if ("library" in molecule) return molecule.library;
  if ("smiles" in molecule) {
    return molecule.smiles.length > longest ? `${molecule.smiles.slice(0, longest - 1)}…` : molecule.smiles;
  }
  const symbols = molecule.xyz
    .split("\n")
    .flatMap((line) => /^\s*([A-Za-z]{1,2}|\d{1,3})(?:\s+[-+.\deE]+){3}/.exec(line)?.[1] ?? []);
  if (symbols.length === 0) return "XYZ";
  const counts = new Map<string, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  const parts = [...counts].map(([symbol, count]) => (count === 1 ? symbol : `${symbol}${count}`));
  return `${parts.join("").slice(0, longest)} (XYZ)`;
}

function activeSpaceLabel(space: ActiveSpaceRequest): string {
  if (space.kind === "auto") return "default space";
  if (space.kind === "active") return `(${space.electrons},${space.orbitals})`;
  return space.kind;
}

/** For example "h2o · sto-3g · full". */
export function groundStateTitle({ molecule, basis, activeSpace }: GroundStateRequest): string {
  return [moleculeLabel(molecule), basis, activeSpaceLabel(activeSpace)].join(" · ");
}

/** For example "h2 · bond 1–2 · 0.5–2.5 Å, 11 points · sto-3g · full". */
export function bondScanTitle(request: BondScanRequest): string {
  const { molecule, basis, activeSpace, bond, fromAngstrom, toAngstrom, points } = request;
  const range = `${fromAngstrom}–${toAngstrom} Å, ${points} points`;
  return [
    moleculeLabel(molecule),
    `bond ${bond.join("–")}`,
    range,
    basis,
    activeSpaceLabel(activeSpace),
  ].join(" · ");
}
