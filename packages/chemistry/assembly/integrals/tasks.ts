import { contextKindCount, contextStop, contextTaskCount, contextTaskCounter, field, kindFirstPair, kindRecord } from "./layout";

/** The next task, or −1 where none is left or the run is stopped. */
// @ts-ignore: decorator
@inline
export function nextTask(context: usize): i32 {
  const task = atomic.add<i32>(context + contextTaskCounter, 1);
  if (task >= load<i32>(context + contextTaskCount)) return -1;
  if (atomic.load<i32>(context + contextStop) != 0) return -1;
  return task;
}

/** Kind of a pair numbered through all kinds: the last kind that starts at or before it. */
// @ts-ignore: decorator
@inline
export function kindOfPair(context: usize, pair: usize): usize {
  let kind = field(context, contextKindCount) - 1;
  while (field(kindRecord(context, kind), kindFirstPair) > pair) kind--;
  return kind;
}
