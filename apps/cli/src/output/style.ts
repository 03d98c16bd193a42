import { styleText } from "node:util";
import type { Terminal } from "../terminal.ts";

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
}

const plain: Style = {
  bold: (text) => text,
  dim: (text) => text,
  green: (text) => text,
  yellow: (text) => text,
  red: (text) => text,
};

/** Colours for a stream: none where it is no terminal or the user asked for none (NO_COLOR, TERM=dumb). */
export function createStyle(stream: NodeJS.WriteStream, { environment }: Terminal): Style {
  const refused = (environment.NO_COLOR ?? "") !== "" || environment.TERM === "dumb";
  if (!stream.isTTY || refused) return plain;
  const colour = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(format, text, { validateStream: false });
  return {
    bold: colour("bold"),
    dim: colour("dim"),
    green: colour("green"),
    yellow: colour("yellow"),
    red: colour("red"),
  };
}
