import { readCif, type CifOptions, type CrystalReport } from "./cif/read-cif.ts";
import { readPoscar } from "./poscar/read-poscar.ts";

/** Reads a CIF or a POSCAR, whichever the text is: a CIF has a line that starts with data_. */
export function readStructure(text: string, options: CifOptions = {}): CrystalReport {
  return /^\s*data_/im.test(text) ? readCif(text, options) : readPoscar(text);
}
