/** A value with its past and its future. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** Changes in a row under the same key, such as a slider's, are one step back. */
  readonly lastKey: string | undefined;
}

const greatestLength = 200;

export function startHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], lastKey: undefined };
}

export function pushHistory<Value>(history: History<Value>, value: Value, key?: string): History<Value> {
  if (value === history.present) return history;
  const isContinued = key !== undefined && key === history.lastKey;
  return {
    past: isContinued ? history.past : [...history.past, history.present].slice(-greatestLength),
    present: value,
    future: [],
    lastKey: key,
  };
}

export function undo<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    lastKey: undefined,
  };
}

export function redo<Value>(history: History<Value>): History<Value> {
  if (history.future.length === 0) return history;
  const [next, ...future] = history.future;
  return { past: [...history.past, history.present], present: next, future, lastKey: undefined };
}
