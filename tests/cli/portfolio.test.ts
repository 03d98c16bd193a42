import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes, portfolioResultSchema, problemSchema, type PortfolioResult } from "@ansatz/contract";
import { estimateMoments, loadSampleUniverse, toReturns } from "@ansatz/finance";
import { afterAll, expect, test } from "vitest";
import { startTestServer } from "../api/test-server.ts";
import { runCli } from "./run-cli.ts";

const directory = mkdtempSync(join(tmpdir(), "ansatz-portfolio-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const write = (name: string, text: string): void => {
  writeFileSync(join(directory, name), text);
};

// q·xᵀΣx − μᵀx with q = 1: single terms A 0.04 − 0.10, B 0.09 − 0.20, C 0.01 − 0.05; pairs add twice the covariance.
write("means.csv", "A,0.10,0.2\nB,0.20,0.3\nC,0.05,0.1\n");
write("risk.csv", "0.04,0.03,0\n0.03,0.09,0\n0,0,0.01\n");
const tinyObjectives = { "A B": -0.11, "A C": -0.1, "B C": -0.15 };

write("bad-price.csv", "date,A,B\n2024-01-02,10,20\n2024-01-03,11,-3\n2024-01-04,12,21\n2024-01-05,12,22\n");
write("text-price.csv", "date,A,B\n2024-01-02,10,20\n2024-01-03,n0ne,21\n2024-01-04,12,21\n");
// C costs twice what A costs on every day, so that both have the same returns.
write(
  "singular.csv",
  "date,A,C\n2024-01-02,10,20\n2024-01-03,11,22\n2024-01-04,12,24\n2024-01-05,11,22\n2024-01-08,13,26\n",
);
write("indefinite.csv", "1,0.9,-0.9\n0.9,1,0.9\n-0.9,0.9,1\n");
write("empty.csv", "");
write("twice.csv", "date,A,a\n2024-01-02,10,20\n2024-01-03,11,21\n2024-01-04,12,22\n");
write("short.csv", "date,A,B\n2024-01-02,10,20\n2024-01-03,11,21\n2024-01-04,12,20\n2024-01-05,11,23\n");
write("sectors.csv", "asset,sector\nA,tech\nB,tech\nC,oil\n");
write("views.csv", "asset,return,confidence\nA,0.9,1\n");
write("views.json", JSON.stringify([{ assets: { A: 1, B: -1 }, expectedReturn: 0.3, confidence: 1 }]));
write("today.json", JSON.stringify({ A: 0.5, B: 0.5 }));
write("groups.json", JSON.stringify([{ name: "pair", assets: ["A", "B"], maximum: 1 }]));

const run = (args: readonly string[]) => runCli(["portfolio", ...args], { directory });

async function json(args: readonly string[]): Promise<PortfolioResult> {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.success);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  return portfolioResultSchema.strict().parse(JSON.parse(stdout));
}

const tiny = ["--moments", "means.csv,risk.csv", "--pick", "2", "--risk-aversion", "1"];

test("three assets worked out by hand: the optimum, the ratio, the energy of the state", async () => {
  const result = await json([...tiny, "--layers", "1", "--seed", "7"]);
  expect(result).toMatchObject({
    selection: ["B", "C"],
    weights: { B: 0.5, C: 0.5 },
    assets: 3,
    observations: null,
    selections: 3,
    layers: 1,
    mixer: "xy-ring",
    seed: 7,
    optimum: { selection: ["B", "C"], proven: true, gap: 0 },
  });
  expect(result.objective).toBeCloseTo(tinyObjectives["B C"], 14);
  expect(result.optimum.objective).toBeCloseTo(tinyObjectives["B C"], 14);
  expect(result.uniformProbability).toBeCloseTo(1 / 3, 14);
  const [best, worst] = [tinyObjectives["B C"], tinyObjectives["A C"]];
  expect(result.approximationRatio).toBeCloseTo((result.energy! - worst) / (best - worst), 12);
  // A uniform state, from which one layer starts, has the mean of the three.
  expect(result.energy!).toBeLessThan((-0.11 - 0.1 - 0.15) / 3);
  expect(result.expectedReturn).toBeCloseTo(0.125, 14);
  expect(result.volatility).toBeCloseTo(Math.sqrt((0.09 + 0.01) / 4), 14);
});

test.each(["xy-complete", "x", "grover"])("the mixer %s finds the optimum of three assets", async (mixer) => {
  const result = await json([...tiny, "--mixer", mixer, "--layers", "2"]);
  expect(result.objective).toBeCloseTo(tinyObjectives["B C"], 14);
  expect(result.mixer).toBe(mixer);
  expect(result.feasibleProbability! < 0.9999).toBe(mixer === "x");
});

