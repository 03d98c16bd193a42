/** How often a thread looks before it sleeps: some 50 µs, as waking takes about as long. */
const spinCount: i32 = 50_000;

/** A thread that waits longer than this has lost its companions (nanoseconds). */
const timeout: i64 = 120_000_000_000;

const generationOffset: usize = 4;

/**
 * Waits until all threads have arrived at the two words at `sync` (arrived threads, generation); memory written before
 * is visible after. False if the others did not come in time.
 */
export function waitForAll(sync: usize, threads: i32): bool {
  if (threads == 1) return true;
  const generation = atomic.load<i32>(sync + generationOffset);
  if (atomic.add<i32>(sync, 1) == threads - 1) {
    atomic.store<i32>(sync, 0);
    atomic.add<i32>(sync + generationOffset, 1);
    atomic.notify(sync + generationOffset, -1);
    return true;
  }
  for (let count: i32 = 0; count < spinCount; count++) {
    if (atomic.load<i32>(sync + generationOffset) != generation) return true;
  }
  while (atomic.load<i32>(sync + generationOffset) == generation) {
    if (atomic.wait<i32>(sync + generationOffset, generation, timeout) == AtomicWaitResult.TIMED_OUT) return false;
  }
  return true;
}
