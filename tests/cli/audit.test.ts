import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditResultSchema, exitCodes, type AuditResult } from "@ansatz/contract";
import { afterAll, describe, expect, test } from "vitest";
import { runCli, type CliResult } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-audit-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const elements = ["Fe", "Ni", "Cr", "Mn", "Co", "Al", "Ti", "V"];
/** Alloys whose property is a mean over their elements. */
const alloys = Array.from({ length: 40 }, (_, k) => {
  const [a, b] = [elements[k % 8], elements[(k * 3 + 1 + Math.floor(k / 8)) % 8]];
  const share = 0.1 + 0.02 * k;
  const y = share * elements.indexOf(a) + (1 - share) * elements.indexOf(b);
  return { formula: a === b ? a : `${a}${share.toFixed(2)}${b}${(1 - share).toFixed(2)}`, y };
});
const table = (
  rows: readonly { formula: string; y: number | string }[],
  header = "formula,y (MPa)",
): string => [header, ...rows.map(({ formula, y }) => `${formula},${y}`)].join("\n");
const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};

write("alloys.csv", table(alloys));
write(
  "faults.csv",
  table(
    alloys.map((row, k) =>
      k === 3
        ? { ...row, formula: "Xx2O3" }
        : k === 5
          ? { ...row, y: "" }
          : k === 7
            ? { ...row, y: "NaN" }
            : row,
    ),
  ),
);
write("constant.csv", table(alloys.map((row) => ({ ...row, y: 5 }))));
write("one-class.csv", table(alloys.map((row) => ({ ...row, y: "metal" }))));
write("empty.csv", "  \n");
write("header.csv", "formula,y\n");
write("twice.csv", "formula,y,y\nNaCl,1,2\n");
write("text.csv", 'formula,y\nNaCl,1\nKCl,"2\nLiF,3\n');
write("few.csv", table(alloys.slice(0, 4)));
write("workbook.xlsx", "PK\u0003\u0004rest");
// The group decides the class, so that a fold of whole groups would train on one class.
write(
  "groups.csv",
  [
    "formula,batch,kind",
    ...alloys.map(({ formula }, k) => `${formula},${k % 2},${k % 2 === 0 ? "a" : "b"}`),
  ].join("\n"),
);
write(
  "batches.csv",
  ["formula,batch,y", ...alloys.map(({ formula, y }, k) => `${formula},b${k % 5},${y}`)].join("\n"),
);
write(
  "numbers.csv",
  Array.from({ length: 60 }, (_, k) => {
    const [x, z] = [Math.sin(k), Math.cos(7 * k)];
    return [x, z, x * z, x + z > 0 ? "1.0e+00" : "-1.0e+00"].join(",");
  }).join("\n"),
);
write("long.csv", `x,y\n${Array.from({ length: 100_000 }, (_, k) => `${k}.5,${k % 89}`).join("\n")}\n`);
write("longer.csv", `x,y\n${Array.from({ length: 100_001 }, (_, k) => `${k},${k % 89}`).join("\n")}\n`);

const quick = ["--models", "dummy-median,nearest-neighbors", "--no-learning-curve", "--folds", "3"];
const audit = (...args: readonly string[]): Promise<CliResult> => runCli(["audit", ...args], { directory });
const jsonOf = ({ stdout, stderr, code }: CliResult): AuditResult => {
  expect(stderr.split("\n").filter((line) => line.startsWith("ansatz:"))).toEqual([]);
  expect(code).toBe(exitCodes.success);
  return auditResultSchema.parse(JSON.parse(stdout));
};