test("classical algorithms say their objective and no probability of a sample", async () => {
  // Greedy takes B first, then C: A would add the covariance.
  const greedy = await json([...tiny, "--algorithm", "greedy"]);
  expect(greedy).toMatchObject({ selection: ["B", "C"], optimumProbability: null, approximationRatio: 1 });
  const exact = await json([...tiny, "--algorithm", "exact"]);
  expect(exact).toMatchObject({ selection: ["B", "C"], energy: null, mixer: null });
});

test("more states than QAOA takes are answered exactly where no algorithm is named, and a warning says so", async () => {
  const result = await json(["--sample", "synthetic", "--pick", "20"]);
  expect(result).toMatchObject({ algorithm: "exact", optimumProbability: null, approximationRatio: 1 });
  expect(result.optimum.proven).toBe(true);
  expect(result.warnings[0]).toMatch(/^No algorithm was named.*exact answered, without a quantum state/);
});

test("the shipped sample: the same optimum as trying all selections, by an independent loop", async () => {
  const result = await json([
    "--sample",
    "us-stocks",
    "--pick",
    "3",
    "--risk-aversion",
    "2",
    "--layers",
    "2",
  ]);
  const { mean, covariance, assets } = estimateMoments(toReturns(await loadSampleUniverse("us-stocks")), {
    kind: "sample",
  });
  const n = assets.length;
  const all: { names: string[]; objective: number }[] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++)
      for (let k = j + 1; k < n; k++) {
        const held = [i, j, k];
        let objective = 0;
        for (const a of held) {
          objective -= mean[a];
          for (const b of held) objective += 2 * covariance[a * n + b];
        }
        all.push({ names: held.map((a) => assets[a].name), objective });
      }
  all.sort((a, b) => a.objective - b.objective);
  expect(result.selections).toBe(all.length);
  expect(result.optimum.selection).toEqual(all[0].names);
  expect(result.optimum.objective).toBeCloseTo(all[0].objective, 12);
  const worst = all.at(-1)!.objective;
  expect(result.approximationRatio).toBeCloseTo((result.energy! - worst) / (all[0].objective - worst), 9);
  const chosen = all.find(({ names }) => names.join() === result.selection.join());
  expect(result.objective).toBeCloseTo(chosen!.objective, 12);
  expect(result.observations).toBe(2515);
  expect(result.optimumProbability!).toBeGreaterThan(result.uniformProbability!);
  expect(result.verdict.text).toContain("gains nothing in speed");
  expect(result.verdict.text).toContain("drawn at random");
});

test("the report shows holdings, the optimum beside them, a random draw and the verdict", async () => {
  const { code, stdout } = await run(tiny);
  expect(code).toBe(exitCodes.success);
  expect(stdout).toMatch(/B +50\.00 % +50\.00 %/);
  expect(stdout).toMatch(/Exact: enumeration +-0\.15 +0 +proven/);
  expect(stdout).toMatch(/Maximum Sharpe ratio \(continuous weights\) +9\.19 %/);
  expect(stdout).toContain("Best of 1,000 random draws");
  expect(stdout).toMatch(/Verdict: excellent/);
});

test("the same seed gives the same numbers with one thread and with two", async () => {
  const common = ["--sample", "us-stocks", "--pick", "4", "--layers", "1"];
  const one = await json([...common, "--threads", "1"]);
  const two = await json([...common, "--threads", "2"]);
  expect(two.energy).toBeCloseTo(one.energy!, 12);
  expect(two.selection).toEqual(one.selection);
});

test("a singular covariance is said", async () => {
  const result = await json(["--prices", "singular.csv", "--pick", "1"]);
  expect(result.covariance.status).toBe("singular");
  expect(result.warnings.join(" ")).toContain("singular");
});

test("an indefinite one is said, and repaired where that is asked for", async () => {
  const given = ["--moments", "means.csv,indefinite.csv", "--pick", "2"];
  const asGiven = await json(given);
  expect(asGiven).toMatchObject({ covariance: { status: "indefinite" }, verdict: { level: "caution" } });
  const repaired = await json([...given, "--repair"]);
  expect(repaired.estimator).toBe("given, repaired");
  expect(repaired.findings.join(" ")).toContain("replaced by the nearest");
  expect(asGiven.warnings.join(" ")).toMatch(/negative variance; a repair.*can be asked for/);
  expect(repaired.covariance.status).toBe("singular");
  expect(repaired.warnings.join(" ")).toMatch(/indefinite.*it was replaced/);
  expect(repaired.warnings.join(" ")).not.toContain("asked for");
});

