import type { Command } from "commander";
import { positiveInteger, serverUrl } from "./values.ts";

/** Options of where a job runs and what is printed. */
export interface RunCommandOptions {
  readonly threads?: number;
  readonly server?: string;
  readonly json?: true;
  readonly progress?: true;
}

/** Adds the options of {@link RunCommandOptions} to a command. */
export function addRunOptions(command: Command): Command {
  return command
    .optionsGroup("Where and how:")
    .option("--threads <n>", "threads of this process (default: all cores)", positiveInteger)
    .option("--server <url>", "run on an Ansatz server instead of in this process", serverUrl)
    .option("--json", "print one JSON object; errors as one JSON object on standard error")
    .option("--progress", "show progress with --json too, on standard error");
}

/** The settings that were given; the rest is left to the contract's defaults. */
export function given(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