describe("what cannot be audited", () => {
  const usage = exitCodes.badInput;
  test.each<[what: string, args: readonly string[], code: number, message: RegExp]>([
    [
      "constant targets",
      ["constant.csv"],
      usage,
      /column y \(MPa\) must hold different values.*got 5 in all/,
    ],
    ["one class", ["one-class.csv"], usage, /at least two classes to learn from, got metal in all/],
    ["an empty file", ["empty.csv"], usage, /empty\.csv is empty/],
    ["a header alone", ["header.csv"], usage, /got a header alone/],
    ["no such file", ["absent.csv"], usage, /absent\.csv/],
    ["two columns of one name", ["twice.csv"], usage, /different names, got y twice/],
    ["an open quote", ["text.csv"], usage, /row 3 must close its quotes/],
    ["a workbook", ["workbook.xlsx"], usage, /spreadsheet's workbook: save the sheet as CSV/],
    ["more folds than rows", ["few.csv", "--folds", "9"], usage, /folds.*9.*4|4.*9/],
    [
      "an unknown column",
      ["alloys.csv", "--target", "strength"],
      usage,
      /targetColumn must name one of.*got strength/,
    ],
    [
      "an unknown group",
      ["alloys.csv", "--group", "batch"],
      usage,
      /groupColumn must name one of.*got batch/,
    ],
    [
      "an unknown model",
      ["alloys.csv", "--models", "alchemy"],
      usage,
      /models must be of those for a regression.*got alchemy/,
    ],
    [
      "other descriptors",
      ["alloys.csv", "--descriptors", "density"],
      usage,
      /descriptors of a table of formulas must be of magpie.*got density/,
    ],
    ["too many qubits", ["alloys.csv", "--qubits", "40"], usage, /qubits.*16/],
    ["official folds of few rows", ["few.csv", "--folds", "matbench"], usage, /folds|rows/],
    [
      "folds of one class",
      ["groups.csv", "--group", "batch", "--folds", "2", "--models", "dummy-prior"],
      usage,
      /class/,
    ],
    ["100,000 rows", ["long.csv"], exitCodes.tooLarge, /up to 5,000 rows, got 100,000/],
    [
      "more rows than a table may have",
      ["longer.csv"],
      usage,
      /at most 100000 rows, got 100002|at most 100,?000 rows/,
    ],
  ])("%s", async (_, [file, ...more], code, message) => {
    const result = await audit("--data", file, ...more);
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/at \S+ \(|node_modules/);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe("");
  });
});

describe("what is told and left out", () => {
  test("formulas that cannot be read and missing targets, with their rows", async () => {
    const { rows, dropped, warnings, models } = jsonOf(
      await audit("--data", "faults.csv", ...quick, "--json"),
    );
    expect([rows, dropped]).toEqual([37, 3]);
    expect(warnings.join("\n")).toMatch(/1 row of column formula left out: row 5: .*Xx/);
    expect(warnings.join("\n")).toMatch(/2 rows without a target in column y \(MPa\) left out \(rows 7, 9\)/);
    expect(models.map(({ name }) => name).sort()).toEqual(["dummy-median", "nearest-neighbors"]);
  });

  test("more qubits than features", async () => {
    const result = jsonOf(
      await audit(
        "--data",
        "numbers.csv",
        "--qubits",
        "6",
        "--folds",
        "3",
        "--no-learning-curve",
        "--json",
        "--models",
        "dummy-prior,zz-fidelity-support-vector,zz-unentangled-fidelity-support-vector",
      ),
    );
    expect([result.features, result.qubits]).toEqual([3, 3]);
    expect(result.warnings.join("\n")).toContain(
      "has 3 features: quantum models get as many qubits instead of 6",
    );
    // Without a header, and −1 and 1 however they are written.
    expect(result.target).toEqual({ name: "column 4", unit: null, classes: ["-1", "1"] });
    expect(result.task).toBe("classification");
    const quantum = result.models.find(({ kind }) => kind === "quantum")!;
    expect(quantum.accuracy!).toBeGreaterThan(0.7);
    expect(quantum.rocAuc!).toBeGreaterThan(0.7);
    expect(quantum.perFold).toHaveLength(3);
  });
});

test("a group never stands on both sides of a fold", async () => {
  const { predictions } = jsonOf(
    await audit(
      "--data",
      "batches.csv",
      "--group",
      "batch",
      "--target",
      "y",
      ...quick,
      "--json",
      "--duplicates",
      "keep-all",
    ),
  );
  const foldsOf = new Map<number, Set<number>>();
  for (const { row, fold } of predictions) {
    const batch = (row - 2) % 5;
    foldsOf.set(batch, (foldsOf.get(batch) ?? new Set()).add(fold));
  }
  expect([...foldsOf.values()].map((folds) => folds.size)).toEqual([1, 1, 1, 1, 1]);
});

test("the same request and seed give the same scores; files are written beside", async () => {
  const args = ["--data", "alloys.csv", ...quick, "--json"];
  const first = jsonOf(await audit(...args, "--csv", "out.csv", "--report", "out.html"));
  const second = jsonOf(await audit(...args));
  expect(second.models.map(({ perFold }) => perFold)).toEqual(first.models.map(({ perFold }) => perFold));
  expect(readFileSync(join(directory, "out.csv"), "utf8")).toContain("nearest-neighbors");
  expect(readFileSync(join(directory, "out-predictions.csv"), "utf8").trim().split("\n")).toHaveLength(
    first.rows + 1,
  );
  expect(readFileSync(join(directory, "out.html"), "utf8")).toContain("<table");
});

const steels = join(import.meta.dirname, "../../../shared/data/materials/matbench-steels.csv");

// Dunn et al., npj Comput. Mater. 6, 138 (2020), and the benchmark's table: dummy 229.7445, random forest on Magpie 103.5125.
test.skipIf(!existsSync(steels))(
  "steels on the official folds: the published dummy and random forest",
  async () => {
    const { models, folds } = jsonOf(
      await runCli([
        ...["audit", "--data", steels, "--folds", "matbench", "--no-learning-curve", "--json"],
        ...["--models", "dummy-mean,random-forest"],
      ]),
    );
    expect(folds.outer).toBe(5);
    const [dummy, forest] = ["dummy-mean", "random-forest"].map((name) =>
      models.find((model) => model.name === name)!,
    );
    expect(dummy.mae).toBeCloseTo(229.7445, 3);
    // Other draws of bootstrap samples and other libraries' defaults.
    expect(Math.abs(forest.mae! / 103.5125 - 1)).toBeLessThan(0.05);
  },
  300_000,
);
