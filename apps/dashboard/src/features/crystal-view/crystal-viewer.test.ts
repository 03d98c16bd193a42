import { expect, test } from "vitest";
import { cellEdges } from "./crystal-viewer.ts";

test("a cell has twelve edges, four along each vector", () => {
  const lattice = [
    [3, 0, 0],
    [0, 4, 0],
    [1, 0, 5],
  ] as const;
  const edges = cellEdges(lattice);
  expect(edges).toHaveLength(12);
  for (const vector of lattice) {
    const along = edges.filter(([from, to]) =>
      vector.every((value, axis) => to[axis] - from[axis] === value),
    );
    expect(along).toHaveLength(4);
  }
});
