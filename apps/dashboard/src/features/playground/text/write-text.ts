import { bindParameters, createCircuit, formatQasm, type Circuit } from "@ansatz/simulator";
import { toCircuit, type CircuitDocument } from "../editor/circuit-document.ts";

export type QasmVersion = 2 | 3;

/** The version that a text says it is written in; 3 where it does not say. */
export function versionOf(text: string): QasmVersion {
  return /^\s*(?:\/\/[^\n]*\n\s*)*OPENQASM\s+2/.test(text) ? 2 : 3;
}

/** The circuit with its registers, or with q and c where it has no names for them. */
function withNames(document: CircuitDocument): Circuit {
  const circuit = toCircuit(document);
  const { qubitCount, bitCount, operations, registers } = circuit;
  if (registers) return circuit;
  return createCircuit(qubitCount, operations, {
    bitCount,
    registers: {
      qubits: [{ name: "q", size: qubitCount }],
      bits: bitCount > 0 ? [{ name: "c", size: bitCount }] : [],
    },
  });
}

/** The circuit as OpenQASM. Throws an error for what the version has no words for. */
export function writeText(document: CircuitDocument, version: QasmVersion): string {
  return formatQasm(withNames(document), { version });
}

/** The circuit as a file for other programs: its parameters have their values. */
export function writeFile(document: CircuitDocument, version: QasmVersion): string {
  return formatQasm(bindParameters(withNames(document), document.values), { version });
}
