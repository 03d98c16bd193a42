import { existsSync } from "node:fs";
import { noisePresets, type CircuitRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import { parseJsonObject, readTextFile } from "./read-file.ts";

/** A preset's name as it is, or the noise model of a JSON file. */
export async function readNoise(option: string | undefined): Promise<CircuitRequestInput["noise"]> {
  if (option === undefined) return undefined;
  const preset = noisePresets.find((name) => name === option);
  if (preset !== undefined) return preset;
  if (!existsSync(option)) {
    throw new UsageError(
      `--noise must be ${noisePresets.join(" or ")} or a JSON file with a noise model; there is no file "${option}".`,
    );
  }
  return parseJsonObject(await readTextFile(option), `--noise: ${option}`) as CircuitRequestInput["noise"];
}
