import { ModelError } from "../errors.ts";

/** A typed array as JSON: little-endian bytes in base64, so that a saved model predicts the same bits. */
export interface EncodedArray {
  readonly type: "f64" | "i32";
  readonly base64: string;
}

const chunkBytes = 0x6000;

export function encodeArray(array: Float64Array | Int32Array): EncodedArray {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const parts: string[] = [];
  // Chunks are multiples of three bytes, so that their base64 texts join without padding.
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(start, start + chunkBytes))));
  }
  return { type: array instanceof Float64Array ? "f64" : "i32", base64: parts.join("") };
}

/** @throws ModelError where the text is not what {@link encodeArray} makes. */
export function decodeFloats(encoded: EncodedArray): Float64Array {
  return new Float64Array(decodeBytes(encoded, "f64", 8));
}

/** @throws ModelError where the text is not what {@link encodeArray} makes. */
export function decodeIntegers(encoded: EncodedArray): Int32Array {
  return new Int32Array(decodeBytes(encoded, "i32", 4));
}

function decodeBytes(encoded: EncodedArray, type: EncodedArray["type"], size: number): ArrayBuffer {
  const given = encoded as EncodedArray | undefined;
  if (given?.type !== type || typeof given.base64 !== "string") {
    throw new ModelError(
      `a saved array must be of type ${type} with base64 text, got ${String(given?.type)}`,
    );
  }
  const text = atob(given.base64);
  if (text.length % size !== 0) {
    throw new ModelError(`a saved array must have a multiple of ${size} bytes, got ${text.length}`);
  }
  const bytes = new Uint8Array(text.length);
  for (let k = 0; k < text.length; k++) bytes[k] = text.charCodeAt(k);
  return bytes.buffer;
}
