import { OptimizerCheckpointError } from "./errors.ts";
import type { FieldKind, OptimizerState } from "./optimizer.ts";
import type { IterationRecord, OptimizerName } from "./types.ts";

/** A vector of doubles as base64 of its little-endian bytes: exact to the bit, also for −0. */
export interface EncodedVector {
  readonly float64: string;
}

type EncodedField = number | boolean | null | EncodedVector | readonly EncodedVector[];

/** All that an optimiser needs to go on. JSON-safe: it survives JSON.stringify and JSON.parse without loss. */
export interface OptimizerCheckpoint {
  readonly version: 1;
  readonly optimizer: OptimizerName;
  readonly parameterCount: number;
  readonly iteration: number;
  readonly evaluations: number;
  readonly seconds: number;
  readonly state: Readonly<Record<string, EncodedField>>;
  readonly history: readonly IterationRecord[];
}

function encodeVector(vector: Float64Array): EncodedVector {
  const bytes = new Uint8Array(vector.length * 8);
  const view = new DataView(bytes.buffer);
  vector.forEach((entry, index) => view.setFloat64(index * 8, entry, true));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { float64: btoa(binary) };
}

function decodeVector(encoded: unknown, field: string): Float64Array {
  const text =
    typeof encoded === "object" && encoded !== null && "float64" in encoded ? encoded.float64 : null;
  let binary: string | null = null;
  try {
    if (typeof text === "string") binary = atob(text);
  } catch {
    // not base64: told below
  }
  if (binary === null || binary.length % 8 !== 0) throw damaged(field, "a vector of doubles in base64");
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const vector = Float64Array.from({ length: bytes.length / 8 }, (_, index) =>
    view.getFloat64(index * 8, true),
  );
  if (!vector.every(Number.isFinite)) throw damaged(field, "finite");
  return vector;
}

function damaged(field: string, expected: string): OptimizerCheckpointError {
  return new OptimizerCheckpointError(
    `checkpoint field ${field} must be ${expected}; start again without the checkpoint`,
    { field },
  );
}

/** The checkpoint's form of an optimiser's state. */
export function encodeState<State extends OptimizerState>(
  state: State,
  fields: Readonly<Record<keyof State & string, FieldKind>>,
): OptimizerCheckpoint["state"] {
  const encoded: Record<string, EncodedField> = {};
  for (const name of Object.keys(fields) as (keyof State & string)[]) {
    const value: unknown = state[name];
    if (value instanceof Float64Array) encoded[name] = encodeVector(value);
    else if (Array.isArray(value)) encoded[name] = (value as Float64Array[]).map(encodeVector);
    else encoded[name] = value as number | boolean | null;
  }
  return encoded;
}

function decodeField(name: string, kind: FieldKind, value: unknown, parameterCount: number): unknown {
  const vectorOf = (encoded: unknown): Float64Array => {
    const vector = decodeVector(encoded, name);
    if (vector.length !== parameterCount) throw damaged(name, `of ${parameterCount} entries`);
    return vector;
  };
  switch (kind) {
    case "vector":
      return vectorOf(value);
    case "vectors":
      if (!Array.isArray(value)) throw damaged(name, "a list of vectors");
      return value.map(vectorOf);
    case "numbers":
      return decodeVector(value, name);
    case "boolean":
      if (typeof value !== "boolean") throw damaged(name, "true or false");
      return value;
    case "number?":
    case "number":
      if (kind === "number?" && value === null) return null;
      if (typeof value !== "number" || !Number.isFinite(value)) throw damaged(name, "a finite number");
      return value;
  }
}

/** Reads a state back. Throws {@link OptimizerCheckpointError} for a field that is missing or damaged. */
export function decodeState<State extends OptimizerState>(
  checkpoint: OptimizerCheckpoint,
  fields: Readonly<Record<keyof State & string, FieldKind>>,
): State {
  const entries = (Object.entries(fields) as [string, FieldKind][]).map(([name, kind]) => [
    name,
    decodeField(name, kind, checkpoint.state[name], checkpoint.parameterCount),
  ]);
  return Object.fromEntries(entries) as State;
}

/** Throws {@link OptimizerCheckpointError} unless the checkpoint is one of this version, optimiser and size. */
export function checkCheckpoint(
  checkpoint: OptimizerCheckpoint,
  optimizer: OptimizerName,
  parameterCount: number,
): void {
  const expected = { version: 1, optimizer, parameterCount };
  for (const [field, value] of Object.entries(expected)) {
    const found: unknown = checkpoint[field as keyof OptimizerCheckpoint];
    if (found !== value) {
      throw new OptimizerCheckpointError(
        `checkpoint ${field} must be ${value}, got ${String(found)}; start again without the checkpoint`,
        { field, expected: value, found },
      );
    }
  }
  for (const field of ["iteration", "evaluations", "seconds"] as const) {
    const found: unknown = checkpoint[field];
    if (typeof found !== "number" || !(found >= 0)) throw damaged(field, "a number of at least 0");
  }
  if (!Array.isArray(checkpoint.history) || checkpoint.history.length !== checkpoint.iteration + 1) {
    throw damaged("history", "a list of one record an iteration");
  }
  if (typeof checkpoint.state !== "object" || (checkpoint.state as unknown) === null) {
    throw damaged("state", "an object");
  }
}
