import { InvalidArgumentError } from "../errors.ts";
import { channelKinds } from "./channel.ts";
import type { Channel, KrausChannel, PauliChannel } from "./channel.ts";

/** How far sums of probabilities may be from 1. */
const probabilityTolerance = 1e-9;
/** How far Σ K†K may be from the identity, entry by entry: matrices printed with 8 digits pass. */
const krausTolerance = 1e-7;

export function failNoise(field: string, problem: string): never {
  throw new InvalidArgumentError(`${field}${problem}`, { field });
}

/** A parsed JSON value as an object. */
export function readObject(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    failNoise(field, ` must be an object, got ${describe(value)}`);
  }
  return value as Readonly<Record<string, unknown>>;
}

export function readList(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) failNoise(field, ` must be a list, got ${describe(value)}`);
  return value as readonly unknown[];
}

/** A finite number in [low, high]. */
export function readNumber(value: unknown, field: string, low: number, high = Infinity): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < low || value > high) {
    const range = high === Infinity ? `at least ${low}` : `in [${low}, ${high}]`;
    failNoise(field, ` must be a finite number ${range}, got ${describe(value)}`);
  }
  return value;
}

/** Fails for a key that is not among the known ones, which a misspelt optional one would be. */
export function checkKeys(
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
  field: string,
): void {
  for (const key of Object.keys(object)) {
    if (!known.includes(key))
      failNoise(field, ` may have the fields ${known.join(", ")}, got ${JSON.stringify(key)}`);
  }
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function readPauliProbabilities(value: unknown, field: string): PauliChannel {
  const entries = Object.entries(readObject(value, field));
  if (entries.length === 0) failNoise(field, " must hold at least one Pauli text, got none");
  const letters = entries[0][0].length;
  let sum = 0;
  const checked: [string, number][] = [];
  for (const [text, probability] of entries) {
    if (!/^[IXYZ]{1,2}$/.test(text) || text.length !== letters) {
      failNoise(
        field,
        ` must have keys of I, X, Y, Z, all of one length of 1 or 2, got ${JSON.stringify(text)}`,
      );
    }
    const number = readNumber(probability, `${field}.${text}`, 0, 1);
    sum += number;
    checked.push([text, number]);
  }
  const identity = "I".repeat(letters);
  const hasIdentity = Object.hasOwn(value as object, identity);
  if (sum > 1 + probabilityTolerance || (hasIdentity && sum < 1 - probabilityTolerance)) {
    failNoise(
      field,
      ` must add up to ${hasIdentity ? "1" : "at most 1"}, got ${sum}` +
        (hasIdentity ? ": leave the identity out to give it the rest" : ""),
    );
  }
  return Object.freeze({ kind: "pauli", probabilities: Object.freeze(Object.fromEntries(checked)) });
}

function readKraus(value: unknown, field: string): KrausChannel {
  const list = readList(value, field);
  if (list.length === 0 || list.length > 64)
    failNoise(field, ` must hold 1 to 64 matrices, got ${list.length}`);
  let length = 0;
  const operators = list.map((entry, index) => {
    const where = `${field}[${index}]`;
    const matrix = readObject(entry, where);
    checkKeys(matrix, ["real", "imaginary"], where);
    const read = (part: "real" | "imaginary"): readonly number[] =>
      Object.freeze(
        readList(matrix[part], `${where}.${part}`).map((number, at) =>
          readNumber(number, `${where}.${part}[${at}]`, -Infinity),
        ),
      );
    const [real, imaginary] = [read("real"), read("imaginary")];
    if (index === 0) ({ length } = real);
    if ((length !== 4 && length !== 16) || real.length !== length || imaginary.length !== length) {
      failNoise(
        where,
        ` must have as many entries as the other matrices, 4 (one qubit) or 16 (two qubits), got ${real.length} real and ${imaginary.length} imaginary`,
      );
    }
    return Object.freeze({ real, imaginary });
  });
  const size = Math.sqrt(length);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let [re, im] = [row === column ? -1 : 0, 0];
      for (const { real, imaginary } of operators) {
        for (let k = 0; k < size; k++) {
          const [a, b] = [k * size + row, k * size + column];
          re += real[a] * real[b] + imaginary[a] * imaginary[b];
          im += real[a] * imaginary[b] - imaginary[a] * real[b];
        }
      }
      if (!(Math.hypot(re, im) <= krausTolerance)) {
        failNoise(
          field,
          ` must preserve the trace: ΣK†K differs from the identity by ${Math.hypot(re, im).toExponential(2)} in row ${row}, column ${column} (allowed: ${krausTolerance})`,
        );
      }
    }
  }
  return Object.freeze({ kind: "kraus", operators: Object.freeze(operators) });
}

