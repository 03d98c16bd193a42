import { readdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { learningLimits } from "@ansatz/contract";
import type { Command } from "commander";
import { readText } from "../circuits/read-file.ts";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { given } from "./run-options.ts";
import { positiveInteger } from "./values.ts";

/** Options by which a command names the table it learns from. */
export interface LearningDataOptions {
  readonly data?: string;
  readonly sample?: string;
  readonly composition?: string;
  readonly structures?: string;
  readonly structure?: string;
  readonly smiles?: string;
  readonly columns?: string;
  readonly target?: string;
  readonly unit?: string;
  readonly task?: string;
  readonly group?: string;
  readonly duplicates?: string;
  readonly descriptors?: string;
  readonly qubits?: number;
  readonly reduction?: string;
}

/** Adds the options of {@link LearningDataOptions} to a command. */
export function addLearningDataOptions(command: Command): Command {
  return command
    .optionsGroup("The data, one of the first two:")
    .option("--data <file>", "CSV with a header, a row a material; - reads standard input")
    .option("--sample <name>", "bulk-moduli (GPa) or metallicity (2,000 crystals each, Materials Project)")
    .option("--composition <column>", "of formulas (default: the one that holds formulas)")
    .option("--structures <folder>", "CIF or POSCAR files, which a column of the table names")
    .option("--structure <column>", "of the files' names (default: recognised)")
    .option("--smiles <column>", "of molecules as SMILES, in place of formulas")
    .option("--columns <list>", "columns of numbers that are features as they are, with commas between")
    .option("--target <column>", "to learn (default: the last column that can be)")
    .option("--unit <text>", "of the target (default: from its header)")
    .option("--task <name>", "regression or classification (default: by what the target holds)")
    .option("--group <column>", "rows of one group never stand on both sides of a fold")
    .option("--duplicates <how>", "rows of one composition: mean (default), keep-first or keep-all")
    .option(
      "--descriptors <list>",
      "of magpie, fractions, stoichiometry, orbitals, ions, density, coordination, bonds, rdf, symmetry, molecule, fingerprint",
    )
    .optionsGroup("What quantum models see:")
    .option("--qubits <n>", "features that they get, one a qubit (default: 8)", positiveInteger)
    .option("--reduction <how>", "mutual-information (default), pca or forward-selection");
}

/** Words between commas, trimmed; undefined for undefined. */
export function listOf(text: string | undefined): string[] | undefined {
  return text?.split(",").map((word) => word.trim());
}

const structureEndings = new Set([".cif", ".poscar", ".contcar", ".vasp"]);

/** The structure files of a folder; undefined for undefined. */
export async function readStructures(
  folder: string | undefined,
  terminal: Terminal,
): Promise<{ name: string; text: string }[] | undefined> {
  if (folder === undefined) return undefined;
  let names: string[];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    names = entries.flatMap((entry) => (entry.isFile() || entry.isSymbolicLink() ? [entry.name] : [])).sort();
  } catch (error) {
    throw new UsageError(`--structures must name a folder that can be read, got ${folder}.`, {
      cause: error,
    });
  }
  const wanted = names.filter(
    (name) => structureEndings.has(extname(name).toLowerCase()) || /^(POSCAR|CONTCAR)/.test(name),
  );
  if (wanted.length === 0) {
    throw new UsageError(
      `--structures ${folder} holds no file that ends in .cif, .vasp, .poscar or .contcar.`,
    );
  }
  if (wanted.length > learningLimits.structures) {
    throw new UsageError(
      `--structures ${folder} must hold at most ${learningLimits.structures.toLocaleString("en-US")} files, got ${wanted.length.toLocaleString("en-US")}.`,
    );
  }
  const structures: { name: string; text: string }[] = [];
  for (const name of wanted)
    structures.push({ name, text: await readText(join(folder, name), terminal, "a structure") });
  return structures;
}

/** The text of a table; throws UsageError for a file that cannot be read or holds no text. */
export async function readTable(file: string, terminal: Terminal): Promise<string> {
  const text = await readText(file, terminal, "the table");
  if (text.trim() === "") throw new UsageError(`${file} is empty; it must hold a table.`);
  return text;
}

/** The fields of a request that name its data; what was not given is left out. */
export async function learningData(
  options: LearningDataOptions,
  terminal: Terminal,
): Promise<Record<string, unknown>> {
  const { data, sample, composition, structure, smiles, target, unit, task, group, duplicates } = options;
  if ((data === undefined) === (sample === undefined)) {
    throw new UsageError(
      "Name the data by one of --data FILE and --sample NAME (bulk-moduli or metallicity).",
    );
  }
  const text = data === undefined ? undefined : await readTable(data, terminal);
  return given({
    ...{ sample, composition, structure, smiles, target, unit, task, group, duplicates },
    table: text,
    name: data === undefined || data === "-" ? undefined : basename(data),
    structures: await readStructures(options.structures, terminal),
    columns: listOf(options.columns),
    descriptors: listOf(options.descriptors),
    qubits: options.qubits,
    reduction: options.reduction,
  });
}
