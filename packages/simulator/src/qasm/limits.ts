import { greatestOperationCount } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";

/** What a program may use up before it is refused. */
export interface QasmLimits {
  /** Characters of a text. */
  readonly characters: number;
  /** Operations of the circuit (which may hold 2²² of them) after gate definitions, loops and broadcasts are expanded. */
  readonly operations: number;
  /** Statements executed while loops and subroutines are unrolled. */
  readonly steps: number;
  /** Qubits of all registers. */
  readonly qubits: number;
  /** Classical bits of all registers. */
  readonly bits: number;
}

export const defaultLimits: QasmLimits = Object.freeze({
  characters: 100_000_000,
  operations: greatestOperationCount,
  steps: 10_000_000,
  qubits: 4096,
  bits: 65_536,
});

/** The limits with those of the caller, each a positive integer and not above what circuits hold. */
export function readLimits(limits: Partial<QasmLimits> = {}): QasmLimits {
  const read = { ...defaultLimits, ...limits };
  for (const name of ["characters", "operations", "steps", "qubits", "bits"] as const) {
    const most = isCircuitLimit(name) ? defaultLimits[name] : Number.MAX_SAFE_INTEGER;
    if (!Number.isInteger(read[name]) || read[name] < 1 || read[name] > most) {
      throw new InvalidArgumentError(`limits.${name} must be an integer in [1, ${most}], got ${read[name]}`, {
        field: `limits.${name}`,
      });
    }
  }
  return read;
}

const isCircuitLimit = (name: keyof QasmLimits): boolean =>
  name === "operations" || name === "qubits" || name === "bits";

/** What to do about a limit that is passed. */
export function limitRemedy(limits: QasmLimits, name: keyof QasmLimits): string {
  return isCircuitLimit(name) && limits[name] >= defaultLimits[name]
    ? "use fewer"
    : `raise limits.${name}, or use fewer`;
}

/** Parentheses in parentheses and blocks in blocks; far below what overflows the call stack. */
export const greatestNesting = 256;
/** Operators that one expression may chain. */
export const greatestExpressionSize = 2000;
/** Texts included in included texts. */
export const greatestIncludeDepth = 64;
/** Inclusions in all, so that texts that include one another twice do not double without end. */
export const greatestIncludeCount = 1024;
/** Gate definitions or subroutines that call one another. */
export const greatestCallDepth = 256;
export const longestIdentifier = 1024;
/** Bits of a compile-time integer. */
export const greatestIntegerBits = 4096;
/** Entries of a list or a range. */
export const longestList = 2 ** 22;
/** Conditionals in conditionals, and conditions in conditions, that a circuit holds. */
export const greatestConditionalDepth = 64;
