import { ChemistryTooLargeError } from "../errors.ts";
import { distinctRepulsionCount } from "../integrals/electron-repulsion.ts";

/** Bytes a Hartree–Fock calculation may use unless told otherwise. */
export const defaultMemoryLimitBytes = 1.5 * 2 ** 30;

/** Bytes beyond which the integrals do not fit into a 32-bit memory beside all else. */
const storeCeilingBytes = 3.5 * 2 ** 30;

/** Matrices, shell pairs and the shares of a Fock build: about 200 n × n matrices. */
function workBytes(functionCount: number): number {
  return 8 * 200 * functionCount ** 2 + 2 ** 22;
}

/** Bytes with all distinct repulsion integrals stored. */
function storedBytes(functionCount: number): number {
  return 8 * distinctRepulsionCount(functionCount) + workBytes(functionCount);
}

/** Whether the repulsion integrals of a basis are stored; else they are computed anew in every iteration. */
export function isStored(functionCount: number, memoryLimitBytes = defaultMemoryLimitBytes): boolean {
  return storedBytes(functionCount) <= Math.min(memoryLimitBytes, storeCeilingBytes);
}

/**
 * Bytes that {@link solveHartreeFock} takes for a basis under a memory limit: with stored repulsion integrals where they
 * fit (8·n⁴/8 bytes and more), else about 1600·n² without them.
 */
export function memoryForHartreeFock(
  functionCount: number,
  memoryLimitBytes = defaultMemoryLimitBytes,
): number {
  return isStored(functionCount, memoryLimitBytes) ? storedBytes(functionCount) : workBytes(functionCount);
}

/** @throws ChemistryTooLargeError where a basis does not fit even without stored integrals. */
export function requireMemory(functionCount: number, memoryLimitBytes: number): void {
  const requiredBytes = memoryForHartreeFock(functionCount, memoryLimitBytes);
  if (requiredBytes <= Math.min(memoryLimitBytes, storeCeilingBytes)) return;
  const formatBytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  throw new ChemistryTooLargeError(
    `Hartree–Fock in ${functionCount} basis functions needs ${formatBytes(requiredBytes)}, allowed are ${formatBytes(memoryLimitBytes)}; choose a smaller basis set or molecule, or allow more memory`,
    { details: { functionCount, requiredBytes, limitBytes: memoryLimitBytes } },
  );
}
