import type { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { groupOption, nameList, readGroups, sectorLimits, type Group, type Limits } from "./limits.ts";
import { given } from "./run-options.ts";
import { decimal } from "./values.ts";
import { readWeights } from "./weights.ts";

/** Options of what may be held. */
export interface MandateOptions {
  readonly sectorLimits?: Record<string, Limits>;
  readonly group?: readonly Group[];
  readonly groups?: string;
  readonly require?: readonly string[];
  readonly exclude?: readonly string[];
  readonly minWeight?: number;
  readonly maxWeight?: number;
  readonly today?: string;
  readonly maxTurnover?: number;
}

/** What the options' help says differently from command to command. */
interface MandateWords {
  /** What limits of sectors and groups count. */
  readonly counted: string;
  /** An example of limits by sector, and one of a group's. */
  readonly sectors: string;
  readonly group: string;
  readonly leastWeight: string;
}

/** Adds the options of {@link MandateOptions} to a command. */
export function addMandateOptions(command: Command, words: MandateWords): Command {
  return command
    .option(
      "--sector-limits <list>",
      `${words.counted} by sector, for example ${words.sectors}; * is every other sector`,
      sectorLimits,
    )
    .option(
      "--group <name:assets:limits>",
      `limits of some assets, as oil:CVX,XOM:${words.group}; again for more`,
      groupOption,
    )
    .option("--groups <file>", "the same as JSON: [{name, assets, minimum, maximum}]")
    .option("--require <list>", "assets to hold, with commas between", nameList)
    .option("--exclude <list>", "assets not to hold", nameList)
    .option("--min-weight <share>", words.leastWeight, decimal)
    .option("--max-weight <share>", "greatest weight of an asset", decimal)
    .option("--today <weights>", "held today: A=0.2,B=0.8, or a file of JSON {asset: share} or CSV rows")
    .option("--max-turnover <share>", "greatest Σ|w − w(today)|/2", decimal);
}

/** The fields of a request that say what may be held; what was not given is left out. */
export async function mandateFieldsOf(
  options: MandateOptions,
  terminal: Terminal,
): Promise<Record<string, unknown>> {
  const { group = [], groups, today } = options;
  const all = [...group, ...(groups === undefined ? [] : await readGroups(groups, terminal))];
  return {
    ...given({
      sectorLimits: options.sectorLimits,
      required: options.require,
      excluded: options.exclude,
      minimumWeight: options.minWeight,
      maximumWeight: options.maxWeight,
      maximumTurnover: options.maxTurnover,
    }),
    ...(all.length === 0 ? {} : { groups: all }),
    ...(today === undefined ? {} : { today: await readWeights(today, terminal, "--today") }),
  };
}
