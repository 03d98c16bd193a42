import type { SymmetryFinder } from "@ansatz/materials";

/** The finder of space groups, loaded where structures are first read: it is a WebAssembly module. */
export async function loadSymmetry(): Promise<SymmetryFinder> {
  const { loadSymmetryFinder } = await import("@ansatz/materials/node");
  return loadSymmetryFinder();
}
