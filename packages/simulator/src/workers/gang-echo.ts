import type { GangCall } from "./compute-pool.ts";

/** Returns its own argument as a list: lets a test see which thread ran. */
export function echoThread({ thread, threads, data }: GangCall<number>): number[] {
  return [thread, threads, data];
}
