import { loadConformerLibrary } from "./molecule/conformer.ts";

export * from "./index.ts";

/**
 * Loads the conformer generator with its tables (`resources.json` of openchemlib) from an address of the page's own
 * server. Call it once before `moleculeFromSmiles`; without it the tables are looked for beside the module.
 */
export async function registerConformerTables(url: string): Promise<void> {
  await loadConformerLibrary(url);
}
