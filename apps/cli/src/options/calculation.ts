import { Option, type Command } from "commander";
import { decimal, integer, integerPair, positiveInteger, serverUrl } from "./values.ts";

/** Options that a ground state and a scan share, as commander parses them. */
export interface CalculationOptions {
  readonly smiles?: string;
  readonly xyz?: string;
  readonly molecule?: string;
  readonly charge?: number;
  readonly multiplicity?: number;
  readonly basis?: string;
  readonly active?: [number, number];
  readonly freezeCore?: true;
  readonly full?: true;
  readonly ansatz?: string;
  readonly optimizer?: string;
  readonly maxIterations?: number;
  readonly tolerance?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly server?: string;
  readonly json?: true;
  readonly progress?: true;
}

/** Adds the options of {@link CalculationOptions} to a command. */
export function addCalculationOptions(command: Command): Command {
  return command
    .optionsGroup("Molecule (one of the first three):")
    .addOption(
      new Option("--smiles <text>", "a SMILES text, for example O for water").conflicts(["xyz", "molecule"]),
    )
    .addOption(
      new Option("--xyz <file>", "an XYZ file in Å; - reads standard input").conflicts([
        "smiles",
        "molecule",
      ]),
    )
    .option("--molecule <name>", "a name of the library; `ansatz molecules` lists them")
    .option("--charge <q>", "total charge", integer)
    .option("--multiplicity <m>", "spin multiplicity 2S+1", integer)
    .optionsGroup("Model:")
    .option("--basis <name>", "basis set; `ansatz basis-sets` lists them (default: sto-3g)")
    .addOption(
      new Option("--active <e,o>", "correlate E electrons in O orbitals around the Fermi level")
        .argParser(integerPair)
        .conflicts(["freezeCore", "full"]),
    )
    .addOption(
      new Option("--freeze-core", "correlate all but the core electrons").conflicts(["active", "full"]),
    )
    .option("--full", "correlate all electrons in all orbitals")
    .option("--ansatz <name>", "variational ansatz: uccsd (default)")
    .optionsGroup("Optimisation:")
    .option("--optimizer <name>", "l-bfgs (default), adam, spsa, cobyla or nelder-mead")
    .option("--max-iterations <n>", "stop after so many iterations", positiveInteger)
    .option("--tolerance <hartree>", "stop when the energy changes by less (default: 1e-8)", decimal)
    .option("--seed <n>", "seed of every random choice (default: 42)", integer)
    .optionsGroup("Where and how:")
    .option("--threads <n>", "threads of this process (default: all cores)", positiveInteger)
    .option("--server <url>", "run on an Ansatz server instead of in this process", serverUrl)
    .option("--json", "print one JSON object; errors as one JSON object on standard error")
    .option("--progress", "show progress with --json too, on standard error");
}
