import { pointer, statusBarrierTimeout, statusSuccess, system } from "./fields";

/** How often a thread looks before it sleeps: some 50 µs, as waking takes about as long. */
const spinCount: i32 = 50_000;

/** A thread that waits longer than this has lost its companions (nanoseconds). */
const timeout: i64 = 120_000_000_000;

/** Words of the synchronisation area: arrived threads, generation, two row counters; then a slot for each thread. */
const generationOffset: usize = 4;
const counterOffset: usize = 8;
const slotOffset: usize = 64;
const slotBytes: usize = 64;

/** Waits until all threads have arrived; memory written before is visible after. */
export function barrier(systemPointer: usize, threads: i32): i32 {
  if (threads == 1) return statusSuccess;
  const sync = pointer(systemPointer, system.sync);
  const generation = atomic.load<i32>(sync + generationOffset);
  if (atomic.add<i32>(sync, 1) == threads - 1) {
    atomic.store<i32>(sync, 0);
    atomic.add<i32>(sync + generationOffset, 1);
    atomic.notify(sync + generationOffset, -1);
    return statusSuccess;
  }
  for (let count: i32 = 0; count < spinCount; count++) {
    if (atomic.load<i32>(sync + generationOffset) != generation) return statusSuccess;
  }
  while (atomic.load<i32>(sync + generationOffset) == generation) {
    if (atomic.wait<i32>(sync + generationOffset, generation, timeout) == AtomicWaitResult.TIMED_OUT) {
      return statusBarrierTimeout;
    }
  }
  return statusSuccess;
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
