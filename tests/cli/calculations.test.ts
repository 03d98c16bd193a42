import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bondScanResultSchema, exitCodes, groundStateResultSchema } from "@ansatz/contract";
import { afterAll, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

const scratch = mkdtempSync(join(tmpdir(), "ansatz-cli-"));
afterAll(() => {
  rmSync(scratch, { recursive: true });
});

/** Chemical accuracy, 1 kcal/mol, in hartree. */
const chemicalAccuracy = 1.6e-3;

/** Hydrogen at 0.7414 Å in STO-3G: RHF and full CI (PySCF 2.7.0), hartree. */
const hydrogen = { xyz: "2\nhydrogen\nH 0 0 0\nH 0 0 0.7414\n", rhf: -1.1166843871, fullCi: -1.1372701747 };

test("water from its SMILES: one JSON object with UCCSD beside the exact energy", async () => {
  const { code, stdout, stderr } = await runCli([
    "ground-state",
    "--smiles",
    "O",
    "--basis",
    "sto-3g",
    "--full",
    "--json",
  ]);
  expect(stderr).toBe("");
  expect(code).toBe(exitCodes.success);
  const result = groundStateResultSchema.strict().parse(JSON.parse(stdout));
  expect(result.formula).toBe("H2O");
  expect(result.converged).toBe(true);
  expect(result.qubits).toBe(14);
  expect(result.determinants).toBe(441);
  expect(result.references.map(({ method }) => method)).toEqual(["rhf", "mp2", "casci"]);
  const exact = result.references[2].energy!;
  expect(result.energy! - exact).toBeGreaterThan(-1e-9);
  expect(result.energy! - exact).toBeLessThan(chemicalAccuracy);
  expect(exact).toBeLessThan(result.references[0].energy!);
  expect(result.verdict.text).not.toBe("");
  expect(result.seconds).toBeGreaterThan(0);
});

test("hydrogen from standard input and from a file have the published energy", async () => {
  const file = join(scratch, "h2.xyz");
  writeFileSync(file, hydrogen.xyz);
  const options = ["--basis", "STO-3G", "--full", "--json"];
  const piped = await runCli(["ground-state", "--xyz", "-", ...options], { input: hydrogen.xyz });
  const relative = await runCli(["ground-state", "--xyz", "h2.xyz", ...options], { directory: scratch });
  for (const { code, stdout } of [piped, relative]) {
    expect(code).toBe(exitCodes.success);
    const { energy, references } = groundStateResultSchema.parse(JSON.parse(stdout));
    expect(energy).toBeCloseTo(hydrogen.fullCi, 6);
    expect(references[0].energy).toBeCloseTo(hydrogen.rhf, 6);
  }
});

test("the report: the references beside the VQE, error budget and verdict, without colours where it is piped", async () => {
  const { code, stdout, stderr } = await runCli(["ground-state", "--xyz", "-", "--full"], {
    input: hydrogen.xyz,
  });
  expect(code).toBe(exitCodes.success);
  expect(stdout).toMatch(/^H2 {2}UCCSD-VQE\/sto-3g$/m);
  expect(stdout).toMatch(/^RHF +-1\.116684\d\d +\+20\.586 +[\d.]+$/m);
  expect(stdout).toMatch(/^UCCSD-VQE +-1\.137270\d\d +\+?0\.\d+ +[\d.]+$/m);
  expect(stdout).toMatch(/^Error budget$/m);
  expect(stdout).toMatch(/^Verdict: (?:excellent|good)$/m);
  expect(stdout + stderr).not.toContain("\u001B");
  // Progress as plain lines, one a stage.
  expect(stderr.split("\n").length).toBeGreaterThan(3);
  expect(stdout.split("\n").every((line) => line.length <= 100)).toBe(true);
});

test("the same seed gives the same numbers on one thread and on two", async () => {
  const run = async (threads: string): Promise<unknown> => {
    const { stdout } = await runCli(["ground-state", "--molecule", "lih", "--threads", threads, "--json"]);
    const { energy, parameterValues, history, references } = groundStateResultSchema.parse(
      JSON.parse(stdout),
    );
    return {
      energy,
      parameterValues,
      energies: history.map((iteration) => iteration.energy),
      references: references.map((reference) => reference.energy),
    };
  };
  const one = await run("1");
  expect(await run("2")).toEqual(one);
});

test("a loop stopped early is a result of its own exit code", async () => {
  const { code, stdout } = await runCli([
    "ground-state",
    "--molecule",
    "lih",
    "--max-iterations",
    "1",
    "--json",
  ]);
  const result = groundStateResultSchema.parse(JSON.parse(stdout));
  expect(result.converged).toBe(false);
  expect(result.energy).not.toBeNull();
  expect(code).toBe(exitCodes.notConverged);
});

test("a problem beyond the memory is refused with its size", async () => {
  const { code, stderr } = await runCli([
    "ground-state",
    "--molecule",
    "benzene",
    "--active",
    "30,30",
    "--json",
  ]);
  expect(code).toBe(exitCodes.tooLarge);
  expect(stderr).toMatch(/[GTP]iB/);
});

test("a bond scan prints a row a point, the curve and the minimum", async () => {
  const args = ["scan", "--molecule", "h2", "--bond", "1,2", "--from", "0.5", "--to", "1.1", "--points", "4"];
  const { code, stdout } = await runCli(args);
  expect(code).toBe(exitCodes.success);
  for (const length of ["0.5000", "0.7000", "0.9000", "1.1000"]) {
    expect(stdout).toMatch(
      new RegExp(`^ *${length.replace(".", "\\.")} +-[01]\\.\\d{8} .*-[01]\\.\\d{8} `, "m"),
    );
  }
  expect(stdout).toMatch(/\|.*\*/);
  expect(stdout).toMatch(/^Minimum +0\.7\d+ Å/m);
  const json = await runCli([...args, "--json"]);
  const result = bondScanResultSchema.strict().parse(JSON.parse(json.stdout));
  expect(result.points.map(({ bondLengthAngstrom }) => Number(bondLengthAngstrom.toFixed(4)))).toEqual([
    0.5, 0.7, 0.9, 1.1,
  ]);
  for (const { vqe, casci, rhf } of result.points) {
    // Two electrons: UCCSD is exact.
    expect(Math.abs(vqe! - casci!)).toBeLessThan(1e-6);
    expect(vqe!).toBeLessThan(rhf!);
  }
});

test("a bond that the molecule does not have is refused", async () => {
  const { code, stderr } = await runCli([
    "scan",
    "--molecule",
    "h2",
    "--bond",
    "1,3",
    "--from",
    "0.5",
    "--to",
    "1",
  ]);
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toMatch(/3/);
});
