import type { Circuit } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";
import { formatVersion2 } from "./format-version-2.ts";
import { formatVersion3 } from "./format-version-3.ts";

export interface FormatQasmOptions {
  readonly version: 2 | 3;
}

/**
 * The circuit as a program of OpenQASM 2 or 3. `parseQasm` of it gives back the same circuit, with all numbers exact, for
 * every circuit that the language can express: names of registers and parameters that are no identifiers, and
 * registers without names, are kept in comments.
 *
 * Gates that the standard file of the version lacks come with a definition. Version 3 writes further controls as `ctrl @`
 * and `negctrl @`, symbolic parameters as `input float`, and matrices, diagonals and permutations as definitions of
 * synthesised gates. Version 2 leaves out global phases, writes operations with further controls (but for c3x, c4x and
 * c3sqrtx) as synthesised definitions, and splits measurements and resets of qubits that are no whole register.
 *
 * Throws {@link InvalidArgumentError} for what version 2 cannot say: symbolic parameters, and conditionals other than
 * "a whole register equals a number" without another branch.
 */
export function formatQasm(circuit: Circuit, { version }: FormatQasmOptions): string {
  if ((version as number) === 2) return formatVersion2(circuit);
  if ((version as number) === 3) return formatVersion3(circuit);
  throw new InvalidArgumentError(`version must be 2 or 3, got ${String(version)}`, { field: "version" });
}
