import { mapUnitaryOperations } from "../circuit/circuit.ts";
import type { Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { addParameters, parameter } from "../circuit/parameter.ts";
import type { ParameterValue } from "../circuit/parameter.ts";

/**
 * Comments in which `formatQasm` keeps what the language has no words for: names that are no identifiers, and that a
 * circuit's qubits and bits have no names. Other programs read over them.
 */
export interface Notes {
  readonly hasUnnamedRegisters: boolean;
  /** Names by the identifiers that stand for them in the text. */
  readonly names: ReadonlyMap<string, string>;
}

const notePattern = /^\/\/ @ansatz (unnamed registers|name (\S+) (".*"))[ \r]*$/gm;
export const unnamedNote = "// @ansatz unnamed registers";
export const nameNote = (identifier: string, name: string): string =>
  `// @ansatz name ${identifier} ${JSON.stringify(name)}`;

export function readNotes(text: string): Notes {
  const names = new Map<string, string>();
  let hasUnnamedRegisters = false;
  if (!text.includes("// @ansatz ")) return { hasUnnamedRegisters, names };
  for (const [, note, identifier, name] of text.matchAll(notePattern)) {
    if (note === "unnamed registers") hasUnnamedRegisters = true;
    else {
      const read = readName(name);
      if (read !== undefined) names.set(identifier, read);
    }
  }
  return { hasUnnamedRegisters, names };
}

function readName(json: string): string | undefined {
  try {
    const name: unknown = JSON.parse(json);
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The operations with parameters under the names of the notes. */
export function renameParameters(
  operations: readonly Operation[],
  names: ReadonlyMap<string, string>,
): readonly Operation[] {
  if (names.size === 0) return operations;
  const rename = (value: ParameterValue): ParameterValue =>
    typeof value === "number"
      ? value
      : addParameters(
          ...value.terms.map((term) =>
            parameter(names.get(term.parameter) ?? term.parameter, term.coefficient),
          ),
          value.offset,
        );
  return mapUnitaryOperations(operations, (operation) => [
    {
      ...operation,
      parameters: (operation.parameters as readonly ParameterValue[]).map(rename),
    } as UnitaryKindOperation,
  ]);
}
