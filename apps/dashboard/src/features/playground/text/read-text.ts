import { parameterNames, parseQasm, QasmError, type Circuit, type ParameterValues } from "@ansatz/simulator";
import {
  fromCircuit,
  greatestOperationCount,
  greatestQubitCount,
  type CircuitDocument,
} from "../editor/circuit-document.ts";

/** What is wrong with a text, and where. */
export interface TextProblem {
  readonly message: string;
  readonly position?: { readonly line: number; readonly column: number };
}

export type ReadText =
  | { readonly ok: true; readonly document: CircuitDocument }
  | { readonly ok: false; readonly problem: TextProblem };

const limits = {
  characters: 500_000,
  operations: greatestOperationCount,
  steps: 200_000,
  qubits: greatestQubitCount,
  bits: 256,
};

/** The same text without this page's own limits of size; undefined where it has other faults. */
function readBeyondLimits(text: string): Circuit | undefined {
  try {
    return parseQasm(text, {
      limits: { ...limits, operations: 20 * limits.operations, qubits: 4096, bits: 4096 },
    });
  } catch {
    return undefined;
  }
}

/** A message as a sentence of its own. */
function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith(".") ? "" : "."}`;
}

/** The circuit of an OpenQASM text, with the values that its parameters had before. */
export function readText(text: string, values: ParameterValues): ReadText {
  try {
    const circuit = parseQasm(text, { limits });
    const names = parameterNames(circuit);
    return {
      ok: true,
      document: fromCircuit(circuit, Object.fromEntries(names.map((name) => [name, values[name] ?? 0]))),
    };
  } catch (error) {
    if (error instanceof QasmError) {
      const { line, column } = error.details;
      const position = { line, column };
      const large = readBeyondLimits(text);
      if (large) {
        const size = `${large.qubitCount} qubits and ${large.operations.length} operations`;
        const message = `The circuit has ${size}, more than this page draws. The command line runs it: npx ansatz run.`;
        return { ok: false, problem: { message, position } };
      }
      const message = error.message.replace(/^line \d+, column \d+: /, "");
      return { ok: false, problem: { message: sentence(message), position } };
    }
    return { ok: false, problem: { message: error instanceof Error ? error.message : String(error) } };
  }
}
