import { once } from "node:events";
import { createReadStream, statSync } from "node:fs";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/** Largest file read, bytes; the simulator's own limit on texts. */
const limitBytes = 100_000_000;

async function readLimited(stream: NodeJS.ReadableStream, name: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > limitBytes)
      throw new UsageError(`${name} is larger than ${limitBytes.toLocaleString("en-US")} bytes.`);
    chunks.push(bytes);
  }
  return decode(Buffer.concat(chunks));
}

/**
 * Text as spreadsheets save it, without a byte order mark: UTF-8, UTF-16 ("Unicode text"), or else Windows-1252 ("CSV"
 * on western systems).
 */
export function decode(bytes: Buffer): string {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  const encoding = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The text of a file. Throws {@link UsageError} that says, under the name given, why it cannot be read. */
export async function readTextFile(file: string, name = file): Promise<string> {
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`${name} is a folder; name a file.`);
    const stream = createReadStream(file);
    await once(stream, "open");
    return await readLimited(stream, name);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === "ENOENT" ? "there is no such file" : `it cannot be read (${code ?? "unknown reason"})`;
    throw new UsageError(`${name}: ${reason}.`, { cause: error });
  }
}

/** The text of a file, or of standard input for "-". */
export async function readText(
  file: string,
  { stdin, stderr }: Terminal,
  what = "the circuit",
): Promise<string> {
  if (file !== "-") return readTextFile(file);
  if (stdin.isTTY) stderr.write(`Type or paste ${what}; end it with Ctrl-D.\n`);
  return readLimited(stdin, "standard input");
}

/** Deepest nesting of lists and objects in a file; readers of JSON recurse. */
const deepestNesting = 512;

/** Whether a JSON text nests deeper than {@link deepestNesting}. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (isQuoted) {
      if (mark === "\\") at++;
      else if (mark === '"') isQuoted = false;
    } else if (mark === '"') isQuoted = true;
    else if (mark === "[" || mark === "{") {
      depth++;
      if (depth > deepestNesting) return true;
    } else if (mark === "]" || mark === "}") depth--;
  }
  return false;
}

/** A JSON object. Throws {@link UsageError} that says where the text stops being JSON, or that it nests too deeply. */
export function parseJsonObject(text: string, name: string): Record<string, unknown> {
  if (isTooDeep(text)) {
    throw new UsageError(`${name} nests lists and objects more than ${deepestNesting} deep.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UsageError(`${name} must hold one JSON object.`);
  }
  return value as Record<string, unknown>;
}
