import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSymmetryFinder, type SymmetryFinder } from "./structures/symmetry/symmetry-finder.ts";

let finder: SymmetryFinder | undefined;

/** A finder of space groups, with the WebAssembly module read from the installed package @spglib/moyo-wasm. */
export function loadSymmetryFinder(): SymmetryFinder {
  finder ??= createSymmetryFinder(
    readFileSync(fileURLToPath(import.meta.resolve("@spglib/moyo-wasm/moyo_wasm_bg.wasm"))),
  );
  return finder;
}
