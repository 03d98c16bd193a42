/** What a command reads and writes; tests put their own in its place. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: NodeJS.ProcessEnv;
}

/** Where a command runs: its terminal and a signal that Ctrl-C aborts. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Columns that text may fill: the terminal's, within what reads well. */
export function textWidth(stream: NodeJS.WriteStream): number {
  return Math.min(Math.max(stream.isTTY ? stream.columns : 80, 40), 100);
}
