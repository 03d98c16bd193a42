import { contextLayout } from "../integral-tables.ts";
import { readPairs, type PairReader } from "./pair-reader.ts";

/** Takes tasks from the context's counter until none is left (0) or the budget is spent (1). */
export function takeTasks(
  memory: WebAssembly.Memory,
  context: number,
  maximumTasks: number,
  run: (reader: PairReader, task: number) => void,
): number {
  const reader = readPairs(memory);
  const field = (offset: number): number => (context + offset) / 4;
  for (let done = 0; done < maximumTasks; done++) {
    const task = Atomics.add(reader.integers, field(contextLayout.taskCounter), 1);
    if (task >= reader.integers[field(contextLayout.taskCount)]) return 0;
    if (Atomics.load(reader.integers, field(contextLayout.stop)) !== 0) return 0;
    run(reader, task);
  }
  return 1;
}
