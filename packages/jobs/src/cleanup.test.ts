import { expect, test } from "vitest";
import { createCleanup } from "./cleanup.ts";

test("what was opened last is released first, each once, also after a failure", async () => {
  const released: string[] = [];
  const cleanup = createCleanup();
  cleanup.use({ [Symbol.asyncDispose]: () => Promise.resolve(void released.push("first")) });
  cleanup.defer(() => Promise.reject(new Error("second")));
  cleanup.defer(() => Promise.resolve(void released.push("third")));
  await expect(cleanup.run()).rejects.toThrow("second");
  expect(released).toEqual(["third", "first"]);
  await cleanup.run();
  expect(released).toHaveLength(2);
});
