import { createSymmetryFinder, type SymmetryFinder } from "@ansatz/materials";
import symmetryModule from "@spglib/moyo-wasm/moyo_wasm_bg.wasm?url";

let finder: Promise<SymmetryFinder> | undefined;

/** The finder of space groups; its module is fetched with the first structure. */
export function loadFinder(): Promise<SymmetryFinder> {
  finder ??= fetch(symmetryModule)
    .then((response) => response.arrayBuffer())
    .then((bytes) => createSymmetryFinder(bytes));
  return finder;
}
