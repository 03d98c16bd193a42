import { expect, test } from "vitest";
import { createComputePool } from "./piscina-pool.ts";
import { workerModule } from "./compute-pool.ts";

test("a gang call runs once on every thread", async () => {
  await using pool = createComputePool({ threads: 2 });
  const module = workerModule(import.meta.url, "./gang-echo");
  expect(await pool.runOnAll({ module, name: "echoThread", data: 7 })).toEqual([
    [0, 2, 7],
    [1, 2, 7],
  ]);
});
