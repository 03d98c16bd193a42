import { exitCodes } from "@ansatz/contract";
import { drawCircuitLocally } from "@ansatz/jobs";
import { UsageError } from "../errors.ts";
import { textWidth, type CommandContext } from "../terminal.ts";
import { readCircuitFile, sourceOf } from "./circuit-file.ts";
import { locateInSource } from "./qasm-excerpt.ts";
import { writeOutput } from "./write-output.ts";

export interface DrawOptions {
  readonly svg?: true;
  readonly output?: string;
  readonly width?: number;
}

/** `ansatz draw`: prints a circuit's picture; returns the exit code. */
export async function draw(path: string, options: DrawOptions, context: CommandContext): Promise<number> {
  const { terminal, signal } = context;
  const file = await readCircuitFile(path, terminal);
  const isSvg = options.svg ?? options.output?.toLowerCase().endsWith(".svg") ?? false;
  if (options.width !== undefined && options.width < 0) {
    throw new UsageError(`--width must be at least 0, got ${options.width}.`);
  }
  const usual = isSvg || options.output !== undefined ? undefined : textWidth(terminal.stdout);
  const width = options.width === 0 ? Infinity : (options.width ?? usual);
  try {
    const picture = await drawCircuitLocally(
      {
        source: sourceOf(file),
        format: isSvg ? "svg" : "text",
        title: file.name,
        ...(width === undefined ? {} : { width }),
      },
      { signal },
    );
    await writeOutput(picture, options.output, terminal);
    return exitCodes.success;
  } catch (error) {
    locateInSource(error, file);
    throw error;
  }
}
