import { CommanderError, type Command } from "commander";
import { createProgram, type Action } from "./program.ts";
import type { CommandContext, Terminal } from "./terminal.ts";

export type { CommandContext, Terminal } from "./terminal.ts";

/** Sends a command's help and complaints to the terminal and has it throw instead of ending the process. */
function attach(command: Command, terminal: Terminal, json: boolean): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => void terminal.stdout.write(text),
    writeErr: (text) => {
      if (!json) terminal.stderr.write(text);
    },
    outputError: (text, write) => {
      write(text.replace(/^error: /, "ansatz: "));
    },
    getOutHelpWidth: () => (terminal.stdout.isTTY ? terminal.stdout.columns : 100),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const subcommand of command.commands) attach(subcommand, terminal, json);
}

/** Runs one command line, without the program's name; returns the exit code. */
export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<number> {
  const json = argv.includes("--json");
  let action: Action | undefined;
  const program = createProgram((chosen) => {
    action = chosen;
  });
  attach(program, context.terminal, json);
  try {
    program.parse(argv, { from: "user" });
    return (await action?.(context)) ?? 0;
  } catch (error) {
    const { reportFailure } = await import("./failure.ts");
    if (!(error instanceof CommanderError)) return reportFailure(error, json, context.terminal);
    if (error.exitCode === 0) return 0;
    const { exitCodes } = await import("@ansatz/contract");
    if (json) {
      const { UsageError } = await import("./errors.ts");
      await reportFailure(new UsageError(error.message.replace(/^error: /, "")), json, context.terminal);
    }
    return exitCodes.badInput;
  }
}
