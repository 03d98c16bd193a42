/** Past this depth nothing is counted: `checkOperation` refuses it. */
const greatestDepth = 70;

/**
 * How many operations and conditions a list holds, those inside conditionals included. Objects that occur several
 * times are looked at once, so that a small object graph that unfolds to very many is told quickly; Infinity for an
 * object that contains itself. Takes unchecked input.
 */
export function countOperations(operations: readonly unknown[]): number {
  const counts = new WeakMap<object, number>();
  const count = (value: unknown, depth: number): number => {
    if (typeof value !== "object" || value === null || depth > greatestDepth) return 1;
    const known = counts.get(value);
    if (known !== undefined) return known;
    const parts = value as Readonly<Record<string, unknown>>;
    const inner = [parts.condition, parts.operand, parts.then, parts.otherwise, parts.operands].filter(
      (part) => typeof part === "object" && part !== null,
    );
    if (inner.length === 0) return 1;
    counts.set(value, Infinity);
    const sum = inner
      .flatMap((part) => (Array.isArray(part) ? (part as readonly unknown[]) : [part]))
      .reduce<number>((total, part) => total + count(part, depth + 1), 1);
    counts.set(value, sum);
    return sum;
  };
  return operations.reduce<number>((total, operation) => total + count(operation, 0), 0);
}
