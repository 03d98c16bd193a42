import type { BondScanRequest, CreateJob, GroundStateRequest, Job } from "@ansatz/contract";
import { circuitCommandWords } from "../circuit-result/circuit-command.ts";
import {
  auditCommandWords,
  proposeCommandWords,
  trainCommandWords,
} from "../learning-result/learning-command.ts";
import {
  backtestCommandWords,
  frontierCommandWords,
  optionCommandWords,
  riskCommandWords,
} from "../portfolio-form/finance-command.ts";
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

function jobWords(job: CreateJob): string[] {
  switch (job.kind) {
    case "circuit":
      return circuitCommandWords(job.request);
    case "portfolio":
      return portfolioCommandWords(job.request);
    case "frontier":
      return frontierCommandWords(job.request);
    case "backtest":
      return backtestCommandWords(job.request);
    case "risk":
      return riskCommandWords(job.request);
    case "option":
      return optionCommandWords(job.request);
    case "audit":
      return auditCommandWords(job.request);
    case "train":
      return trainCommandWords(job.request);
    case "propose":
      return proposeCommandWords(job.request);
    case "ground-state":
    case "bond-scan":
      return calculationWords(job.kind, job.request);
  }
}

/** The command that repeats a job in a terminal; options at their defaults are left out. */
export function cliCommand(job: CreateJob): string {
  return ["npx", "ansatz", ...jobWords(job)].map(quote).join(" ");
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
