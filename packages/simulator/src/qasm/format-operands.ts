import type { NamedRegister, Names } from "./format-names.ts";

/** Texts of qubits or bits of a program. */
export interface OperandTexts {
  /** One qubit or bit, such as `q[3]`. */
  readonly one: (index: number) => string;
  /** The register that consists of these in this order. */
  readonly register: (indices: readonly number[]) => NamedRegister | undefined;
  /** Several in order as one operand of OpenQASM 3: a register, a slice, a set of indices, or an alias. */
  readonly several: (indices: readonly number[]) => string;
}

/** Aliases that a program needs, declared before its operations. */
export class Aliases {
  readonly #names: Names;
  readonly #byOperand = new Map<string, string>();
  readonly lines: string[] = [];

  constructor(names: Names) {
    this.#names = names;
  }

  give(kind: string, parts: readonly string[]): string {
    const value = parts.join(" ++ ");
    let name = this.#byOperand.get(value);
    if (name === undefined) {
      name = this.#names.identifiers.give(kind);
      this.#byOperand.set(value, name);
      this.lines.push(`let ${name} = ${value};`);
    }
    return name;
  }
}

export function operandTexts(
  registers: readonly NamedRegister[],
  kind: "qubits" | "bits",
  isPhysical: boolean,
  aliases: Aliases,
): OperandTexts {
  const owners: NamedRegister[] = [];
  for (const register of registers) for (let k = 0; k < register.size; k++) owners.push(register);
  const one = (index: number): string =>
    isPhysical ? `$${index}` : `${owners[index].identifier}[${index - owners[index].offset}]`;
  const isRun = (indices: readonly number[]): boolean =>
    indices.every((index, at) => index === indices[0] + at);
  const register = (indices: readonly number[]): NamedRegister | undefined => {
    if (indices.length === 0 || isPhysical) return undefined;
    const owner = owners[indices[0]];
    return indices.length === owner.size && indices[0] === owner.offset && isRun(indices) ? owner : undefined;
  };
  /** Indices within one register. */
  const part = (indices: readonly number[]): string => {
    const whole = register(indices);
    if (whole) return whole.identifier;
    if (indices.length === 1) return one(indices[0]);
    const { identifier, offset } = owners[indices[0]];
    if (isRun(indices)) {
      return `${identifier}[${indices[0] - offset}:${indices[indices.length - 1] - offset}]`;
    }
    return `${identifier}[{${indices.map((index) => index - offset).join(", ")}}]`;
  };
  const several = (indices: readonly number[]): string => {
    const runs: number[][] = [];
    for (const index of indices) {
      const last = runs.at(-1);
      if (last && owners[last[0]] === owners[index]) last.push(index);
      else runs.push([index]);
    }
    if (runs.length === 1) return part(runs[0]);
    // A slice of one item joins registers; a single bit would not.
    return aliases.give(
      kind,
      runs.map((run) =>
        run.length === 1 && !register(run)
          ? `${owners[run[0]].identifier}[{${run[0] - owners[run[0]].offset}}]`
          : part(run),
      ),
    );
  };
  return { one, register, several };
}