const optional = (key: string, value: number | undefined): object =>
  value === undefined ? {} : { [key]: value };

/**
 * A frozen copy of a channel (also from parsed JSON); `field` names it in messages.
 * Throws {@link InvalidArgumentError} for an unknown kind or field, a probability outside [0, 1], NaN, probabilities that do
 * not add up, t2 > 2·t1, and Kraus matrices that do not preserve the trace (with the figure).
 */
export function checkChannel(value: unknown, field = "channel"): Channel {
  const channel = readObject(value, field);
  const at = (key: string): string => `${field}.${key}`;
  const number = (key: string, low: number, high?: number): number =>
    readNumber(channel[key], at(key), low, high);
  const maybe = (key: string, low: number, high: number): number | undefined =>
    channel[key] === undefined ? undefined : number(key, low, high);
  const keys = (...known: string[]): void => checkKeys(channel, ["kind", ...known], field);
  const kind = channel.kind as Channel["kind"];
  switch (kind) {
    case "pauli":
      keys("probabilities");
      return readPauliProbabilities(channel.probabilities, at("probabilities"));
    case "depolarizing": {
      keys("qubitCount", "probability");
      const { qubitCount } = channel;
      if (qubitCount !== 1 && qubitCount !== 2) {
        failNoise(at("qubitCount"), ` must be 1 or 2, got ${describe(qubitCount)}`);
      }
      const squared = 4 ** qubitCount;
      return Object.freeze({
        kind,
        qubitCount,
        probability: number("probability", 0, squared / (squared - 1)),
      });
    }
    case "amplitude-damping":
      keys("gamma", "excitedPopulation");
      return Object.freeze({
        kind,
        gamma: number("gamma", 0, 1),
        ...optional("excitedPopulation", maybe("excitedPopulation", 0, 1)),
      });
    case "phase-damping":
      keys("lambda");
      return Object.freeze({ kind, lambda: number("lambda", 0, 1) });
    case "thermal-relaxation": {
      keys("t1", "t2", "time", "excitedPopulation");
      const [t1, t2] = [number("t1", 0), number("t2", 0)];
      if (t1 === 0 || t2 === 0) failNoise(field, `: t1 and t2 must be above 0, got t1 = ${t1}, t2 = ${t2}`);
      if (t2 > 2 * t1) {
        failNoise(at("t2"), ` must be at most 2·t1 = ${2 * t1}, got ${t2}: no relaxation is that coherent`);
      }
      return Object.freeze({
        kind,
        t1,
        t2,
        time: number("time", 0),
        ...optional("excitedPopulation", maybe("excitedPopulation", 0, 1)),
      });
    }
    case "over-rotation": {
      keys("pauli", "angle");
      const { pauli } = channel;
      if (typeof pauli !== "string" || !/^[XYZ]{1,2}$/.test(pauli)) {
        failNoise(at("pauli"), ` must be one or two letters of X, Y, Z, got ${describe(pauli)}`);
      }
      return Object.freeze({ kind, pauli, angle: number("angle", -Infinity) });
    }
    case "kraus":
      keys("operators");
      return readKraus(channel.operators, at("operators"));
    case "reset": {
      keys("probability", "excitedProbability");
      const probability = number("probability", 0, 1);
      const excitedProbability = maybe("excitedProbability", 0, 1);
      if (probability + (excitedProbability ?? 0) > 1 + probabilityTolerance) {
        failNoise(
          field,
          `: probability and excitedProbability must add up to at most 1, got ${probability + (excitedProbability ?? 0)}`,
        );
      }
      return Object.freeze({ kind, probability, ...optional("excitedProbability", excitedProbability) });
    }
  }
  failNoise(at("kind"), ` must be one of ${channelKinds.join(", ")}, got ${describe(kind)}`);
}
