import { expect, test } from "vitest";
import { countOperations } from "./circuit-counts.ts";
import { examples } from "./examples.ts";

const of = (id: string) => countOperations(examples.find((one) => one.id === id)!.document);

test("depth counts operations that wait for each other; barriers count for nothing", () => {
  expect(of("bell")).toEqual({ depth: 2, operations: 2, multiQubit: 1 });
  expect(of("ghz")).toEqual({ depth: 4, operations: 4, multiQubit: 3 });
  expect(of("deutsch-jozsa")).toEqual({ depth: 7, operations: 14, multiQubit: 3 });
});

test("a conditional waits for the measurements that it reads", () => {
  // Qubit 1: h, cx, cx, measure; then x and z on qubit 2 one after the other.
  expect(of("teleportation")).toEqual({ depth: 6, operations: 10, multiQubit: 2 });
});
