import { auditRequestSchema } from "@ansatz/contract";
import { expect, test } from "vitest";
import { readLearningDataOnce } from "./learning-data.ts";

const request = (settings: { readonly rows?: number; readonly seed?: number } = {}) =>
  auditRequestSchema.parse({ sample: "bulk-moduli", ...settings });

test("rows that are drawn are rows of the table, in their order, and the same for the same seed", async () => {
  const all = await readLearningDataOnce(request());
  const some = await readLearningDataOnce(request({ rows: 50 }));
  expect(some.data.targets).toHaveLength(50);
  expect(some.dropped).toBe(all.dropped + all.labels.length - 50);
  expect(some.findings).toContain("50 of 2,000 usable rows were drawn at random, as asked.");
  some.rows.forEach((row, k) => {
    const place = all.rows.indexOf(row);
    expect(some.labels[k]).toBe(all.labels[place]);
    expect(some.data.targets[k]).toBe(all.data.targets[place]);
    expect(some.data.features.values[k * some.data.features.columnCount]).toBe(
      all.data.features.values[place * all.data.features.columnCount],
    );
  });
  expect(some.rows.every((row, k) => k === 0 || row > some.rows[k - 1])).toBe(true);
  expect((await readLearningDataOnce(request({ rows: 50, seed: 42 }))).rows).toEqual(some.rows);
  expect((await readLearningDataOnce(request({ rows: 50, seed: 7 }))).rows).not.toEqual(some.rows);
});

test("more rows than there are is all of them", async () => {
  expect((await readLearningDataOnce(request({ rows: 5000 }))).labels).toHaveLength(2000);
});
