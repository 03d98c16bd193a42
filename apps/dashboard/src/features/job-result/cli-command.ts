import type { BondScanRequest, GroundStateRequest, Job } from "@ansatz/contract";
import { circuitCommandWords } from "../circuit-result/circuit-command.ts";
import { portfolioCommandWords } from "../portfolio-result/portfolio-command.ts";

/** A word as a POSIX shell takes it. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function moleculeOptions({ molecule }: GroundStateRequest): string[] {
  if ("smiles" in molecule) return ["--smiles", molecule.smiles];
  if ("library" in molecule) return ["--molecule", molecule.library];
  return ["--xyz", "molecule.xyz"];
}

function spaceOptions({ activeSpace }: GroundStateRequest): string[] {
  switch (activeSpace.kind) {
    case "auto":
      return [];
    case "full":
      return ["--full"];
    case "frozen-core":
      return ["--freeze-core"];
    case "active":
      return ["--active", `${activeSpace.electrons},${activeSpace.orbitals}`];
  }
}

/** The command that repeats a job in a terminal; options at their defaults are left out. */
export function cliCommand({ kind, request }: Pick<Job, "kind" | "request">): string {
  const words =
    "outputs" in request
      ? ["npx", "ansatz", ...circuitCommandWords(request)]
      : "pick" in request
        ? ["npx", "ansatz", ...portfolioCommandWords(request)]
        : calculationWords(kind, request);
  return words.map(quote).join(" ");
}

function calculationWords(kind: Job["kind"], request: GroundStateRequest | BondScanRequest): string[] {
  const option = (name: string, value: number | string | undefined, usual?: number | string) =>
    value === undefined || value === usual ? [] : [name, String(value)];
  const scan =
    "bond" in request
      ? [
          "--bond",
          request.bond.join(","),
          "--from",
          String(request.fromAngstrom),
          "--to",
          String(request.toAngstrom),
          "--points",
          String(request.points),
        ]
      : [];
  return [
    "npx",
    "ansatz",
    kind === "bond-scan" ? "scan" : "ground-state",
    ...moleculeOptions(request),
    ...scan,
    ...option("--charge", request.charge),
    ...option("--multiplicity", request.multiplicity),
    ...option("--basis", request.basis),
    ...spaceOptions(request),
    ...option("--optimizer", request.optimizer, "l-bfgs"),
    ...option("--max-iterations", request.maxIterations),
    ...option("--tolerance", request.energyTolerance, 1e-8),
    ...option("--seed", request.seed, 42),
  ];
}
