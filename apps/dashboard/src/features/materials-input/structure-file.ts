/** Whether a file is a CIF or a POSCAR: by its name, else by its text. */
export function isStructureFile(name: string, text: string): boolean {
  if (/\.(?:cif|vasp|poscar|contcar)$/i.test(name) || /^(?:poscar|contcar)/i.test(name)) return true;
  if (/\.(?:csv|tsv)$/i.test(name)) return false;
  return /^\s*data_\S+\s*$/m.test(text) && /_cell_length_a/.test(text);
}