test.each<[string, string[], number, RegExp]>([
  ["more picks than assets", [...tiny, "--pick", "4"], 2, /pick must be in \[1, 3\].*got 4/],
  [
    "a price below 0 with its row and column",
    ["--prices", "bad-price.csv", "--pick", "1"],
    2,
    /row 3\b.*\bB\b|\bB\b.*row 3\b/,
  ],
  [
    "text in a number column with its row and column",
    ["--prices", "text-price.csv", "--pick", "1"],
    2,
    /row 3\b.*\bA\b|\bA\b.*row 3\b/,
  ],
  ["an unknown mixer", [...tiny, "--mixer", "yz"], 2, /mixer.*xy-ring.*got "yz"/],
  ["an unknown algorithm", [...tiny, "--algorithm", "magic"], 2, /algorithm.*qaoa.*got "magic"/],
  ["a missing file", ["--prices", "nowhere.csv", "--pick", "1"], 2, /nowhere\.csv: there is no such file/],
  ["an empty file", ["--prices", "empty.csv", "--pick", "1"], 2, /empty/],
  ["no market", ["--pick", "1"], 2, /--prices FILE, --moments MEANS,RISK and --sample NAME/],
  ["one file of moments that holds no risks", ["--moments", "means.csv", "--pick", "1"], 2, /OR-Library/],
  ["three files of moments", ["--moments", "a,b,c", "--pick", "1"], 2, /two files with a comma/],
  ["two columns of one ticker", ["--prices", "twice.csv", "--pick", "1"], 2, /\ba\b/],
  ["no pick", ["--moments", "means.csv,risk.csv"], 2, /pick.*number of assets to hold/],
  ["a pick in words", ["--sample", "us-stocks", "--pick", "few"], 2, /number of assets or its limits/],
  ["an unknown asset", [...tiny, "--require", "D"], 2, /required must name assets.*"D".*A, B, C/],
  [
    "a mandate that contradicts itself",
    [...tiny, "--sectors", "sectors.csv", "--sector-limits", "*=1", "--exclude", "C"],
    2,
    /contradicts itself: (?=.*"pick 2 of 3 assets")(?=.*"tech: at most 1 holdings")(?=.*"do not hold C").*relax one/,
  ],
  ["a budget without lots", [...tiny, "--budget", "100"], 2, /budget.*form lots/],
  [
    "too many states for QAOA",
    ["--sample", "synthetic", "--pick", "20", "--algorithm", "qaoa"],
    4,
    /40 variables: choose among fewer/,
  ],
])("%s: a message and the exit code", async (_, args, exitCode, message) => {
  const { code, stdout, stderr } = await run([...args, "--json"]);
  expect(stdout).toBe("");
  expect(code).toBe(exitCode);
  const problem = problemSchema.parse(JSON.parse(stderr));
  expect(
    [problem.detail, ...(problem.issues ?? []).map((issue) => `${issue.path} ${issue.message}`)].join(" "),
  ).toMatch(message);
});

test("a file of more than 100 MB is refused, not read into memory", async () => {
  write("huge.csv", "");
  truncateSync(join(directory, "huge.csv"), 100_000_001);
  const { code, stderr } = await run(["--prices", "huge.csv", "--pick", "1"]);
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toContain("huge.csv is larger than 100,000,000 bytes");
});

test("forty assets have a proven optimum where they are too many for QAOA", async () => {
  const result = await json(["--sample", "synthetic", "--pick", "8", "--algorithm", "annealing"]);
  expect(result.optimum).toMatchObject({ method: "branch and bound", proven: true });
  expect(result.objective).toBeGreaterThanOrEqual(result.optimum.objective - 1e-12);
  expect(result.warnings.join(" ")).toContain("invented");
});

