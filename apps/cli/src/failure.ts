import type { Problem } from "@ansatz/contract";
import { qasmProblemLines } from "./circuits/qasm-excerpt.ts";
import { optionOfField } from "./options/request.ts";
import { createStyle } from "./output/style.ts";
import type { Terminal } from "./terminal.ts";

/** An issue as a line: the option instead of the field where an option fills it. */
function issueLine({ path, message }: { path: string; message: string }): string {
  const name = optionOfField(path) ?? path;
  return name === "" ? message : `${name}: ${message}`;
}

/** Message of the error that started a chain of causes. */
function deepestMessage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return deepestMessage(error.cause) ?? (error.message === "" ? undefined : error.message);
}

/** Prints why a command failed, as text or as one JSON problem document; returns the exit code. */
export async function reportFailure(error: unknown, json: boolean, terminal: Terminal): Promise<number> {
  const { ApiProblemError, errorCodes, isErrorCode, toProblem } = await import("@ansatz/contract");
  const { stderr } = terminal;
  let problem: Problem = error instanceof ApiProblemError ? error.problem : toProblem(error);
  const isFault = problem.code === "internal" && !(error instanceof ApiProblemError);
  if (isFault) {
    problem = { ...problem, detail: error instanceof Error ? error.message : String(error) };
  }
  if (problem.code === "storage-unavailable" && error instanceof Error) {
    // The owner of this terminal may know what the driver said; a user of the API may not.
    const reason = deepestMessage(error.cause);
    if (reason !== undefined) problem = { ...problem, detail: `${problem.detail} Reason: ${reason}` };
  }
  const { exitCode } = errorCodes[isErrorCode(problem.code) ? problem.code : "internal"];
  if (json) {
    stderr.write(`${JSON.stringify(problem)}\n`);
    return exitCode;
  }
  const style = createStyle(stderr, terminal);
  const say = (text: string): void => void stderr.write(`${style.red("ansatz:")} ${text}\n`);
  const qasmLines = qasmProblemLines(problem);
  if (problem.code === "cancelled") {
    say("cancelled");
  } else if (qasmLines) {
    say(qasmLines.join("\n"));
  } else if (problem.issues && problem.issues.length > 0) {
    for (const issue of problem.issues) say(issueLine(issue));
  } else if (isFault) {
    say(`a fault inside the program: ${problem.detail}`);
    if (error instanceof Error && error.stack !== undefined) stderr.write(`${error.stack}\n`);
    for (
      let cause = error instanceof Error ? error.cause : undefined;
      cause instanceof Error;
      cause = cause.cause
    ) {
      stderr.write(`caused by ${cause.stack ?? cause.message}\n`);
    }
  } else {
    say(problem.detail);
  }
  return exitCode;
}
