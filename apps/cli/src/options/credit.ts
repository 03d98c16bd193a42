import type { RiskRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { numberOf, readTableFile } from "./table-file.ts";

type Obligor = NonNullable<RiskRequestInput["credit"]>[number];

interface Entry {
  /** For messages: row or entry with its number. */
  readonly where: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const columns = ["name", "defaultProbability", "lossGivenDefault", "sensitivity"] as const;

/** default_probability, Default Probability and defaultprobability are one. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, "");

function knownColumn(name: string): string {
  return columns.find((column) => plain(column) === plain(name)) ?? name;
}

function entriesOfRows(file: string, [header, ...rows]: readonly (readonly string[])[]): Entry[] {
  const names = header.map(knownColumn);
  const missing = columns.slice(1, 3).filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new UsageError(
      `--credit: row 1 of ${file} must name the columns defaultProbability and lossGivenDefault (and, if wished, name and sensitivity); ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing, got ${header.join(", ")}.`,
    );
  }
  return rows.map((row, index) => ({
    where: `row ${index + 2}`,
    fields: Object.fromEntries(names.map((name, column) => [name, row[column] ?? ""])),
  }));
}

function entriesOfJson(file: string, value: unknown): Entry[] {
  const list = Array.isArray(value) ? (value as unknown[]) : (value as { credit?: unknown }).credit;
  if (!Array.isArray(list)) {
    throw new UsageError(`--credit: ${file} must hold a JSON list of objects, one a loan.`);
  }
  return list.map((entry: unknown, index) => {
    const where = `entry ${index + 1}`;
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      throw new UsageError(`--credit: ${where} of ${file} must be an object.`);
    }
    const fields = Object.entries(entry).map(([name, field]) => [knownColumn(name), field] as const);
    return { where, fields: Object.fromEntries(fields) };
  });
}

interface Range {
  readonly text: string;
  readonly holds: (value: number) => boolean;
}
const ranges: Readonly<Record<"defaultProbability" | "lossGivenDefault" | "sensitivity", Range>> = {
  defaultProbability: { text: "a number in (0, 1)", holds: (value) => value > 0 && value < 1 },
  lossGivenDefault: { text: "a number above 0", holds: (value) => value > 0 && Number.isFinite(value) },
  sensitivity: { text: "a number in [0, 1)", holds: (value) => value >= 0 && value < 1 },
};

/** The loans of a file. Throws {@link UsageError} that names the row and the column of what cannot be used. */
export async function readCredit(file: string, terminal: Terminal): Promise<Obligor[]> {
  const table = await readTableFile(file, terminal);
  const entries = table.kind === "json" ? entriesOfJson(file, table.value) : entriesOfRows(file, table.rows);
  if (entries.length === 0) throw new UsageError(`--credit: ${file} holds no loans.`);
  return entries.map(({ where, fields }) => {
    const number = (column: keyof typeof ranges): number => {
      const value = numberOf(fields[column]);
      const { text, holds } = ranges[column];
      if (value !== undefined && holds(value)) return value;
      const got = fields[column] === undefined ? "nothing" : JSON.stringify(fields[column]);
      throw new UsageError(`--credit: ${where} of ${file}: ${column} must be ${text}, got ${got}.`);
    };
    const { name, sensitivity } = fields;
    return {
      ...(typeof name === "string" && name !== "" ? { name } : {}),
      defaultProbability: number("defaultProbability"),
      lossGivenDefault: number("lossGivenDefault"),
      ...(sensitivity === undefined || sensitivity === "" ? {} : { sensitivity: number("sensitivity") }),
    };
  });
}