test("the mandate's options: sectors of a file, groups, assets to hold, changes from today", async () => {
  const limited = await json([
    ...tiny,
    "--sectors",
    "sectors.csv",
    "--sector-limits",
    "tech=1",
    "--exclude",
    "B",
  ]);
  expect(limited.selection).toEqual(["A", "C"]);
  expect(limited.mandate).toEqual(
    expect.arrayContaining([
      "tech: at most 1 holding.",
      "Do not hold B.",
      "Hold exactly 2 of 3 assets, in equal parts.",
    ]),
  );
  expect(limited.holdings.map(({ sector }) => sector)).toEqual(["tech", "oil"]);
  const grouped = await json([...tiny, "--group", "pair:A,B:0-1", "--require", "A"]);
  expect(grouped.selection).toEqual(["A", "C"]);
  const read = await json([...tiny, "--groups", "groups.json", "--require", "a"]);
  expect(read.selection).toEqual(["A", "C"]);
  const kept = await json([...tiny, "--today", "today.json", "--max-changes", "0"]);
  expect(kept).toMatchObject({ selection: ["A", "B"], turnover: 0, trades: {} });
  const moved = await json([...tiny, "--today", "A=0.5,B=0.5", "--cost-fixed", "0.001"]);
  expect(moved).toMatchObject({ selection: ["B", "C"], turnover: 0.5, trades: { A: -0.5, C: 0.5 } });
  expect(moved.objective).toBeCloseTo(tinyObjectives["B C"] + 0.002, 14);
});

test("views of a file move what is held", async () => {
  const viewed = await json([...tiny, "--views", "views.csv"]);
  expect(viewed.selection).toContain("A");
  const pair = await json([...tiny, "--views", "views.json", "--pick", "3"]);
  const [a, b] = pair.holdings.map(({ expectedReturn }) => expectedReturn);
  expect(a - b).toBeCloseTo(0.3, 9);
});

test("weights and lots on the command line", async () => {
  const options = ["--moments", "means.csv,risk.csv", "--risk-aversion", "4", "--algorithm", "exact"];
  const weights = await json([...options, "--form", "weights", "--steps", "20", "--max-weight", "0.5"]);
  expect(Object.values(weights.weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  for (const weight of Object.values(weights.weights)) {
    expect(weight).toBeLessThanOrEqual(0.5);
    expect(20 * weight).toBeCloseTo(Math.round(20 * weight), 9);
  }
  const lots = await json([
    ...options,
    "--form",
    "lots",
    "--budget",
    "100",
    "--lot-prices",
    "A=30,B=40,C=7",
    "--pick",
    "-2",
  ]);
  const spent = Object.entries(lots.lots!).reduce(
    (sum, [name, count]) => sum + count * { A: 30, B: 40, C: 7 }[name]!,
    0,
  );
  expect(lots.cash).toBeCloseTo(1 - spent / 100, 12);
  expect(lots.selection.length).toBeLessThanOrEqual(2);
});

test("restarts, a warm start and free angles on the command line", async () => {
  const result = await json([
    ...["--sample", "us-stocks", "--pick", "3-4", "--layers", "1", "--restarts", "2"],
    ...["--start", "interp", "--tail", "0.3", "--warm-start", "--threads", "2"],
  ]);
  expect(result.pick).toEqual({ minimum: 3, maximum: 4 });
  expect(result.selections).toBe(1140 + 4845);
  expect(result.algorithms.map(({ name }) => name)).toContain("The warm start's relaxation, rounded");
});

test("holdings for spreadsheets and a page that stands alone", async () => {
  const { code } = await run([...tiny, "--today", "A=1", "--csv", "holdings.csv", "--report", "page.html"]);
  expect(code).toBe(exitCodes.success);
  expect(readFileSync(join(directory, "holdings.csv"), "utf8")).toBe(
    "\uFEFFAsset,Sector,Weight,Weight in the optimum,Change,Expected return,Volatility\r\n" +
      "B,,0.5,0.5,0.5,0.2,0.3\r\nC,,0.5,0.5,0.5,0.05,0.1\r\nA,,0,0,-1,,\r\n",
  );
  const page = readFileSync(join(directory, "page.html"), "utf8");
  for (const text of [
    "<h1>Portfolio: means.csv, risk.csv</h1>",
    "Mandate",
    "Greedy",
    "<svg",
    "Verdict: excellent",
  ]) {
    expect(page).toContain(text);
  }
  expect(page).not.toMatch(/<script|src=|NaN|undefined/);
});

test("two observations of two assets are few, and said to be", async () => {
  const result = await json(["--prices", "short.csv", "--pick", "1"]);
  expect(result.verdict.level).toBe("caution");
  expect(result.warnings.join(" ")).toMatch(/3 observations of 2 assets are few.*shrinkage/);
});

test("a server answers as this process does", async () => {
  await using service = await startTestServer();
  const here = await json([...tiny, "--seed", "3"]);
  const there = await json([...tiny, "--seed", "3", "--server", service.url]);
  expect(there.selection).toEqual(here.selection);
  expect(there.energy).toBeCloseTo(here.energy!, 12);
});
