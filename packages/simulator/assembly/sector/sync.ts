import { waitForAll } from "../barrier";
import { pointer, statusBarrierTimeout, statusSuccess, system } from "./fields";

/** Words of the synchronisation area: arrived threads, generation, two row counters; then a slot for each thread. */
const counterOffset: usize = 8;
const slotOffset: usize = 64;
const slotBytes: usize = 64;

/** Waits until all threads have arrived; memory written before is visible after. */
export function barrier(systemPointer: usize, threads: i32): i32 {
  return waitForAll(pointer(systemPointer, system.sync), threads) ? statusSuccess : statusBarrierTimeout;
}

/** Sets both row counters to zero; a barrier must follow. */
export function resetCounters(systemPointer: usize): void {
  const sync = pointer(systemPointer, system.sync);
  atomic.store<i32>(sync + counterOffset, 0);
  atomic.store<i32>(sync + counterOffset + 4, 0);
}

/** Takes the next `count` rows from a counter and returns the first. */
@inline
export function takeRows(systemPointer: usize, counter: i32, count: i32): i32 {
  return atomic.add<i32>(pointer(systemPointer, system.sync) + counterOffset + ((<usize>counter) << 2), count);
}

/** Address of a thread's own slot. */
@inline
export function slot(systemPointer: usize, thread: i32): usize {
  return pointer(systemPointer, system.sync) + slotOffset + (<usize>thread) * slotBytes;
}
