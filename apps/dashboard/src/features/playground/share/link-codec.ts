import { createCircuit, parameterNames, type Operation, type Registers } from "@ansatz/simulator";
import {
  doCollide,
  fromCircuit,
  greatestOperationCount,
  greatestQubitCount,
  operationsOf,
  toCircuit,
  type CircuitDocument,
} from "../editor/circuit-document.ts";
import {
  defaultSettings,
  greatestNoise,
  greatestShots,
  type RunSettings,
  type SharedState,
} from "./shared-state.ts";

/** A link that holds no circuit of ours, or a damaged one. */
export class UnreadableLinkError extends Error {
  override readonly name = "UnreadableLinkError";
  readonly code = "invalid-argument";
}

/** Browsers and messengers carry links of this length. */
export const greatestLinkLength = 30_000;
/** What a link may unpack to: a small text can hide a huge one. */
const greatestTextLength = 2_000_000;
const version = "1";
const key = "circuit=";

async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  through: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(through) as ReadableStream<Uint8Array>;
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > greatestTextLength) {
      await reader.cancel();
      throw new UnreadableLinkError("it unpacks to more than any circuit needs");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The fragment of a link (without #) that holds the circuit: JSON, deflated, in base64url. */
export async function encodeLink({ document, settings }: SharedState): Promise<string> {
  const { qubitCount, bitCount, registers, columns, values } = document;
  const text = JSON.stringify({ qubitCount, bitCount, registers, columns, values, ...settings });
  const packed = await pipe(new TextEncoder().encode(text), new CompressionStream("deflate-raw"));
  return `${key}${version}.${toBase64Url(packed)}`;
}

/** Whether a fragment says that it holds a circuit. */
export function isCircuitLink(fragment: string): boolean {
  return fragment.startsWith(key);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readNumber(value: unknown, lowest: number, highest: number, otherwise: number): number {
  return typeof value === "number" && value >= lowest && value <= highest ? value : otherwise;
}

function readValues(value: unknown): Record<string, number> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}

/** The circuit in the link's own columns, or packed anew where operations would lie on top of each other. */
function readDocument(state: Readonly<Record<string, unknown>>): CircuitDocument {
  const { qubitCount, bitCount, columns, registers } = state;
  if (typeof qubitCount !== "number" || qubitCount > greatestQubitCount) {
    throw new UnreadableLinkError(`its circuit must have at most ${greatestQubitCount} qubits`);
  }
  if (!Array.isArray(columns) || !columns.every((column) => Array.isArray(column))) {
    throw new UnreadableLinkError("its circuit has no columns of operations");
  }
  const operations = columns.flat() as Operation[];
  if (operations.length > greatestOperationCount) {
    throw new UnreadableLinkError(`its circuit must have at most ${greatestOperationCount} operations`);
  }
  const circuit = createCircuit(qubitCount, operations, {
    bitCount: typeof bitCount === "number" ? bitCount : 0,
    ...(isRecord(registers) ? { registers: registers as unknown as Registers } : {}),
  });
  const values = readValues(state.values);
  const known = Object.fromEntries(parameterNames(circuit).map((name) => [name, values[name] ?? 0]));
  let next = 0;
  const kept = columns.map((column: readonly unknown[]) =>
    circuit.operations.slice(next, (next += column.length)),
  );
  const isDrawable =
    kept.length <= greatestOperationCount &&
    kept.every((column) =>
      column.every((one, at) => column.slice(0, at).every((other) => !doCollide(one, other))),
    );
  const packed = fromCircuit(circuit, known);
  return isDrawable ? { ...packed, columns: kept } : packed;
}

function readSettings({ shots, seed, noise }: Readonly<Record<string, unknown>>): RunSettings {
  return {
    shots: Math.round(readNumber(shots, 1, greatestShots, defaultSettings.shots)),
    seed: Math.round(readNumber(seed, 0, 2 ** 31, defaultSettings.seed)),
    noise: readNumber(noise, 0, greatestNoise, defaultSettings.noise),
  };
}

/** The circuit of a link's fragment. Rejects with {@link UnreadableLinkError}, whose message completes "The link cannot be read: …". */
export async function decodeLink(fragment: string): Promise<SharedState> {
  const [found, body] = fragment.slice(key.length).split(".", 2) as [string, string | undefined];
  if (!isCircuitLink(fragment) || body === undefined) throw new UnreadableLinkError("it holds no circuit");
  if (found !== version)
    throw new UnreadableLinkError(`it is of version ${found.slice(0, 8)}, this page reads ${version}`);
  let state: unknown;
  try {
    const bytes = await pipe(fromBase64Url(body), new DecompressionStream("deflate-raw"));
    state = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof UnreadableLinkError) throw error;
    throw new UnreadableLinkError("it is cut off or damaged", { cause: error });
  }
  if (!isRecord(state)) throw new UnreadableLinkError("it is cut off or damaged");
  try {
    return { document: readDocument(state), settings: readSettings(state) };
  } catch (error) {
    if (error instanceof UnreadableLinkError) throw error;
    throw new UnreadableLinkError(error instanceof Error ? error.message : "its circuit is none", {
      cause: error,
    });
  }
}

/** The circuit as a JSON text of its own: the simulator's plain circuit, and values for its parameters. */
export function toJson(document: CircuitDocument): string {
  const { qubitCount, bitCount, registers } = toCircuit(document);
  const parameters = Object.keys(document.values).length > 0 ? { parameters: document.values } : {};
  return `${JSON.stringify(
    {
      qubitCount,
      bitCount,
      ...(registers ? { registers } : {}),
      operations: operationsOf(document),
      ...parameters,
    },
    null,
    2,
  )}\n`;
}
