import { conditionBits, type Operation } from "@ansatz/simulator";

/** Classical bits that an operation writes or reads. */
export function bitsOf(operation: Operation): number[] {
  if (operation.gate === "measure") return [...operation.bits];
  if (operation.gate !== "if") return [];
  const inside = [...operation.then, ...operation.otherwise].flatMap(bitsOf);
  return [...new Set([...conditionBits(operation.condition), ...inside])];
}
