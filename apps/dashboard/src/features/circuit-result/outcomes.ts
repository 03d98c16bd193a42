import type { CircuitResult } from "@ansatz/contract";
import { formatCount } from "../../shared/format.ts";

/** What is known of one bitstring. */
export interface Outcome {
  readonly bits: string;
  readonly count: number | null;
  /** Share of the shots. */
  readonly share: number | null;
  /** Of the share, √(p(1 − p)/shots). */
  readonly standardError: number | null;
  /** Exact, where it was asked for. */
  readonly probability: number | null;
}

/** All bitstrings of a result, the likeliest first, equal ones in ascending order. */
export function listOutcomes({ counts, probabilities, shots }: CircuitResult): Outcome[] {
  const all = new Set([...Object.keys(counts ?? {}), ...Object.keys(probabilities ?? {})]);
  const outcomes = Array.from(all, (bits): Outcome => {
    const count = counts ? (counts[bits] ?? 0) : null;
    const share = count === null || shots === null ? null : count / shots;
    return {
      bits,
      count,
      share,
      standardError: share === null || shots === null ? null : Math.sqrt((share * (1 - share)) / shots),
      probability: probabilities ? (probabilities[bits] ?? 0) : null,
    };
  });
  const size = ({ share, probability }: Outcome): number => share ?? probability ?? 0;
  return outcomes.sort((a, b) => size(b) - size(a) || (a.bits < b.bits ? -1 : 1));
}

/** 50 %, 12.3 %, 0.046 % */
export function percent(share: number): string {
  const value = 100 * share;
  if (value === 0 || value > 99.95) return `${value.toFixed(0)} %`;
  return `${value >= 0.995 ? value.toFixed(1) : value.toPrecision(2)} %`;
}

/** How many bitstrings there are: 1,024 of 10 bits, 2¹⁰⁰ of 100. */
export function bitstringCount(bits: number): string {
  if (bits <= 40) return formatCount(2 ** bits);
  return `2${Array.from(String(bits), (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("")}`;
}

/** 64 bytes, 1.5 GiB */
export function bytesText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit + 1 < units.length) [value, unit] = [value / 1024, unit + 1];
  return `${Number(value.toPrecision(3))} ${units[unit]}`;
}

const csv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `${rows.map((row) => row.map((cell) => cell ?? "").join(",")).join("\n")}\n`;

/** The outcomes in ascending order; the bitstring is quoted, so that spreadsheets keep its zeros. */
export function outcomesCsv(result: CircuitResult): string {
  const outcomes = listOutcomes(result).sort((a, b) => (a.bits < b.bits ? -1 : 1));
  return csv([
    ["outcome", "count", "share", "standard_error", "probability"],
    ...outcomes.map(({ bits, count, share, standardError, probability }) => [
      `"${bits}"`,
      count,
      share,
      standardError,
      probability,
    ]),
  ]);
}

/** Amplitudes by index, qubit 0 the least significant bit. */
export function statevectorCsv(amplitudes: readonly (readonly [number, number])[]): string {
  return csv([
    ["index", "real", "imaginary"],
    ...amplitudes.map(([real, imaginary], index) => [index, real, imaginary]),
  ]);
}
