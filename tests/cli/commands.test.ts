import {
  groundStateRequestSchema,
  errorCodes,
  exitCodes,
  jobStatusSchema,
  problemSchema,
} from "@ansatz/contract";
import { expect, test } from "vitest";
import { finish, runCli, startCli } from "./run-cli.ts";

test("help lists the commands, the examples and every exit code", async () => {
  const { code, stdout, stderr } = await runCli(["--help"]);
  expect(code).toBe(0);
  expect(stderr).toBe("");
  for (const command of [
    "ground-state",
    "scan",
    "run",
    "transpile",
    "draw",
    "resources",
    "noise-presets",
    "serve",
    "worker",
    "jobs",
    "molecules",
    "basis-sets",
  ]) {
    expect(stdout).toContain(command);
  }
  const section = stdout.slice(stdout.indexOf("Exit codes:"));
  const listed = [...section.matchAll(/^ +(\d+) {2}/gm)].map(([, number]) => Number(number));
  expect(listed).toEqual(Object.values(exitCodes).toSorted((a, b) => a - b));
});

test("a command's help names every choice that the contract has", async () => {
  const { stdout } = await runCli(["ground-state", "--help"]);
  for (const optimizer of groundStateRequestSchema.shape.optimizer.unwrap().options)
    expect(stdout).toContain(optimizer);
  const list = await runCli(["jobs", "list", "--help"]);
  for (const status of jobStatusSchema.options) expect(list.stdout).toContain(status);
});

test("the version is printed", async () => {
  const { code, stdout } = await runCli(["--version"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([
  [[], /Usage: ansatz/],
  [["groundstate"], /Did you mean ground-state/],
  [["ground-state", "--smile", "O"], /Did you mean --smiles/],
  [["jobs", "lst"], /Did you mean list/],
  [["ground-state"], /Name the molecule/],
  [["ground-state", "--smiles", "O", "--molecule", "h2o"], /cannot be used with/],
  [["ground-state", "--smiles", "O", "--full", "--active", "2,2"], /cannot be used with/],
  [["ground-state", "--smiles", "O", "--active", "2"], /two whole numbers/],
  [["ground-state", "--smiles", "O", "--charge", "one"], /--charge.*whole number/],
  [["ground-state", "--smiles", "O", "--charge", "11"], /--charge: must be at most 10, got 11/],
  [["ground-state", "--smiles", "O", "--seed", "-1"], /--seed: must be at least 0, got -1/],
  [["ground-state", "--smiles", "O", "--optimizer", "luck"], /--optimizer: must be one of/],
  [["ground-state", "--smiles", "O", "--ansatz", "hea"], /--ansatz: must be "uccsd", got "hea"/],
  [["ground-state", "--smiles", "O", "--tolerance", "1"], /--tolerance: must be at most 0.01, got 1/],
  [["ground-state", "--smiles", "O", "--server", "localhost"], /--server.*http/],
  [["ground-state", "--xyz", "missing.xyz"], /--xyz: missing\.xyz: there is no such file/],
  [["ground-state", "--xyz", "."], /is a folder/],
  [["scan", "--molecule", "h2"], /--bond/],
  [["scan", "--molecule", "h2", "--bond", "1,2", "--from", "x", "--to", "1"], /--from.*number/],
  [
    ["scan", "--molecule", "h2", "--bond", "1,2", "--from", "0.1", "--to", "1"],
    /--from: must be at least 0.2, got 0.1/,
  ],
  [["serve", "--port", "70000"], /\[0, 65535\]/],
  [["serve", "--log-level", "loud"], /log level must be one of/],
  [["serve", "--database", "mysql://host/db"], /--database must be an address/],
  [["worker"], /DATABASE_URL or --database/],
  [["jobs", "list", "--status", "done"], /--status must be one of/],
])("%j ends with 2 and says what to change", async (args, message) => {
  const { code, stdout, stderr } = await runCli(args);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(stdout).toBe("");
  expect(code).toBe(exitCodes.badInput);
});

test.each([
  [["ground-state", "--json", "--smile", "O"], "invalid-request"],
  [["ground-state", "--json"], "invalid-request"],
  [["ground-state", "--json", "--smiles", "C1CC"], "smiles"],
  [["ground-state", "--json", "--molecule", "unobtainium"], "library-molecule"],
  [["ground-state", "--json", "--smiles", "O", "--basis", "sto-99g"], "invalid-argument"],
  [["ground-state", "--json", "--smiles", "O", "--multiplicity", "2"], "multiplicity"],
  [["ground-state", "--json", "--smiles", "O", "--active", "60,30"], "active-space"],
  [["ground-state", "--json", "--smiles", "O", "--server", "http://127.0.0.1:9"], "server-unavailable"],
  [["jobs", "list", "--json", "--server", "http://127.0.0.1:9"], "server-unavailable"],
  [["jobs", "show", "1", "--json", "--server", "http://127.0.0.1:9"], "server-unavailable"],
] as const)("%j writes one problem document", async (args, expected) => {
  const { code, stdout, stderr } = await runCli(args);
  const problem = problemSchema.parse(JSON.parse(stderr));
  expect(problem.code).toBe(expected);
  expect(code).toBe(errorCodes[expected].exitCode);
  expect(stdout).toBe("");
});

test("an XYZ text with a fault is answered with its line", async () => {
  const { code, stderr } = await runCli(["ground-state", "--xyz", "-"], { input: "O 0 0 0\nH 0 zero 1\n" });
  expect(code).toBe(exitCodes.badInput);
  expect(stderr).toMatch(/line 2/);
});

test("atoms on top of each other are named", async () => {
  const { code, stderr } = await runCli(["ground-state", "--xyz", "-", "--json"], {
    input: "H 0 0 0\nH 0 0 0.01\n",
  });
  expect(code).toBe(exitCodes.badInput);
  expect(problemSchema.parse(JSON.parse(stderr)).code).toBe("atoms-too-close");
});

test("the library and the basis sets are listed", async () => {
  const molecules = await runCli(["molecules"]);
  expect(molecules).toMatchObject({ code: 0, stderr: "" });
  expect(molecules.stdout).toMatch(/^h2o +H2O +1 /m);
  const { stdout } = await runCli(["molecules", "--json"]);
  expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toContain("benzene");
  const basisSets = await runCli(["basis-sets"]);
  expect(basisSets.code).toBe(0);
  for (const name of ["sto-3g", "6-31g*", "cc-pvdz"]) expect(basisSets.stdout).toContain(name);
});

test("a reader that stops early ends the command in silence", async () => {
  const child = startCli(["molecules"]);
  child.stdout!.destroy();
  let stderr = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin!.end();
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("a data directory that cannot be made is named with the remedy", async () => {
  const directory = import.meta.filename;
  const { code, stderr } = await runCli(["serve", "--port", "0", "--data", directory]);
  expect(code).toBe(exitCodes.unavailable);
  expect(stderr).toContain(directory);
  expect(stderr).toContain("--data DIRECTORY or ANSATZ_DATA");
});

test("a signal during a calculation cancels it", async () => {
  const child = startCli(["ground-state", "--molecule", "h12-chain", "--full"]);
  const ended = finish(child);
  await new Promise((resolve) => child.stderr!.once("data", resolve));
  child.kill("SIGINT");
  const { code, stderr, stdout } = await ended;
  expect(code).toBe(exitCodes.cancelled);
  expect(stderr).toMatch(/ansatz: cancelled\n$/);
  expect(stdout).toBe("");
});
