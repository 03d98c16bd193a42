import { basename } from "node:path";
import type { CircuitRequestInput } from "@ansatz/contract";
import { UsageError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { readIncludes } from "./includes.ts";
import { parseJsonObject, readText } from "./read-file.ts";

/** A circuit as it was named on the command line. */
export interface CircuitFile {
  /** What reports call it. */
  readonly name: string;
  readonly qasm?: string;
  readonly includes?: Record<string, string>;
  readonly circuit?: NonNullable<CircuitRequestInput["circuit"]>;
  /** Values that a JSON file holds beside its circuit. */
  readonly parameters?: Record<string, number>;
}

/** The circuit of an OpenQASM or JSON file, or of standard input for "-". */
export async function readCircuitFile(file: string, terminal: Terminal): Promise<CircuitFile> {
  const text = await readText(file, terminal);
  const name = file === "-" ? "standard input" : basename(file);
  if (text.trim() === "")
    throw new UsageError(`${file === "-" ? name : file} is empty; it must hold a circuit.`);
  const isJson = file.toLowerCase().endsWith(".json") || text.trimStart().startsWith("{");
  if (!isJson) {
    return { name, qasm: text, includes: file === "-" ? {} : await readIncludes(file, text) };
  }
  const { parameters, ...circuit } = parseJsonObject(text, file === "-" ? name : file);
  if (!Array.isArray(circuit.operations) || typeof circuit.qubitCount !== "number") {
    throw new UsageError(
      `${file === "-" ? name : file} must hold a circuit: {"qubitCount": 2, "operations": [{"gate": "h", "qubits": [0]}]}.`,
    );
  }
  return {
    name,
    circuit: circuit as NonNullable<CircuitFile["circuit"]>,
    ...(typeof parameters === "object" && parameters !== null
      ? { parameters: parameters as Record<string, number> }
      : {}),
  };
}

/** The source as the simulator's threads take it. */
export function sourceOf({ name, qasm, includes, circuit }: CircuitFile): {
  fileName: string;
  qasm?: string;
  includes?: Record<string, string>;
  circuit?: NonNullable<CircuitFile["circuit"]>;
} {
  return {
    fileName: name,
    ...(qasm === undefined ? {} : { qasm }),
    ...(includes === undefined ? {} : { includes }),
    ...(circuit === undefined ? {} : { circuit }),
  };
}
